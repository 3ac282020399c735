// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/event.h"
#include "pixel/orderkey.h"

#include <QByteArray>
#include <QList>

namespace rookery::pixel {

/// One `key=value` as it is written, and the field it came from.
struct QueryPart {
    Field field;
    QByteArray key;
    QByteArray value; ///< percent-encoded
};

/// The parts in wire order; fields without a value are left out. Nothing is checked here.
[[nodiscard]] QList<QueryPart> queryParts(const Event& event, OrderKey orderKey);

/// Path and query, the bytes that are frozen when an event is first taken.
[[nodiscard]] QByteArray requestTarget(const QByteArray& path, const Event& event, OrderKey orderKey);

} // namespace rookery::pixel

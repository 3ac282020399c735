// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/check.h"
#include "pixel/event.h"
#include "pixel/finding.h"
#include "pixel/orderkey.h"
#include "pixel/percent.h"

#include <QByteArray>

namespace rookery::pixel {

/// One parameter as it stands in the URL, and as it reads.
struct Parameter {
    QByteArray rawKey;
    QByteArray rawValue;
    qsizetype position = 0; ///< byte offset of the key in the URL
    qsizetype valuePosition = 0;
    bool hasEquals = true; ///< `b=` has, `b` has not
    QString key;
    QString value;
    std::optional<Field> field; ///< set for the keys of the field table and for orderId
};

/// A pixel URL taken apart. The bytes are kept as they came and nothing is normalised (QT-NOTES 9: QUrl would).
struct DecodedUrl {
    QByteArray url;    ///< as given, without white space around it
    QByteArray scheme; ///< `https`; empty where only a request target was given
    QByteArray host;   ///< without port, `[::1]` with its brackets
    int port = 0;      ///< 0: not given
    QByteArray path;
    QList<Parameter> parameters;
    Event event;                      ///< the first value of each known key
    std::optional<OrderKey> orderKey; ///< under which key the order ID stood
    Findings findings;
    QByteArray repaired; ///< empty, or what the URL was before it was damaged

    /// Whether the field table allows it (warnings do not count).
    [[nodiscard]] bool isValid() const { return !hasErrors(findings); }
};

/// Takes a whole URL or a request target (`/i?...`). Never fails: what is wrong is said in the findings.
[[nodiscard]] DecodedUrl decode(const QByteArray& url, const CheckContext& context = {}, Plus plus = Plus::Space);

} // namespace rookery::pixel

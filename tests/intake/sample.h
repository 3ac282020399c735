// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/opening.h"

#include <QFile>
#include <QTest>

namespace rookery::intake {

/// What people have, as it came (tests/intake/samples).
inline QByteArray sample(const QString& name)
{
    QFile file(QStringLiteral(":/samples/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline std::string_view viewOf(const QByteArray& bytes) { return {bytes.constData(), std::size_t(bytes.size())}; }

/// `bytes` must outlive the reader.
inline std::unique_ptr<RowReader> opened(const QByteArray& bytes, const Choices& choices = {})
{
    auto reader = openTable(sourceOf(viewOf(bytes)), choices);
    return reader ? std::move(*reader) : nullptr;
}

/// `2[a|b]`, with `H` in front where it is the header again.
inline QString shown(const Row& row)
{
    QStringList cells;
    for (const std::string_view cell : row.cells)
        cells << textOf(cell);
    return QStringLiteral("%1%2[%3]")
        .arg(row.isHeaderAgain ? QStringLiteral("H") : QString())
        .arg(row.number)
        .arg(cells.join(u'|'));
}

inline QStringList allRows(RowReader& reader)
{
    QStringList rows;
    for (Row row; reader.next(row);)
        rows << shown(row);
    return rows;
}

} // namespace rookery::intake

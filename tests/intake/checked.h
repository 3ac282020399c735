// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/rowcheck.h"
#include "intake/sample.h"

namespace rookery::intake {

/// A British shop on a Monday of November 2026, with the suggested mapping.
inline CheckRules shopRules(const TableShape& shape)
{
    using pixel::Field;
    CheckRules rules;
    rules.header = shape.header;
    rules.mapping = suggestMapping(shape).mapping;
    rules.numbers = shape.numbers.value;
    rules.isGroupingKnown = isGroupingKnown(shape);
    rules.isCodePageGuessed = isCodePageGuessed(shape);
    rules.parting = partingOf(shape, rules.mapping);
    rules.dates = shape.dates;
    rules.defaults.setConstants();
    rules.defaults.set(Field::AppId, QStringLiteral("shop"));
    rules.defaults.set(Field::DigitalProperty, QStringLiteral("shop-uk"));
    rules.defaults.set(Field::TimeZone, QStringLiteral("Europe/London"));
    rules.defaults.set(Field::ConversionName, QStringLiteral("Sale"));
    rules.defaults.set(Field::Currency, QStringLiteral("GBP"));
    rules.context.now = UtcMs(1'795'510'000'000); // 2026-11-23 12:46:40 in London
    rules.context.currency = QStringLiteral("GBP");
    rules.context.conversions = QStringList{QStringLiteral("Sale")};
    rules.context.properties = QStringList{QStringLiteral("shop-uk")};
    return rules;
}

/// `5 ready A5004 16.80 timestamp.seconds@timestamp`: row, verdict, order ID, revenue, findings with the column's name.
inline QString checkedLine(const Row& row, RowCheck& check)
{
    const Verdict verdict = check.check(row);
    QStringList line{QString::number(row.number), verdictText(verdict)};
    const pixel::Event event = check.event();
    line << event.value(pixel::Field::OrderId) << event.value(pixel::Field::Revenue);
    for (const RowFinding& f : check.findings())
        line << f.what.code + (f.columnName.isEmpty() ? QString() : u'@' + f.columnName);
    line.removeAll(QString());
    return line.join(u' ');
}

inline QStringList checkedLines(RowReader& reader, const CheckRules& rules)
{
    RowCheck check(rules);
    QStringList lines;
    for (Row row; reader.next(row);)
        lines << checkedLine(row, check);
    return lines;
}

/// `0 log.other-requests; 3 table.not-json`.
inline QString fileFindings(const RowReader& reader)
{
    QStringList found;
    for (const RowFinding& f : reader.findings())
        found << QStringLiteral("%1 %2").arg(f.row).arg(f.what.code);
    return found.join(QLatin1StringView("; "));
}

} // namespace rookery::intake

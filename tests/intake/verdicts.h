// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/rowcheck.h"
#include "intake/sample.h"

namespace rookery::intake {

/// A British shop, with the suggested mapping.
inline CheckRules rulesFor(const TableShape& shape, const QString& currency = QStringLiteral("GBP"))
{
    CheckRules rules;
    rules.header = shape.header;
    rules.mapping = suggestMapping(shape).mapping;
    rules.numbers = shape.numbers.value;
    rules.isGroupingKnown = isGroupingKnown(shape);
    rules.isCodePageGuessed = isCodePageGuessed(shape);
    rules.parting = partingOf(shape, rules.mapping);
    rules.defaults.setConstants();
    rules.defaults.set(pixel::Field::AppId, QStringLiteral("shop"));
    rules.defaults.set(pixel::Field::DigitalProperty, QStringLiteral("shop-uk"));
    rules.defaults.set(pixel::Field::TimeZone, QStringLiteral("Europe/London"));
    rules.defaults.set(pixel::Field::ConversionName, QStringLiteral("Sale"));
    rules.defaults.set(pixel::Field::Currency, currency);
    rules.context.now = UtcMs(1'795'500'000'000);
    rules.context.currency = currency;
    rules.context.conversions = QStringList{QStringLiteral("Sale")};
    rules.context.properties = QStringList{QStringLiteral("shop-uk")};
    return rules;
}

/// `3 fix: revenue.other-style(12.50)`, `4 duplicate 2`; what is ready without a finding is left out.
inline QStringList verdicts(RowReader& reader, RowCheck& check)
{
    QStringList out;
    for (Row row; reader.next(row);) {
        const Verdict verdict = check.check(row);
        if (verdict == Verdict::Ready && check.findings().isEmpty())
            continue;
        QString line = QStringLiteral("%1 %2").arg(row.number).arg(verdictText(verdict));
        if (check.sameAs() > 0)
            line += QStringLiteral(" as %1").arg(check.sameAs());
        for (const RowFinding& f : check.findings())
            line += u' ' + f.what.code + (f.fix.isEmpty() ? QString() : u'(' + f.fix + u')');
        out << line;
    }
    return out;
}

inline QStringList verdictsOf(const QByteArray& text, const Choices& choices = {})
{
    const auto reader = opened(text, choices);
    RowCheck check(rulesFor(reader->shape()));
    return verdicts(*reader, check);
}

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sheetfix.h"

#include "intake/amounttext.h"

#include <QCoreApplication>

namespace rookery::engine {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::engine::SheetFix)
};

} // namespace

QList<SheetFix> fixesFor(const intake::Sheet& sheet, const SheetReport& report, const SheetProblem& problem,
    const std::function<QString(const intake::RowFinding&)>& fix)
{
    QList<SheetFix> fixes;
    for (auto at = report.findings.begin(); at != report.findings.end(); ++at) {
        for (const intake::RowFinding& finding : *at) {
            if (finding.what.code != problem.code || finding.column != problem.column)
                continue;
            // Of several lines the finding names its own.
            const qsizetype row = finding.row > 0 ? sheet.indexOf(finding.row) : at.key();
            const QString text = fix(finding);
            if (!text.isEmpty() && row >= 0 && sheet.cellAt(row, finding.column).trimmed() == finding.found.trimmed())
                fixes << SheetFix{row, finding.column, text};
        }
    }
    return fixes;
}

QString readingOf(const QString& found, intake::NumberStyle style, bool other)
{
    const bool isPoint = intake::decimalSign(style) == '.';
    const auto reading = intake::readAmount(
        found, isPoint ? pixel::AmountStyle::Point : pixel::AmountStyle::Comma, intake::Grouping::Guessed);
    const auto& amount = other ? reading.other : reading.amount;
    if (!amount || !reading.other)
        return {};
    QString text = amount->text();
    if (amount->decimals() == 3)
        text += u'0'; // three digits behind a sign are what was in doubt
    return isPoint ? text : text.replace(u'.', u',');
}

std::optional<std::pair<QString, QString>> readingsOf(const SheetProblem& problem, intake::NumberStyle style)
{
    if (!problem.code.endsWith(QLatin1StringView(".ambiguous")))
        return std::nullopt;
    const QString one = readingOf(problem.first.found, style, false);
    const QString other = readingOf(problem.first.found, style, true);
    return one.isEmpty() || other.isEmpty() ? std::nullopt : std::optional(std::pair(one, other));
}

QString problemName(const SheetProblem& problem, intake::NumberStyle style)
{
    const auto is = [&problem](const char* kind) { return problem.code.endsWith(QLatin1StringView(kind)); };
    QString name;
    if (is(".other-style"))
        name = intake::decimalSign(style) == '.' ? Words::tr("comma used for decimals")
                                                 : Words::tr("point used for decimals");
    else if (is(".ambiguous"))
        name = Words::tr("may be read in two ways");
    else if (is(".not-a-number"))
        name = Words::tr("not a number");
    else if (is(".in-sentence"))
        name = Words::tr("more than a number");
    else if (is(".too-old"))
        name = Words::tr("older than the profile allows");
    else if (is(".not-a-time"))
        name = Words::tr("not a time");
    else
        return {};
    return problem.first.columnName.isEmpty() ? name : problem.first.columnName + QStringLiteral(": ") + name;
}

} // namespace rookery::engine

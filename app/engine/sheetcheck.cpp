// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sheetcheck.h"

#include <algorithm>

namespace rookery::engine {

namespace {

using pixel::Field;

constexpr qint64 AskEvery = 500; // rows

RowLook lookOf(const ImportedRow& row)
{
    switch (row.state) {
    case RowState::Ready:
    case RowState::Accepted: {
        const bool isClean = std::all_of(row.findings.begin(), row.findings.end(),
            [](const intake::RowFinding& finding) { return finding.what.severity == pixel::Severity::Note; });
        return isClean ? RowLook::Ready : RowLook::Check;
    }
    case RowState::Fix:
        return RowLook::Fix;
    case RowState::Duplicate:
        return row.earlier ? RowLook::Known : RowLook::InSheet;
    case RowState::HeaderAgain:
        return RowLook::HeaderAgain;
    }
    Q_UNREACHABLE();
}

/// Adds up what is told of each row.
class Gathering {
public:
    explicit Gathering(const intake::Sheet& sheet) : m_sheet(sheet)
    {
        m_report.looks.assign(std::size_t(sheet.size()), RowLook::Blank);
        for (const qsizetype index : sheet.leftOutRows())
            m_report.looks[std::size_t(index)] = RowLook::LeftOut;
    }

    void take(const ImportedRow& row)
    {
        const qsizetype index = m_sheet.indexOf(row.number);
        const RowLook look = lookOf(row);
        m_report.looks[std::size_t(index)] = look;
        if (look == RowLook::Ready || look == RowLook::Check)
            add(row.event.value(Field::Currency), row.event.value(Field::Revenue), row.event.value(Field::Tax),
                row.event.value(Field::OrderId));
        if (look == RowLook::Known)
            addKnown(row);
        if (row.findings.isEmpty())
            return;
        for (const intake::RowFinding& finding : row.findings)
            group(finding);
        if (m_report.findings.size() >= SheetReport::MostFindings) {
            m_report.hasMoreFindings = true;
            return;
        }
        m_report.findings.insert(index, row.findings);
        if (row.earlier)
            m_report.earlier.insert(index, *row.earlier);
    }

    void takePlain(const PlainRow& row)
    {
        m_report.looks[std::size_t(m_sheet.indexOf(row.number))] = RowLook::Ready;
        const auto value = [&row](Field field) {
            const std::string_view bytes = row.values[std::size_t(field)];
            return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
        };
        add(value(Field::Currency), value(Field::Revenue), value(Field::Tax), value(Field::OrderId));
    }

    SheetReport finish(bool hasLines)
    {
        if (hasLines)
            markFurtherLines();
        for (const RowLook look : m_report.looks)
            ++m_report.counts[std::size_t(look)];
        std::stable_sort(
            m_report.problems.begin(), m_report.problems.end(), [](const SheetProblem& a, const SheetProblem& b) {
                return a.severity != b.severity ? a.severity > b.severity : a.rows > b.rows;
            });
        return std::move(m_report);
    }

private:
    void add(const QString& currency, const QString& revenue, const QString& tax, const QString& order)
    {
        if (m_report.currency.isEmpty())
            m_report.currency = currency;
        m_report.severalCurrencies = m_report.severalCurrencies || currency != m_report.currency;
        if (const auto amount = pixel::Amount::parse(revenue))
            m_report.revenue += *amount;
        if (const auto amount = pixel::Amount::parse(tax))
            m_report.tax += *amount;
        if (m_report.firstOrder.isEmpty())
            m_report.firstOrder = order;
        m_report.lastOrder = order;
    }

    void addKnown(const ImportedRow& row)
    {
        const UtcMs confirmed = row.earlier->confirmed;
        if (!m_report.knownFrom || confirmed < *m_report.knownFrom)
            m_report.knownFrom = confirmed;
        if (!m_report.knownTo || *m_report.knownTo < confirmed)
            m_report.knownTo = confirmed;
        if (std::any_of(row.findings.begin(), row.findings.end(),
                [](const auto& finding) { return finding.what.code == ChangedSinceCode; }))
            ++m_report.changedSince;
    }

    void group(const intake::RowFinding& finding)
    {
        const auto key = qMakePair(finding.what.code, finding.column);
        auto known = m_groups.constFind(key);
        if (known == m_groups.constEnd()) {
            known = m_groups.insert(key, m_report.problems.size());
            m_report.problems << SheetProblem{finding.what.code, finding.column, finding.what.severity, 0, 0, finding};
        }
        SheetProblem& problem = m_report.problems[*known];
        ++problem.rows;
        if (!finding.fix.isEmpty())
            ++problem.fixable;
        problem.severity = std::max(problem.severity, finding.what.severity);
    }

    // Rows that stand in the sheet and were not told of are lines of the order before them.
    void markFurtherLines()
    {
        for (qsizetype i = 0; i < m_sheet.size(); ++i) {
            RowLook& look = m_report.looks[std::size_t(i)];
            if (look == RowLook::Blank && !m_sheet.isBlank(i))
                look = RowLook::OfOrder;
        }
    }

    const intake::Sheet& m_sheet;
    SheetReport m_report;
    QHash<QPair<QString, int>, qsizetype> m_groups;
};

} // namespace

QString rowLookText(RowLook look)
{
    switch (look) {
    case RowLook::Blank:
        return {};
    case RowLook::LeftOut:
        return QStringLiteral("left-out");
    case RowLook::Ready:
    case RowLook::Check:
        return rowStateText(RowState::Ready);
    case RowLook::Fix:
        return rowStateText(RowState::Fix);
    case RowLook::InSheet:
    case RowLook::Known:
        return rowStateText(RowState::Duplicate);
    case RowLook::HeaderAgain:
        return rowStateText(RowState::HeaderAgain);
    case RowLook::OfOrder:
        return QStringLiteral("line");
    }
    Q_UNREACHABLE();
}

void SheetReport::setLook(qsizetype row, RowLook look)
{
    --counts[std::size_t(looks[std::size_t(row)])];
    looks[std::size_t(row)] = look;
    ++counts[std::size_t(look)];
}

ImportPlan planFor(const intake::Sheet& sheet, ImportPlan plan)
{
    intake::SheetRows rows(sheet);
    if (plan.lines) {
        intake::ScatteredOrders scattered(rows, plan.mapping);
        if (intake::SheetRows again(sheet); !scattered.isEmpty())
            scattered.lookForRepeats(again, plan.mapping, *plan.lines);
        plan.scattered = std::make_shared<const intake::ScatteredOrders>(std::move(scattered));
    } else if (!plan.laterRowsAreDuplicates) {
        const intake::RepeatedOrders repeated(rows, plan.mapping);
        intake::SheetRows again(sheet);
        plan.unequal = std::make_shared<const intake::UnequalOrders>(again, plan.mapping, repeated);
    }
    return plan;
}

OpenRows openRows(const intake::Sheet& sheet, const std::vector<bool>& accepted, const ImportPlan& plan)
{
    OpenRows open{sheet, {}};
    const int column = plan.mapping.columnOf(Field::OrderId);
    const bool hasLines = plan.lines.has_value() && column >= 0;
    const qsizetype size = qMin(sheet.size(), qsizetype(accepted.size()));
    for (qsizetype row = 0; row < size; ++row) {
        if (!accepted[std::size_t(row)])
            continue;
        open.sheet.setLeftOut(row, true);
        if (!hasLines)
            continue;
        const QString order = sheet.cellAt(row, column).trimmed();
        for (qsizetype line = row + 1; line < sheet.size(); ++line) {
            const bool isSettled = std::size_t(line) < accepted.size() && accepted[std::size_t(line)];
            if (sheet.isBlank(line) || (sheet.isLeftOut(line) && !isSettled))
                continue; // no line at all
            if (isSettled || sheet.cellAt(line, column).trimmed() != order)
                break;
            open.sheet.setLeftOut(line, true);
            open.furtherLines << line;
        }
    }
    return open;
}

Result<SheetReport> checkSheet(const intake::Sheet& sheet, const ImportPlan& plan, const ledger::Reader* known,
    const std::function<bool(qint64 rows)>& goOn)
{
    Gathering gathering(sheet);
    RowImport rows(std::make_unique<intake::SheetRows>(sheet), planFor(sheet, plan), known, {});
    bool isWanted = true;
    const auto wanted = [&] {
        if (goOn && rows.counts().rows % AskEvery == 0)
            isWanted = goOn(rows.counts().rows);
        return isWanted;
    };
    const Done done = rows.run(
        [&](const ImportedRow& row) {
            gathering.take(row);
            return wanted();
        },
        [&](const PlainRow& row) {
            gathering.takePlain(row);
            return wanted();
        });
    if (!done)
        return tl::unexpected(done.error());
    if (!isWanted)
        return failure(Error::Code::Interrupted, {});
    return gathering.finish(plan.lines.has_value());
}

} // namespace rookery::engine

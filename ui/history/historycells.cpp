// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historycells.h"

#include "pixel/field.h"
#include "ui/common/look.h"
#include "ui/common/words.h"

#include <QCoreApplication>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::HistoryModel)
};

std::optional<int> statusOf(const HistoryRow& row)
{
    if (!row.attempt)
        return row.event.lastStatus;
    if (!row.attempt->result)
        return std::nullopt;
    return row.attempt->result->status;
}

std::optional<qint64> tookOf(const HistoryRow& row)
{
    if (!row.attempt)
        return row.event.lastTookMs;
    if (!row.attempt->result)
        return std::nullopt;
    return row.attempt->result->endMs;
}

QString numberText(const auto& number, const auto& textOf) { return number ? textOf(*number) : QString(); }

// A corrected order must not be taken for one that stands.
QString statusText(const ledger::EventRecord& event)
{
    switch (event.correction) {
    case ledger::CorrectionKind::Cancelled:
        //: %1 a state
        return Words::tr("%1, cancelled since").arg(stateWord(event));
    case ledger::CorrectionKind::AmountChanged:
        //: %1 a state
        return Words::tr("%1, amount changed since").arg(stateWord(event));
    default:
        return stateWord(event);
    }
}

/// What does not change of a column.
struct ColumnSpec {
    int letters;
    bool number;
    bool needed;
    const char* key;
    const char* secondKey = nullptr;
};

const ColumnSpec& specOf(int column)
{
    static constexpr std::array<ColumnSpec, HistoryColumn::ColumnCount> Specs{{
        {17, false, false, "confirmed"},
        {42, false, true, "state", "correction"}, // with when it goes again
        {18, false, true, "transactionId"},
        {14, true, false, "revenue"},
        {9, false, false, "currency"},
        {9, true, false, "attempts"},
        {9, true, false, "status"},
        {11, true, false, "ms"},
        {21, false, false, "profile"},
        {11, false, false, "agent"},
        {0, false, false, "note"},
    }};
    return Specs.at(std::size_t(column));
}

} // namespace

QString columnTitle(int column, Grouping grouping)
{
    switch (column) {
    case HistoryColumn::Confirmed:
        return grouping == Grouping::Orders ? Words::tr("Entered") : Words::tr("Started");
    case HistoryColumn::Status:
        return Words::tr("Status");
    case HistoryColumn::OrderId:
        return pixel::label(pixel::Field::OrderId);
    case HistoryColumn::Revenue:
        return pixel::label(pixel::Field::Revenue);
    case HistoryColumn::Currency:
        return pixel::label(pixel::Field::Currency);
    case HistoryColumn::Tries:
        return grouping == Grouping::Orders ? Words::tr("Tries") : Words::tr("Try");
    case HistoryColumn::Http:
        return Words::tr("HTTP");
    case HistoryColumn::Took:
        return Words::tr("Took");
    case HistoryColumn::Profile:
        return Words::tr("Profile");
    case HistoryColumn::Agent:
        return Words::tr("Agent");
    case HistoryColumn::Note:
        return Words::tr("Note");
    default:
        return {};
    }
}

QString cellText(const HistoryRow& row, int column, pixel::AmountStyle style)
{
    const ledger::EventRecord& event = row.event;
    switch (column) {
    case HistoryColumn::Confirmed:
        return timeText(row.attempt ? row.attempt->taken : event.confirmed);
    case HistoryColumn::Status:
        return row.attempt ? attemptWord(*row.attempt) : statusText(event);
    case HistoryColumn::OrderId:
        return event.orderId();
    case HistoryColumn::Revenue:
        return revenueText(event, style);
    case HistoryColumn::Currency:
        return event.fields.value(pixel::Field::Currency);
    case HistoryColumn::Tries:
        return QString::number(row.attempt ? row.attempt->number : event.attempts);
    case HistoryColumn::Http:
        return numberText(statusOf(row), [](int status) { return QString::number(status); });
    case HistoryColumn::Took:
        return numberText(tookOf(row), tookText);
    case HistoryColumn::Profile:
        return event.profile;
    case HistoryColumn::Agent:
        return row.attempt ? row.attempt->agent : event.agent;
    case HistoryColumn::Note:
        return event.note;
    default:
        return {};
    }
}

bool isNumber(int column) { return specOf(column).number; }

int usualWidth(int column) { return specOf(column).letters; }

bool isNeeded(int column) { return specOf(column).needed; }

QStringList exportKeys(int column)
{
    const ColumnSpec& spec = specOf(column);
    QStringList keys{QLatin1StringView(spec.key)};
    if (spec.secondKey)
        keys << QLatin1StringView(spec.secondKey);
    return keys;
}

} // namespace rookery::ui

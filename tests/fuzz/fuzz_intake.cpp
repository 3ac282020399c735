// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever bytes come, through the front door to the last row: the first byte chooses the kind:
// 2 the front door itself, 3 delimited text, 4 JSON, 5 JSON lines, 6 addresses, 7 a log, 8 commands, 9 HAR, : a screen,
// ; a web table.
#include "intake/opening.h"
#include "intake/rowcheck.h"

#include <array>
#include <cstdlib>

using namespace rookery::intake;

namespace {

// Not Q_ASSERT: it must hold in every build.
void require(bool holds)
{
    if (!holds)
        std::abort();
}

std::optional<Kind> kindOf(unsigned char byte)
{
    constexpr std::array<std::optional<Kind>, 10> Kinds{std::nullopt, Kind::Delimited, Kind::Json, Kind::JsonLines,
        Kind::Urls, Kind::AccessLog, Kind::Commands, Kind::Har, Kind::Screen, Kind::HtmlTable};
    return Kinds[byte % Kinds.size()];
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    if (size == 0)
        return 0;
    Choices choices;
    choices.kind = kindOf(data[0]);
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto reader = openTable(sourceOf(bytes), choices);
    if (!reader)
        return 0;
    CheckRules rules;
    rules.header = (*reader)->shape().header;
    rules.numbers = (*reader)->shape().numbers.value;
    rules.dates = (*reader)->shape().dates;
    // Nobody maps a time unasked, so it is asked for here.
    const Suggestion suggestion = suggestMapping((*reader)->shape());
    rules.mapping = suggestion.mapping;
    for (const Candidate& candidate : suggestion.candidates) {
        if (candidate.field == rookery::pixel::Field::Timestamp && rules.mapping.columnOf(candidate.field) < 0
            && !rules.mapping.fieldOf(candidate.column))
            rules.mapping.setColumn(candidate.field, candidate.column);
    }
    rules.defaults.set(rookery::pixel::Field::TimeZone, QStringLiteral("Europe/London"));
    rules.context.now = rookery::UtcMs(1'795'510'000'000);
    rules.context.currency = QStringLiteral("GBP");
    RowCheck check(rules);
    Table table((*reader)->shape());
    qint64 last = 0;
    for (Row row; (*reader)->next(row);) {
        require(row.number > last);
        last = row.number;
        const Verdict verdict = check.check(row);
        for (const RowFinding& finding : check.findings())
            require(verdict != Verdict::Ready || finding.what.severity != rookery::pixel::Severity::Error);
        (void)check.event();
        table.append(row);
        const auto kept = table.cellsAt(table.size() - 1);
        require(kept.size() == row.cells.size());
        for (std::size_t i = 0; i < kept.size(); ++i)
            require(kept[i] == row.cells[i]);
    }
    for (const RowFinding& finding : (*reader)->findings())
        require(!finding.what.code.isEmpty() && !finding.what.sentence.isEmpty());
    return 0;
}

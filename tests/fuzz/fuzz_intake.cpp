// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever bytes come, through the front door to the last row: the first byte chooses the kind.
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
    constexpr std::array<std::optional<Kind>, 4> Kinds{std::nullopt, Kind::Delimited, Kind::Json, Kind::JsonLines};
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
    rules.mapping = suggestMapping((*reader)->shape()).mapping;
    rules.numbers = (*reader)->shape().numbers.value;
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

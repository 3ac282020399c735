// SPDX-License-Identifier: GPL-3.0-or-later
// Spreadsheets of whatever bytes. The first byte says what the others are: a whole file, or one of its parts, which is
// put into a file that is sound otherwise, because no fuzzer gets past deflate and its checksums by chance.
#include "intake/rowcheck.h"
#include "intake/xlsxfile.h"
#include "intake/xlsxformat.h"

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

constexpr std::array Wrapped{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels", "_rels/.rels"};

std::string fileOf(unsigned char what, std::string_view bytes)
{
    if (what % (Wrapped.size() + 2) == Wrapped.size())
        return std::string(bytes);
    XlsxFile file;
    file.strings = "<si><t>Order ID</t></si><si><t>Total</t></si>";
    setFormats(file, {"00000", "#,##0.00", "yyyy-mm-dd hh:mm"});
    file.data = R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
                R"(<row r="2"><c r="A2" s="1"><v>42</v></c><c r="B2" s="2"><v>19.999</v></c></row>)";
    if (what % (Wrapped.size() + 2) == Wrapped.size() + 1) {
        // A format and a number, parted by the first line end.
        const std::size_t end = bytes.find('\n');
        if (end == std::string_view::npos)
            return {};
        const XlsxShown shown = XlsxFormat(bytes.substr(0, end)).show(bytes.substr(end + 1), false);
        require(shown.text.size() <= bytes.size() + 100);
        return {};
    }
    Parts parts = file.parts();
    for (auto& [name, content] : parts) {
        if (name == Wrapped[what % (Wrapped.size() + 2)])
            content = bytes;
    }
    return zipped(parts);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string bytes = fileOf(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1});
    Choices choices;
    choices.kind = Kind::Xlsx;
    const auto reader = openTable(sourceOf(bytes), choices);
    if (!reader) {
        require(!reader.error().sentence.isEmpty());
        return 0;
    }
    CheckRules rules;
    rules.header = (*reader)->shape().header;
    rules.mapping = suggestMapping((*reader)->shape()).mapping;
    rules.context.currency = QStringLiteral("GBP");
    RowCheck check(rules);
    qint64 last = 0;
    for (Row row; (*reader)->next(row);) {
        require(row.number > last);
        last = row.number;
        (void)check.check(row);
        for (const RowFinding& finding : row.flaws)
            require(!finding.what.code.isEmpty() && !finding.what.sentence.isEmpty());
    }
    for (const RowFinding& finding : (*reader)->findings())
        require(!finding.what.code.isEmpty() && !finding.what.sentence.isEmpty());
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// What tests/bench/run.sh intake times: `bench_intake read FILE` goes through the cells of a file, `check` maps and
// checks its rows as an import does, `first` stops at the first screen of rows. And run.sh xlsx: `sheet FILE` goes
// through the cells of any file that can be opened, `check-file` checks them as well.
#include "intake/delimited.h"
#include "intake/opening.h"
#include "intake/rowcheck.h"
#include "intake/textencoding.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>

using namespace rookery::intake;

namespace {

struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

int readCells(std::FILE* file)
{
    TextReader text([file](char* to, qsizetype max) { return qsizetype(std::fread(to, 1, std::size_t(max), file)); });
    DelimitedReader rows([&text](char* to, qsizetype max) { return text.read(to, max); }, ',');
    qint64 cells = 0;
    qint64 bytes = 0;
    while (rows.next()) {
        cells += qint64(rows.cells().size());
        for (const std::string_view cell : rows.cells())
            bytes += qint64(cell.size());
    }
    std::printf("{\"rows\": %lld, \"cells\": %lld, \"bytes\": %lld}\n", rows.row(), cells, bytes);
    return rows.openQuote() ? 1 : 0;
}

CheckRules rulesFor(const TableShape& shape)
{
    using rookery::pixel::Field;
    CheckRules rules;
    rules.header = shape.header;
    rules.mapping = suggestMapping(shape).mapping;
    rules.numbers = shape.numbers.value;
    rules.defaults.setConstants();
    rules.defaults.set(Field::AppId, QStringLiteral("acme-app"));
    rules.defaults.set(Field::DigitalProperty, QStringLiteral("acme-shop"));
    rules.defaults.set(Field::TimeZone, QStringLiteral("Europe/London"));
    rules.defaults.set(Field::ConversionName, QStringLiteral("Sale"));
    rules.defaults.set(Field::Currency, QStringLiteral("GBP"));
    rules.context.currency = QStringLiteral("GBP");
    rules.context.conversions = QStringList{QStringLiteral("Sale")};
    rules.context.properties = QStringList{QStringLiteral("acme-shop")};
    return rules;
}

int readSheet(const char* path)
{
    auto reader = openFile(QString::fromLocal8Bit(path));
    if (!reader)
        return 1;
    qint64 rows = 1; // the header
    qint64 cells = 0;
    qint64 bytes = 0;
    for (Row row; (*reader)->next(row); rows = row.number) {
        cells += qint64(row.cells.size());
        for (const std::string_view cell : row.cells)
            bytes += qint64(cell.size());
    }
    std::printf("{\"rows\": %lld, \"cells\": %lld, \"bytes\": %lld}\n", rows, cells, bytes);
    return (*reader)->findings().isEmpty() ? 0 : 1;
}

int checkRows(rookery::Result<std::unique_ptr<RowReader>> reader, qint64 maxRows)
{
    if (!reader)
        return 1;
    RowCheck check(rulesFor((*reader)->shape()));
    std::array<qint64, 4> counts{};
    qint64 rows = 1; // the header
    for (Row row; rows <= maxRows && (*reader)->next(row); rows = row.number)
        ++counts[std::size_t(check.check(row))];
    std::printf("{\"rows\": %lld, \"ready\": %lld, \"fix\": %lld, \"duplicate\": %lld}\n", rows,
        counts[std::size_t(Verdict::Ready)], counts[std::size_t(Verdict::Fix)],
        counts[std::size_t(Verdict::Duplicate)]);
    return (*reader)->findings().isEmpty() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    constexpr qint64 All = std::numeric_limits<qint64>::max();
    if (std::strcmp(argv[1], "sheet") == 0)
        return readSheet(argv[2]);
    if (std::strcmp(argv[1], "check-file") == 0)
        return checkRows(openFile(QString::fromLocal8Bit(argv[2])), All);
    const std::unique_ptr<std::FILE, Closer> file(std::fopen(argv[2], "rb"));
    if (!file)
        return 1;
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    if (std::strcmp(argv[1], "read") == 0)
        return readCells(file.get());
    const auto source
        = [&file](char* to, qsizetype max) { return qsizetype(std::fread(to, 1, std::size_t(max), file.get())); };
    if (std::strcmp(argv[1], "check") == 0)
        return checkRows(openTable(source), All);
    if (std::strcmp(argv[1], "first") == 0)
        return checkRows(openTable(source), 50);
    return 2;
}

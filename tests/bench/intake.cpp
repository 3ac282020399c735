// SPDX-License-Identifier: GPL-3.0-or-later
// What tests/bench/run.sh intake times: `intake read FILE` goes through the cells of a file.
#include "intake/delimited.h"
#include "intake/textencoding.h"

#include <cstdio>
#include <cstring>
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

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    const std::unique_ptr<std::FILE, Closer> file(std::fopen(argv[2], "rb"));
    if (!file)
        return 1;
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    if (std::strcmp(argv[1], "read") == 0)
        return readCells(file.get());
    return 2;
}

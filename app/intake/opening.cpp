// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/opening.h"

#include "intake/commandtable.h"
#include "intake/delimitedtable.h"
#include "intake/hartable.h"
#include "intake/htmltable.h"
#include "intake/jsontable.h"
#include "intake/logline.h"
#include "intake/logtable.h"
#include "intake/requestcommand.h"
#include "intake/screentable.h"
#include "intake/urltable.h"
#include "intake/xlsxtable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::Opening)
};

constexpr std::size_t HeadSize = 64UL * 1024;
constexpr auto Space = " \t\r\n"sv;

std::string_view withoutSpaceInFront(std::string_view text)
{
    const std::size_t at = text.find_first_not_of(Space);
    return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

// The lines that have something in them, without the one that the end of the head cuts off.
std::vector<std::string_view> linesOf(std::string_view text, std::size_t max)
{
    std::vector<std::string_view> lines;
    while (!text.empty() && lines.size() < max) {
        const std::size_t end = std::min(text.find_first_of("\r\n"sv), text.size());
        if (const std::string_view line = withoutSpaceInFront(text.substr(0, end)); !line.empty())
            lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool isAddress(std::string_view line) { return line.starts_with("http://"sv) || line.starts_with("https://"sv); }

// Curls are sold as well: a program is followed by an address or an option.
bool isCommand(std::string_view line)
{
    const bool hasMore = line.find("://"sv) != std::string_view::npos || line.find(" -"sv) != std::string_view::npos;
    return hasMore && shellOfCommand(line).has_value();
}

// `203.0.113.0 - - [23/Nov/2026:10:00:07 +0000] "GET /i?... HTTP/1.1" 200 ...`
bool isLogLine(std::string_view line)
{
    const std::size_t time = line.find(" ["sv);
    const std::size_t request = line.find("] \""sv);
    return time != std::string_view::npos && request != std::string_view::npos && time < request
        && std::count(line.begin(), line.begin() + std::ptrdiff_t(time), ' ') >= 2
        && line.find(" HTTP/"sv, request) != std::string_view::npos;
}

// `Order total: GBP 1,349.50`
bool isNameAndValue(std::string_view line)
{
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && colon > 0 && colon <= 40 && colon + 1 < line.size()
        && Space.find(line[colon + 1]) != std::string_view::npos
        && line.substr(0, colon).find('"') == std::string_view::npos;
}

template <typename Is>
bool areMost(const std::vector<std::string_view>& lines, Is is)
{
    const auto n = std::size_t(std::count_if(lines.begin(), lines.end(), is));
    return n > 0 && n * 5 >= lines.size() * 4;
}

Kind kindOfJson(std::string_view text)
{
    if (text.starts_with('['))
        return Kind::Json;
    const auto has = [text](std::string_view word) { return text.find(word) != std::string_view::npos; };
    if (has("\"log\""sv) && has("\"entries\""sv) && (has("\"creator\""sv) || has("\"request\""sv)))
        return Kind::Har;
    // The first line is an object of its own, and so is the second.
    const std::vector<std::string_view> lines = linesOf(text, 2);
    const auto isObject = [](std::string_view line) {
        return line.starts_with('{') && line.substr(0, line.find_last_not_of(Space) + 1).ends_with('}');
    };
    return lines.size() > 1 && isObject(lines[0]) && lines[1].starts_with('{') ? Kind::JsonLines : Kind::Json;
}

// The guesses come from the rows of a second reader, over the first bytes alone.
template <typename Reader>
std::unique_ptr<RowReader> sampled(
    TextReader::Source source, std::string_view head, bool headIsWhole, const Choices& choices)
{
    auto reader = std::make_unique<Reader>(std::move(source), choices);
    Reader first(sourceOf(head), choices);
    reader->guessFrom(first, head, headIsWhole, choices);
    return reader;
}

std::string utf8Of(std::string_view head)
{
    TextReader reader(sourceOf(head));
    std::string text;
    std::array<char, 4096> buffer{};
    while (const qsizetype n = reader.read(buffer.data(), buffer.size()))
        text.append(buffer.data(), std::size_t(n));
    return text;
}

bool isZip(std::string_view head) { return head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv); }

// Spreadsheets that are no zip archive: the formats before 2007, and whatever has a password.
std::optional<Error> oldSpreadsheet(std::string_view head)
{
    if (!head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv))
        return std::nullopt;
    constexpr auto Encrypted = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;
    return Error{Error::Code::BadInput,
        head.find(Encrypted) != std::string_view::npos
            ? Words::tr(
                "The file is protected by a password. Open it in the spreadsheet program and save it without one.")
            : Words::tr(
                "This is a file of an old format (.xls, .doc), or one with a password. Open it in its program and "
                "save it as .xlsx, without a password.")};
}

Error notASpreadsheet()
{
    return {Error::Code::BadInput, Words::tr("This is not an .xlsx file. Choose another kind, or let it be guessed.")};
}

Result<std::unique_ptr<RowReader>> openPipedSpreadsheet(
    std::string bytes, TextReader::Source& rest, const Choices& choices)
{
    if (!isZip(bytes))
        return tl::unexpected(notASpreadsheet());
    for (std::size_t size = bytes.size();;) {
        constexpr std::size_t Step = 1024UL * 1024;
        bytes.resize(size + Step);
        const qsizetype n = rest(bytes.data() + size, Step);
        if (n < 0)
            return failure(Error::Code::BadInput, Words::tr("The file could not be read."));
        size += std::size_t(n);
        bytes.resize(size);
        if (n == 0)
            break;
        if (qint64(size) > MaxPipedSpreadsheet)
            return failure(Error::Code::BadInput,
                Words::tr("A spreadsheet of more than %1 MB is too large for a pipe. Save it and open the file.")
                    .arg(MaxPipedSpreadsheet / 1024 / 1024));
    }
    Result<std::unique_ptr<ZipArchive>> archive = ZipArchive::open(std::move(bytes));
    if (!archive)
        return tl::unexpected(archive.error());
    return XlsxTable::open(std::move(*archive), choices);
}

} // namespace

Kind guessKind(std::string_view head)
{
    if (isZip(head))
        return Kind::Xlsx;
    const std::string text = utf8Of(head.substr(0, HeadSize));
    const std::string_view start = withoutSpaceInFront(text);
    if (start.starts_with('{') || start.starts_with('['))
        return kindOfJson(start);
    // The clipboard of one system puts lines of its own before the page.
    if (start.starts_with('<') || (start.starts_with("Version:"sv) && start.find("<table"sv) != std::string_view::npos))
        return Kind::HtmlTable;
    std::vector<std::string_view> lines = linesOf(text, 50);
    if (std::any_of(lines.begin(), lines.end(), [](std::string_view line) { return LogFields::of(line).has_value(); }))
        return Kind::AccessLog;
    const std::size_t all = lines.size();
    std::erase_if(lines, [](std::string_view line) { return isCommentLine(line) || isSessionLine(line); });
    if (areMost(lines, isAddress))
        return Kind::Urls;
    if (areMost(lines, [](std::string_view line) { return isLogLine(line) || isBalancerLine(line); }))
        return Kind::AccessLog;
    // A command over several lines has one line that says so, and the first is rarely another.
    const bool startsWithCommand = !lines.empty() && isCommand(lines.front());
    if (startsWithCommand || areMost(lines, [](std::string_view line) { return isCommand(line) || isAddress(line); }))
        return Kind::Commands;
    if (all > 1 && areMost(lines, isNameAndValue)) {
        // Amounts have commas, but not the same number in every line.
        const SeparatorGuess separator = guessSeparator(text);
        if (separator.columns == 1 || separator.rowsThatAgree * 2 <= separator.rows)
            return Kind::Screen;
    }
    return Kind::Delimited;
}

Result<std::unique_ptr<RowReader>> openTable(TextReader::Source source, const Choices& choices)
{
    std::string head(HeadSize, '\0');
    std::size_t size = 0;
    bool isWhole = false;
    while (size < head.size() && !isWhole) {
        const qsizetype n = source(head.data() + size, qsizetype(head.size() - size));
        if (n < 0)
            return failure(Error::Code::BadInput, Words::tr("The file could not be read."));
        isWhole = n == 0;
        size += std::size_t(n);
    }
    head.resize(size);
    if (const auto error = oldSpreadsheet(head); error && choices.kind.value_or(Kind::Xlsx) == Kind::Xlsx)
        return tl::unexpected(*error);

    const Kind kind = choices.kind.value_or(guessKind(head));
    if (kind == Kind::Xlsx)
        return openPipedSpreadsheet(std::move(head), source, choices);
    auto whole = [head, at = std::size_t(0), rest = std::move(source)](char* to, qsizetype max) mutable {
        if (at == head.size())
            return rest(to, max);
        const std::size_t n = std::min(head.size() - at, std::size_t(max));
        std::copy_n(head.data() + at, n, to);
        at += n;
        return qsizetype(n);
    };
    if (kind == Kind::Delimited)
        return std::make_unique<DelimitedTable>(std::move(whole), head, isWhole, choices);
    if (kind == Kind::Json || kind == Kind::JsonLines)
        return std::make_unique<JsonTable>(std::move(whole), head, isWhole, kind, choices);
    if (kind == Kind::Urls)
        return sampled<UrlTable>(std::move(whole), head, isWhole, choices);
    if (kind == Kind::AccessLog)
        return sampled<LogTable>(std::move(whole), head, isWhole, choices);
    if (kind == Kind::Commands)
        return sampled<CommandTable>(std::move(whole), head, isWhole, choices);
    if (kind == Kind::Har)
        return sampled<HarTable>(std::move(whole), head, isWhole, choices);
    if (kind == Kind::Screen)
        return std::make_unique<ScreenTable>(std::move(whole), head, isWhole, choices);
    if (kind == Kind::HtmlTable)
        return std::make_unique<HtmlTable>(std::move(whole), head, isWhole, choices);
    return failure(
        Error::Code::BadInput, Words::tr("This looks like %1, which cannot be read yet.").arg(kindText(kind)));
}

Result<std::unique_ptr<RowReader>> openFile(const QString& path, const Choices& choices)
{
    const QFileInfo info(path);
    if (info.isDir())
        return failure(Error::Code::BadInput,
            Words::tr("%1 is a folder. Choose a file in it.").arg(QDir::toNativeSeparators(path)));
    if (!info.exists())
        return failure(Error::Code::NotFound, Words::tr("There is no file %1.").arg(QDir::toNativeSeparators(path)));
    const auto file = std::make_shared<QFile>(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(Error::Code::BadInput,
            Words::tr("The file %1 could not be opened: %2. Is it open in another program, or not yours to read?")
                .arg(QDir::toNativeSeparators(path), file->errorString()));

    constexpr qint64 MarkSize = 8;
    const QByteArray mark = file->peek(MarkSize);
    const std::string_view head(mark.constData(), std::size_t(mark.size()));
    // What can't be jumped about in is a pipe, whatever its name.
    if (isZip(head) && choices.kind.value_or(Kind::Xlsx) == Kind::Xlsx && !file->isSequential()) {
        Result<std::unique_ptr<ZipArchive>> archive = ZipArchive::open(path);
        if (!archive)
            return tl::unexpected(archive.error());
        return XlsxTable::open(std::move(*archive), choices);
    }
    return openTable([file](char* to, qsizetype max) { return qsizetype(file->read(to, max)); }, choices);
}

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/importoptions.h"

#include "cli/terminal.h"

#include "intake/readahead.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <cstdio>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::ImportOptions)
};

constexpr qint64 LargeFile = 256LL * 1024;

template <typename T>
tl::unexpected<Error> unknownWord(const char* option, const QString& expected, const T& found)
{
    return failure(Error::Code::BadInput,
        Words::tr("%1: expected %2, found \"%3\".")
            .arg(QLatin1StringView(option), expected, QString::fromStdString(found)));
}

Result<char> readSeparator(const std::string& text)
{
    if (text == "tab" || text == "\\t" || text == "\t")
        return '\t';
    if (text.size() == 1 && std::string_view(",;|").find(text[0]) != std::string_view::npos)
        return text[0];
    return unknownWord("--separator", Words::tr("one of , ; | or tab"), text);
}

Result<intake::Choices> readChoices(const ImportOptions& options)
{
    intake::Choices choices;
    if (!options.encoding.empty()) {
        choices.encoding = intake::encodingOfText(QString::fromStdString(options.encoding));
        if (!choices.encoding)
            return unknownWord("--encoding", Words::tr("utf-8, utf-16le, utf-16be or windows-1252"), options.encoding);
    }
    if (!options.separator.empty()) {
        const auto separator = readSeparator(options.separator);
        if (!separator)
            return tl::unexpected(separator.error());
        choices.separator = *separator;
    }
    if (!options.numbers.empty()) {
        choices.numbers = intake::numberStyleOfText(QString::fromStdString(options.numbers));
        if (!choices.numbers)
            return unknownWord("--numbers", Words::tr("en, de, fr, es or plain"), options.numbers);
    }
    if (!options.sheet.empty()) {
        const auto sheet = textOf(options.sheet);
        if (!sheet)
            return tl::unexpected(sheet.error());
        choices.sheet = *sheet;
    }
    return choices;
}

Result<QJsonObject> readMappingFile(const std::string& path)
{
    const auto name = textOf(path);
    if (!name)
        return tl::unexpected(name.error());
    QFile file(*name);
    if (!file.open(QIODevice::ReadOnly))
        return failure(
            Error::Code::BadInput, Words::tr("The mapping %1 can't be read: %2.").arg(*name, file.errorString()));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject())
        return failure(
            Error::Code::BadInput, Words::tr("The mapping %1 is no JSON object: %2.").arg(*name, error.errorString()));
    return document.object();
}

Done readThrough(intake::RowReader& rows)
{
    intake::Row row;
    while (rows.next(row))
        continue;
    for (const intake::RowFinding& finding : rows.findings()) {
        if (finding.what.severity == pixel::Severity::Error)
            return failure(Error::Code::BadInput, finding.what.sentence, finding.what.detail);
    }
    return {};
}

// `revenue: "Total" 80 %, "Net" 78 %`, a line for each field that a column may be meant for.
QString candidatesText(const intake::Suggestion& suggestion, const QStringList& columns)
{
    QStringList lines;
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        QStringList found;
        for (const intake::Candidate& candidate : suggestion.candidates) {
            if (candidate.field == spec.field)
                found << QStringLiteral("\"%1\" %2 %").arg(columns.value(candidate.column)).arg(candidate.confidence);
        }
        if (!found.isEmpty())
            lines << pixel::key(spec.field) + QStringLiteral(": ") + found.join(QStringLiteral(", "));
        else if (spec.field == pixel::Field::OrderId || spec.field == pixel::Field::Revenue)
            lines << Words::tr("%1: no column looks like it").arg(pixel::key(spec.field));
    }
    return lines.join(QStringLiteral("\n  "));
}

} // namespace

void ImportOptions::addTo(CLI::App& verb)
{
    verb.add_option("file", file, "What to read; - is what comes through the pipe")->required();
    addReadingTo(verb);
    verb.add_option("--results", results, "A CSV file of all rows with what became of them");
    verb.add_option("--rejects", rejects, "A CSV file of the rows that were held back, with the reasons");
    verb.add_flag("--dry-run", dryRun, "Look at every row; write nothing");
    verb.add_flag("--summary", summary, "No line for each row");
    verb.add_flag("--send", send, "Send what is accepted, and what else of the profile is due, once");
    verb.add_flag("--skip-duplicates", skipDuplicates, "Orders that are here already don't count as held back");
}

void ImportOptions::addReadingTo(CLI::App& verb)
{
    verb.add_option("--profile", profile, "The profile to send with")->required();
    verb.add_option("--mapping", mapping, "A mapping file: {\"columns\": {\"Ref\": \"transactionId\"}, ...}");
    verb.add_option("--map", maps, "COLUMN=FIELD, split at the last =; nothing else is mapped then");
    verb.add_option("--constant", constants, "FIELD=VALUE for every row");
    verb.add_option("--encoding", encoding, "utf-8, utf-16le, utf-16be or windows-1252 (default: guessed)");
    verb.add_option("--separator", separator, "One of , ; | or tab (default: guessed)");
    verb.add_option("--numbers", numbers,
        "How numbers are written: en, de, fr, es or plain (1234.567, never grouped; default: guessed)");
    verb.add_option("--sheet", sheet, "Of a spreadsheet: its number from 1, or its name (default: the first)");
    verb.add_option("--order-lines", orderLines,
        "Several lines for one order: first, sum or equal (default: a second line is a duplicate)");
}

bool ImportOptions::canBeReadTwice() const
{
    const auto path = textOf(file);
    return !isPiped() && path && QFileInfo(*path).isFile();
}

Done ImportOptions::check() const
{
    if (const auto choices = readChoices(*this); !choices)
        return tl::unexpected(choices.error());
    if (const auto lines = readLineRule(); !lines)
        return tl::unexpected(lines.error());
    if (!mapping.empty()) {
        if (const auto json = readMappingFile(mapping); !json)
            return tl::unexpected(json.error());
    }
    return {};
}

Result<std::unique_ptr<intake::RowReader>> ImportOptions::open() const
{
    const auto choices = readChoices(*this);
    if (!choices)
        return tl::unexpected(choices.error());
    if (isPiped()) {
        return intake::openTable(
            [](char* to, qsizetype max) {
                const std::size_t got = std::fread(to, 1, std::size_t(max), stdin);
                return got == 0 && std::ferror(stdin) != 0 ? qsizetype(-1) : qsizetype(got);
            },
            *choices);
    }
    auto rows = openAgain();
    if (rows && (*rows)->shape().kind == intake::Kind::Xlsx) {
        // Only at its end a spreadsheet tells whether its bytes are what was written: before any of them is accepted.
        if (const Done ok = readThrough(**rows); !ok)
            return tl::unexpected(ok.error());
        return openAgain();
    }
    return rows;
}

Result<std::unique_ptr<intake::RowReader>> ImportOptions::openAgain() const
{
    const auto choices = readChoices(*this);
    if (!choices)
        return tl::unexpected(choices.error());
    const auto path = textOf(file);
    if (!path)
        return tl::unexpected(path.error());
    auto rows = intake::openFile(*path, *choices);
    // A small file is read before a thread has begun.
    const QFileInfo info(*path);
    if (!rows || !info.isFile() || info.size() < LargeFile)
        return rows;
    return std::make_unique<intake::ReadAhead>(*std::move(rows));
}

Result<intake::Mapping> ImportOptions::readMapping(const intake::TableShape& shape) const
{
    intake::Mapping result;
    if (!mapping.empty()) {
        const auto json = readMappingFile(mapping);
        if (!json)
            return tl::unexpected(json.error());
        const auto read = intake::Mapping::fromJson(*json, shape.header);
        if (!read)
            return tl::unexpected(read.error());
        result = *read;
    }
    for (const std::string& option : maps) {
        const auto text = textOf(option);
        if (!text)
            return tl::unexpected(text.error());
        const auto pair = intake::splitMapOption(*text);
        if (!pair)
            return tl::unexpected(pair.error());
        const auto column = intake::columnOfName(pair->first, shape.header);
        if (!column)
            return tl::unexpected(column.error());
        const auto taken = result.fieldOf(*column);
        if (result.columnOf(pair->second) >= 0 || taken)
            return failure(Error::Code::BadInput,
                Words::tr("%1 stands twice: a column fills one field, and a field has one column.").arg(*text));
        result.setColumn(pair->second, *column);
    }
    if (mapping.empty() && maps.empty()) {
        const intake::Suggestion suggestion = intake::suggestMapping(shape);
        if (!suggestion.isComplete())
            return failure(Error::Code::BadInput,
                Words::tr("Which column is what? Say so with --map COLUMN=FIELD or --mapping FILE."),
                candidatesText(suggestion, intake::columnNames(shape.header)));
        result = suggestion.mapping;
    }
    for (const std::string& option : constants) {
        const auto text = textOf(option);
        if (!text)
            return tl::unexpected(text.error());
        const qsizetype equals = text->indexOf(u'=');
        if (equals <= 0)
            return failure(Error::Code::BadInput, Words::tr("Expected FIELD=VALUE, found \"%1\".").arg(*text));
        const auto field = intake::mappableField(text->first(equals));
        if (!field)
            return tl::unexpected(field.error());
        result.setConstant(*field, text->sliced(equals + 1));
    }
    return result;
}

Result<std::optional<intake::LineRule>> ImportOptions::readLineRule() const
{
    if (orderLines.empty())
        return std::optional<intake::LineRule>();
    const auto rule = intake::lineRuleOfText(QString::fromStdString(orderLines));
    if (!rule)
        return unknownWord("--order-lines", Words::tr("first, sum or equal"), orderLines);
    return std::optional(*rule);
}

} // namespace rookery::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/jsontable.h"

#include "intake/ownfile.h"
#include "intake/sampleguess.h"
#include "intake/texttable.h"

#include <QCoreApplication>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <array>
#include <map>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::JsonTable)
};

constexpr std::size_t SampleRows = 100;
// Iterative, so that a thousand brackets cost no stack; numbers as they stand, or 19.90 would lose its zero.
constexpr unsigned Flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;

/// Counts the objects in every array that is in no other, by dotted name.
class PlaceFinder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, PlaceFinder> {
public:
    // NOLINTBEGIN(*-identifier-naming): a parser's events
    bool Default() { return true; }
    bool Key(const char* s, unsigned size, bool /*copy*/)
    {
        m_path.resize(m_levels.back().pathSize);
        if (!m_path.empty())
            m_path += '.';
        m_path.append(s, size);
        return true;
    }
    bool StartObject() { return start(false); }
    bool EndObject(unsigned /*count*/) { return end(); }
    bool StartArray() { return start(true); }
    bool EndArray(unsigned /*count*/) { return end(); }
    // NOLINTEND(*-identifier-naming)

    [[nodiscard]] JsonPlace place() const
    {
        const auto most = std::max_element(
            m_objects.begin(), m_objects.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        return most == m_objects.end() ? JsonPlace{} : JsonPlace{true, most->first};
    }

private:
    struct Level {
        bool isArray;
        std::size_t pathSize;
    };

    bool start(bool isArray)
    {
        constexpr std::size_t MaxDepth = 100;
        if (m_levels.size() == MaxDepth)
            return false;
        const auto arrays = std::count_if(m_levels.begin(), m_levels.end(), [](Level level) { return level.isArray; });
        if (!m_levels.empty() && m_levels.back().isArray && arrays == 1 && !isArray)
            ++m_objects[m_path.substr(0, m_levels.back().pathSize)];
        // An array of something else may still be the one: `[1, 2]` has rows to complain about.
        if (m_levels.empty() && isArray)
            m_objects[{}] = 0;
        m_levels.push_back({isArray, m_path.size()});
        return true;
    }
    bool end()
    {
        m_path.resize(m_levels.back().pathSize);
        m_levels.pop_back();
        return true;
    }

    std::vector<Level> m_levels;
    std::string m_path;
    std::map<std::string, int> m_objects;
};

std::string utf8Of(std::string_view head, std::optional<Encoding> encoding)
{
    TextReader reader(sourceOf(head), encoding);
    std::string text;
    std::array<char, 4096> buffer{};
    while (const qsizetype n = reader.read(buffer.data(), buffer.size()))
        text.append(buffer.data(), std::size_t(n));
    return text;
}

rapidjson::ParseResult parse(std::string_view text, JsonRows& rows)
{
    rapidjson::Reader reader;
    rapidjson::MemoryStream stream(text.data(), text.size());
    return reader.Parse<Flags>(stream, rows);
}

JsonPlace placeOf(std::string_view text, Kind kind)
{
    if (kind == Kind::JsonLines)
        return {};
    PlaceFinder finder;
    rapidjson::Reader reader;
    rapidjson::MemoryStream stream(text.data(), text.size());
    (void)reader.Parse<Flags>(stream, finder); // it is cut off somewhere, mostly
    return finder.place();
}

} // namespace

JsonTable::JsonTable(
    TextReader::Source source, std::string_view head, bool headIsWhole, Kind kind, const Choices& choices)
    : m_text(std::move(source), choices.encoding)
    , m_lines(m_text)
    , m_elements(m_text, placeOf(utf8Of(head, choices.encoding), kind))
{
    m_shape.kind = kind;
    const EncodingGuess encoding = guessEncoding(head, headIsWhole);
    m_shape.encoding = {choices.encoding.value_or(encoding.encoding), choices.encoding || encoding.isCertain,
        QString::fromStdString(choices.encoding ? std::string() : encoding.example)};
    // JSON writes 1234.5 whatever the country; text within quotes may be otherwise.
    m_shape.numbers = {choices.numbers.value_or(NumberStyle::En), choices.numbers.has_value(), {}};

    // The names of the first rows are the columns, so those are read twice: first for the names.
    TextReader text(sourceOf(head), choices.encoding);
    LineReader lines(text);
    JsonElements elements(text, placeOf(utf8Of(head, choices.encoding), kind));
    std::string element;
    const auto more = [&] {
        std::string_view line;
        if (kind != Kind::JsonLines)
            return elements.next(element);
        const bool isThere = lines.next(line);
        element = line;
        return isThere;
    };
    while (m_shape.sample.size() < SampleRows && more()) {
        m_rows.clear();
        if (!parse(element, m_rows).IsError() && m_rows.isObject())
            m_shape.sample.emplace_back(m_rows.cells().begin(), m_rows.cells().end());
    }
    for (const std::string& name : m_rows.names())
        m_shape.header << textOf(name);
    if (ownFileOf(m_shape.header) == OwnFile::History) {
        if (!choices.numbers)
            m_shape.numbers = {NumberStyle::Plain, true, {}};
        // What an order does not have is left out of its line, so that a field may come first in any of them.
        for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
            if (m_shape.header.contains(pixel::key(spec.field)))
                continue;
            m_rows.learn(pixel::key(spec.field).toStdString());
            m_shape.header << pixel::key(spec.field);
        }
    }
    m_rows.setLearning(false);
    m_shape.dates = choices.dates ? Guess<DateStyle>{*choices.dates, true, {}} : guessDates(m_shape.sample);
}

bool JsonTable::nextElement()
{
    if (m_shape.kind != Kind::JsonLines) {
        ++m_number;
        return m_elements.next(m_element);
    }
    std::string_view line;
    while (m_lines.next(line)) {
        m_number = m_lines.number();
        m_element = line;
        if (m_element.find_first_not_of(" \t\r") != std::string::npos)
            return true;
    }
    return false;
}

bool JsonTable::next(Row& row)
{
    while (!m_isAtEnd) {
        if (!nextElement()) {
            finish();
            break;
        }
        m_rows.clear();
        const rapidjson::ParseResult result = parse(m_element, m_rows);
        if (!result.IsError() && m_rows.isObject()) {
            give(row);
            return true;
        }
        if (result.IsError())
            giveBroken(row, "table.not-json",
                Words::tr("Row %1: expected a JSON object, found something else at its character %2. Mend it. (%3)")
                    .arg(m_number)
                    .arg(result.Offset() + 1)
                    .arg(QString::fromLatin1(rapidjson::GetParseError_En(result.Code()))));
        else
            giveBroken(row, "table.not-an-object",
                Words::tr("Row %1: expected an object with the fields of an order, found another value.")
                    .arg(m_number));
        return true;
    }
    return false;
}

void JsonTable::giveBroken(Row& row, const char* code, const QString& sentence)
{
    m_flaws.clear();
    m_flaws.push_back(flawOf(m_shape, m_number, -1, pixel::Severity::Error, code, sentence));
    m_flaws.back().found = excerptOf(m_element);
    row = {m_number, {}, {}, m_flaws, false};
}

void JsonTable::give(Row& row)
{
    m_flaws.clear();
    for (const std::string& name : m_rows.takeLateNames())
        report(m_number, pixel::Severity::Warning, "table.late-name",
            Words::tr("Check: \"%1\" appears in row %2 for the first time and is left out.")
                .arg(textOf(name))
                .arg(m_number));
    for (const int column : m_rows.twice()) {
        RowFinding flaw;
        flaw.row = m_number;
        flaw.column = column;
        flaw.columnName = m_shape.header.value(column);
        flaw.what.severity = pixel::Severity::Error;
        flaw.what.code = QStringLiteral("table.twice");
        flaw.what.sentence
            = Words::tr("Row %1: \"%2\" stands there twice. Take one away.").arg(m_number).arg(flaw.columnName);
        m_flaws.push_back(flaw);
    }
    row = {m_number, m_rows.cells(), {}, m_flaws, false};
}

void JsonTable::finish()
{
    m_isAtEnd = true;
    m_shape.encoding.value = m_text.encoding();
    if (m_elements.isBroken())
        report(m_number, pixel::Severity::Error, "table.not-json",
            Words::tr(
                "Row %1: expected JSON, found something else near character %2 of the file. Nothing from here on was "
                "read.")
                .arg(m_number)
                .arg(m_elements.position()));
    if (m_text.hasFailed())
        report(0, pixel::Severity::Error, "table.unreadable", Words::tr("The file could not be read to its end."));
}

void JsonTable::report(qint64 number, pixel::Severity severity, const char* code, const QString& sentence)
{
    RowFinding finding;
    finding.row = number;
    finding.what.severity = severity;
    finding.what.code = QLatin1StringView(code);
    finding.what.sentence = sentence;
    m_findings << finding;
}

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/texttable.h"

#include "intake/ownfile.h"
#include "intake/sampleguess.h"

#include <QCoreApplication>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::TextTable)
};

constexpr std::size_t SampleRows = 100;
constexpr qsizetype ExcerptSize = 120;

} // namespace

TextTable::TextTable(Kind kind, TextReader::Source source, const Choices& choices)
    : m_text(std::move(source), choices.encoding)
{
    m_shape.kind = kind;
}

void TextTable::guessFrom(RowReader& first, std::string_view head, bool headIsWhole, const Choices& choices)
{
    guessEncodingOf(head, headIsWhole, choices);
    for (Row row; m_shape.sample.size() < SampleRows && first.next(row);)
        m_shape.sample.emplace_back(row.cells.begin(), row.cells.end());
    // The end of the head cuts a row off.
    if (!headIsWhole && m_shape.sample.size() > 1 && m_shape.sample.size() < SampleRows)
        m_shape.sample.pop_back();
    guessStyles(choices);
}

void TextTable::guessEncodingOf(std::string_view head, bool headIsWhole, const Choices& choices)
{
    const EncodingGuess encoding = guessEncoding(head, headIsWhole);
    m_shape.encoding = {choices.encoding.value_or(encoding.encoding), choices.encoding || encoding.isCertain,
        QString::fromStdString(choices.encoding ? std::string() : encoding.example)};
}

void TextTable::guessStyles(const Choices& choices)
{
    m_shape.numbers = choices.numbers ? Guess<NumberStyle>{*choices.numbers, true, {}} : guessNumbers(m_shape.sample);
    // As we write them; a spreadsheet that has saved the file since may have written them in its own way.
    const bool isAsWritten = m_shape.kind == Kind::Delimited && m_shape.separator.value == ','
        && ownFileOf(m_shape.header) == OwnFile::History;
    if (isAsWritten && !choices.numbers && m_shape.numbers.value == NumberStyle::En)
        m_shape.numbers = {NumberStyle::Plain, true, {}};
    m_shape.dates = choices.dates ? Guess<DateStyle>{*choices.dates, true, {}} : guessDates(m_shape.sample);
}

void TextTable::report(qint64 row, pixel::Severity severity, const char* code, const QString& sentence, int column)
{
    m_findings << flawOf(m_shape, row, column, severity, code, sentence);
}

void TextTable::reportText(qint64 lastRow)
{
    if (m_shape.encoding.value != m_text.encoding())
        report(0, pixel::Severity::Warning, "table.other-encoding",
            Words::tr(
                "Check: the text begins as %1 and goes on as %2; letters beyond those of English may not be right. "
                "Choose the encoding or save the file as UTF-8.")
                .arg(encodingText(m_shape.encoding.value), encodingText(m_text.encoding())));
    m_shape.encoding.value = m_text.encoding();
    if (m_text.hasFailed())
        report(0, pixel::Severity::Error, "table.unreadable",
            lastRow > 0
                ? Words::tr("The file could not be read to its end; what is behind row %1 is missing.").arg(lastRow)
                : Words::tr("The file could not be read to its end."));
    if (m_text.damaged() > 0)
        report(0, pixel::Severity::Warning, "table.damaged-text",
            Words::tr("Check: the text is not all %1; a replacement mark stands where it is not. Another encoding may "
                      "be the right one.")
                .arg(encodingText(m_text.encoding())));
}

RowFinding flawOf(const TableShape& shape, qint64 row, int column, pixel::Severity severity, const char* code,
    const QString& sentence)
{
    RowFinding finding;
    finding.row = row;
    finding.column = column;
    finding.columnName = shape.header.value(column);
    finding.what.severity = severity;
    finding.what.code = QLatin1StringView(code);
    finding.what.sentence = sentence;
    return finding;
}

QString excerptOf(std::string_view text)
{
    // Four bytes make a character at the most.
    const bool isCut = text.size() > std::size_t(ExcerptSize) * 4;
    QString shown = QString::fromUtf8(text.data(), qsizetype(isCut ? std::size_t(ExcerptSize) * 4 : text.size()));
    if (isCut || shown.size() > ExcerptSize) {
        shown.truncate(ExcerptSize);
        if (shown.back().isHighSurrogate())
            shown.chop(1);
        shown += QChar(0x2026);
    }
    return shown;
}

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/exportfile.h"

#include "ledger/xlsxfile.h"
#include "pixel/percent.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace rookery::ledger {

namespace {

constexpr auto ByteOrderMark = "\xEF\xBB\xBF";

QString liveText(bool live) { return live ? QStringLiteral("live") : QStringLiteral("practice"); }

bool isPersonal(QStringView key)
{
    return std::any_of(pixel::fieldTable().begin(), pixel::fieldTable().end(), [key](const pixel::FieldSpec& s) {
        return s.privacy == pixel::Privacy::Personal && key.compare(QLatin1StringView(s.key), Qt::CaseInsensitive) == 0;
    });
}

pixel::Event masked(pixel::Event fields)
{
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        if (s.privacy == pixel::Privacy::Personal && fields.has(s.field))
            fields.set(s.field, HiddenText);
    }
    return fields;
}

// Bytes for which a cell is quoted.
constexpr std::array<bool, 256> Quoting = [] {
    std::array<bool, 256> quoting{};
    for (const unsigned char c : {u8',', u8'"', u8'\n', u8'\r', u8';', u8'\t'})
        quoting[c] = true;
    return quoting;
}();

// Makes a cell of what stands in the line from there on.
void guardAndQuote(std::string& line, std::size_t from)
{
    if (from == line.size())
        return;
    if (needsGuard(std::string_view(line).substr(from)))
        line.insert(from, 1, '\'');
    const auto start = line.begin() + std::ptrdiff_t(from);
    const bool quote = *start == ' ' || line.back() == ' '
        || std::any_of(start, line.end(), [](char c) { return Quoting[static_cast<unsigned char>(c)]; });
    if (!quote)
        return;
    std::string quoted = "\"";
    for (const char c : std::string_view(line).substr(from)) {
        if (c == '"')
            quoted += c;
        quoted += c;
    }
    line.resize(from);
    line.append(quoted).append(1, '"');
}

// As QJsonDocument does; it is asked itself where the text is not plain.
void appendJsonText(std::string& to, QStringView text)
{
    const bool isPlain = std::all_of(
        text.begin(), text.end(), [](QChar c) { return c >= u' ' && c.unicode() < 0x80 && c != u'"' && c != u'\\'; });
    if (!isPlain) {
        to += QJsonDocument(QJsonArray{text.toString()})
                  .toJson(QJsonDocument::Compact)
                  .sliced(1)
                  .chopped(1)
                  .toStdString();
        return;
    }
    to += '"';
    const std::size_t from = to.size();
    to.resize(from + std::size_t(text.size()));
    std::transform(
        text.begin(), text.end(), to.begin() + std::ptrdiff_t(from), [](QChar c) { return char(c.unicode()); });
    to += '"';
}

// Of a column that may hold whatever somebody wrote.
const QString* freeText(const EventRecord& event, ExportColumn column)
{
    switch (column) {
    case ExportColumn::Profile:
        return &event.profile;
    case ExportColumn::Agent:
        return &event.agent;
    case ExportColumn::Message:
        return &event.message;
    case ExportColumn::Note:
        return &event.note;
    default:
        return isField(column) ? &event.fields.value(fieldOf(column)) : nullptr;
    }
}

bool isNull(const EventRecord& event, ExportColumn column)
{
    return (column == ExportColumn::Status && !event.lastStatus) || (column == ExportColumn::Ms && !event.lastTookMs)
        || (column == ExportColumn::Url && event.lastUrl.isEmpty())
        || (column == ExportColumn::OrderTime && !event.orderTime);
}

// False: it is a field that has no value, and is not written.
bool appendJsonValue(std::string& to, const EventRecord& event, ExportColumn column, bool hidePersonal)
{
    const QString* text = freeText(event, column);
    if (isField(column) && text->isEmpty())
        return false;
    if (isNull(event, column)) {
        to += "null";
    } else if (column == ExportColumn::Live || column == ExportColumn::Declined) {
        to += (column == ExportColumn::Live ? event.live : event.declined) ? "true" : "false";
    } else if (column == ExportColumn::Attempts || column == ExportColumn::Status || column == ExportColumn::Ms) {
        appendValue(to, event, column, hidePersonal);
    } else if (column == ExportColumn::Url) {
        appendJsonText(to, QString::fromUtf8(hidePersonal ? maskedUrl(event.lastUrl) : event.lastUrl));
    } else if (text != nullptr && !(hidePersonal && isPersonal(column))) {
        appendJsonText(to, *text);
    } else { // words of ours, times: nothing to escape
        to += '"';
        appendValue(to, event, column, hidePersonal);
        to += '"';
    }
    return true;
}

} // namespace

// What a spreadsheet would run; also behind apostrophes of its own, so that taking one away gives back what it was.
bool needsGuard(std::string_view utf8)
{
    const std::size_t start = utf8.find_first_not_of('\'');
    return start != std::string_view::npos && std::string_view("=+-@\t\r").find(utf8[start]) != std::string_view::npos;
}

QString guardedCell(const QString& text) { return needsGuard(text.toStdString()) ? u'\'' + text : text; }

QByteArray csvCell(const QString& text)
{
    std::string cell = text.toStdString();
    guardAndQuote(cell, 0);
    return QByteArray::fromStdString(cell);
}

QStringList exportColumns()
{
    QStringList keys;
    for (const ExportColumn column : columnsOf({}))
        keys << keyOf(column);
    return keys;
}

QByteArray maskedUrl(const QByteArray& url)
{
    QByteArray out;
    const qsizetype query = url.indexOf('?') + 1;
    const qsizetype end = url.indexOf('#', query) < 0 ? url.size() : url.indexOf('#', query);
    out += url.first(query);
    for (qsizetype at = query; at < end;) {
        qsizetype next = url.indexOf('&', at);
        if (next < 0 || next > end)
            next = end;
        const QByteArray piece = url.sliced(at, next - at);
        const qsizetype equals = piece.indexOf('=');
        const bool masks = equals >= 0 && equals + 1 < piece.size()
            && isPersonal(pixel::percentDecode(QByteArrayView(piece).first(equals)).text);
        out += masks ? piece.first(equals + 1) + HiddenText.data() : piece;
        if (next < end)
            out += '&';
        at = next + 1;
    }
    out += url.sliced(end);
    return out;
}

QString correctionText(CorrectionKind kind)
{
    switch (kind) {
    case CorrectionKind::None:
        return QStringLiteral("none");
    case CorrectionKind::Cancelled:
        return QStringLiteral("cancelled");
    case CorrectionKind::AmountChanged:
        return QStringLiteral("amount-changed");
    case CorrectionKind::Withdrawn:
        return QStringLiteral("withdrawn");
    }
    Q_UNREACHABLE();
}

QJsonObject exportJson(const EventRecord& event, bool hidePersonal)
{
    const QByteArray url = hidePersonal ? maskedUrl(event.lastUrl) : event.lastUrl;
    QJsonObject json = (hidePersonal ? masked(event.fields) : event.fields).toJson();
    json.insert(QStringLiteral("state"), stateText(event.state));
    json.insert(QStringLiteral("attempts"), event.attempts);
    json.insert(QStringLiteral("profile"), event.profile);
    json.insert(QStringLiteral("confirmed"), event.confirmed.isoText());
    json.insert(QStringLiteral("agent"), event.agent);
    json.insert(QStringLiteral("live"), event.live);
    json.insert(QStringLiteral("status"), event.lastStatus ? QJsonValue(*event.lastStatus) : QJsonValue());
    json.insert(QStringLiteral("ms"), event.lastTookMs ? QJsonValue(*event.lastTookMs) : QJsonValue());
    json.insert(QStringLiteral("url"), url.isEmpty() ? QJsonValue() : QJsonValue(QString::fromUtf8(url)));
    json.insert(QStringLiteral("message"), event.message);
    json.insert(QStringLiteral("note"), event.note);
    json.insert(QStringLiteral("correction"), correctionText(event.correction));
    json.insert(QStringLiteral("declined"), event.declined);
    json.insert(QStringLiteral("order_time"), event.orderTime ? QJsonValue(event.orderTime->isoText()) : QJsonValue());
    return json;
}

std::unique_ptr<RowStream> makeRowStream(QIODevice& out, const ExportOptions& options)
{
    if (options.format == ExportFormat::Xlsx)
        return std::make_unique<XlsxStream>(out, options);
    return std::make_unique<ExportStream>(out, options);
}

ExportStream::ExportStream(QIODevice& out, const ExportOptions& options) : m_out(out), m_options(options)
{
    std::vector<ExportColumn> columns = columnsOf(options.columns);
    // All of them have no order that anybody chose: theirs is QJsonObject's.
    if (options.format == ExportFormat::JsonLines && options.columns.isEmpty())
        std::sort(columns.begin(), columns.end(), [](ExportColumn a, ExportColumn b) { return keyOf(a) < keyOf(b); });
    for (const ExportColumn column : columns)
        m_columns.push_back({column, '"' + std::string(keyOf(column).data()) + "\":"});
}

bool ExportStream::write(const EventRecord& event)
{
    if (m_options.format == ExportFormat::JsonLines) {
        m_line.clear();
        appendJsonLine(event);
        return writeLine();
    }
    if (!writeHeader())
        return false;
    m_line.clear();
    appendCsvLine(event);
    return writeLine();
}

bool ExportStream::finish() { return m_options.format == ExportFormat::JsonLines || writeHeader(); }

void ExportStream::appendCsvLine(const EventRecord& event)
{
    for (const Column& column : m_columns) {
        const std::size_t from = m_line.size();
        appendValue(m_line, event, column.column, m_options.hidePersonal);
        guardAndQuote(m_line, from);
        m_line += ',';
    }
    if (!m_columns.empty())
        m_line.pop_back();
    m_line += "\r\n";
}

void ExportStream::appendJsonLine(const EventRecord& event)
{
    m_line += '{';
    for (const Column& column : m_columns) {
        const std::size_t before = m_line.size();
        if (before > 1)
            m_line += ',';
        m_line += column.lead;
        if (!appendJsonValue(m_line, event, column.column, m_options.hidePersonal))
            m_line.resize(before);
    }
    m_line += "}\n";
}

bool ExportStream::writeHeader()
{
    if (m_headed)
        return true;
    m_headed = true;
    QByteArrayList keys;
    for (const Column& column : m_columns)
        keys << csvCell(keyOf(column.column));
    m_line = ((m_options.byteOrderMark ? ByteOrderMark : "") + keys.join(',') + "\r\n").toStdString();
    return writeLine();
}

bool ExportStream::writeLine() { return m_out.write(m_line.data(), qint64(m_line.size())) == qint64(m_line.size()); }

bool writeCorrections(QIODevice& out, const QList<CorrectedEvent>& corrections, bool byteOrderMark)
{
    const auto write = [&out](const QByteArray& line) { return out.write(line) == line.size(); };
    bool written = write(QByteArray(byteOrderMark ? ByteOrderMark : "")
        + "transactionId,eventID,kind,sentRevenue,newRevenue,currency,reason,confirmed,correctedAt,correctedBy,profile,"
          "live\r\n");
    for (const auto& [event, correction] : corrections) {
        QByteArrayList cells;
        for (const QString& text : {event.orderId(), event.eventId(), correctionText(correction.kind),
                 correction.oldAmount, correction.newAmount, event.fields.value(pixel::Field::Currency),
                 correction.reason, event.confirmed.isoText(), correction.at.isoText(), correction.agent, event.profile,
                 liveText(event.live)})
            cells << csvCell(text);
        written = written && write(cells.join(',') + "\r\n");
    }
    return written;
}

} // namespace rookery::ledger

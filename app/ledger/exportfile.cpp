// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/exportfile.h"

#include "pixel/percent.h"

#include <QHash>
#include <QJsonDocument>

#include <algorithm>

namespace rookery::ledger {

namespace {

constexpr auto ByteOrderMark = "\xEF\xBB\xBF";

QString optionalText(const auto& number) { return number ? QString::number(*number) : QString(); }

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

QHash<QString, QString> cellsOf(const EventRecord& event, bool hidePersonal)
{
    QHash<QString, QString> row{{QStringLiteral("state"), stateText(event.state)},
        {QStringLiteral("attempts"), QString::number(event.attempts)}, {QStringLiteral("profile"), event.profile},
        {QStringLiteral("confirmed"), event.confirmed.isoText()}, {QStringLiteral("agent"), event.agent},
        {QStringLiteral("live"), liveText(event.live)}, {QStringLiteral("status"), optionalText(event.lastStatus)},
        {QStringLiteral("ms"), optionalText(event.lastTookMs)},
        {QStringLiteral("url"), QString::fromUtf8(hidePersonal ? maskedUrl(event.lastUrl) : event.lastUrl)},
        {QStringLiteral("message"), event.message}, {QStringLiteral("note"), event.note},
        {QStringLiteral("correction"), correctionText(event.correction)},
        {QStringLiteral("declined"), event.declined ? QStringLiteral("yes") : QStringLiteral("no")},
        {QStringLiteral("order_time"), event.orderTime ? event.orderTime->isoText() : QString()}};
    const pixel::Event fields = hidePersonal ? masked(event.fields) : event.fields;
    for (const pixel::FieldSpec& s : pixel::fieldTable())
        row.insert(pixel::key(s.field), fields.value(s.field));
    return row;
}

// What a spreadsheet would run; also behind apostrophes of its own, so that taking one away gives back what it was.
bool needsGuard(const QString& text)
{
    static const QString Starters = QStringLiteral("=+-@\t\r");
    const auto start = std::find_if(text.begin(), text.end(), [](QChar c) { return c != u'\''; });
    return start != text.end() && Starters.contains(*start);
}

} // namespace

QString guardedCell(const QString& text) { return needsGuard(text) ? u'\'' + text : text; }

QByteArray csvCell(const QString& text)
{
    QString cell = guardedCell(text);
    const bool quote = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r')
        || cell.contains(u';') || cell.contains(u'\t') || cell.startsWith(u' ') || cell.endsWith(u' ');
    if (quote)
        cell = u'"' + cell.replace(u'"', QLatin1StringView("\"\"")) + u'"';
    return cell.toUtf8();
}

QStringList exportColumns()
{
    QStringList keys;
    for (const pixel::FieldSpec& s : pixel::fieldTable())
        keys << pixel::key(s.field);
    for (const char* key : {"state", "attempts", "profile", "confirmed", "agent", "live", "status", "ms", "url",
             "message", "note", "correction", "declined", "order_time"})
        keys << QLatin1StringView(key);
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

ExportStream::ExportStream(QIODevice& out, ExportOptions options) : m_out(out), m_options(std::move(options))
{
    const QStringList known = exportColumns();
    for (const QString& key : std::as_const(m_options.columns)) {
        if (known.contains(key))
            m_columns << key;
    }
    if (m_options.columns.isEmpty())
        m_columns = known;
}

bool ExportStream::write(const EventRecord& event)
{
    if (m_options.format == ExportFormat::JsonLines)
        return writeLine(jsonLine(event) + '\n');

    if (!writeHeader())
        return false;
    const QHash<QString, QString> row = cellsOf(event, m_options.hidePersonal);
    QByteArrayList cells;
    for (const QString& key : std::as_const(m_columns))
        cells << csvCell(row.value(key));
    return writeLine(cells.join(',') + "\r\n");
}

bool ExportStream::finish() { return m_options.format == ExportFormat::JsonLines || writeHeader(); }

QByteArray ExportStream::jsonLine(const EventRecord& event) const
{
    const QJsonObject all = exportJson(event, m_options.hidePersonal);
    if (m_options.columns.isEmpty())
        return QJsonDocument(all).toJson(QJsonDocument::Compact);
    // QJsonObject sorts its keys; the order wanted is kept by putting one member behind the other.
    QByteArrayList members;
    for (const QString& key : m_columns) {
        if (all.contains(key))
            members << QJsonDocument(QJsonObject{{key, all.value(key)}})
                           .toJson(QJsonDocument::Compact)
                           .chopped(1)
                           .sliced(1);
    }
    return '{' + members.join(',') + '}';
}

bool ExportStream::writeHeader()
{
    if (m_headed)
        return true;
    m_headed = true;
    QByteArrayList keys;
    for (const QString& key : std::as_const(m_columns))
        keys << csvCell(key);
    return writeLine((m_options.byteOrderMark ? ByteOrderMark : "") + keys.join(',') + "\r\n");
}

bool ExportStream::writeLine(const QByteArray& line) { return m_out.write(line) == line.size(); }

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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/exportfile.h"

#include <QJsonDocument>

namespace rookery::ledger {

namespace {

struct Column {
    QString key;
    QString value;
};

QString optionalText(const auto& number) { return number ? QString::number(*number) : QString(); }

QList<Column> columns(const EventRecord& event)
{
    QList<Column> row;
    for (const pixel::FieldSpec& s : pixel::fieldTable())
        row << Column{pixel::key(s.field), event.fields.value(s.field)};
    row << Column{QStringLiteral("state"), stateText(event.state)}
        << Column{QStringLiteral("attempts"), QString::number(event.attempts)}
        << Column{QStringLiteral("profile"), event.profile}
        << Column{QStringLiteral("confirmed"), event.confirmed.isoText()}
        << Column{QStringLiteral("agent"), event.agent}
        << Column{QStringLiteral("live"), event.live ? QStringLiteral("live") : QStringLiteral("practice")}
        << Column{QStringLiteral("status"), optionalText(event.lastStatus)}
        << Column{QStringLiteral("ms"), optionalText(event.lastTookMs)}
        << Column{QStringLiteral("url"), QString::fromUtf8(event.lastUrl)}
        << Column{QStringLiteral("message"), event.message};
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

QJsonObject exportJson(const EventRecord& event)
{
    QJsonObject json = event.fields.toJson();
    json.insert(QStringLiteral("state"), stateText(event.state));
    json.insert(QStringLiteral("attempts"), event.attempts);
    json.insert(QStringLiteral("profile"), event.profile);
    json.insert(QStringLiteral("confirmed"), event.confirmed.isoText());
    json.insert(QStringLiteral("agent"), event.agent);
    json.insert(QStringLiteral("live"), event.live);
    json.insert(QStringLiteral("status"), event.lastStatus ? QJsonValue(*event.lastStatus) : QJsonValue());
    json.insert(QStringLiteral("ms"), event.lastTookMs ? QJsonValue(*event.lastTookMs) : QJsonValue());
    json.insert(
        QStringLiteral("url"), event.lastUrl.isEmpty() ? QJsonValue() : QJsonValue(QString::fromUtf8(event.lastUrl)));
    json.insert(QStringLiteral("message"), event.message);
    return json;
}

ExportStream::ExportStream(QIODevice& out, ExportOptions options) : m_out(out), m_options(options) { }

bool ExportStream::write(const EventRecord& event)
{
    if (m_options.format == ExportFormat::JsonLines)
        return writeLine(QJsonDocument(exportJson(event)).toJson(QJsonDocument::Compact) + '\n');

    if (!writeHeader())
        return false;
    QByteArrayList cells;
    for (const Column& column : columns(event))
        cells << csvCell(column.value);
    return writeLine(cells.join(',') + "\r\n");
}

bool ExportStream::finish() { return m_options.format == ExportFormat::JsonLines || writeHeader(); }

bool ExportStream::writeHeader()
{
    if (m_headed)
        return true;
    m_headed = true;
    QByteArrayList keys;
    for (const Column& column : columns(EventRecord()))
        keys << csvCell(column.key);
    return writeLine((m_options.byteOrderMark ? "\xEF\xBB\xBF" : "") + keys.join(',') + "\r\n");
}

bool ExportStream::writeLine(const QByteArray& line) { return m_out.write(line) == line.size(); }

} // namespace rookery::ledger

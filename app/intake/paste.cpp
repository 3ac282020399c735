// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/paste.h"

#include "intake/amounttext.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

using pixel::Field;

constexpr std::array RowFields{Field::OrderId, Field::Revenue, Field::Tax, Field::Shipping};

// cmd guards what means something with a caret, which no URL may hold; a Unix shell guards & ? = with a backslash.
QString withoutShellEscapes(QString text)
{
    static const QRegularExpression Escape(QStringLiteral("[\\^\\\\]([&?=])|\\^([|<>()%])"));
    // As commandFor() writes it: one before a percent sign and one behind it.
    static const QRegularExpression Percent(QStringLiteral("\\^%\\^(?=[0-9A-Fa-f]{2})"));
    text.replace(Percent, QStringLiteral("%"));
    return text.replace(Escape, QStringLiteral("\\1\\2"));
}

Pasted readUrl(const QString& url)
{
    Pasted pasted;
    pasted.kind = Pasted::Kind::Url;
    pasted.lines = 1;
    pixel::DecodedUrl decoded = pixel::decode(url.toUtf8());
    pasted.findings = decoded.findings;
    if (!decoded.repaired.isEmpty())
        decoded = pixel::decode(decoded.repaired);
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        // Constants and IDs of the old event stay behind: what comes of it is a new event of the form's profile.
        if (s.origin == pixel::Origin::Person || s.field == Field::ConversionName)
            pasted.fields.set(s.field, decoded.event.value(s.field));
    }
    return pasted;
}

Pasted readRow(const QStringList& cells, pixel::AmountStyle style)
{
    Pasted pasted;
    pasted.kind = Pasted::Kind::Row;
    pasted.lines = 1;
    for (std::size_t i = 0; i < RowFields.size() && qsizetype(i) < cells.size(); ++i) {
        const QString cell = cells[qsizetype(i)].trimmed();
        const AmountReading reading = i == 0 ? AmountReading() : readAmount(cell, style);
        // An ambiguous amount stays as it was pasted, so that the field asks.
        pasted.fields.set(RowFields[i], reading.amount && !reading.other ? reading.amount->text() : cell);
    }
    return pasted;
}

// "visitorId: 8679739f-...", as pages, consoles and colleagues write it; each kind once.
Pasted readIdentity(const QString& text)
{
    static const QRegularExpression Labelled(
        QStringLiteral("\\b(visitor|session|user)[\\s_-]*(?:id)?[\"'\\s]*[:=\\t ][\"'\\s]*"
                       "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression Alone(QStringLiteral("^\\s*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    Pasted pasted;
    if (Alone.match(text).hasMatch()) {
        pasted.kind = Pasted::Kind::Uuid;
        return pasted;
    }
    for (auto match = Labelled.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        const QString kind = found.captured(1).toLower();
        const Field field = kind == QLatin1StringView("visitor") ? Field::VisitorId
            : kind == QLatin1StringView("session")               ? Field::SessionId
                                                                 : Field::UserId;
        if (!pasted.fields.has(field))
            pasted.fields.set(field, found.captured(2));
        pasted.kind = Pasted::Kind::Identity;
    }
    return pasted;
}

} // namespace

QStringList findUrls(const QString& text)
{
    // In single quotes, with quotes of its own doubled (PowerShell) or as '\'' (a Unix shell); else up to white space
    // or the quote that opened it.
    static const QRegularExpression Url(
        QStringLiteral("'(?<quoted>https?://[^\\s\"'<>`]++(?:(?:'\\\\''|'')[^\\s\"'<>`]*+)*+)'"
                       "|(?<bare>https?://[^\\s\"'<>`]+\\?[^\\s\"'<>`]+)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression Quote(QStringLiteral("'\\\\''|''"));
    QStringList urls;
    for (auto matches = Url.globalMatch(withoutShellEscapes(text)); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const QString quoted = match.captured(u"quoted").replace(Quote, QStringLiteral("'"));
        const QString url = quoted.isEmpty() ? match.captured(u"bare") : quoted;
        if (const qsizetype question = url.indexOf(u'?'); question >= 0 && question + 1 < url.size())
            urls << url;
    }
    return urls;
}

Pasted readPaste(const QString& text, pixel::AmountStyle style)
{
    static const QRegularExpression LineEnd(QStringLiteral("\\r\\n|\\n|\\r"));
    const QStringList lines = text.trimmed().isEmpty() ? QStringList() : text.split(LineEnd, Qt::SkipEmptyParts);
    // A command over several lines still holds one URL.
    const QStringList urls = findUrls(text);
    if (urls.size() == 1)
        return readUrl(urls.first());
    if (urls.isEmpty()) {
        if (const Pasted identity = readIdentity(text); identity.kind != Pasted::Kind::Nothing)
            return identity;
    }
    const QStringList cells = lines.value(0).split(u'\t');
    if (urls.isEmpty() && lines.size() == 1 && cells.size() > 1)
        return readRow(cells, style);
    Pasted pasted;
    pasted.lines = int(std::max(lines.size(), urls.size()));
    if (urls.size() > 1 || (lines.size() > 1 && cells.size() > 1))
        pasted.kind = Pasted::Kind::Rows;
    return pasted;
}

} // namespace rookery::intake

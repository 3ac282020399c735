// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/searchtext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::SearchText)
};

using Kind = Term::Kind;

struct Moment {
    QTimeZone zone;
    QDate today;
};

const QHash<QString, Kind>& textKeys()
{
    static const QHash<QString, Kind> Keys{{QStringLiteral("order"), Kind::OrderId},
        {QStringLiteral("event"), Kind::EventId}, {QStringLiteral("profile"), Kind::Profile},
        {QStringLiteral("agent"), Kind::Agent}, {QStringLiteral("note"), Kind::Note},
        {QStringLiteral("host"), Kind::Host}, {QStringLiteral("id"), Kind::Identity}};
    return Keys;
}

const QHash<QString, Kind>& marks()
{
    static const QHash<QString, Kind> Marks{{QStringLiteral("live"), Kind::Live},
        {QStringLiteral("practice"), Kind::Practice}, {QStringLiteral("noted"), Kind::Noted},
        {QStringLiteral("corrected"), Kind::Corrected}, {QStringLiteral("declined"), Kind::Declined},
        {QStringLiteral("anonymous"), Kind::Anonymous}, {QStringLiteral("held"), Kind::Held},
        {QStringLiteral("queued"), Kind::Queued}};
    return Marks;
}

// Each of these returns what is wrong with the value; empty: nothing.

QString readStatus(const QString& value, HistoryQuery& query)
{
    // As people read it: whatever did not arrive, refused or to be tried again.
    static const QRegularExpression NotDelivered(
        QStringLiteral("^not[ -]?delivered$"), QRegularExpression::CaseInsensitiveOption);
    if (NotDelivered.match(value).hasMatch()) {
        query.standing = Standing::NotDelivered;
        return {};
    }
    const auto state = stateOfText(value.toLower());
    if (!state)
        return Words::tr(
            "status: expected waiting, sending, delivered, \"not delivered\", refused, unknown, skipped or "
            "cancelled, found \"%1\".")
            .arg(value);
    query.states << *state;
    return {};
}

QString readHttp(const QString& value, HistoryQuery& query)
{
    static const QRegularExpression Exact(QStringLiteral("^[1-5][0-9]{2}$"));
    static const QRegularExpression Class(QStringLiteral("^[1-5]xx$"), QRegularExpression::CaseInsensitiveOption);
    if (Exact.match(value).hasMatch())
        query.terms << Term{Kind::Http, value};
    else if (Class.match(value).hasMatch())
        query.terms << Term{Kind::HttpClass, value.first(1)};
    else
        return Words::tr("http: expected a status such as 503 or 5xx, found \"%1\".").arg(value);
    return {};
}

QString readBatch(const QString& value, HistoryQuery& query)
{
    bool isNumber = false;
    if (value.toLongLong(&isNumber) <= 0 || !isNumber)
        return Words::tr("batch: expected its number, found \"%1\".").arg(value);
    query.terms << Term{Kind::Batch, value};
    return {};
}

QString readRevenue(QChar compared, const QString& value, HistoryQuery& query)
{
    if (!pixel::Amount::parse(value))
        return Words::tr("rev: expected an amount such as 1000.99, found \"%1\".").arg(value);
    query.terms << Term{compared == u'>' ? Kind::RevenueOver
            : compared == u'<'           ? Kind::RevenueUnder
                                         : Kind::RevenueIs,
        value};
    return {};
}

QDate readDay(const QString& value, QDate today)
{
    if (value.compare(QLatin1StringView("today"), Qt::CaseInsensitive) == 0)
        return today;
    if (value.compare(QLatin1StringView("yesterday"), Qt::CaseInsensitive) == 0)
        return today.addDays(-1);
    return QDate::fromString(value, QStringLiteral("yyyy-MM-dd")); // ISODate would leave out what stands behind it
}

// `2026-11-23T13:30`, or in quotes with a space.
QDateTime readMinute(const QString& value, const QTimeZone& zone)
{
    QString text = value;
    text.replace(u' ', u'T');
    for (const char* format : {"yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"}) {
        if (const QDateTime time = QDateTime::fromString(text, QLatin1StringView(format)); time.isValid())
            return QDateTime(time.date(), time.time(), zone);
    }
    return {};
}

QString readTime(const QString& key, const QString& value, const Moment& moment, HistoryQuery& query)
{
    const bool isDayOnly = key == QLatin1StringView("on");
    const QDate day = readDay(value, moment.today);
    const QDateTime time = isDayOnly ? QDateTime() : readMinute(value, moment.zone);
    if (!day.isValid() && !time.isValid())
        return Words::tr("%1: expected a day such as 2026-11-23, today or yesterday, found \"%2\".").arg(key, value);
    const UtcMs start = time.isValid() ? UtcMs(time.toMSecsSinceEpoch()) : startOfDay(day, moment.zone);
    (key == QLatin1StringView("before") ? query.until : query.since) = start;
    if (isDayOnly)
        query.until = startOfDay(day.addDays(1), moment.zone);
    return {};
}

QString readMark(const QString& value, HistoryQuery& query)
{
    const QString word = value.toLower();
    if (word == QLatin1StringView("binned"))
        query.bin = Bin::Only;
    else if (word == QLatin1StringView("failed"))
        query.standing = Standing::NotDelivered;
    else if (word == QLatin1StringView("underway"))
        query.standing = Standing::UnderWay;
    else if (const auto mark = marks().constFind(word); mark != marks().constEnd())
        query.terms << Term{*mark};
    else
        return Words::tr(
            "is: expected failed, underway, live, practice, noted, corrected, declined, anonymous, held, queued or "
            "binned, found \"%1\".")
            .arg(value);
    return {};
}

bool isKey(const QString& key, QChar compared)
{
    static const QStringList Others{QStringLiteral("status"), QStringLiteral("http"), QStringLiteral("before"),
        QStringLiteral("after"), QStringLiteral("on"), QStringLiteral("is"), QStringLiteral("batch")};
    return key == QLatin1StringView("rev") || (compared == u':' && (textKeys().contains(key) || Others.contains(key)));
}

QString readPart(const QString& key, QChar compared, const QString& value, const Moment& moment, HistoryQuery& query)
{
    if (key == QLatin1StringView("rev"))
        return readRevenue(compared, value, query);
    if (key == QLatin1StringView("status"))
        return readStatus(value, query);
    if (key == QLatin1StringView("http"))
        return readHttp(value, query);
    if (key == QLatin1StringView("is"))
        return readMark(value, query);
    if (key == QLatin1StringView("batch"))
        return readBatch(value, query);
    if (const auto text = textKeys().constFind(key); text != textKeys().constEnd()) {
        query.terms << Term{*text, value};
        return {};
    }
    return readTime(key, value, moment, query);
}

} // namespace

SearchText readSearch(const QString& text, const QTimeZone& zone, QDate today)
{
    // key, comparison, value; the closing quote, or the whole value, may be missing while somebody types.
    static const QRegularExpression Part(QStringLiteral("(?:(?<key>[A-Za-z]+)(?<compared>:=|[:<>])(?:\"(?<quoted>[^\"]*"
                                                        ")\"?|(?<value>\\S*))|\"(?<words>[^\"]*)\"?|\\S+)"));
    SearchText search;
    QStringList words;
    QRegularExpressionMatchIterator parts = Part.globalMatch(text);
    while (parts.hasNext()) {
        const QRegularExpressionMatch part = parts.next();
        const QString key = part.captured(u"key").toLower();
        const QString value = part.captured(u"quoted") + part.captured(u"value");
        const bool exact = part.captured(u"compared").size() > 1;
        if (exact && key == QLatin1StringView("profile")) {
            search.query.profile = value.trimmed();
            continue;
        }
        if (key.isEmpty() || exact || !isKey(key, part.captured(u"compared").at(0))) {
            words << (part.hasCaptured(u"words") ? part.captured(u"words") : part.captured());
            continue;
        }
        if (value.trimmed().isEmpty())
            continue;
        const QString problem
            = readPart(key, part.captured(u"compared").at(0), value.trimmed(), {zone, today}, search.query);
        if (!problem.isEmpty())
            search.problems << problem;
    }
    search.query.search = words.join(u' ');
    return search;
}

QString searchPart(const QString& key, const QString& value)
{
    static const QRegularExpression Space(QStringLiteral("\\s"));
    return value.contains(Space) ? key + QLatin1StringView(":\"") + value + u'"' : key + u':' + value;
}

QString exactProfilePart(const QString& name)
{
    QString part = searchPart(QStringLiteral("profile"), name);
    return part.insert(part.indexOf(u':') + 1, u'=');
}

UtcMs startOfDay(QDate day, const QTimeZone& zone) { return UtcMs(day.startOfDay(zone).toMSecsSinceEpoch()); }

} // namespace rookery::ledger

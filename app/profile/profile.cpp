// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonArray>
#include <QRegularExpression>

#include <cmath>

namespace rookery::profile {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::profile::Profile)
};

using namespace std::chrono_literals;
using pixel::Field;

constexpr int HttpsPort = 443;
constexpr int HttpPort = 80;
constexpr qsizetype LongestName = 80;
constexpr qsizetype LongestHost = 253;
constexpr double FastestPace = 10'000;
constexpr auto ShortestTimeout = 100ms;
constexpr auto LongestTimeout = 10min;
constexpr double HighestFactor = 1'000'000;
constexpr int LongestRetentionDays = 36'500;
constexpr int LongestOrderDays = 36'500;

QString withoutBrackets(const QString& host)
{
    return host.startsWith(u'[') && host.endsWith(u']') ? host.sliced(1, host.size() - 2) : host;
}

bool isLoopbackName(const QString& host)
{
    const QHostAddress address(withoutBrackets(host));
    if (!address.isNull())
        return address.isLoopback();
    return host == QLatin1StringView("localhost") || host.endsWith(QLatin1StringView(".localhost"));
}

/// Collects what is wrong, each under its JSON key.
class Validation {
public:
    explicit Validation(const Profile& profile) : m_profile(profile) { }

    QList<ProfileProblem> run()
    {
        name();
        host();
        connection();
        path();
        numbers();
        fields();
        lists();
        validate(m_profile.webCode, [this](const char* key, const QString& sentence) { add(key, sentence); });
        return m_problems;
    }

private:
    void add(const char* key, const QString& sentence)
    {
        m_problems << ProfileProblem{QLatin1StringView(key), sentence};
    }

    void name()
    {
        const QString& text = m_profile.name;
        if (text.trimmed().isEmpty())
            add("name", Words::tr("A profile needs a name."));
        else if (text.size() > LongestName)
            add("name", Words::tr("Expected at most %1 characters.").arg(LongestName));
        else if (text != text.trimmed() || pixel::indexOfForbidden(text) >= 0 || text.contains(u'\n')
            || text.contains(u'\r'))
            add("name", Words::tr("Expected a name without line breaks, hidden characters or outer spaces."));
    }

    void host()
    {
        const QString& text = m_profile.host;
        if (text.isEmpty())
            return add("host", Words::tr("The tracking host is needed, such as corvidae.example.com."));
        if (text.contains(QLatin1StringView("://")) || text.contains(u'/'))
            return add(
                "host", Words::tr("Expected the host name alone, without https:// and path, found \"%1\".").arg(text));
        if (text.startsWith(u'[')) {
            if (QHostAddress(withoutBrackets(text)).protocol() != QAbstractSocket::IPv6Protocol)
                add("host", Words::tr("Expected an IPv6 address in brackets, found \"%1\".").arg(text));
            return;
        }
        if (text.contains(u':'))
            return add("host",
                Words::tr("Expected the host name alone; the port has a field of its own. Found \"%1\".").arg(text));
        static const QRegularExpression Name(QStringLiteral(
            "\\A([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.?\\z"));
        static const QRegularExpression Digits(QStringLiteral("\\A[0-9.]+\\z"));
        const bool wrongAddress = Digits.match(text).hasMatch() && QHostAddress(text).isNull();
        if (text.size() > LongestHost || !Name.match(text).hasMatch() || wrongAddress)
            add("host", Words::tr("Expected a host name such as corvidae.example.com, found \"%1\".").arg(text));
    }

    void connection()
    {
        const QString& scheme = m_profile.scheme;
        if (scheme != QLatin1StringView("https") && scheme != QLatin1StringView("http"))
            add("scheme", Words::tr("Expected https, found \"%1\".").arg(scheme));
        else if (scheme == QLatin1StringView("http") && !m_profile.reachesLoopbackOnly())
            add("scheme", Words::tr("http is for this computer alone; over a network it must be https."));
        if (!m_profile.connectTo.isEmpty() && QHostAddress(m_profile.connectTo).isNull())
            add("connectTo", Words::tr("Expected an IP address, found \"%1\".").arg(m_profile.connectTo));
        static const QRegularExpression Absolute(QStringLiteral("\\A(/|[A-Za-z]:[/\\\\]|\\\\\\\\)"));
        if (!m_profile.caFile.isEmpty() && !Absolute.match(m_profile.caFile).hasMatch())
            add("caFile", Words::tr("Expected a whole path, found \"%1\".").arg(m_profile.caFile));
    }

    void path()
    {
        // Only what goes out unchanged: Qt normalises anything else on its way.
        static const QRegularExpression Path(QStringLiteral("\\A/([A-Za-z0-9\\-._~/:@!$'()*,;=+]|%[0-9A-F]{2})*\\z"));
        static const QRegularExpression Dots(QStringLiteral("/\\.{1,2}(/|\\z)|\\A//"));
        const QString& text = m_profile.path;
        if (!Path.match(text).hasMatch() || Dots.match(text).hasMatch())
            add("path", Words::tr("Expected a path such as /i, found \"%1\".").arg(text));
    }

    void numbers()
    {
        if (m_profile.port < 0 || m_profile.port > 65535)
            add("port", Words::tr("Expected 0 to 65535, found %1.").arg(m_profile.port));
        if (!std::isfinite(m_profile.pace) || m_profile.pace < 0 || m_profile.pace > FastestPace)
            add("pace", Words::tr("Expected 0 (no limit) to %1 requests a second.").arg(FastestPace));
        for (const auto& [key, timeout] : {std::pair("connectTimeoutMs", m_profile.connectTimeout),
                 std::pair("answerTimeoutMs", m_profile.answerTimeout)}) {
            if (timeout < ShortestTimeout || timeout > LongestTimeout)
                add(key, Words::tr("Expected 100 to 600000 ms, found %1.").arg(timeout.count()));
        }
        const double factor = m_profile.unusualFactor;
        if (!(factor == 0 || (factor >= 1 && factor <= HighestFactor)))
            add("unusualFactor", Words::tr("Expected 0 (never) or 1 to 1000000."));
        if (m_profile.retentionDays < 0 || m_profile.retentionDays > LongestRetentionDays)
            add("retentionDays", Words::tr("Expected 0 (for ever) to %1 days.").arg(LongestRetentionDays));
        if (m_profile.oldestOrderDays < 0 || m_profile.oldestOrderDays > LongestOrderDays)
            add("oldestOrderDays", Words::tr("Expected 0 (no limit) to %1 days.").arg(LongestOrderDays));
        static const QRegularExpression Colour(QStringLiteral("\\A#[0-9A-Fa-f]{6}\\z"));
        if (!Colour.match(m_profile.colour).hasMatch())
            add("colour", Words::tr("Expected #rrggbb, found \"%1\".").arg(m_profile.colour));
    }

    void value(const char* key, Field field, const QString& text)
    {
        if (text.isEmpty())
            return add(key, Words::tr("%1 is needed.").arg(pixel::label(field)));
        const pixel::Findings findings = pixel::checkValue(field, text);
        for (const pixel::Finding& finding : findings) {
            if (finding.severity == pixel::Severity::Error)
                return add(key, finding.sentence);
        }
    }

    void fields()
    {
        value("appId", Field::AppId, m_profile.appId);
        value("platform", Field::Platform, m_profile.platform);
        value("currency", Field::Currency, m_profile.currency);
        value("timeZone", Field::TimeZone, m_profile.timeZone);
    }

    void list(const char* key, Field field, const QStringList& names)
    {
        if (names.isEmpty())
            add(key, Words::tr("At least one is needed: %1.").arg(pixel::label(field)));
        for (const QString& name : names)
            value(key, field, name);
        QStringList unique = names;
        if (unique.removeDuplicates() > 0)
            add(key, Words::tr("A name is listed twice."));
    }

    void lists()
    {
        list("properties", Field::DigitalProperty, m_profile.properties);
        list("conversions", Field::ConversionName, m_profile.conversions);
    }

    const Profile& m_profile;
    QList<ProfileProblem> m_problems;
};

} // namespace

QString usualColour(bool live) { return live ? QStringLiteral("#b4451a") : QStringLiteral("#0b6e75"); }

bool Profile::reachesLoopbackOnly() const { return isLoopbackName(connectTo.isEmpty() ? host : connectTo); }

QString Profile::sendingForbidden() const
{
    if (!live && !reachesLoopbackOnly())
        return Words::tr("\"%1\" is a practice profile, and practice sends to this computer only; %2 is elsewhere.")
            .arg(name, connectTo.isEmpty() ? host : connectTo);
    if (scheme == QLatin1StringView("http") && !reachesLoopbackOnly())
        return Words::tr("Over a network it must be https; \"%1\" says http.").arg(name);
    return {};
}

QByteArray Profile::origin() const
{
    const bool usual = port == 0 || port == (scheme == QLatin1StringView("https") ? HttpsPort : HttpPort);
    const QString text = scheme + QLatin1StringView("://") + host;
    return (usual ? text : text + u':' + QString::number(port)).toUtf8();
}

pixel::Event Profile::defaults() const
{
    pixel::Event event;
    event.setConstants();
    event.set(Field::AppId, appId);
    event.set(Field::Platform, platform);
    event.set(Field::DigitalProperty, properties.value(0));
    event.set(Field::TimeZone, timeZone);
    event.set(Field::ConversionName, conversions.value(0));
    event.set(Field::Currency, currency);
    return event;
}

pixel::CheckContext Profile::checkContext(std::optional<UtcMs> now) const
{
    return {now, currency, conversions, properties};
}

QString timestampFromText(TimestampFrom from)
{
    return from == TimestampFrom::Order ? QStringLiteral("order") : QStringLiteral("sending");
}

std::optional<TimestampFrom> timestampFromOfText(const QString& text)
{
    for (const TimestampFrom from : {TimestampFrom::Sending, TimestampFrom::Order}) {
        if (text == timestampFromText(from))
            return from;
    }
    return std::nullopt;
}

QList<ProfileProblem> validate(const Profile& profile) { return Validation(profile).run(); }

QJsonObject toJson(const Profile& p)
{
    return {
        {QStringLiteral("name"), p.name},
        {QStringLiteral("live"), p.live},
        {QStringLiteral("scheme"), p.scheme},
        {QStringLiteral("host"), p.host},
        {QStringLiteral("port"), p.port},
        {QStringLiteral("path"), p.path},
        {QStringLiteral("connectTo"), p.connectTo},
        {QStringLiteral("caFile"), p.caFile},
        {QStringLiteral("pace"), p.pace},
        {QStringLiteral("connectTimeoutMs"), qint64(p.connectTimeout.count())},
        {QStringLiteral("answerTimeoutMs"), qint64(p.answerTimeout.count())},
        {QStringLiteral("appId"), p.appId},
        {QStringLiteral("properties"), QJsonArray::fromStringList(p.properties)},
        {QStringLiteral("platform"), p.platform},
        {QStringLiteral("currency"), p.currency},
        {QStringLiteral("conversions"), QJsonArray::fromStringList(p.conversions)},
        {QStringLiteral("timeZone"), p.timeZone},
        {QStringLiteral("orderKey"), pixel::orderKeyText(p.orderKey)},
        {QStringLiteral("timestampFrom"), timestampFromText(p.timestampFrom)},
        {QStringLiteral("amountStyle"),
            p.amountStyle == pixel::AmountStyle::Comma ? QStringLiteral("comma") : QStringLiteral("point")},
        {QStringLiteral("colour"), p.colour},
        {QStringLiteral("retentionDays"), p.retentionDays},
        {QStringLiteral("unusualFactor"), p.unusualFactor},
        {QStringLiteral("oldestOrderDays"), p.oldestOrderDays},
        {QStringLiteral("webCode"), webCodeKindText(p.webCode.kind)},
        {QStringLiteral("webCodeField"), pixel::key(p.webCode.field)},
        {QStringLiteral("webCodePattern"), p.webCode.pattern},
        {QStringLiteral("webCodeFile"), p.webCode.file},
    };
}

} // namespace rookery::profile

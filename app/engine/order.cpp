// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/order.h"

#include <QCoreApplication>

namespace rookery::engine {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::engine::Order)
};

using namespace std::chrono_literals;

constexpr qsizetype LongUrl = 2000;
constexpr auto ClockSlack = 1min; // times are typed to the minute
constexpr auto UsualAge = 24h;
// A stand-in where the value is only made on sending, so that checks and length are right.
const QString StandInEventId = QStringLiteral("00000000-0000-7000-8000-000000000000");

} // namespace

qsizetype Preview::size() const
{
    qsizetype size = origin.size() + path.size();
    for (const pixel::QueryPart& part : parts)
        size += 1 + part.key.size() + 1 + part.value.size();
    return size;
}

QByteArray Preview::url() const
{
    QByteArray url;
    url.reserve(size());
    url.append(origin).append(path);
    char separator = '?';
    for (const pixel::QueryPart& part : parts) {
        url.append(separator).append(part.key).append('=').append(part.value);
        separator = '&';
    }
    return url;
}

pixel::Event resolve(const Order& order, const profile::Profile& profile)
{
    pixel::Event event = profile.defaults();
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        if (order.typed.has(s.field))
            event.set(s.field, order.typed.value(s.field));
    }
    if (order.declined) {
        for (const pixel::Field field : pixel::IdentityFields)
            event.set(field, {});
    }
    if (order.at)
        event.set(pixel::Field::Timestamp, order.at->text());
    else if (order.orderTime && profile.timestampFrom == profile::TimestampFrom::Order)
        event.set(pixel::Field::Timestamp, order.orderTime->text());
    if (!order.eventId.isEmpty())
        event.set(pixel::Field::EventId, order.eventId);
    return event;
}

Preview preview(const Order& order, const profile::Profile& profile, UtcMs now)
{
    const pixel::Event event = resolve(order, profile);
    pixel::Event complete = event;
    if (!complete.has(pixel::Field::Timestamp))
        complete.set(pixel::Field::Timestamp, now.text());
    if (!complete.has(pixel::Field::EventId))
        complete.set(pixel::Field::EventId, StandInEventId);
    Preview preview{profile.origin(), profile.path.toUtf8(), pixel::queryParts(complete, profile.orderKey), {}};
    preview.findings = pixel::check(complete, profile.checkContext(now));
    if (const auto doubt = doubtfulOrderTime(order, profile, now))
        preview.findings << *doubt;

    const qsizetype length = preview.size();
    preview.parts.removeIf([&event](const pixel::QueryPart& part) { return !event.has(part.field); });
    if (length > LongUrl) {
        const bool tooLong = length > LongestUrl;
        const QString sentence = tooLong
            ? Words::tr("The address has %Ln byte(s); more than %1 are commonly refused.", nullptr, int(length))
                  .arg(LongestUrl)
            : Words::tr("Check: the address has %Ln byte(s), which some servers refuse.", nullptr, int(length));
        preview.findings << pixel::Finding{tooLong ? pixel::Severity::Error : pixel::Severity::Warning,
            tooLong ? QStringLiteral("url.too-long") : QStringLiteral("url.long"), std::nullopt, -1, sentence, {}};
    }
    return preview;
}

ledger::Place placeOf(const Order& order, const profile::Profile& profile, const QList<profile::Profile>& all)
{
    ledger::Place place{profile.host, resolve(order, profile).value(pixel::Field::AppId), profile.live, {profile.name}};
    for (const profile::Profile& other : all) {
        if (other.host == profile.host && other.name != profile.name)
            place.profiles << other.name;
    }
    return place;
}

QList<ledger::Decision> decisionsOf(
    const pixel::Event& event, const profile::Profile& profile, const QString& agent, UtcMs now)
{
    QList<ledger::Decision> decisions;
    if (const QString& name = event.value(pixel::Field::ConversionName); !profile.conversions.contains(name))
        decisions << ledger::Decision{QStringLiteral("conversion-not-listed"), name, agent, now};
    if (const QString& name = event.value(pixel::Field::DigitalProperty); !profile.properties.contains(name))
        decisions << ledger::Decision{QStringLiteral("property-not-listed"), name, agent, now};
    return decisions;
}

std::optional<pixel::Finding> doubtfulOrderTime(const Order& order, const profile::Profile& profile, UtcMs now)
{
    if (!order.orderTime)
        return std::nullopt;
    const auto finding = [](const char* kind, const QString& sentence) {
        return pixel::Finding{
            pixel::Severity::Warning, OrderTimeTopic + QLatin1StringView(kind), std::nullopt, -1, sentence, {}};
    };
    if (*order.orderTime > now + ClockSlack)
        return finding("future", Words::tr("Check: the order's time lies in the future."));
    if (*order.orderTime >= now - UsualAge)
        return std::nullopt;
    const int hours = int((now - *order.orderTime) / 1h);
    const QString back
        = hours < 48 ? Words::tr("%Ln hour(s)", nullptr, hours) : Words::tr("%Ln day(s)", nullptr, hours / 24);
    const bool isSent = profile.timestampFrom == profile::TimestampFrom::Order && !order.at;
    return finding("old",
        isSent ? Words::tr("Check: %1 back. How old a time the collector takes is not documented.").arg(back)
               : Words::tr("Check: %1 back.").arg(back));
}

} // namespace rookery::engine

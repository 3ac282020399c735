// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/terminal.h"
#include "cli/verbs.h"

#include <QCoreApplication>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::OrderOptions)
};

Result<pixel::Field> fieldToSet(const QString& key)
{
    const auto field = pixel::fieldOfKey(key);
    if (key == pixel::OrderIdKey)
        return failure(Error::Code::BadInput,
            Words::tr("The order ID is set with transactionId=..., whatever key the profile sends."));
    if (!field)
        return failure(Error::Code::BadInput, Words::tr("\"%1\" is not a field of an event.").arg(key));
    if (field == pixel::Field::Timestamp)
        return failure(Error::Code::BadInput, Words::tr("The time is set with --at."));
    if (field == pixel::Field::EventId)
        return failure(Error::Code::BadInput, Words::tr("The event ID is set with --event-id."));
    return *field;
}

// Milliseconds since 1970 in 13 digits (a date without dashes is a number too), or ISO 8601. Without an offset nobody
// knows which moment is meant.
std::optional<UtcMs> instantOf(const QString& text)
{
    bool isNumber = false;
    if (const qint64 ms = text.toLongLong(&isNumber); isNumber)
        return text.size() == 13 && ms > 0 ? std::optional(UtcMs(ms)) : std::nullopt;
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime || time.toMSecsSinceEpoch() < 0)
        return std::nullopt;
    return UtcMs(time.toMSecsSinceEpoch());
}

} // namespace

void OrderOptions::addTo(CLI::App& verb)
{
    verb.add_option("--profile", profile, "The profile to send with")->required();
    verb.add_option("--set", values, "KEY=VALUE with a wire key, e.g. transactionId=1234 revenue=19.99");
    verb.add_option("--at", at, "timestamp: ms since 1970, UTC (default: when it is first sent)");
    verb.add_option("--order-time", orderTime,
        "When the order itself was taken: 2026-11-23T10:42:00Z, or ms since 1970; kept with it, and its timestamp "
        "where "
        "the profile says so");
    verb.add_option("--event-id", eventId, "eventID (default: a new one)");
}

Result<engine::Order> OrderOptions::read() const
{
    engine::Order order;
    const auto name = textOf(profile);
    if (!name)
        return tl::unexpected(name.error());
    order.profile = *name;
    for (const std::string& pair : values) {
        const auto text = textOf(pair);
        if (!text)
            return tl::unexpected(text.error());
        const qsizetype equals = text->indexOf(u'=');
        if (equals <= 0)
            return failure(Error::Code::BadInput, Words::tr("Expected KEY=VALUE, found \"%1\".").arg(*text));
        const auto field = fieldToSet(text->first(equals));
        if (!field)
            return tl::unexpected(field.error());
        if (order.typed.has(*field))
            return failure(Error::Code::BadInput, Words::tr("%1 is set twice.").arg(text->first(equals)));
        order.typed.set(*field, text->sliced(equals + 1));
    }
    const auto id = textOf(eventId);
    if (!id)
        return tl::unexpected(id.error());
    order.eventId = *id;
    if (!at.empty()) {
        bool isNumber = false;
        const qint64 ms = QByteArray::fromStdString(at).toLongLong(&isNumber);
        if (!isNumber || ms < 0)
            return failure(Error::Code::BadInput,
                Words::tr("--at: expected milliseconds since 1970, found \"%1\".").arg(QString::fromStdString(at)));
        order.at = UtcMs(ms);
    }
    if (!orderTime.empty()) {
        const QString text = QString::fromStdString(orderTime);
        order.orderTime = instantOf(text);
        if (!order.orderTime)
            return failure(Error::Code::BadInput,
                Words::tr(
                    "--order-time: expected a time with its offset, such as 2026-11-23T10:42:00Z, or milliseconds "
                    "since 1970, found \"%1\".")
                    .arg(text));
    }
    return order;
}

} // namespace rookery::cli

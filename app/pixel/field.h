// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace rookery::pixel {

/// The fields of an event, in the order in which they are written (PROTOCOL.md §The fields).
enum class Field {
    Timestamp,
    Event,
    TrackerVersion,
    AppId,
    Platform,
    DigitalProperty,
    TimeZone,
    CharacterSet,
    EventId,
    VisitorId,
    SessionId,
    UserId,
    ConversionName,
    OrderId,
    Currency,
    Revenue,
    Tax,
    Shipping,
};
inline constexpr int FieldCount = 18;
/// Who bought it: what ties an order to a web visit.
inline constexpr std::array IdentityFields{Field::VisitorId, Field::SessionId, Field::UserId};

enum class Presence { Required, IfKnown, Optional };

/// What a value is checked against; the rules are in check.cpp, one for each.
enum class Check { Instant, Constant, CharacterSet, Text, TimeZone, Uuid, Currency, Revenue, PartOfRevenue };

/// Personal values are masked by "hide personal IDs" and never logged.
enum class Privacy { Open, Personal };

/// Where a value comes from when nobody types it.
enum class Origin { Program, Profile, Person };

/// One row a field: the form, the decoder, the import, the practice collector and the exports are drawn from it.
struct FieldSpec {
    Field field;
    const char* key;   ///< on the wire; the order ID's may be another, see OrderKey
    const char* label; ///< for people; translate with label()
    Presence presence;
    Origin origin;
    Check check;
    const char* constant; ///< the one value, or the usual one (platform); null if there is none
    Privacy privacy;
    const char* help; ///< one sentence; translate with help()
};

[[nodiscard]] const std::array<FieldSpec, FieldCount>& fieldTable();
[[nodiscard]] const FieldSpec& spec(Field field);
[[nodiscard]] QString key(Field field);
[[nodiscard]] QString label(Field field);
[[nodiscard]] QString help(Field field);

/// By exact wire key; `orderId` is not in the table, see OrderKey.
[[nodiscard]] std::optional<Field> fieldOfKey(QStringView key);

} // namespace rookery::pixel

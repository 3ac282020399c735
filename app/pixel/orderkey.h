// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace rookery::pixel {

/// Under which key the order ID is sent. The vendor's table says transactionId, its sample orderId
/// (PROTOCOL.md, "Where the page contradicts itself"); Both writes transactionId first.
enum class OrderKey { TransactionId, OrderId, Both };

inline constexpr QLatin1StringView OrderIdKey("orderId");

/// `transactionId`, `orderId` or `both`: in profiles, on the command line and in JSON.
[[nodiscard]] inline QString orderKeyText(OrderKey key)
{
    switch (key) {
    case OrderKey::TransactionId:
        return QStringLiteral("transactionId");
    case OrderKey::OrderId:
        return OrderIdKey;
    case OrderKey::Both:
        return QStringLiteral("both");
    }
    Q_UNREACHABLE();
}

[[nodiscard]] inline std::optional<OrderKey> orderKeyOfText(QStringView text)
{
    for (const OrderKey key : {OrderKey::TransactionId, OrderKey::OrderId, OrderKey::Both}) {
        if (text == orderKeyText(key))
            return key;
    }
    return std::nullopt;
}

} // namespace rookery::pixel

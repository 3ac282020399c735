// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace rookery::ledger {

/// All the ways to write an order ID in small and capital letters, in the order in which an index of IDs has them.
/// There may be thousands; whoever looks for them leaps from each ID that is there to the next one that could be.
class OtherLetters final {
public:
    explicit OtherLetters(const QString& orderId);

    /// There is no letter in it that could be another.
    [[nodiscard]] bool isOnlyOne() const;
    [[nodiscard]] bool contains(const QString& id) const;
    [[nodiscard]] QString first() const { return completed({}); }
    /// The first one behind `id`, which need not be one of them.
    [[nodiscard]] std::optional<QString> after(const QString& id) const;

private:
    struct Letter {
        char32_t low, high; // the same where it has one form only

        [[nodiscard]] bool is(char32_t other) const { return other == low || other == high; }
        [[nodiscard]] std::optional<char32_t> above(char32_t other) const;
    };

    [[nodiscard]] QString completed(QList<char32_t> beginning) const;

    QList<Letter> m_letters;
};

} // namespace rookery::ledger

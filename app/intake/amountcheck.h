// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/amounttext.h"
#include "intake/checkrules.h"
#include "intake/rowreport.h"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace rookery::intake {

/// The amounts of a row: what a cell says, in which currency and in which unit, and whether that can be sent.
class AmountCheck final {
public:
    explicit AmountCheck(const CheckRules& rules);

    /// False where nothing is known of the account's currency: then no amount is without a flaw.
    [[nodiscard]] bool isAccountKnown() const { return !m_code.empty(); }
    /// The account's currency, UTF-8; empty: not known.
    [[nodiscard]] std::string_view code() const { return m_code; }
    /// A sign that a column of currencies may have in the place of its code.
    [[nodiscard]] bool isSignOfAccount(std::string_view cell) const
    {
        return !m_signAlone.empty() && cell == m_signAlone;
    }
    /// The name of the field's column says that its amounts are not what they would be sent as.
    [[nodiscard]] bool isOdd(pixel::Field field) const;
    /// The revenue stands in the row a second time, in another currency.
    [[nodiscard]] bool differsFromBase(const Row& row) const;

    /// The wire text of a cell that nothing can be said against, or empty.
    [[nodiscard]] std::string_view flawless(std::string_view cell, std::span<char, 32> buffer) const;
    /// The wire text of a cell, or the cell itself where it can't be read.
    [[nodiscard]] QString textFor(std::string_view cell) const;

    /// The same, and says why. The cell is not empty.
    [[nodiscard]] QString take(
        const Row& row, MappedColumn column, const QString& currencyOfRow, RowReport& report) const;
    void reportBase(const Row& row, RowReport& report) const;

private:
    void readHeader(const Mapping& mapping);
    void reportOther(const Row& row, MappedColumn column, const QString& currency, RowReport& report) const;
    [[nodiscard]] bool reportHeader(const Row& row, MappedColumn column, RowReport& report) const;
    [[nodiscard]] bool reportNegative(const Row& row, MappedColumn column, RowReport& report) const;
    [[nodiscard]] AmountReading read(const QString& text) const;
    /// Three decimals are what some currencies have.
    [[nodiscard]] bool isOwnDecimals(const AmountReading& reading) const
    {
        return reading.other && m_minorDigits == 3 && reading.amount && reading.amount->decimals() == 3;
    }
    [[nodiscard]] bool isSure(const AmountReading& reading) const
    {
        return reading.amount && !reading.inOtherStyle && (!reading.other || isOwnDecimals(reading));
    }

    QStringList m_header;
    NumberStyle m_numbers;
    bool m_isGroupingKnown;
    QString m_account; // its currency, as the profile has it
    int m_revenueColumn;
    int m_currencyColumn;
    int m_baseColumn = -1; // the same revenue in another currency, maybe
    std::string m_code;
    std::string m_sign;      // that amounts of the account may have, UTF-8; empty: none
    std::string m_signAlone; // that a column of currencies may have for it; empty: none
    int m_minorDigits = 2;
    std::array<QString, pixel::FieldCount> m_headerCurrencies; // that a column of amounts names, if another
    std::array<QString, pixel::FieldCount> m_headerUnits;      // cents or thousands that it names
};

[[nodiscard]] inline bool isAmount(pixel::Field field)
{
    return field == pixel::Field::Revenue || field == pixel::Field::Tax || field == pixel::Field::Shipping;
}

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace rookery::pixel {

/// One currency of ISO 4217.
struct Currency {
    QString code;    ///< `GBP`
    QString name;    ///< as the standard has it, in English
    int minorDigits; ///< 2 for GBP, 0 for JPY, 3 for KWD
};

/// By exact upper-case code.
[[nodiscard]] std::optional<Currency> currencyOfCode(QStringView code);
[[nodiscard]] QStringList currencyCodes();

} // namespace rookery::pixel

// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/currency.h"

#include "currencytable.h" // generated from iso-codes, sorted by code

#include <algorithm>
#include <array>
#include <iterator>

namespace rookery::pixel {

namespace {

using namespace std::string_view_literals;

// ISO 4217 minor units that are not two; iso-codes does not carry them.
constexpr std::array NoMinorUnit{"BIF"sv, "CLP"sv, "DJF"sv, "GNF"sv, "ISK"sv, "JPY"sv, "KMF"sv, "KRW"sv, "PYG"sv,
    "RWF"sv, "UGX"sv, "UYI"sv, "VND"sv, "VUV"sv, "XAF"sv, "XOF"sv, "XPF"sv};
constexpr std::array Thousandths{"BHD"sv, "IQD"sv, "JOD"sv, "KWD"sv, "LYD"sv, "OMR"sv, "TND"sv};
constexpr std::array TenThousandths{"CLF"sv, "UYW"sv};

int minorDigits(std::string_view code)
{
    const auto isIn = [code](const auto& list) { return std::find(list.begin(), list.end(), code) != list.end(); };
    if (isIn(NoMinorUnit))
        return 0;
    if (isIn(Thousandths))
        return 3;
    return isIn(TenThousandths) ? 4 : 2;
}

} // namespace

std::optional<Currency> currencyOfCode(QStringView code)
{
    const QByteArray wanted = code.toLatin1();
    const auto row = std::find_if(std::begin(CurrencyTable), std::end(CurrencyTable),
        [&wanted](const CurrencyRow& r) { return wanted == r.code; });
    if (row == std::end(CurrencyTable))
        return std::nullopt;
    return Currency{QString::fromLatin1(row->code), QString::fromUtf8(row->name), minorDigits(row->code)};
}

QStringList currencyCodes()
{
    QStringList codes;
    for (const CurrencyRow& row : CurrencyTable)
        codes << QString::fromLatin1(row.code);
    return codes;
}

} // namespace rookery::pixel

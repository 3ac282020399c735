// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/amount.h"

#include <algorithm>

namespace rookery::pixel {

namespace {

constexpr qsizetype MaxWholeDigits = 12;
constexpr int MaxDecimals = 6;
constexpr qint64 Million = 1'000'000;

// Not QChar::isDigit(): it also takes Arabic-Indic and full-width digits, which no collector does.
bool isDigits(QStringView s)
{
    return !s.isEmpty() && std::all_of(s.begin(), s.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

tl::expected<Amount, Amount::Error> Amount::parse(QStringView text)
{
    const bool negative = text.startsWith(u'-');
    const QStringView digits = text.sliced(negative ? 1 : 0);
    const qsizetype point = digits.indexOf(u'.');
    const QStringView whole = digits.first(point < 0 ? digits.size() : point);
    const QStringView decimals = point < 0 ? QStringView(u"0") : digits.sliced(point + 1);
    if (!isDigits(whole) || !isDigits(decimals))
        return tl::unexpected(Error::NotDecimal);
    if (whole.size() > MaxWholeDigits || decimals.size() > MaxDecimals)
        return tl::unexpected(Error::TooLong);

    const qint64 sign = negative ? -1 : 1;
    Amount amount;
    amount.m_text = text.toString();
    amount.m_whole = sign * whole.toLongLong();
    amount.m_millionths = sign * decimals.toString().leftJustified(MaxDecimals, u'0').toLongLong();
    return amount;
}

int Amount::decimals() const
{
    const qsizetype point = m_text.indexOf(u'.');
    return point < 0 ? 0 : int(m_text.size() - point - 1);
}

bool Amount::fitsMinorDigits(int digits) const
{
    qint64 unit = Million;
    for (int i = 0; i < std::min(digits, MaxDecimals); ++i)
        unit /= 10;
    return m_millionths % unit == 0;
}

Amount Amount::operator+(const Amount& other) const
{
    qint64 whole = m_whole + other.m_whole;
    qint64 millionths = m_millionths + other.m_millionths;
    whole += millionths / Million;
    millionths %= Million;
    // The two parts must agree in sign: 1 and -0.25 is 0.75.
    if (whole > 0 && millionths < 0) {
        --whole;
        millionths += Million;
    } else if (whole < 0 && millionths > 0) {
        ++whole;
        millionths -= Million;
    }

    Amount sum;
    sum.m_whole = whole;
    sum.m_millionths = millionths;
    sum.m_text = (sum.isNegative() ? QStringLiteral("-") : QString()) + QString::number(std::abs(whole));
    if (const int decimals = std::max(this->decimals(), other.decimals()); decimals > 0) {
        const QString tail = QString::number(std::abs(millionths)).rightJustified(MaxDecimals, u'0');
        sum.m_text.append(u'.').append(QStringView(tail).first(decimals));
    }
    return sum;
}

std::weak_ordering Amount::operator<=>(const Amount& other) const
{
    if (const auto byWhole = m_whole <=> other.m_whole; byWhole != 0)
        return byWhole;
    return m_millionths <=> other.m_millionths;
}

} // namespace rookery::pixel

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/otherletters.h"

#include <algorithm>

namespace rookery::ledger {

namespace {

// SQLite compares UTF-8 byte by byte, which is the order of code points.
QList<char32_t> codePoints(const QString& text)
{
    const QList<uint> points = text.toUcs4();
    return {points.begin(), points.end()};
}

} // namespace

std::optional<char32_t> OtherLetters::Letter::above(char32_t other) const
{
    return other < low ? std::optional(low) : other < high ? std::optional(high) : std::nullopt;
}

OtherLetters::OtherLetters(const QString& orderId)
{
    const QList<char32_t> letters = codePoints(orderId);
    for (const char32_t letter : letters) {
        const auto [low, high] = std::minmax<char32_t>({QChar::toUpper(letter), QChar::toLower(letter)});
        m_letters << Letter{low, high};
    }
}

bool OtherLetters::isOnlyOne() const
{
    return std::all_of(
        m_letters.begin(), m_letters.end(), [](const Letter& letter) { return letter.low == letter.high; });
}

bool OtherLetters::contains(const QString& id) const
{
    const QList<char32_t> letters = codePoints(id);
    return std::equal(m_letters.begin(), m_letters.end(), letters.begin(), letters.end(),
        [](const Letter& letter, char32_t other) { return letter.is(other); });
}

std::optional<QString> OtherLetters::after(const QString& id) const
{
    const QList<char32_t> letters = codePoints(id);
    const auto both = std::mismatch(m_letters.begin(), m_letters.end(), letters.begin(), letters.end(),
        [](const Letter& letter, char32_t other) { return letter.is(other); });
    qsizetype same = both.first - m_letters.begin();
    if (same == letters.size() && same < m_letters.size())
        return completed(letters); // it only ends too early
    // The last place where a greater letter can stand; what is before it stays as it is in `id`.
    for (qsizetype place = qMin(same, m_letters.size() - 1); place >= 0; --place) {
        if (const auto greater = m_letters[place].above(letters[place]))
            return completed(letters.first(place) << *greater);
    }
    return std::nullopt;
}

QString OtherLetters::completed(QList<char32_t> beginning) const
{
    for (qsizetype place = beginning.size(); place < m_letters.size(); ++place)
        beginning << m_letters[place].low;
    return QString::fromUcs4(beginning.constData(), beginning.size());
}

} // namespace rookery::ledger

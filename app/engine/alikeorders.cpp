// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/alikeorders.h"

#include <QChar>
#include <QString>

#include <algorithm>

namespace rookery::engine {

namespace {

constexpr int OneByOne = 500; // then it takes less to read all of them

bool isAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool mayHaveForms(char c) { return isCapital(c) || (c >= 'a' && c <= 'z') || !isAscii(c); }

} // namespace

AlikeOrders::AlikeOrders(const ledger::Reader* known, ledger::Place place) : m_known(known), m_place(std::move(place))
{
}

Result<std::optional<ledger::EventRecord>> AlikeOrders::alike(std::string_view orderId)
{
    const auto maybe = mayBeThere(orderId);
    if (!maybe)
        return tl::unexpected(maybe.error());
    if (!*maybe)
        return std::nullopt;
    return m_known->earlierInOtherLetters(QString::fromUtf8(orderId.data(), qsizetype(orderId.size())), m_place);
}

Result<bool> AlikeOrders::mayBeThere(std::string_view orderId)
{
    if (!m_known || std::none_of(orderId.begin(), orderId.end(), mayHaveForms))
        return false;
    if (m_lookedUp < OneByOne) {
        ++m_lookedUp;
        return true;
    }
    if (!m_isRead) {
        const Done done = m_known->forEachOrderId([this](std::string_view id) {
            if (std::any_of(id.begin(), id.end(), mayHaveForms))
                m_ids.add(hashOf(id), 1);
        });
        if (!done)
            return tl::unexpected(done.error());
        m_isRead = true;
    }
    return m_ids.has(hashOf(orderId));
}

std::uint64_t AlikeOrders::hashOf(std::string_view orderId)
{
    if (std::all_of(orderId.begin(), orderId.end(), isAscii)) {
        m_folded.assign(orderId);
        for (char& c : m_folded)
            c = isCapital(c) ? char(c - 'A' + 'a') : c;
        return m_ids.hashOf(m_folded);
    }
    // By the capital form: some small letters share one.
    const QList<uint> letters = QString::fromUtf8(orderId.data(), qsizetype(orderId.size())).toUcs4();
    QList<char32_t> folded;
    for (const uint letter : letters)
        folded << QChar::toLower(QChar::toUpper(letter));
    m_folded = QString::fromUcs4(folded.constData(), folded.size()).toStdString();
    return m_ids.hashOf(m_folded);
}

} // namespace rookery::engine

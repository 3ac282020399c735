// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/calledoff.h"

#include "intake/headerwords.h"

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

// How a word begins that says it is undone, without accents.
constexpr std::array Undone{"refund", "cancel", "void", "storn", "erstatt", "ruckerstatt", "teilerstatt", "annul",
    "rembours", "reembols", "anula", "zuruckgezahlt", "chargeback", "ruckbuch"};
// The same for what has not come about, or may not.
constexpr std::array NotYet{"pending", "fail", "declin", "denied", "unpaid", "expire", "abandon", "revers", "disput",
    "fraud", "return", "draft", "incomplete", "hold", "abgebrochen", "fehlgeschlagen", "ausstehend", "offen",
    "unbezahlt", "retour", "abgelehnt", "attente", "echou", "echec", "erreur", "impay", "refuse", "pendiente", "fallid",
    "rechazad", "devuelt", "impag"};
// Words of a column that tells how things stand; `Bestellstatus` ends in one.
constexpr std::array States{"state", "statut", "etat", "estado", "zustand"};
// Of what is on its way; `Lieferstatus` begins with one.
constexpr std::array Deliveries{
    "fulfil", "ship", "deliver", "versand", "liefer", "livraison", "expedition", "envio", "entrega"};
// What makes a column about undoing something else than the fact.
constexpr std::array NoFact{"url", "link", "policy", "until", "before", "deadline", "allowed", "fee"};
constexpr std::array No{"no", "nein", "non", "false", "falsch", "faux", "falso", "n", "none", "null", "nan", "na"};

template <typename Words>
bool isOneOf(const QString& word, const Words& words)
{
    return std::any_of(words.begin(), words.end(), [&](const char* one) { return word == QLatin1StringView(one); });
}

template <typename Stems>
bool beginsWithOneOf(const QString& word, const Stems& stems)
{
    return std::any_of(
        stems.begin(), stems.end(), [&](const char* stem) { return word.startsWith(QLatin1StringView(stem)); });
}

bool isState(const QString& word) { return word.endsWith(QLatin1StringView("status")) || isOneOf(word, States); }

bool isUndone(const QString& word) { return beginsWithOneOf(word, Undone); }

bool isOfDelivery(const QString& word) { return beginsWithOneOf(word, Deliveries); }

bool isNotYet(const QStringList& words)
{
    // `Awaiting Payment`, but not `Awaiting Fulfillment`.
    const bool isAwaited = words.contains(QStringLiteral("awaiting")) && words.contains(QStringLiteral("payment"));
    return isAwaited
        || std::any_of(words.begin(), words.end(), [](const QString& word) { return beginsWithOneOf(word, NotYet); });
}

// Neither empty nor zero nor a no.
bool hasHappened(const QStringList& words)
{
    return std::any_of(words.begin(), words.end(), [](const QString& word) {
        const bool isZero = std::all_of(word.begin(), word.end(), [](QChar c) { return c == u'0'; });
        return !isZero && !isOneOf(word, No);
    });
}

} // namespace

CalledOff::CalledOff(const QStringList& header, const Mapping& mapping)
{
    for (int i = 0; i < header.size(); ++i) {
        const QStringList words = wordsOf(header[i]);
        if (words == QStringList{QStringLiteral("purchase"), QStringLiteral("point")}
            || words == QStringList{QStringLiteral("increment"), QStringLiteral("id")})
            m_closedIsRefunded = true; // Magento's word for an order whose money went back
        if (mapping.fieldOf(i))
            continue;
        if (std::any_of(words.begin(), words.end(), isState))
            m_columns.push_back({std::size_t(i),
                std::any_of(words.begin(), words.end(), isOfDelivery) ? Kind::Delivery : Kind::State, {}});
        else if (std::any_of(words.begin(), words.end(), isUndone)
            && std::none_of(words.begin(), words.end(), [](const QString& word) { return isOneOf(word, NoFact); }))
            m_columns.push_back({std::size_t(i), Kind::Event, {}});
    }
}

bool CalledOff::speaksAgainst(Kind kind, const QStringList& words) const
{
    if (kind == Kind::Event)
        return hasHappened(words);
    if (std::any_of(words.begin(), words.end(), isUndone))
        return true;
    const bool isRefunded = m_closedIsRefunded && words == QStringList{QStringLiteral("closed")};
    return kind == Kind::State && (isRefunded || isNotYet(words));
}

int CalledOff::columnIn(std::span<const std::string_view> cells)
{
    for (Column& column : m_columns) {
        if (column.at >= cells.size() || cells[column.at].empty() || cells[column.at] == column.fine)
            continue;
        if (speaksAgainst(column.kind, wordsOf(textOf(cells[column.at]))))
            return int(column.at);
        column.fine = cells[column.at];
    }
    return -1;
}

} // namespace rookery::intake

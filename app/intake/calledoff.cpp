// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/calledoff.h"

#include "intake/headerwords.h"
#include "intake/ownfile.h"
#include "intake/requestrow.h"

#include "pixel/currency.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::CalledOff)
};

// How a word begins that says it is undone, without accents.
constexpr std::array Undone{"refund", "cancel", "void", "storn", "erstatt", "ruckerstatt", "teilerstatt", "annul",
    "rembours", "reembols", "anula", "zuruckgezahlt", "chargeback", "ruckbuch", "teilstorn", "rucklast", "zuruckgegeb",
    "rimbors", "geannul", "delet", "terugbet", "gutschrift", "anulow"};
// The same for what has not come about, or may not.
constexpr std::array NotYet{"pending", "fail", "declin", "denied", "unpaid", "expire", "abandon", "revers", "disput",
    "fraud", "return", "draft", "incomplete", "hold", "abgebrochen", "fehlgeschlagen", "ausstehend", "offen",
    "unbezahlt", "retour", "abgelehnt", "attente", "echou", "echec", "erreur", "impay", "refuse", "pendiente", "fallid",
    "rechazad", "devuelt", "impag", "authori", "autoris", "autoriz", "trash", "brouillon", "borrador", "reject",
    "uncollect", "angebot", "quot"};
// Words of a column that tells how things stand; `Bestellstatus` ends in one.
constexpr std::array States{"state", "statut", "etat", "estado", "zustand"};
// Of what is on its way; `Lieferstatus` begins with one.
constexpr std::array Deliveries{
    "fulfil", "ship", "deliver", "versand", "liefer", "livraison", "expedition", "envio", "entrega"};
// How a word begins that says a document is no sale.
constexpr std::array NoSale{"gutschrift", "storn", "angebot", "quot", "return", "fee", "refund", "credit", "retour",
    "rucksend", "ruckzahl", "chargeback", "reversal", "cancel", "void", "payout", "avoir", "devis", "abono", "proforma",
    "rembours", "reembols", "gebuhr", "bankgutschrift", "deposit", "withdraw", "abbuch"};
// Our own words for an order that another collector may have, or get.
constexpr std::array Taken{"waiting", "sending", "delivered", "unknown"};
constexpr std::array Trial{"test", "practice", "sandbox", "staging", "dev", "development", "demo", "qa"};
// Of a column that tells what a document is, as a whole.
constexpr std::array Types{"type", "typ", "belegart", "belegtyp", "vorgang", "vorgangsart", "transaction type",
    "document type", "order type", "record type", "entry type", "dokumenttyp", "dokumentart", "auftragsart",
    "transaktionstyp", "type de transaction", "type de document", "tipo", "tipo de documento", "doc type"};
constexpr std::array PaidMarks{"paid", "is paid", "bezahlt", "ist bezahlt", "paye", "pagado"};
constexpr std::array TestMarks{
    "test", "is test", "test mode", "testmode", "test order", "testbestellung", "environment", "sandbox", "umgebung"};
constexpr std::array LiveMarks{"live", "livemode", "live mode", "is live"};
// What makes a column about undoing something else than the fact.
constexpr std::array NoFact{"url", "link", "policy", "until", "before", "deadline", "allowed", "fee"};
constexpr std::array Negations{
    "not", "no", "never", "nicht", "kein", "keine", "nie", "non", "ne", "n", "pas", "jamais", "nunca"};
// What stands beside them and changes nothing: `not yet refunded`, `noch nicht storniert`.
constexpr std::array Fillers{"yet", "been", "noch", "encore", "aun", "todavia", "est", "ha", "a", "ete"};
// Whose absence is as bad: `not paid` is unpaid.
constexpr std::array Paid{"paid", "captur", "bezahlt", "gezahlt", "paye", "pagad"};
// What no amount says more by than its currency, besides the codes.
constexpr std::array Marks{"us", "ca", "au", "nz", "hk", "c", "a", "r", "kr", "kc", "fr", "ft", "euro", "euros"};
constexpr std::array No{"no", "nein", "non", "false", "falsch", "faux", "falso", "n", "none", "null", "nan", "na"};

template <typename List>
bool isOneOf(const QString& word, const List& list)
{
    return std::any_of(list.begin(), list.end(), [&](const char* one) { return word == QLatin1StringView(one); });
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

// What is said not to be: the words behind a leading negation, without those that change nothing. Empty: there is no
// negation, or nothing behind it.
QStringList deniedIn(const QStringList& words)
{
    QStringList rest = words;
    rest.removeIf([](const QString& word) { return isOneOf(word, Fillers); });
    bool isNegated = false;
    for (; !rest.isEmpty() && isOneOf(rest.first(), Negations); rest.removeFirst())
        isNegated = true;
    return isNegated ? rest : QStringList();
}

// `Not refunded`, `nicht storniert`; but neither `Not shipped, cancelled` nor, as a reason, `No longer needed`.
bool isDenied(const QStringList& words)
{
    const QStringList denied = deniedIn(words);
    return !denied.isEmpty() && std::all_of(denied.begin(), denied.end(), isUndone);
}

bool isNotYet(const QStringList& words)
{
    const QStringList denied = deniedIn(words);
    if (denied.size() == 1 && beginsWithOneOf(denied.first(), Paid))
        return true;
    // `Awaiting Payment`, but not `Awaiting Fulfillment`.
    const bool isAwaited = words.contains(QStringLiteral("awaiting")) && words.contains(QStringLiteral("payment"));
    return isAwaited
        || std::any_of(words.begin(), words.end(), [](const QString& word) { return beginsWithOneOf(word, NotYet); });
}

bool isZero(QStringView word)
{
    return std::all_of(word.begin(), word.end(), [](QChar c) { return c == u'0'; });
}

bool isCurrency(const QString& word)
{
    return isOneOf(word, Marks) || word == QStringView(u"z\u0142") || pixel::currencyOfCode(word.toUpper());
}

// `0.00 EUR`, `EUR0.00`, `US$ 0`: an amount of nothing. A code alone may be a word: all, top, try.
bool isNothing(const QStringList& words)
{
    bool hasDigit = false;
    for (const QString& word : words) {
        const auto isDigit = [](QChar c) { return c.isDigit(); };
        const auto first = std::find_if(word.begin(), word.end(), isDigit);
        const auto last = std::find_if_not(first, word.end(), isDigit);
        const QStringView digits(first, last);
        if (!isZero(digits) || (first != word.begin() && last != word.end()))
            return false;
        const QString rest = QString(word).remove(first - word.begin(), digits.size());
        if (!rest.isEmpty() && !isCurrency(rest))
            return false;
        hasDigit = hasDigit || !digits.isEmpty();
    }
    return hasDigit;
}

// Credit cards are no credit.
bool isNoSale(const QStringList& words)
{
    return std::any_of(words.begin(), words.end(), [&words](const QString& word) {
        const bool isCard = word == QLatin1StringView("credit") && words.contains(QStringLiteral("card"));
        return !isCard && beginsWithOneOf(word, NoSale);
    });
}

// `open` is an order that nobody has packed yet, but a payment that has not come.
bool isOfPayment(const QStringList& words)
{
    constexpr std::array Payments{"payment", "transaction", "zahlung", "financial", "paiement", "pago", "machine"};
    return std::any_of(
        words.begin(), words.end(), [&](const QString& word) { return beginsWithOneOf(word, Payments); });
}

// Neither empty nor zero nor a no.
bool hasHappened(const QStringList& words)
{
    static const QStringList NotApplicable{QStringLiteral("n"), QStringLiteral("a")};
    if (words == NotApplicable || isNothing(words) || isDenied(words))
        return false;
    return std::any_of(
        words.begin(), words.end(), [](const QString& word) { return !isZero(word) && !isOneOf(word, No); });
}

} // namespace

bool isOfRefunds(const TableShape& shape)
{
    for (qsizetype i = 0; i < shape.header.size(); ++i) {
        const QStringList words = wordsOf(shape.header[i]);
        constexpr std::array Ids{"id", "no", "nr", "number", "nummer", "ref", "reference"};
        const bool isId = words.size() == 2 && beginsWithOneOf(words.first(), std::array{"refund", "return"})
            && isOneOf(words.last(), Ids);
        const auto isFilled = [i](const std::vector<std::string>& row) {
            return std::size_t(i) < row.size() && !trimmed(row[std::size_t(i)]).empty();
        };
        if (isId && !shape.sample.empty() && std::all_of(shape.sample.begin(), shape.sample.end(), isFilled))
            return true;
    }
    return false;
}

std::optional<CalledOff::Kind> CalledOff::kindOf(const QStringList& words)
{
    const QString name = words.join(u' ');
    if (std::any_of(words.begin(), words.end(), isState))
        return std::any_of(words.begin(), words.end(), isOfDelivery) ? Kind::Delivery : Kind::State;
    if (isOneOf(name, Types))
        return Kind::Type;
    if (isOneOf(name, PaidMarks))
        return Kind::Paid;
    if (isOneOf(name, TestMarks))
        return Kind::Test;
    if (isOneOf(name, LiveMarks))
        return Kind::Live;
    const bool isFact
        = std::none_of(words.begin(), words.end(), [](const QString& word) { return isOneOf(word, NoFact); });
    return isFact && std::any_of(words.begin(), words.end(), isUndone) ? std::optional(Kind::Event) : std::nullopt;
}

CalledOff::CalledOff(const QStringList& header, const Mapping& mapping) : m_header(header)
{
    const std::vector<bool> areOurs = ownColumns(header);
    const int ours = ownStateColumn(header);
    for (int i = 0; i < header.size(); ++i) {
        const QStringList words = wordsOf(header[i]);
        if (words == QStringList{QStringLiteral("purchase"), QStringLiteral("point")}
            || words == QStringList{QStringLiteral("increment"), QStringLiteral("id")})
            m_closedIsRefunded = true; // Magento's word for an order whose money went back
        if (mapping.fieldOf(i) || (areOurs[std::size_t(i)] && i != ours))
            continue;
        if (i == ours)
            m_columns.push_back({std::size_t(i), Kind::Ours});
        else if (const auto kind = kindOf(words))
            m_columns.push_back({std::size_t(i), *kind, isOfPayment(words)});
    }
}

bool CalledOff::speaksAgainst(const Column& column, const QStringList& words) const
{
    switch (column.kind) {
    case Kind::Event:
        return hasHappened(words);
    case Kind::Type:
        return isNoSale(words);
    case Kind::Paid:
        return !words.isEmpty() && !hasHappened(words);
    case Kind::Live:
        return !words.isEmpty() && (!hasHappened(words) || isOneOf(words.first(), Trial));
    case Kind::Ours:
        return words.size() == 1 && (isOneOf(words.first(), Taken) || isUndone(words.first()));
    case Kind::Test: {
        static const QStringList Yes{QStringLiteral("true"), QStringLiteral("yes"), QStringLiteral("ja"),
            QStringLiteral("oui"), QStringLiteral("si"), QStringLiteral("1"), QStringLiteral("y"), QStringLiteral("x"),
            QStringLiteral("wahr"), QStringLiteral("vrai")};
        return (words.size() == 1 && Yes.contains(words.first()))
            || std::any_of(words.begin(), words.end(), [](const QString& word) { return isOneOf(word, Trial); });
    }
    case Kind::State:
    case Kind::Delivery:
        break;
    }
    if (std::any_of(words.begin(), words.end(), isUndone) && !isDenied(words))
        return true;
    if (column.kind == Kind::Delivery)
        return false;
    const bool isRefunded = m_closedIsRefunded && words == QStringList{QStringLiteral("closed")};
    const bool isUnpaid = column.isOpenUnpaid && words == QStringList{QStringLiteral("open")};
    // `Payment review`, `Payment error`: Magento and PrestaShop.
    const bool isStuck = words.contains(QStringLiteral("payment"))
        && (words.contains(QStringLiteral("review")) || words.contains(QStringLiteral("error")));
    const bool isTrial = !words.isEmpty() && words.first() == QLatin1StringView("test");
    return isRefunded || isUnpaid || isStuck || isTrial || isNotYet(words);
}

int CalledOff::columnIn(std::span<const std::string_view> cells)
{
    for (Column& column : m_columns) {
        if (column.at >= cells.size() || cells[column.at].empty() || cells[column.at] == column.fine)
            continue;
        if (speaksAgainst(column, wordsOf(textOf(cells[column.at]))))
            return int(column.at);
        column.fine = cells[column.at];
    }
    return -1;
}

std::optional<RowFinding> CalledOff::findingIn(qint64 row, std::span<const std::string_view> cells)
{
    const int column = columnIn(cells);
    if (column < 0)
        return std::nullopt;
    RowFinding finding;
    finding.row = row;
    finding.column = column;
    finding.columnName = m_header.value(column);
    finding.found = textOf(trimmed(cells[std::size_t(column)]));
    finding.what.severity = pixel::Severity::Warning;
    finding.what.code = CalledOffCode;
    finding.what.sentence = Words::tr("Check row %1: %2 says \"%3\". Is the order to be reported as a sale?")
                                .arg(row)
                                .arg(finding.columnName, finding.found);
    const auto kind = std::find_if(
        m_columns.begin(), m_columns.end(), [column](const Column& one) { return int(one.at) == column; });
    if (kind->kind == Kind::Ours && isOneOf(finding.found, Taken)) {
        finding.what.code = AlreadySentCode;
        finding.what.sentence = Words::tr("Check row %1: %2 says \"%3\", so the order was taken for sending when this "
                                          "file was written. Is it to be sent again, as an order of its own?")
                                    .arg(row)
                                    .arg(finding.columnName, finding.found);
    }
    return finding;
}

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/headerwords.h"

#include "pixel/currency.h"

#include <QRegularExpression>

#include <algorithm>
#include <vector>

namespace rookery::intake {

namespace {

using pixel::Field;

/// A name for a field: its words, lower case, without accents.
struct Name {
    Field field;
    int confidence;
    const char* words;
};

// Names that say it: 95. Names that usually mean it: 80 to 90. Those that may: below 75, which is never taken unasked.
constexpr Name Names[]{
    // NOLINT(*-avoid-c-arrays): its size is counted by the compiler
    // clang-format off
    {Field::OrderId, 95, "order id|order number|order no|order nr|order num|order ref|order reference|order code"},
    {Field::OrderId, 95, "transaction id|transaction number|sales order|increment id|order increment id|purchase id"},
    {Field::OrderId, 95, "bestellnummer|bestell nr|bestellnr|bestellung nr|bestell id|bestellungsnummer|bestellreferenz"},
    {Field::OrderId, 95, "auftragsnummer|auftrags nr|auftragsnr|auftrag nr|auftrags id|bestellungs id|vorgangsnummer"},
    {Field::OrderId, 95, "numero de commande|numero commande|no commande|no de commande|n commande|n de commande|id commande"},
    {Field::OrderId, 95, "num commande|commande id|reference commande|reference de commande|reference de la commande|ref commande"},
    {Field::OrderId, 95, "numero de pedido|numero pedido|no pedido|n pedido|n de pedido|num pedido|id pedido|id de pedido"},
    {Field::OrderId, 95, "pedido id|referencia de pedido|referencia pedido|referencia del pedido|numero de orden|id de orden"},
    {Field::OrderId, 80, "verkaufsbeleg|verkaufsbelegnummer|vertriebsbeleg"},
    {Field::OrderId, 80, "ref|reference|order|bestellung|auftrag|commande|pedido|referenz|referencia|transaction"},
    {Field::OrderId, 60, "id|number|no|nummer|nr|numero|belegnummer|beleg nr|invoice number|invoice no|rechnungsnummer"},
    {Field::OrderId, 40, "name"},
    {Field::Revenue, 95, "revenue|grand total|total grand amount|grand amount|order total|total order|order amount|order value"},
    {Field::Revenue, 95, "total amount|total price|total paid|amount paid|gross amount|gross total|total gross|total incl"},
    {Field::Revenue, 95, "transaction amount|transaction total|transaction revenue|transaction value|invoice amount|total value"},
    {Field::Revenue, 95, "gesamtbetrag|gesamtsumme|rechnungsbetrag|bestellsumme|bestellwert|auftragswert|auftragssumme"},
    {Field::Revenue, 95, "endbetrag|bruttobetrag|bruttowert|betrag brutto|brutto|umsatz|gesamtpreis|summe brutto|gesamt brutto|brutto gesamt"},
    {Field::Revenue, 95, "montant total|total ttc|montant ttc|prix total|total commande|total de la commande|montant de la commande"},
    {Field::Revenue, 95, "importe total|total pedido|total del pedido|precio total|monto total|importe del pedido|ingresos"},
    {Field::Revenue, 90, "total|gesamt"},
    {Field::Revenue, 85, "betrag|summe|montant|importe"},
    {Field::Revenue, 80, "amount|monto|sum"},
    {Field::Revenue, 80, "gross"},
    {Field::Revenue, 60, "value|price|wert|preis|prix|precio|paid"},
    {Field::Tax, 95, "tax|taxes|vat|sales tax|gst|mwst|mehrwertsteuer|ust|umsatzsteuer|steuer|steuern|steuerbetrag"},
    {Field::Tax, 95, "mwst betrag|steuersumme|tva|taxe|montant tva|montant de la tva|iva|impuesto|impuestos|importe iva"},
    {Field::Tax, 80, "seller collected tax"},
    {Field::Shipping, 95, "shipping|postage|freight|delivery|delivery charge|delivery cost|p p|postage packing"},
    {Field::Shipping, 95, "versand|versandkosten|porto|lieferkosten|versandbetrag|fracht"},
    {Field::Shipping, 95, "versand und bearbeitungsgebuhr|versand und bearbeitung"},
    {Field::Shipping, 95, "frais de port|frais de livraison|livraison|port|frais d expedition|expedition|frais livraison"},
    {Field::Shipping, 95, "envio|gastos de envio|costes de envio|coste de envio|costo de envio|portes"},
    {Field::Currency, 95, "wahrg|whg|wkz|valuta|currency|currency code|wahrung|waehrung|wahrungscode|devise|monnaie|moneda|divisa|ccy"},
    {Field::VisitorId, 95, "visitor id|visitor|besucher id|besucher|id visiteur|visiteur|id visitante|visitante|id de visitante"},
    {Field::SessionId, 95, "session id|session|sitzung|sitzungs id|id session|id de session|sesion|id sesion|id de sesion"},
    {Field::UserId, 95, "user id|benutzer id|nutzer id|id utilisateur|id usuario|id de usuario"},
    {Field::UserId, 60, "user|customer id|client id|kundennummer|kunden id|kunden nr|id client|numero client|id cliente"},
    {Field::ConversionName, 95, "conversion name|conversion|conversion type"},
    {Field::DigitalProperty, 95, "digital property"},
    {Field::Timestamp, 60, "timestamp|order date|date|datum|time|order time|created at|created|paid at|taken|bestelldatum"},
    {Field::Timestamp, 60, "date de commande|date commande|fecha|fecha de pedido|fecha pedido|zeit|uhrzeit|auftragsdatum"},
    // clang-format on
};

/// Words that may stand beside a name without changing it, and words that make it something else.
struct Company {
    Field field;
    const char* neutral;
    const char* deadly;
};

constexpr Company Companies[]{
    // NOLINT(*-avoid-c-arrays)
    {Field::OrderId, "your|the|your|our|ihre|web|shop|online",
        "date datum fecha time status total amount count type item items line quantity customer parent original "
        "related "
        "tax shipping method currency email source state return refund discount page payment"},
    {Field::Revenue, "order|gross|brutto|ttc|purchased|eur|gbp|usd|chf|in|the|sum|paid|amount|incl",
        "sub subtotal net netto ht tax taxes vat mwst ust tva iva steuer impuesto impuestos discount discounts rabatt "
        "remise descuento refund refunded refunds erstattung item items lineitem line unit shipping versand envio "
        "livraison delivery fee fees cost costs quantity qty menge count anzahl weight due outstanding tip excl exkl "
        "zzgl ohne sans sin hors without number date method code products points"},
    {Field::Tax, "order|total|amount|betrag|sum|summe|in|incl|eur|gbp|usd|chf|gesamt|the|included|enthaltene",
        "rate id number nr no satz percent prozent code class name taux tipo exempt shipping item lineitem line "
        "subtotal "
        "excl prix price refund refunded versand discount status region country year jahr annee ano period zone type "
        "office"},
    {Field::Shipping,
        "order|total|amount|cost|costs|price|fee|fees|charge|charges|and|packing|betrag|eur|gbp|usd|chf|paid|incl|"
        "gesamt",
        "method name address city zip country street date status tax company phone province note art adresse datum "
        "metodo methode mode carrier tracking first last firstname lastname state region postcode type class service "
        "discount refund refunded item line weight gewicht poids peso day days tage jours dias zone zona time duration "
        "speed option options provider label instructions pickup eta number no nr id ref"},
    {Field::Currency, "order|code|iso|transaction|the|total|grand|amount|price",
        "rate symbol factor payout payouts settlement auszahlung auszahlungswahrung"},
    {Field::Timestamp, "order|and|of|utc|gmt", ""},
};

const Company* companyOf(Field field)
{
    const auto* const at
        = std::find_if(std::begin(Companies), std::end(Companies), [field](auto& c) { return c.field == field; });
    return at == std::end(Companies) ? nullptr : at;
}

// Codes that are words as well, or parts of names.
constexpr auto CodesThatAreWords = "all top try cup mad pen bob cop gel ron sos mop ang lak";

// What counts a hundredth or a thousand of something, as a word of its own.
constexpr auto OddUnits = "cent cents centime centimes centimo centimos centavo centavos pence penny pennies rappen "
                          "minor teur tchf tusd tgbp keur kusd kgbp kchf meur musd tsd tausend thousand thousands k "
                          "ct cts micro micros paise ore oere grosz grosze fils kopecks satang mille miles mio million "
                          "millions millionen millones hundredths";

// The taxes that `incl. VAT` speaks of are no tax of their own.
void dropIncluded(QStringList& words)
{
    const qsizetype at = words.indexOf(QStringLiteral("incl"));
    if (at > 0)
        words.resize(at + 1);
}

bool has(const char* list, char separator, const QString& word)
{
    return QLatin1StringView(list).contains(word)
        && QString::fromLatin1(list).split(QLatin1Char(separator)).contains(word);
}

// The place of `name` within `words`, in a row, or -1.
qsizetype indexOfName(const QStringList& words, const QStringList& name)
{
    const auto at = std::search(words.begin(), words.end(), name.begin(), name.end());
    return at == words.end() ? -1 : at - words.begin();
}

int confidenceOf(const QStringList& words, const Name& row, const Company* company)
{
    int best = 0;
    for (const QString& text : QString::fromLatin1(row.words).split(u'|')) {
        const QStringList name = text.split(u' ');
        if (!words.isEmpty() && words.join(QString()) == name.join(QString()))
            return row.confidence;
        if (indexOfName(words, name) < 0)
            continue;
        int extra = 0;
        QStringList rest = words;
        for (const QString& word : name)
            rest.removeOne(word);
        for (const QString& word : std::as_const(rest))
            extra += company && has(company->neutral, '|', word) ? 0 : 1;
        // One vague word among others says little; a whole name still does.
        const bool isVague = name.size() == 1 && row.confidence < 95;
        const int loss = extra * (isVague ? 40 : 15);
        best = std::max(best, row.confidence - loss);
    }
    return best;
}

} // namespace

QStringList wordsOf(const QString& header)
{
    QString text;
    QChar before;
    for (const QChar c : header.normalized(QString::NormalizationForm_KD)) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        if (c.isUpper() && before.isLower())
            text += u' ';
        if (c == u'\u00DF')
            text += QLatin1StringView("ss");
        else
            text += c.isLetterOrNumber() ? c.toLower() : u' ';
        before = c;
    }
    // N°, Nº and No. come out of the above as `no`.
    QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (QString& word : words) {
        if (word == QLatin1StringView("totals"))
            word.chop(1);
        else if (word == QLatin1StringView("inkl") || word == QLatin1StringView("inc")
            || word == QLatin1StringView("including"))
            word = QStringLiteral("incl");
        else if (word == QLatin1StringView("ex"))
            word = QStringLiteral("excl");
    }
    return words;
}

QStringList currenciesOf(const QString& header)
{
    struct Name {
        const char* word;
        QStringView mark;
    };
    constexpr Name Spelled[]{// NOLINT(*-avoid-c-arrays)
        {"euro", u"EUR"}, {"euros", u"EUR"}, {"dollar", u"$"}, {"dollars", u"$"}, {"dolares", u"$"},
        {"pound", u"\u00A3"}, {"pounds", u"\u00A3"}, {"pfund", u"\u00A3"}, {"sterling", u"GBP"}, {"franken", u"CHF"},
        {"yen", u"JPY"}, {"zloty", u"PLN"}};
    QStringList found;
    static const QRegularExpression Code(QStringLiteral("([(\\[]\\s*)?(?<![A-Z])([A-Z]{3})(?![A-Za-z])"));
    const bool isAllCapitals = header == header.toUpper();
    for (auto codes = Code.globalMatch(header); codes.hasNext();) {
        const QRegularExpressionMatch match = codes.next();
        const QString code = match.captured(2);
        const char* const words = isAllCapitals ? CodesThatAreWords : "all top cup bob sos";
        if (pixel::currencyOfCode(code) && (match.hasCaptured(1) || !has(words, ' ', code.toLower())))
            found << code;
    }
    static const QRegularExpression Sign(QStringLiteral("(?<![A-Za-z])(?:US|CA?|AU?|NZ|HK|NT|S|MX|R)\\$|\\p{Sc}"));
    for (auto signs = Sign.globalMatch(header); signs.hasNext();)
        found << signs.next().captured();
    const QStringList words = wordsOf(header);
    for (const QString& word : words) {
        const QString code = word.toUpper();
        if (word.size() == 3 && !has(CodesThatAreWords, ' ', word) && pixel::currencyOfCode(code))
            found << code;
        // TEUR, kUSD
        const QString tail = code.sliced(std::min<qsizetype>(1, code.size()));
        if (word.size() == 4 && has(OddUnits, ' ', word) && pixel::currencyOfCode(tail))
            found << tail;
        const auto* const name = std::find_if(std::begin(Spelled), std::end(Spelled),
            [&](const Name& one) { return word == QLatin1StringView(one.word); });
        if (name != std::end(Spelled))
            found << name->mark.toString();
    }
    found.removeDuplicates();
    return found;
}

QString oddUnitOf(const QString& header)
{
    static const QRegularExpression Sign(QStringLiteral("(?<!\\p{L})[TtKkM] ?\\p{Sc}|[x\u00D7*] ?100+\\b|\\bin 100+\\b|"
                                                        "(?<![\\d.,])'?000s?\\b|\u00A2"));
    if (const auto sign = Sign.match(header); sign.hasMatch())
        return sign.captured();
    const QStringList words = wordsOf(header);
    // A percentage is no amount, and is told from one elsewhere.
    if (words.contains(QStringLiteral("per")) || words.contains(QStringLiteral("pro")))
        return {};
    const auto unit
        = std::find_if(words.begin(), words.end(), [](const QString& word) { return has(OddUnits, ' ', word); });
    if (unit == words.end())
        return {};
    // As it stands there.
    const qsizetype at = header.indexOf(*unit, 0, Qt::CaseInsensitive);
    return at < 0 ? *unit : header.sliced(at, unit->size());
}

bool isNameOfOther(const QString& header, Field field)
{
    QStringList words = wordsOf(header);
    dropIncluded(words);
    const Company* company = companyOf(field);
    return company && std::any_of(words.begin(), words.end(), [company](const QString& word) {
        return has(company->deadly, ' ', word);
    });
}

int nameConfidence(const QString& header, Field field)
{
    if (header == pixel::key(field) || (field == Field::OrderId && header == QLatin1StringView("orderId")))
        return field == Field::Timestamp ? 60 : 100;
    QStringList words = wordsOf(header);
    dropIncluded(words);
    const Company* company = companyOf(field);
    // `VAT %` is a rate.
    if (isNameOfOther(header, field) || (field == Field::Tax && header.contains(u'%')))
        return 0;
    int best = 0;
    for (const Name& row : Names) {
        if (row.field == field)
            best = std::max(best, confidenceOf(words, row, company));
    }
    // Somebody has to say that hundreds of cents are not what they look like.
    const bool isAmount = field == Field::Revenue || field == Field::Tax || field == Field::Shipping;
    if (isAmount && !oddUnitOf(header).isEmpty())
        best = std::min(best, 40);
    return std::max(best, 0);
}

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/check.h"

#include "pixel/amount.h"
#include "pixel/currency.h"
#include "pixel/timezonename.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace rookery::pixel {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::pixel::Check)
};

using namespace std::chrono_literals;

constexpr auto MaxAge = 30 * 24h;
constexpr auto MaxAhead = 5min;
constexpr qsizetype TimestampDigits = 13;
constexpr qsizetype SecondsDigits = 10;
constexpr qsizetype MicrosecondsDigits = 16;

Finding finding(Severity severity, const char* code, Field field, QString sentence, QString detail = {})
{
    return {severity, key(field) + u'.' + QLatin1StringView(code), field, -1, std::move(sentence), std::move(detail)};
}

bool isBidiControl(char32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// CR and LF are legal in a value and go through the URL unharmed.
bool isForbidden(char32_t c)
{
    const bool control = (c < 0x20 && c != u'\r' && c != u'\n') || (c >= 0x7F && c <= 0x9F);
    return control || c == 0x200B || c == 0x2060 || c == 0xFEFF || isBidiControl(c);
}

QString codePoint(char32_t c)
{
    return QStringLiteral("U+%1").arg(QString::number(uint(c), 16).toUpper().rightJustified(4, u'0'));
}

void checkCharacters(Field field, const QString& value, Findings& out)
{
    if (const qsizetype at = indexOfForbidden(value); at >= 0) {
        Finding f = finding(Severity::Error, "forbidden-character", field,
            Words::tr("%1: there is an invisible or broken character at position %2. Type the value again.")
                .arg(label(field))
                .arg(at + 1),
            codePoint(value.at(at).unicode()));
        f.position = at;
        out << f;
    }
    if (value.contains(QChar::ReplacementCharacter)) {
        Finding f = finding(Severity::Warning, "damaged-text", field,
            Words::tr("Check: %1 has a replacement mark; some text was lost on the way here.").arg(label(field)));
        f.position = value.indexOf(QChar::ReplacementCharacter);
        out << f;
    }
    const auto lineBreak = std::find_if(value.begin(), value.end(), [](QChar c) { return c == u'\r' || c == u'\n'; });
    if (lineBreak != value.end()) {
        Finding f = finding(
            Severity::Warning, "line-break", field, Words::tr("Check: %1 has a line break in it.").arg(label(field)));
        f.position = lineBreak - value.begin();
        out << f;
    }
    if (value.trimmed().size() != value.size() && !value.trimmed().isEmpty())
        out << finding(Severity::Warning, "outer-space", field,
            Words::tr("Check: %1 starts or ends with a space, and the space counts.").arg(label(field)));
    if (value.trimmed().isEmpty())
        out << finding(
            Severity::Error, "blank", field, Words::tr("%1: expected a value, found only spaces.").arg(label(field)));
}

void checkPlaceholder(Field field, const QString& value, Findings& out)
{
    static const QStringList Placeholders{QStringLiteral("your-app-id"), QStringLiteral("your-property-name"),
        QStringLiteral("unique-event-id"), QStringLiteral("your-conversion"),
        QStringLiteral("a8469964-2f2d-41fe-94fa-7e71c1df1022"), QStringLiteral("b1aadba2-97c4-4c48-9fff-ae9b51579470"),
        QStringLiteral("8679739f-8a1c-48fb-b498-d46b78e0fa01")};
    if (Placeholders.contains(value, Qt::CaseInsensitive))
        out << finding(Severity::Warning, "placeholder", field,
            Words::tr("Check: %1 is still the vendor's example, \"%2\".").arg(label(field), value));
}

void checkInstant(Field field, const QString& value, const CheckContext& context, Findings& out)
{
    static const QRegularExpression Digits(QStringLiteral("\\A[0-9]+\\z"));
    if (!Digits.match(value).hasMatch()) {
        out << finding(Severity::Error, "not-digits", field,
            Words::tr("%1: expected milliseconds since 1970, found \"%2\".").arg(label(field), value));
        return;
    }
    if (value.size() != TimestampDigits) {
        const bool seconds = value.size() == SecondsDigits;
        out << finding(Severity::Error,
            seconds                                  ? "seconds"
                : value.size() == MicrosecondsDigits ? "microseconds"
                                                     : "digits",
            field, Words::tr("%1: expected 13 digits (milliseconds), found %2.").arg(label(field)).arg(value.size()),
            seconds ? Words::tr("It looks like seconds: %1 would be milliseconds.").arg(value + QStringLiteral("000"))
                    : QString());
        return;
    }
    if (!context.now)
        return;
    const UtcMs instant(value.toLongLong());
    if (instant > *context.now + MaxAhead)
        out << finding(Severity::Warning, "future", field,
            Words::tr("Check: the time, %1, lies in the future.").arg(instant.isoText()));
    else if (instant < *context.now - MaxAge)
        out << finding(Severity::Warning, "old", field,
            Words::tr("Check: the time, %1, is %n day(s) back.", nullptr,
                int((*context.now - instant) / std::chrono::hours(24)))
                .arg(instant.isoText()));
}

void checkConstant(const FieldSpec& s, const QString& value, Findings& out)
{
    const QLatin1StringView expected(s.constant);
    if (value != expected)
        out << finding(Severity::Error, "not-constant", s.field,
            Words::tr("%1: expected \"%2\", found \"%3\".").arg(label(s.field), expected, value));
}

void checkCharacterSet(const FieldSpec& s, const QString& value, Findings& out)
{
    const QLatin1StringView expected(s.constant);
    if (value.compare(expected, Qt::CaseInsensitive) == 0 && value != expected)
        out << finding(Severity::Warning, "case", s.field,
            Words::tr("Check: %1 is usually written \"%2\", found \"%3\".").arg(label(s.field), expected, value));
    else
        checkConstant(s, value, out);
}

void checkTimeZone(Field field, const QString& value, Findings& out)
{
    if (!isTimeZoneName(value))
        out << finding(Severity::Error, "unknown", field,
            Words::tr("%1: expected an IANA name such as Europe/London, found \"%2\".").arg(label(field), value));
}

void checkUuid(Field field, const QString& value, Findings& out)
{
    static const QRegularExpression Uuid(QStringLiteral("\\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\z"));
    if (value == HiddenText)
        out << finding(Severity::Error, "hidden", field,
            Words::tr("%1 was hidden when this was written, so it is not known here. Leave it empty, or take it from "
                      "where it comes from.")
                .arg(label(field)));
    else if (!Uuid.match(value).hasMatch())
        out << finding(Severity::Warning, "not-uuid", field,
            Words::tr("Check: %1 usually looks like 8679739f-8a1c-48fb-b498-d46b78e0fa01.").arg(label(field)));
    else if (value == QLatin1StringView("00000000-0000-0000-0000-000000000000"))
        out << finding(Severity::Warning, "nil-uuid", field,
            Words::tr("Check: %1 is all zeros, which names nobody.").arg(label(field)));
}

void checkCurrency(Field field, const QString& value, const CheckContext& context, Findings& out)
{
    if (!currencyOfCode(value)) {
        const bool lower = currencyOfCode(value.toUpper()).has_value();
        out << finding(Severity::Error, lower ? "lower-case" : "unknown", field,
            lower ? Words::tr("%1: expected %2, found \"%3\".").arg(label(field), value.toUpper(), value)
                  : Words::tr("%1: expected a three-letter code such as GBP, found \"%2\".").arg(label(field), value));
        return;
    }
    if (!context.currency.isEmpty() && value != context.currency)
        out << finding(Severity::Error, "not-the-accounts", field,
            Words::tr("%1: the account's currency is %2, found %3.").arg(label(field), context.currency, value));
}

void checkAmount(Field field, const QString& value, Findings& out)
{
    const auto amount = Amount::parse(value);
    if (!amount) {
        out << (amount.error() == Amount::Error::TooLong
                ? finding(Severity::Error, "too-long", field,
                    Words::tr("%1: expected at most 12 digits and 6 decimals, found \"%2\".").arg(label(field), value))
                : finding(Severity::Error, "not-decimal", field,
                    Words::tr("%1: expected a number like 1000.99, found \"%2\".").arg(label(field), value)));
        return;
    }
    if (value.startsWith(u'-'))
        out << finding(Severity::Error, "negative", field,
            Words::tr("%1: refunds are not sent, found \"%2\".").arg(label(field), value),
            Words::tr("The vendor documents no refund; a negative amount is never sent to undo a sale."));
    else if (field == Field::Revenue && amount->isZero())
        out << finding(Severity::Warning, "zero", field, Words::tr("Check: the revenue is zero."));
    // The vendor's own sample does it (tax=200.2); nobody says whether every collector takes it.
    if (amount->decimals() == 1)
        out << finding(Severity::Warning, "one-decimal", field,
            Words::tr("Check: %1 has one decimal, %2.").arg(label(field), value));
}

void checkMinorUnit(Field field, const Event& event, Findings& out)
{
    const auto currency = currencyOfCode(event.value(Field::Currency));
    const auto amount = Amount::parse(event.value(field));
    if (currency && amount && !amount->fitsMinorDigits(currency->minorDigits))
        out << finding(Severity::Warning, "minor-unit", field,
            Words::tr("Check: %1 %2 has more decimals than %3 has.").arg(label(field), amount->text(), currency->code),
            Words::tr("ISO 4217 gives %1 %n minor digit(s).", nullptr, currency->minorDigits).arg(currency->code));
}

void checkPart(Field field, const Event& event, Findings& out)
{
    const auto revenue = Amount::parse(event.value(Field::Revenue));
    const auto part = Amount::parse(event.value(field));
    if (revenue && part && *part > *revenue)
        out << finding(Severity::Warning, "over-revenue", field,
            Words::tr("Check: %1 %2 is more than the revenue, %3.").arg(label(field), part->text(), revenue->text()));
}

void checkListed(Field field, const QString& value, const QStringList& listed, Findings& out)
{
    if (!listed.isEmpty() && !listed.contains(value))
        out << finding(Severity::Warning, "not-listed", field,
            Words::tr("Check: the profile does not list the %1 \"%2\", so it is most likely not counted.")
                .arg(label(field).toLower(), value));
}

} // namespace

qsizetype indexOfForbidden(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            ++i;
        else if (c.isSurrogate() || isForbidden(c.unicode()))
            return i;
    }
    return -1;
}

std::optional<Finding> unusualRevenue(const Event& event, const CheckContext& context)
{
    const auto revenue = Amount::parse(event.value(Field::Revenue));
    if (!context.usual || context.usual->isZero() || context.unusualFactor <= 0 || !revenue)
        return std::nullopt;
    const double times = revenue->text().toDouble() / context.usual->text().toDouble();
    constexpr double Exactly = 1 + 1e-9; // 199.90 is ten times 19.99, whatever a double makes of it
    if (times <= context.unusualFactor * Exactly)
        return std::nullopt;
    return finding(Severity::Warning, "unusual", Field::Revenue,
        Words::tr("Check: %1 times the usual order of %2 %3.")
            .arg(QString::number(qRound64(times)), context.usual->text(), event.value(Field::Currency)));
}

Findings checkValue(Field field, const QString& value, const CheckContext& context)
{
    Findings out;
    if (value.isEmpty())
        return out;
    checkCharacters(field, value, out);
    if (hasErrors(out))
        return out;
    checkPlaceholder(field, value, out);

    const FieldSpec& s = spec(field);
    switch (s.check) {
    case Check::Instant:
        checkInstant(field, value, context, out);
        break;
    case Check::Constant:
        checkConstant(s, value, out);
        break;
    case Check::CharacterSet:
        checkCharacterSet(s, value, out);
        break;
    case Check::TimeZone:
        checkTimeZone(field, value, out);
        break;
    case Check::Uuid:
        checkUuid(field, value, out);
        break;
    case Check::Currency:
        checkCurrency(field, value, context, out);
        break;
    case Check::Revenue:
    case Check::PartOfRevenue:
        checkAmount(field, value, out);
        break;
    case Check::Text:
        break;
    }
    if (field == Field::ConversionName)
        checkListed(field, value, context.conversions, out);
    if (field == Field::DigitalProperty)
        checkListed(field, value, context.properties, out);
    return out;
}

Findings check(const Event& event, const CheckContext& context)
{
    Findings out;
    for (const FieldSpec& s : fieldTable()) {
        if (event.has(s.field))
            out << checkValue(s.field, event.value(s.field), context);
        else if (s.presence == Presence::Required)
            out << finding(Severity::Error, "missing", s.field, Words::tr("%1 is needed.").arg(label(s.field)));
        if (s.check == Check::Revenue || s.check == Check::PartOfRevenue)
            checkMinorUnit(s.field, event, out);
        if (s.check == Check::PartOfRevenue)
            checkPart(s.field, event, out);
    }
    if (const auto unusual = unusualRevenue(event, context))
        out << *unusual;
    return out;
}

} // namespace rookery::pixel

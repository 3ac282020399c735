// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/personid.h"

#include "pixel/field.h"
#include "pixel/percent.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::PersonId)
};

constexpr qsizetype Fewest = 3;
constexpr int Narrow = 1; // bytes a unit
constexpr int Wide = 2;

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

// The unit that ends before `at`, or begins there, as far as it matters here.
char unitAt(const QByteArray& bytes, qsizetype at, int unit)
{
    if (at < 0 || at + unit > bytes.size() || (unit == Wide && bytes[at] != 0))
        return 0;
    return bytes[at + unit - 1];
}

bool isWhole(const QByteArray& lower, qsizetype at, qsizetype size, int unit)
{
    if (isWordByte(unitAt(lower, at + size, unit)))
        return false;
    if (!isWordByte(unitAt(lower, at - unit, unit)))
        return true;
    // What looks like a letter may be the end of a length, or of an escaped `=`.
    return unitAt(lower, at - qsizetype(2) * unit, unit) == 0 || unitAt(lower, at - qsizetype(3) * unit, unit) == '%';
}

QList<qsizetype> placesOf(const QByteArray& needle, const QByteArray& lower, int unit)
{
    QList<qsizetype> places;
    for (qsizetype at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.size())) {
        if (isWhole(lower, at, needle.size(), unit))
            places << at;
    }
    return places;
}

bool isIdentityKey(const QByteArray& encoded)
{
    const QString key = pixel::percentDecode(encoded).text;
    return std::any_of(pixel::IdentityFields.begin(), pixel::IdentityFields.end(),
        [&key](pixel::Field field) { return key.compare(pixel::key(field), Qt::CaseInsensitive) == 0; });
}

} // namespace

PersonId::PersonId(QString text) : m_text(std::move(text))
{
    m_forms << m_text.toUtf8().toLower();
    const QByteArray encoded = m_text.toUtf8().toPercentEncoding().toLower();
    if (encoded != m_forms.first())
        m_forms << encoded;
    for (const QChar c : std::as_const(m_text))
        m_wide.append(char(c.unicode() >> 8)).append(char(c.unicode() & 0xFF));
    m_wide = m_wide.toLower();
}

Result<PersonId> PersonId::parse(const QString& text)
{
    const QString id = text.trimmed();
    const bool isText = std::all_of(id.begin(), id.end(), [](QChar c) { return c.isPrint() || c.isSurrogate(); });
    if (id.size() >= Fewest && isText)
        return PersonId(id);
    return failure(Error::Code::BadInput,
        Words::tr("Expected a visitor, session or user ID of at least three letters, found \"%1\".").arg(text));
}

bool PersonId::standsIn(const QByteArray& utf8) const
{
    const QByteArray lower = utf8.toLower();
    return std::any_of(m_forms.begin(), m_forms.end(),
        [&lower](const QByteArray& form) { return !placesOf(form, lower, Narrow).isEmpty(); });
}

QByteArray PersonId::takenOutOf(QByteArray utf8) const
{
    for (const QByteArray& form : m_forms) {
        QList<qsizetype> places = placesOf(form, utf8.toLower(), Narrow);
        std::reverse(places.begin(), places.end()); // what is in front stays where it is
        for (const qsizetype at : std::as_const(places))
            utf8.remove(at, form.size());
    }
    return utf8;
}

int PersonId::blankIn(QByteArray& bytes) const
{
    int blanked = 0;
    for (const QByteArray& form : m_forms) {
        const QList<qsizetype> places = placesOf(form, bytes.toLower(), Narrow);
        for (const qsizetype at : places)
            bytes.replace(at, form.size(), QByteArray(form.size(), ' '));
        blanked += int(places.size());
    }
    const QList<qsizetype> places = placesOf(m_wide, bytes.toLower(), Wide);
    for (const qsizetype at : places)
        bytes.replace(at, m_wide.size(), QByteArray("\0 ", Wide).repeated(m_wide.size() / Wide));
    return blanked + int(places.size());
}

QByteArray withoutIdentity(const QByteArray& url)
{
    const qsizetype query = url.indexOf('?') + 1;
    if (query == 0)
        return url;
    const qsizetype hash = url.indexOf('#', query);
    const qsizetype end = hash < 0 ? url.size() : hash;
    QByteArrayList kept;
    const QByteArrayList pieces = url.sliced(query, end - query).split('&');
    for (const QByteArray& piece : pieces) {
        if (!isIdentityKey(piece.left(piece.indexOf('='))))
            kept << piece;
    }
    return url.first(query) + kept.join('&') + url.sliced(end);
}

} // namespace rookery::ledger

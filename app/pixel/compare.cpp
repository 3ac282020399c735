// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/compare.h"

#include "pixel/amount.h"
#include "pixel/dialect.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace rookery::pixel {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::pixel::Compare)
};

// The field that a key stands for, by whatever name.
std::optional<Field> meantField(const Parameter& p)
{
    if (p.field)
        return p.field;
    if (const auto field = fieldOfDialect(p.key))
        return field;
    for (const FieldSpec& s : fieldTable()) {
        if (p.key.compare(QLatin1StringView(s.key), Qt::CaseInsensitive) == 0)
            return s.field;
    }
    return p.key.compare(OrderIdKey, Qt::CaseInsensitive) == 0 ? std::optional(Field::OrderId) : std::nullopt;
}

bool isAmount(std::optional<Field> field)
{
    return field == Field::Revenue || field == Field::Tax || field == Field::Shipping;
}

bool isSameNumber(std::optional<Field> field, const QString& a, const QString& b)
{
    if (!isAmount(field))
        return false;
    const auto first = Amount::parse(a);
    const auto second = Amount::parse(b);
    return first && second && *first == *second;
}

Difference differenceOf(const Parameter& a, const Parameter& b)
{
    const auto field = meantField(a);
    const bool equal = a.value == b.value;
    const bool sameNumber = !equal && isSameNumber(field, a.value, b.value);
    if (a.key != b.key)
        return equal || sameNumber ? Difference::Renamed : Difference::Changed;
    if (equal)
        return Difference::Same;
    if (sameNumber)
        return Difference::SameNumber;
    return field == Field::Timestamp || field == Field::EventId ? Difference::Volatile : Difference::Changed;
}

QString authority(const DecodedUrl& url)
{
    const QString host = QString::fromUtf8(url.host);
    return url.port > 0 ? host + u':' + QString::number(url.port) : host;
}

// What stands before the parameters is listed only where it differs: few compare for its sake.
void compareFronts(const DecodedUrl& a, const DecodedUrl& b, QList<Compared>& rows)
{
    const auto add = [&rows](const QString& key, const QString& valueA, const QString& valueB) {
        if (valueA == valueB)
            return;
        const Difference kind = valueA.isEmpty() ? Difference::OnlyB
            : valueB.isEmpty()                   ? Difference::OnlyA
                                                 : Difference::Changed;
        rows << Compared{kind == Difference::OnlyB ? QString() : key, kind == Difference::OnlyA ? QString() : key,
            valueA, valueB, kind};
    };
    add(QStringLiteral("scheme"), QString::fromUtf8(a.scheme), QString::fromUtf8(b.scheme));
    add(QStringLiteral("host"), authority(a), authority(b));
    add(QStringLiteral("path"), QString::fromUtf8(a.path), QString::fromUtf8(b.path));
}

struct Pairing {
    QList<qsizetype> partner; ///< for each of `a` its index in `b`, or -1
    QList<bool> taken;        ///< of each of `b`
};

// First with first of what `nameOf` calls alike; an empty name pairs with nothing. Linear, since a stranger's URL may
// hold a key a hundred thousand times.
void pairByName(const QList<Parameter>& a, const QList<Parameter>& b, Pairing& pairing, auto nameOf)
{
    QHash<QString, QList<qsizetype>> free; // the first last
    for (qsizetype j = b.size() - 1; j >= 0; --j) {
        if (const QString name = pairing.taken[j] ? QString() : nameOf(b[j]); !name.isEmpty())
            free[name] << j;
    }
    for (qsizetype i = 0; i < a.size(); ++i) {
        const auto others = pairing.partner[i] < 0 ? free.find(nameOf(a[i])) : free.end();
        if (others == free.end() || others->isEmpty())
            continue;
        pairing.partner[i] = others->takeLast();
        pairing.taken[pairing.partner[i]] = true;
    }
}

Pairing pairUp(const QList<Parameter>& a, const QList<Parameter>& b)
{
    Pairing pairing{QList<qsizetype>(a.size(), -1), QList<bool>(b.size(), false)};
    const auto fieldName = [](const Parameter& p) {
        const auto field = meantField(p);
        return field ? key(*field) : QString();
    };
    pairByName(a, b, pairing, [](const Parameter& p) { return u'=' + p.key; });
    // Equal values first, so that a second order ID does not take the partner of the first.
    pairByName(a, b, pairing, [&](const Parameter& p) {
        const QString name = fieldName(p);
        return name.isEmpty() ? name : name + u'=' + p.value;
    });
    pairByName(a, b, pairing, fieldName);
    return pairing;
}

QString code(QString value)
{
    // Shown rather than obeyed: a line break would end the row.
    for (QChar& c : value) {
        if (c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = QChar(0x21B5);
        else if (c < u' ')
            c = u' ';
    }
    // A backslash before the one that guards the bar would take the guard away.
    static const QRegularExpression Bar(QStringLiteral("(\\\\*)\\|"));
    value.replace(Bar, QStringLiteral("\\1\\1\\|"));
    // A run of backticks within is no end where the outer run is longer.
    qsizetype run = 0;
    qsizetype longest = 0;
    for (const QChar c : std::as_const(value)) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    const QString pad = longest > 0 ? QStringLiteral(" ") : QString();
    return fence + pad + value + pad + fence;
}

QString cell(bool isThere, const QString& value)
{
    if (!isThere)
        //: In a table that compares two addresses: this side does not have the value
        return Words::tr("(absent)");
    //: In a table that compares two addresses: the key is there, its value is not
    return value.isEmpty() ? Words::tr("(empty)") : code(value);
}

} // namespace

QList<Compared> compare(const DecodedUrl& a, const DecodedUrl& b)
{
    QList<Compared> rows;
    compareFronts(a, b, rows);
    const Pairing pairing = pairUp(a.parameters, b.parameters);
    for (qsizetype i = 0; i < a.parameters.size(); ++i) {
        const Parameter& mine = a.parameters[i];
        if (pairing.partner[i] < 0) {
            rows << Compared{mine.key, {}, mine.value, {}, Difference::OnlyA};
            continue;
        }
        const Parameter& other = b.parameters[pairing.partner[i]];
        rows << Compared{mine.key, other.key, mine.value, other.value, differenceOf(mine, other)};
    }
    for (qsizetype j = 0; j < b.parameters.size(); ++j) {
        if (!pairing.taken[j])
            rows << Compared{{}, b.parameters[j].key, {}, b.parameters[j].value, Difference::OnlyB};
    }
    return rows;
}

QString differenceText(Difference kind)
{
    switch (kind) {
    case Difference::Same:
        return Words::tr("same");
    case Difference::Changed:
        return Words::tr("changed");
    case Difference::SameNumber:
        return Words::tr("same number, different text");
    case Difference::OnlyA:
        return Words::tr("only in A");
    case Difference::OnlyB:
        return Words::tr("only in B");
    case Difference::Renamed:
        return Words::tr("key renamed, same value");
    case Difference::Volatile:
        //: Of a time or an event ID, which two events never share
        return Words::tr("differs, as it should");
    }
    Q_UNREACHABLE();
}

QString comparedKey(const Compared& row)
{
    if (row.keyA.isEmpty() || row.keyB.isEmpty() || row.keyA == row.keyB)
        return row.keyA.isEmpty() ? row.keyB : row.keyA;
    return row.keyA + QLatin1StringView(" / ") + row.keyB;
}

QString comparedMarkdown(const QList<Compared>& rows)
{
    const auto line = [](const QStringList& cells) {
        return QLatin1StringView("| ") + cells.join(QLatin1StringView(" | ")) + QLatin1StringView(" |\n");
    };
    QString table = line({Words::tr("Key"), QStringLiteral("A"), QStringLiteral("B"), Words::tr("Difference")});
    table += QLatin1StringView("|---|---|---|---|\n");
    for (const Compared& row : rows)
        table += line({code(comparedKey(row)), cell(row.kind != Difference::OnlyB, row.valueA),
            cell(row.kind != Difference::OnlyA, row.valueB), differenceText(row.kind)});
    return table;
}

} // namespace rookery::pixel

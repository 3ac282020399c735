// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/damage.h"

#include <QCoreApplication>

#include <array>

namespace rookery::pixel {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::pixel::Damage)
};

struct Pattern {
    const char* damaged;
    const char* intact;
    const char* code;
    std::optional<Field> field;
};

// The `=` belongs to each of the first four: in a value it would be encoded, so what is found is a key.
constexpr std::array Patterns{
    Pattern{"\xC2\xA4"
            "cy=",
        "&currency=", "damaged.currency", Field::Currency},
    Pattern{"%C2%A4cy=", "&currency=", "damaged.currency", Field::Currency},
    Pattern{"\xC3\x97"
            "tamp=",
        "&timestamp=", "damaged.timestamp", Field::Timestamp},
    Pattern{"%C3%97tamp=", "&timestamp=", "damaged.timestamp", Field::Timestamp},
    Pattern{"&amp;", "&", "damaged.amp", std::nullopt},
};

bool startsWithIgnoringCase(QByteArrayView text, QByteArrayView prefix)
{
    return text.size() >= prefix.size() && text.first(prefix.size()).compare(prefix, Qt::CaseInsensitive) == 0;
}

Finding describe(const Pattern& pattern, qsizetype position)
{
    const QString damaged = QString::fromUtf8(pattern.damaged);
    const QString intact = QString::fromUtf8(pattern.intact);
    return {Severity::Error, QLatin1StringView(pattern.code), pattern.field, position,
        Words::tr("The address was damaged by a web page or an e-mail on its way here. It can be repaired."),
        Words::tr("\"%1\" was \"%2\" before an HTML decoder or encoder changed it.").arg(damaged, intact)};
}

} // namespace

Damage findDamage(const QByteArray& url)
{
    Damage damage;
    damage.repaired.reserve(url.size());
    for (qsizetype i = 0; i < url.size();) {
        const QByteArrayView rest = QByteArrayView(url).sliced(i);
        const Pattern* hit = nullptr;
        for (const Pattern& pattern : Patterns) {
            if (startsWithIgnoringCase(rest, pattern.damaged))
                hit = &pattern;
        }
        if (hit == nullptr) {
            damage.repaired += url.at(i++);
            continue;
        }
        damage.findings << describe(*hit, i);
        // Right after `?` or `&` the separator is still there.
        const bool separated = damage.repaired.endsWith('?') || damage.repaired.endsWith('&');
        damage.repaired += separated ? hit->intact + 1 : hit->intact;
        i += qsizetype(qstrlen(hit->damaged));
    }
    return damage;
}

} // namespace rookery::pixel

// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/timezonename.h"

#include <QRegularExpression>
#include <QStringList>
#include <QTimeZone>

namespace rookery::pixel {

// Neither of Qt's two questions will do. isTimeZoneIdAvailable() knows only zones that lie in a country on Linux, so
// Etc/UTC and every older name are missing, and it takes UTC+03:00. QTimeZone::isValid() also takes POSIX rules (BST,
// London) and whatever else lies in the system's folder (posix/..., localtime).
bool isTimeZoneName(const QString& text)
{
    static const QStringList Words{QStringLiteral("CET"), QStringLiteral("CST6CDT"), QStringLiteral("Cuba"),
        QStringLiteral("EET"), QStringLiteral("EST"), QStringLiteral("EST5EDT"), QStringLiteral("Egypt"),
        QStringLiteral("Eire"), QStringLiteral("GB"), QStringLiteral("GB-Eire"), QStringLiteral("GMT"),
        QStringLiteral("GMT+0"), QStringLiteral("GMT-0"), QStringLiteral("GMT0"), QStringLiteral("Greenwich"),
        QStringLiteral("HST"), QStringLiteral("Hongkong"), QStringLiteral("Iceland"), QStringLiteral("Iran"),
        QStringLiteral("Israel"), QStringLiteral("Jamaica"), QStringLiteral("Japan"), QStringLiteral("Kwajalein"),
        QStringLiteral("Libya"), QStringLiteral("MET"), QStringLiteral("MST"), QStringLiteral("MST7MDT"),
        QStringLiteral("NZ"), QStringLiteral("NZ-CHAT"), QStringLiteral("Navajo"), QStringLiteral("PRC"),
        QStringLiteral("PST8PDT"), QStringLiteral("Poland"), QStringLiteral("Portugal"), QStringLiteral("ROC"),
        QStringLiteral("ROK"), QStringLiteral("Singapore"), QStringLiteral("Turkey"), QStringLiteral("UCT"),
        QStringLiteral("UTC"), QStringLiteral("Universal"), QStringLiteral("W-SU"), QStringLiteral("WET"),
        QStringLiteral("Zulu")};
    static const QRegularExpression InAnArea(
        QStringLiteral("\\A(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|"
                       "Indian|Mexico|Pacific|US)(/[A-Za-z0-9_+-]+)+\\z"));
    return Words.contains(text) || (InAnArea.match(text).hasMatch() && QTimeZone(text.toLatin1()).isValid());
}

} // namespace rookery::pixel

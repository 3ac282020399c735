// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/httpdate.h"

#include <QLocale>

namespace rookery::delivery {

namespace {

constexpr int YearsAhead = 50; // RFC 9110: a two-digit year further ahead than this is in the past

QDateTime parsed(const QString& text, QLatin1StringView format)
{
    QDateTime time = QLocale::c().toDateTime(text, QString(format));
    time.setTimeSpec(Qt::UTC);
    return time;
}

} // namespace

std::optional<UtcMs> parseHttpDate(QByteArrayView text, UtcMs now)
{
    // The name of the day says nothing that the date does not, and servers get it wrong.
    const QString named = QString::fromLatin1(text).simplified();
    const QString dayless = named.mid(named.indexOf(u' ') + 1);

    QDateTime time = parsed(dayless, QLatin1StringView("d MMM yyyy HH:mm:ss 'GMT'"));
    if (!time.isValid())
        time = parsed(dayless, QLatin1StringView("MMM d HH:mm:ss yyyy"));
    if (!time.isValid()) {
        time = parsed(dayless, QLatin1StringView("d-MMM-yy HH:mm:ss 'GMT'"));
        if (time.isValid()) {
            const int century = now.dateTime().date().year() / 100 * 100;
            time = time.addYears(century + time.date().year() % 100 - time.date().year());
            if (time > now.dateTime().addYears(YearsAhead))
                time = time.addYears(-100);
        }
    }
    if (!time.isValid())
        return std::nullopt;
    return UtcMs(time.toMSecsSinceEpoch());
}

} // namespace rookery::delivery

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/words.h"

#include "engine/choice.h"
#include "intake/amounttext.h"
#include "pixel/currency.h"
#include "ui/common/look.h"

#include <QCoreApplication>
#include <QLocale>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::Words)
};

constexpr qint64 MsPerSecond = 1000;

QString outcomeText(const ledger::EventRecord& event, const QString& heldUp)
{
    const QString word = lookOf(event).word.toLower();
    if (event.state == ledger::State::Delivered) {
        QStringList facts;
        if (event.lastStatus)
            facts << Words::tr("HTTP %1").arg(*event.lastStatus);
        if (event.lastTookMs)
            facts << tookText(*event.lastTookMs);
        //: %1 order ID, %2 the state, %3 facts such as "HTTP 200, 143 ms"
        return Words::tr("Order %1 %2 (%3)").arg(event.orderId(), word, facts.join(QLatin1StringView(", ")));
    }
    if (engine::nextTry(event))
        //: %1 order ID, %2 the state, %3 why, %4 "It is saved and goes again by itself."
        return Words::tr("Order %1: %2. %3 %4")
            .arg(event.orderId(), word, event.message,
                heldUp.isEmpty() ? Words::tr("It is saved and goes again by itself.") : heldUp)
            .simplified();
    //: %1 order ID, %2 the state, %3 a sentence
    return event.message.isEmpty() ? Words::tr("Order %1: %2").arg(event.orderId(), word)
                                   : Words::tr("Order %1: %2. %3").arg(event.orderId(), word, event.message);
}

} // namespace

QString moneyText(const pixel::Amount& amount, const QString& currency, pixel::AmountStyle style)
{
    // Padded to the cents of its currency, so that the points of a column stand below each other.
    const auto known = pixel::currencyOfCode(currency);
    const int missing = known ? known->minorDigits - amount.decimals() : 0;
    const auto padded = missing > 0 ? pixel::Amount::parse(amount.text()
                            + (amount.decimals() == 0 ? QStringLiteral(".") : QString()) + QString(missing, u'0'))
                                    : amount;
    return intake::showAmount(padded ? *padded : amount, style);
}

QString revenueText(const ledger::EventRecord& event, pixel::AmountStyle style)
{
    const QString& wire = event.fields.value(pixel::Field::Revenue);
    const auto amount = pixel::Amount::parse(wire);
    return amount ? moneyText(*amount, event.fields.value(pixel::Field::Currency), style) : wire;
}

QString timeText(UtcMs time)
{
    const QDateTime local = time.dateTime().toLocalTime();
    const QDate today = QDate::currentDate();
    const QString clock = local.toString(QStringLiteral("HH:mm:ss"));
    if (local.date() == today)
        return clock;
    if (local.date() == today.addDays(-1))
        return Words::tr("yesterday %1").arg(clock);
    return local.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString minuteText(UtcMs time)
{
    const QDateTime local = time.dateTime().toLocalTime();
    return local.date() == QDate::currentDate() ? local.toString(QStringLiteral("HH:mm")) : timeText(time);
}

QString tookText(qint64 ms)
{
    return ms < MsPerSecond * 10 ? Words::tr("%1 ms").arg(ms)
                                 : Words::tr("%1 s").arg(QString::number(double(ms) / MsPerSecond, 'f', 1));
}

QString ageText(qint64 seconds)
{
    constexpr qint64 Minute = 60;
    constexpr qint64 Hour = 60 * Minute;
    constexpr qint64 Day = 24 * Hour;
    if (seconds < Minute)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < Hour)
        return Words::tr("%1 min").arg(seconds / Minute);
    return seconds < Day ? Words::tr("%1 h").arg(seconds / Hour) : Words::tr("%1 d").arg(seconds / Day);
}

QString resultText(const ledger::EventRecord& event, const QString& heldUp)
{
    const QString outcome = outcomeText(event, heldUp);
    if (event.correction == ledger::CorrectionKind::None)
        return outcome;
    const QString since = correctionWord(event.correction).toLower();
    //: %1 what became of an order, %2 such as "cancelled by the buyer"
    return outcome.endsWith(u'.') ? Words::tr("%1 Since then: %2.").arg(outcome, since)
                                  : Words::tr("%1, since then %2").arg(outcome, since);
}

QString earlierText(const ledger::EventRecord& earlier, pixel::AmountStyle style)
{
    if (earlier.isPast())
        //: %1 order ID, %2 time
        return Words::tr("Order %1 was here before: confirmed %2, and removed from the history since.")
            .arg(earlier.orderId(), timeText(earlier.confirmed));
    const QString corrected = correctionWord(earlier.correction);
    const QString stateText
        = corrected.isEmpty() ? lookOf(earlier).word : lookOf(earlier).word + QStringLiteral(", ") + corrected;
    //: %1 order ID, %2 time, %3 amount, %4 currency, %5 agent, %6 state
    return Words::tr("Order %1 was sent before: %2, %3 %4, by %5, %6.")
        .arg(earlier.orderId(), timeText(earlier.confirmed), revenueText(earlier, style),
            earlier.fields.value(pixel::Field::Currency), earlier.agent, stateText.toLower());
}

QString correctionWord(ledger::CorrectionKind kind)
{
    switch (kind) {
    case ledger::CorrectionKind::None:
        return {};
    case ledger::CorrectionKind::Cancelled:
        return Words::tr("Cancelled by the buyer");
    case ledger::CorrectionKind::AmountChanged:
        return Words::tr("Amount changed");
    case ledger::CorrectionKind::Withdrawn:
        return Words::tr("Correction taken back");
    }
    Q_UNREACHABLE();
}

QString correctionIcon(ledger::CorrectionKind kind)
{
    return kind == ledger::CorrectionKind::None     ? QString()
        : kind == ledger::CorrectionKind::Cancelled ? QStringLiteral("cancelled")
                                                    : QStringLiteral("edit");
}

QString correctedText(const ledger::Tally& tally)
{
    QStringList parts;
    if (tally.cancelled > 0)
        parts << Words::tr("%Ln cancelled since", nullptr, int(tally.cancelled));
    if (tally.changed > 0)
        parts << Words::tr("%Ln with a changed amount", nullptr, int(tally.changed));
    return parts.join(QLatin1StringView(", "));
}

} // namespace rookery::ui

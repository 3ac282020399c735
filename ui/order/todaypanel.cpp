// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/todaypanel.h"

#include "intake/amounttext.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/order/tallyrow.h"

#include <QTimeZone>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int HeadGap = 6;

// The first moment of the day: days that lose or gain an hour start where they start.
UtcMs startOfToday(const QString& zoneName)
{
    const QTimeZone zone(zoneName.toLatin1());
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(zone).date();
    return UtcMs(today.startOfDay(zone).toMSecsSinceEpoch());
}

QString sumText(const ledger::Tally& tally, const profile::Profile& profile)
{
    QStringList sums;
    for (auto it = tally.sums.begin(); it != tally.sums.end(); ++it) {
        const QString amount = intake::showAmount(it.value(), profile.amountStyle);
        sums << (it.key() == profile.currency ? amount : amount + u' ' + it.key());
    }
    return sums.join(QStringLiteral(" + "));
}

} // namespace

TodayPanel::TodayPanel(Desk& desk, QWidget* parent) : QWidget(parent), m_desk(desk)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new SectionLabel(tr("Today")));
    layout->addSpacing(HeadGap);
    const Colours& c = colours();
    using ledger::Standing;
    addRow(Standing::Delivered, tr("Delivered"), QStringLiteral("delivered"), c.delivered);
    addRow(Standing::NotDelivered, tr("Not delivered"), QStringLiteral("refused"), c.notDelivered);
    addRow(Standing::Unknown, tr("Unknown"), QStringLiteral("unknown"), c.unknown);
    addRow(Standing::UnderWay, tr("Waiting"), QStringLiteral("waiting"), c.waiting);
}

void TodayPanel::addRow(ledger::Standing standing, const QString& word, const QString& icon, const QColor& colour)
{
    auto* row = new TallyRow(word, icon, colour, this);
    connect(row, &QAbstractButton::clicked, this, [this, standing] { Q_EMIT standingWanted(standing); });
    layout()->addWidget(row);
    m_rows.insert(standing, row);
}

void TodayPanel::refresh()
{
    const auto profile = m_desk.profile();
    const ledger::Reader* reader = m_desk.reader();
    if (!profile || !reader)
        return;
    ledger::HistoryQuery today;
    today.profile = profile->name;
    today.since = startOfToday(profile->timeZone);
    const auto tallies = reader->tallies(today);
    if (!tallies)
        return Q_EMIT m_desk.said(tallies.error().sentence, true);
    for (auto it = m_rows.begin(); it != m_rows.end(); ++it) {
        const ledger::Tally tally = tallies->value(it.key());
        it.value()->show(tally.count, tally.count > 0 ? sumText(tally, *profile) : QString(), profile->currency);
    }
}

} // namespace rookery::ui

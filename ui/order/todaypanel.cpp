// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/todaypanel.h"

#include "ledger/searchtext.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/words.h"
#include "ui/order/tallyfetcher.h"
#include "ui/order/tallyrow.h"

#include <QLabel>
#include <QTimeZone>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int HeadGap = 6;

QString sumText(const ledger::Tally& tally, const profile::Profile& profile)
{
    QStringList sums;
    for (auto it = tally.sums.begin(); it != tally.sums.end(); ++it) {
        const QString amount = moneyText(it.value(), it.key(), profile.amountStyle);
        sums << (it.key() == profile.currency ? amount : amount + u' ' + it.key());
    }
    return sums.join(QStringLiteral(" + "));
}

} // namespace

TodayPanel::TodayPanel(Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_fetcher(new TallyFetcher(this))
    , m_title(new SectionLabel(tr("Today")))
    , m_corrected(mutedLabel())
    , m_identity(mutedLabel())
{
    connect(m_fetcher, &TallyFetcher::fetched, this, &TodayPanel::show);
    connect(m_fetcher, &TallyFetcher::failed, this,
        [this](const Error& error) { Q_EMIT m_desk.said(error.sentence, true); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addSpacing(HeadGap);
    const Colours& c = colours();
    using ledger::Standing;
    addRow(Standing::Delivered, tr("Delivered"), QStringLiteral("delivered"), c.delivered);
    addRow(Standing::NotDelivered, tr("Not delivered"), QStringLiteral("refused"), c.notDelivered);
    addRow(Standing::Unknown, tr("Unknown"), QStringLiteral("unknown"), c.unknown);
    addRow(Standing::UnderWay, tr("Waiting"), QStringLiteral("waiting"), c.waiting);
    m_corrected->setObjectName(QStringLiteral("corrected"));
    m_corrected->setWordWrap(true);
    m_corrected->setToolTip(tr("What the buyer cancelled is not counted above; a changed amount counts as it is now"));
    layout->addSpacing(HeadGap);
    layout->addWidget(m_corrected);
    m_corrected->hide();
    m_identity->setToolTip(tr("Orders that carry a visitor, session or user ID; the others are attributed to nothing"));
    layout->addSpacing(HeadGap);
    layout->addWidget(m_identity);
}

void TodayPanel::addRow(ledger::Standing standing, const QString& word, const QString& icon, const QColor& colour)
{
    auto* row = new TallyRow(word, icon, colour, this);
    connect(row, &QAbstractButton::clicked, this, [this, standing] {
        const QString today = ledger::searchPart(QStringLiteral("on"), QStringLiteral("today"));
        Q_EMIT standingWanted(standing, today + u' ' + ledger::exactProfilePart(m_shown.profile));
    });
    layout()->addWidget(row);
    m_rows.insert(standing, row);
}

void TodayPanel::refresh()
{
    const auto profile = m_desk.profile();
    if (!profile || !m_desk.reader())
        return;
    //: %1 is a profile
    m_title->setText(m_desk.profiles().size() > 1 ? tr("Today, %1").arg(profile->name) : tr("Today"));
    ledger::HistoryQuery today;
    today.profile = profile->name;
    const QTimeZone zone(profile->timeZone.toLatin1());
    today.since = ledger::startOfDay(QDateTime::currentDateTimeUtc().toTimeZone(zone).date(), zone);
    if (today != std::exchange(m_shown, today)) {
        for (TallyRow* row : std::as_const(m_rows))
            row->showUnknown();
    }
    m_fetcher->fetch(m_desk.folder().ledgerFile(), today);
}

void TodayPanel::show(const TallyFetcher::Tallies& tallies)
{
    const auto profile = m_desk.profile();
    if (!profile)
        return;
    for (auto it = m_rows.begin(); it != m_rows.end(); ++it) {
        const ledger::Tally tally = tallies.value(it.key());
        const qint64 count = tally.standing();
        it.value()->show(count, count > 0 ? sumText(tally, *profile) : QString(), profile->currency);
    }
    qint64 all = 0;
    qint64 identified = 0;
    for (const ledger::Tally& tally : tallies) {
        all += tally.standing();
        identified += tally.identified;
    }
    const QString corrected = correctedText(tallies.value(ledger::Standing::Delivered));
    m_corrected->setText(corrected);
    m_corrected->setVisible(!corrected.isEmpty());
    m_identity->setVisible(all > 0);
    m_identity->setText(tr("%1 of %2 with web identity").arg(identified).arg(all));
}

} // namespace rookery::ui

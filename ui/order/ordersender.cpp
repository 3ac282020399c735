// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/ordersender.h"

#include "intake/amounttext.h"
#include "ui/common/desk.h"
#include "ui/common/question.h"
#include "ui/common/words.h"
#include "ui/order/duplicatecheck.h"

#include <QWidget>

namespace rookery::ui {

namespace {

QString shownAmount(const QString& wire, pixel::AmountStyle style)
{
    const auto amount = pixel::Amount::parse(wire);
    return amount ? intake::showAmount(*amount, style) : wire;
}

} // namespace

OrderSender::OrderSender(Desk& desk, QWidget* page) : QObject(page), m_desk(desk), m_page(page) { }

void OrderSender::send(
    const engine::Order& order, const profile::Profile& profile, const std::optional<ledger::EventRecord>& earlier)
{
    if (m_busy)
        return;
    m_busy = true; // from here on the form and the page stay
    m_busy = (!earlier || mayRepeat(*earlier, profile)) && mayUseNames(order, profile)
        && (!profile.live || mayGoLive(order, profile));
    if (!m_busy) {
        if (!earlier || !goesByItself(*earlier))
            Q_EMIT m_desk.said(tr("Order %1 was not sent.").arg(order.typed.value(pixel::Field::OrderId)), false);
        return Q_EMIT declined();
    }
    engine::Order decided = order;
    decided.allowDuplicate = earlier.has_value();
    confirm(decided);
}

bool OrderSender::mayRepeat(const ledger::EventRecord& earlier, const profile::Profile& profile) const
{
    // A second one while the first may still arrive would count twice.
    if (goesByItself(earlier)) {
        Q_EMIT m_desk.said(openText(earlier), true);
        return false;
    }
    return askBeforeSending(m_page, {profile.live, m_desk.colourOf(profile.name)},
        {.headline = tr("Send it a second time?"),
            .text = earlierText(earlier, profile.amountStyle) + u'\n' + whatOfSecond(earlier)},
        tr("Send as a new event"));
}

// A name that the account may not know is never used without a person saying so.
bool OrderSender::mayUseNames(const engine::Order& order, const profile::Profile& profile) const
{
    const QList<ledger::Decision> decisions = engine::decisionsOf(
        engine::resolve(order, profile), profile, m_desk.agent(), UtcMs(QDateTime::currentMSecsSinceEpoch()));
    QStringList names;
    for (const ledger::Decision& decision : decisions)
        names << u'"' + decision.detail + u'"';
    return names.isEmpty()
        || askDeliberately(m_page, tr("Not in the profile"),
            tr("%1 does not list %2. Where the account does not know it either, the order is lost in reports.")
                .arg(profile.name, names.join(QStringLiteral(", "))),
            tr("Send it all the same"));
}

// Once for a profile as it is: after a change of it, or a start, the first live order asks again.
bool OrderSender::mayGoLive(const engine::Order& order, const profile::Profile& profile)
{
    if (m_liveAgreed != profile
        && askBeforeSending(m_page, {profile.live, m_desk.colourOf(profile.name)},
            {.headline = tr("Send to %1, which is LIVE?").arg(profile.name),
                .facts = {{tr("Order"), order.typed.value(pixel::Field::OrderId)},
                    {tr("Revenue"),
                        shownAmount(order.typed.value(pixel::Field::Revenue), profile.amountStyle) + u' '
                            + profile.currency}},
                .text = tr("What you send from now on is counted.")},
            tr("Send to %1 (LIVE)").arg(profile.name)))
        m_liveAgreed = profile;
    return m_liveAgreed == profile;
}

void OrderSender::confirm(const engine::Order& order)
{
    Q_EMIT started();
    const auto work = [order](engine::Engine& engine) { return engine.confirm(order); };
    m_desk.ask(this, work, [this, order](const Result<qint64>& id) {
        m_busy = false;
        const QString orderId = order.typed.value(pixel::Field::OrderId);
        if (!id) {
            Q_EMIT m_desk.said(tr("Not sent: order %1 could not be saved.").arg(orderId), true);
            return Q_EMIT failed(id.error().sentence);
        }
        Q_EMIT m_desk.said((m_desk.isPaused(order.profile) ? tr("Order %1 is saved and waits: sending is stopped.")
                                                           : tr("Order %1 is saved and on its way."))
                               .arg(orderId),
            false);
        Q_EMIT accepted();
    });
}

} // namespace rookery::ui

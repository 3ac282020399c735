// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/duplicatecheck.h"

#include "ui/common/bar.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/words.h"

namespace rookery::ui {

using pixel::Field;

bool goesByItself(const ledger::EventRecord& event) { return event.isOpen() || event.state == ledger::State::Sending; }

QString openText(const ledger::EventRecord& event)
{
    //: %1 order ID, %2 state
    const QString said
        = DuplicateCheck::tr("Order %1 is saved already: %2.").arg(event.orderId(), lookOf(event).word.toLower());
    return said + u' '
        + (event.hold == ledger::Hold::None ? DuplicateCheck::tr("It goes by itself; there is nothing to do.")
                                            : DuplicateCheck::tr("It waits for a person: open it."));
}

QString whatOfSecond(const ledger::EventRecord& earlier)
{
    return earlier.state == ledger::State::Refused
        ? DuplicateCheck::tr("The server refused it, so it is not counted; this one may be sent in its place.")
        : DuplicateCheck::tr("A second one is left out of reports.");
}

DuplicateCheck::DuplicateCheck(Desk& desk, Bar& bar, QObject* parent) : QObject(parent), m_desk(desk), m_bar(bar) { }

std::optional<ledger::EventRecord> DuplicateCheck::earlierOrder(const engine::Order& order) const
{
    const auto profile = m_desk.profile();
    const ledger::Reader* reader = m_desk.isOpen() ? m_desk.reader() : nullptr;
    const QString orderId = order.typed.value(Field::OrderId);
    if (!profile || !reader || orderId.isEmpty())
        return {};
    return reader->earlierOrder(orderId, engine::placeOf(order, *profile, m_desk.profiles())).value_or(std::nullopt);
}

void DuplicateCheck::lookUp(const engine::Order& order)
{
    const auto profile = m_desk.profile();
    const QString orderId = order.typed.value(Field::OrderId);
    if (!profile || !m_desk.isOpen() || orderId.isEmpty() || isAbout(orderId))
        return;
    m_lookedUp = orderId;
    const auto earlier = earlierOrder(order);
    m_known = earlier && !goesByItself(*earlier);
    Q_EMIT answered(earlier.has_value());
    if (!earlier)
        return m_bar.dismiss();
    QList<Bar::Answer> answers;
    if (!earlier->isPast())
        answers << Bar::Answer{tr("Open it"), [this, id = earlier->id] { Q_EMIT openRequested(id); }};
    m_bar.say(Bar::Mood::Careful,
        goesByItself(*earlier) ? openText(*earlier)
                               : earlierText(*earlier, profile->amountStyle) + u' ' + whatOfSecond(*earlier),
        answers);
}

void DuplicateCheck::forget()
{
    m_known = false;
    m_lookedUp.clear();
    m_bar.dismiss();
}

} // namespace rookery::ui

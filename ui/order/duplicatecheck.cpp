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

// The server compares IDs letter by letter, people do not.
std::optional<ledger::EventRecord> DuplicateCheck::inOtherLetters(const engine::Order& order) const
{
    return m_desk.reader()
        ->earlierInOtherLetters(
            order.typed.value(Field::OrderId), engine::placeOf(order, *m_desk.profile(), m_desk.profiles()))
        .value_or(std::nullopt);
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
    if (earlier) {
        Q_EMIT answered(IdUse::Used);
        return say(goesByItself(*earlier) ? openText(*earlier)
                                          : earlierText(*earlier, profile->amountStyle) + u' ' + whatOfSecond(*earlier),
            *earlier);
    }
    const auto like = m_desk.reader() ? inOtherLetters(order) : std::nullopt;
    Q_EMIT answered(like ? IdUse::OtherLetters : IdUse::Unused);
    if (!like)
        return m_bar.dismiss();
    //: %1 and %2 are order IDs that differ in small and capital letters only
    say(tr("\"%1\" is \"%2\" in other letters; the server takes them for two orders.").arg(orderId, like->orderId())
            + u' ' + earlierText(*like, profile->amountStyle),
        *like);
}

void DuplicateCheck::say(const QString& text, const ledger::EventRecord& earlier)
{
    QList<Bar::Answer> answers;
    if (!earlier.isPast())
        answers << Bar::Answer{tr("Open it"), [this, id = earlier.id] { Q_EMIT openRequested(id); }};
    m_bar.say(Bar::Mood::Careful, text, answers);
}

void DuplicateCheck::forget()
{
    m_known = false;
    m_lookedUp.clear();
    m_bar.dismiss();
}

} // namespace rookery::ui

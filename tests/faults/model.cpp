// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/model.h"

#include <algorithm>

namespace model {

namespace {

constexpr qint64 Minute = 60'000;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 LongestUnanswered = 24 * Hour;
constexpr qint64 LongestTrying = 72 * Hour;
constexpr qint64 DueByPerson = -1;           // until it was tried
constexpr qint64 LongestDelay = 70 * Minute; // whatever says later was written by a clock that was wrong

} // namespace

bool leaves(Came came)
{
    return came != Came::Nobody && came != Came::Offline && came != Came::Insecure && came != Came::SignIn;
}

bool isNetworkThere(Came came) { return came != Came::Offline; }

bool Desk::isPaused(const QString& profile) const { return paused.contains(QString()) || paused.contains(profile); }

qint64 Desk::tried(const Order& order) const
{
    return order.triedFrom && m_running.contains(order.profile) ? m_running[order.profile].ms - *order.triedFrom : 0;
}

Hold Desk::mayNot(const Order& order, bool byPerson, qint64 now) const
{
    if (!profiles[order.profile].isThere)
        return Hold::Profile;
    if (byPerson)
        return Hold::None;
    if (!order.leftHost.isEmpty() && order.leftHost != profiles[order.profile].host)
        return Hold::OtherHost;
    if (order.unanswered && now - *order.unanswered > LongestUnanswered)
        return Hold::UnansweredLong;
    return tried(order) > LongestTrying ? Hold::TriedLong : Hold::None;
}

QList<qint64> Desk::take(const Ask& ask, qint64 now, qint64 dueBy, int owner)
{
    QList<qint64> taken;
    int looked = 0;
    for (Order& order : orders) {
        const bool named = ask.only.contains(order.id) && order.state != State::Sending;
        const bool queued = ask.only.isEmpty() && order.isOpen() && order.id > ask.after && order.profile == ask.profile
            && (ask.includeHeld || order.hold == Hold::None)
            && (ask.ignoreDue || order.due <= dueBy || order.due > dueBy + LongestDelay);
        if ((!named && !queued) || isPaused(order.profile))
            continue;
        if (++looked > ask.limit)
            break;
        if (order.state == State::Cancelled)
            continue;
        const bool isByPerson = ask.isByPerson() || order.due == DueByPerson;
        if (const Hold why = mayNot(order, isByPerson, now); why != Hold::None) {
            if (order.isOpen())
                order.hold = why;
            continue;
        }
        order.before = order.state;
        order.state = State::Sending;
        order.owner = owner;
        order.hold = Hold::None;
        ++order.attempts;
        order.taken = now;
        order.tried = tried(order);
        order.takenFor = profiles[order.profile].host;
        if (!order.triedFrom)
            order.triedFrom = m_running.value(order.profile).ms;
        taken << order.id;
    }
    return taken;
}

// Delivered stays delivered, and unknown stays unknown until it is known.
void Desk::settle(Order& order, State state, bool lost)
{
    order.state = order.before == State::Delivered ? State::Delivered : state;
    if (order.state == State::Waiting && (lost || order.unanswered))
        order.state = State::Unknown;
    const bool isSettled = order.state == State::Delivered || order.state == State::Refused;
    order.failures = isSettled || state == State::Delivered || state == State::Refused ? 0 : order.failures + 1;
    order.owner = 0;
    if (isSettled)
        order.hold = Hold::None;
}

void Desk::complete(qint64 id, Came came, qint64 now, qint64 delay, qint64 due)
{
    Order& order = of(id);
    const bool lost = came == Came::Silence || came == Came::Reset || came == Came::Half || came == Came::WebPage
        || came == Came::BusyTwice;
    if (leaves(came))
        order.leftHost = order.takenFor;
    order.due = due;

    // The limits, at the time of the next try.
    const std::optional<qint64> since = order.unanswered ? order.unanswered : lost ? std::optional(now) : std::nullopt;
    const qint64 trying = order.tried + (isNetworkThere(came) ? delay : 0);
    order.hold = Hold::None;
    if (came == Came::WebPage)
        order.hold = Hold::WebPage;
    else if (since && now + delay - *since > LongestUnanswered)
        order.hold = Hold::UnansweredLong;
    else if (trying > LongestTrying)
        order.hold = Hold::TriedLong;

    State state = lost ? State::Unknown : State::Waiting;
    if (came == Came::Image)
        state = State::Delivered;
    else if (came == Came::Redirect || came == Came::Refusal)
        state = State::Refused;
    order.unanswered = since;
    settle(order, state, lost);
}

void Desk::recover(int owner)
{
    for (Order& order : orders) {
        if (order.state != State::Sending || order.owner != owner)
            continue;
        order.unanswered = order.unanswered.value_or(order.taken);
        order.leftHost = order.takenFor;
        order.due = 0;
        settle(order, State::Unknown, true);
    }
}

std::optional<qint64> Desk::nextDue(const QString& profile) const
{
    std::optional<qint64> next;
    for (const Order& order : orders) {
        if (order.profile == profile && order.isOpen() && order.hold == Hold::None && !isPaused(profile))
            next = next ? std::min(*next, order.due) : order.due;
    }
    return next;
}

QSet<QString> Desk::atWork() const
{
    QSet<QString> names;
    for (const Order& order : orders) {
        if (order.isOpen() && order.hold == Hold::None)
            names << order.profile;
    }
    return names;
}

void Desk::countRunning(const QString& profile, qint64 now)
{
    if (!m_running.contains(profile)) {
        m_running.insert(profile, {0, now});
        return;
    }
    Running& running = m_running[profile];
    running.ms += std::clamp<qint64>(now - running.countedTo, 0, Minute);
    running.countedTo = now;
}

void Desk::makeDue(const QString& profile)
{
    for (Order& order : orders) {
        if (!order.isOpen() || order.profile != profile)
            continue;
        order.due = std::min<qint64>(order.due, 0);
        if (order.hold == Hold::OtherHost || order.hold == Hold::Profile)
            order.hold = Hold::None;
    }
}

void Desk::makeDue(const QList<qint64>& ids)
{
    for (const qint64 id : ids) {
        if (!of(id).isOpen())
            continue;
        of(id).due = DueByPerson;
        of(id).hold = Hold::None;
    }
}

void Desk::releaseProfileHolds()
{
    for (Order& order : orders) {
        if (order.hold == Hold::OtherHost || order.hold == Hold::Profile)
            order.hold = Hold::None;
    }
}

} // namespace model

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ledgeroutbox.h"

#include "engine/route.h"

#include <QCoreApplication>

#include <utility>

namespace rookery::engine {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::engine::LedgerOutbox)
};

ledger::Move moveOf(delivery::Outcome outcome)
{
    switch (outcome) {
    case delivery::Outcome::Delivered:
        return ledger::Move::Deliver;
    case delivery::Outcome::Refused:
        return ledger::Move::Refuse;
    case delivery::Outcome::Waiting:
        return ledger::Move::Postpone;
    case delivery::Outcome::Unknown:
        return ledger::Move::LoseTrack;
    }
    Q_UNREACHABLE();
}

ledger::Hold holdOf(delivery::Plan::Stop stop)
{
    switch (stop) {
    case delivery::Plan::Stop::None:
        return ledger::Hold::None;
    case delivery::Plan::Stop::TriedLong:
        return ledger::Hold::TriedLong;
    case delivery::Plan::Stop::UnansweredLong:
        return ledger::Hold::UnansweredLong;
    case delivery::Plan::Stop::Person:
        return ledger::Hold::Person;
    }
    Q_UNREACHABLE();
}

std::optional<qint64> count(const std::optional<std::chrono::milliseconds>& phase)
{
    return phase ? std::optional<qint64>(phase->count()) : std::nullopt;
}

// What a person must know when nothing happens by itself any more; empty: it still does.
QString callOf(delivery::Plan::Stop stop)
{
    switch (stop) {
    case delivery::Plan::Stop::TriedLong:
        return Words::tr("It was tried for 72 hours and does not go again by itself: retry it or tell the analyst.");
    case delivery::Plan::Stop::UnansweredLong:
        return Words::tr("It first left 24 hours ago and does not go again by itself: a repeat might count by now.");
    case delivery::Plan::Stop::None:
    case delivery::Plan::Stop::Person:
        return {};
    }
    Q_UNREACHABLE();
}

QString sentenceOf(const delivery::Report& report)
{
    const QString call = callOf(report.plan.stop);
    return call.isEmpty() ? report.verdict.sentence : report.verdict.sentence + u' ' + call;
}

ledger::Completion completionOf(const delivery::Report& report)
{
    const delivery::Answer& answer = report.answer;
    ledger::Completion c;
    c.attempt = report.parcel.attempt;
    c.event = report.parcel.event;
    c.leftHost = answer.leftCount > 0 ? report.parcel.route.host : QString();
    c.due = report.due;
    c.hold = report.verdict.webPage ? ledger::Hold::WebPage : holdOf(report.plan.stop);
    c.result.done = report.done;
    c.result.outcome = moveOf(report.verdict.outcome);
    c.result.status = answer.status;
    c.result.reason = report.verdict.reason;
    c.result.sentence = sentenceOf(report);
    c.result.detail = report.verdict.detail;
    c.result.leftCount = answer.leftCount;
    c.result.connectMs = count(answer.phases.connect);
    c.result.tlsMs = count(answer.phases.tls);
    c.result.sentMs = count(answer.phases.sent);
    c.result.headersMs = count(answer.phases.headers);
    c.result.endMs = count(answer.phases.end);
    for (const auto& [name, value] : answer.headers)
        c.result.headers += name + ": " + value + '\n';
    c.result.body = answer.body.first(std::min(answer.body.size(), ledger::KeptBody));
    return c;
}

} // namespace

LedgerOutbox::LedgerOutbox(ledger::Ledger& ledger, const Clock& clock)
    : m_ledger(ledger)
    , m_clock(clock)
    , m_startUtc(clock.utc())
    , m_startSteady(clock.steady())
{
}

QStringList LedgerOutbox::setProfiles(const QList<profile::Profile>& profiles)
{
    const QMap<QString, profile::Profile> before = std::exchange(m_profiles, {});
    for (const profile::Profile& profile : profiles)
        m_profiles.insert(profile.name, profile);
    QStringList names = before.keys() + m_profiles.keys();
    names.removeDuplicates();
    names.removeIf([&](const QString& name) {
        return before.contains(name) && m_profiles.contains(name) && before[name] == m_profiles[name];
    });
    return names;
}

void LedgerOutbox::setCause(const QString& cause, const QString& agent)
{
    m_cause = cause;
    m_agent = agent;
}

UtcMs LedgerOutbox::scheduleNow() const { return m_startUtc + (m_clock.steady() - m_startSteady); }

QList<delivery::Outbox::Line> LedgerOutbox::lines() const
{
    QList<Line> lines;
    for (const profile::Profile& profile : m_profiles)
        lines << Line{profile.name, profile.pace};
    // Orders whose profile is gone or damaged have a line too: somebody has to say so of them.
    const QStringList atWork = m_ledger.profilesAtWork().value_or(QStringList());
    for (const QString& name : atWork) {
        if (!m_profiles.contains(name))
            lines << Line{name, 0};
    }
    return lines;
}

ledger::Clearance LedgerOutbox::clear(const ledger::EventRecord& event, const ledger::Trail& trail, bool byPerson) const
{
    const auto held = [](ledger::Hold hold, const QString& why) {
        return ledger::Clearance{ledger::Clearance::Kind::Hold, {}, {}, hold, why};
    };
    const auto profile = m_profiles.find(event.profile);
    if (profile == m_profiles.end())
        return held(ledger::Hold::Profile,
            Words::tr("Its profile \"%1\" is missing or can't be read, so nothing was sent.").arg(event.profile));
    if (const QString why = profile->sendingForbidden(); !why.isEmpty())
        return held(ledger::Hold::Profile, why);
    // What was confirmed as practice never counts, and what was confirmed as live never goes to a practice place.
    if (profile->live != event.live)
        return held(ledger::Hold::Profile,
            Words::tr("It was confirmed as %1 and its profile is %2 now, so nothing was sent.")
                .arg(event.live ? Words::tr("live") : Words::tr("practice"),
                    profile->live ? Words::tr("live") : Words::tr("practice")));
    if (!byPerson) {
        if (!trail.leftHost.isEmpty() && trail.leftHost != profile->host)
            return held(ledger::Hold::OtherHost,
                Words::tr("It has left for %1 before, and the profile names %2 now. Retry it if that is right.")
                    .arg(trail.leftHost, profile->host));
        const delivery::Journey journey{event.failures, event.firstUnanswered, trail.tried};
        if (const auto limit = delivery::limitReached(journey, m_clock.utc()); limit != delivery::Plan::Stop::None)
            return held(holdOf(limit), callOf(limit));
    }
    return {ledger::Clearance::Kind::Go, profile->origin(), profile->path.toUtf8(), ledger::Hold::None, {}};
}

Result<delivery::Haul> LedgerOutbox::take(const delivery::Wanted& wanted)
{
    ledger::TakeRequest request;
    request.now = m_clock.utc();
    request.dueBy = scheduleNow();
    request.limit = wanted.limit;
    request.ids = wanted.events;
    request.after = wanted.after;
    request.profile = wanted.line;
    request.ignoreDue = wanted.ignoreDue;
    request.includeHeld = wanted.includeHeld;
    request.cause = m_cause;
    request.agent = m_agent;
    const bool byPerson = !wanted.events.isEmpty() || wanted.includeHeld;
    const auto takings = m_ledger.take(request, [this, byPerson](const ledger::EventRecord& e, const ledger::Trail& t) {
        return clear(e, t, byPerson || e.due == ledger::DueByPerson);
    });
    if (!takings)
        return tl::unexpected(takings.error());

    delivery::Haul haul;
    haul.lastSeen = takings->lastSeen;
    haul.exhausted = takings->exhausted;
    haul.refusal = takings->refusal;
    for (const ledger::Taken& taken : takings->taken) {
        delivery::Parcel parcel;
        parcel.attempt = taken.attempt;
        parcel.event = taken.event;
        parcel.line = taken.profile;
        parcel.target = taken.target;
        parcel.route = routeOf(m_profiles.value(taken.profile));
        parcel.journey = {taken.failures, taken.firstUnanswered, taken.tried};
        haul.parcels << parcel;
    }
    return haul;
}

Done LedgerOutbox::record(const QList<delivery::Report>& reports)
{
    QList<ledger::Completion> completions;
    for (const delivery::Report& report : reports)
        completions << completionOf(report);
    return m_ledger.complete(completions);
}

Result<std::optional<UtcMs>> LedgerOutbox::nextDue(const QString& line) const { return m_ledger.nextDue(line); }

} // namespace rookery::engine

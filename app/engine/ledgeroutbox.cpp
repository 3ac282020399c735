// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ledgeroutbox.h"

#include <QCoreApplication>

namespace rookery::engine {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::engine::LedgerOutbox)
};

delivery::Route routeOf(const profile::Profile& profile)
{
    delivery::Route route;
    route.origin = profile.origin();
    route.connectTo = profile.connectTo;
    route.caFile = profile.caFile;
    route.useProxy = profile.live;
    route.connectTimeout = profile.connectTimeout;
    route.answerTimeout = profile.answerTimeout;
    return route;
}

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

ledger::Hold holdOf(const delivery::Report& report)
{
    switch (report.plan.stop) {
    case delivery::Plan::Stop::None:
        return ledger::Hold::None;
    case delivery::Plan::Stop::TriedLong:
        return ledger::Hold::TriedLong;
    case delivery::Plan::Stop::UnansweredLong:
        return ledger::Hold::UnansweredLong;
    case delivery::Plan::Stop::Person:
        return report.verdict.webPage ? ledger::Hold::WebPage : ledger::Hold::Person;
    }
    Q_UNREACHABLE();
}

std::optional<qint64> count(const std::optional<std::chrono::milliseconds>& phase)
{
    return phase ? std::optional<qint64>(phase->count()) : std::nullopt;
}

// What a person must know when nothing happens by itself any more.
QString sentenceOf(const delivery::Report& report)
{
    switch (report.plan.stop) {
    case delivery::Plan::Stop::TriedLong:
        return report.verdict.sentence + u' '
            + Words::tr("It was tried for 72 hours and does not go again by itself: retry it or tell the analyst.");
    case delivery::Plan::Stop::UnansweredLong:
        return report.verdict.sentence + u' '
            + Words::tr("It first left 24 hours ago and does not go again by itself: a repeat might count by now.");
    default:
        return report.verdict.sentence;
    }
}

ledger::Completion completionOf(const delivery::Report& report, const QString& host)
{
    const delivery::Answer& answer = report.answer;
    ledger::Completion c;
    c.attempt = report.parcel.attempt;
    c.event = report.parcel.event;
    c.leftHost = answer.leftCount > 0 ? host : QString();
    c.due = report.plan.due;
    c.hold = holdOf(report);
    c.tried = report.plan.tried;
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

void LedgerOutbox::setProfiles(const QList<profile::Profile>& profiles)
{
    m_profiles.clear();
    for (const profile::Profile& profile : profiles)
        m_profiles.insert(profile.name, profile);
}

void LedgerOutbox::setCause(const QString& cause, const QString& agent)
{
    m_cause = cause;
    m_agent = agent;
}

UtcMs LedgerOutbox::scheduleNow() const { return m_startUtc + (m_clock.steady() - m_startSteady); }

std::chrono::milliseconds LedgerOutbox::takeDrift()
{
    const auto drift = m_clock.utc() - scheduleNow();
    m_startUtc = m_clock.utc();
    m_startSteady = m_clock.steady();
    return drift;
}

QList<delivery::Outbox::Line> LedgerOutbox::lines() const
{
    QList<Line> lines;
    for (const profile::Profile& profile : m_profiles)
        lines << Line{profile.name, profile.pace};
    return lines;
}

ledger::Clearance LedgerOutbox::clear(const ledger::EventRecord& event, const QString& leftHost, bool byPerson) const
{
    using Kind = ledger::Clearance::Kind;
    const auto profile = m_profiles.find(event.profile);
    if (profile == m_profiles.end())
        return {Kind::Hold, {}, {}, {}, ledger::Hold::Profile,
            Words::tr("Its profile \"%1\" is not there any more, so nothing was sent.").arg(event.profile)};
    if (const QString why = profile->sendingForbidden(); !why.isEmpty())
        return {Kind::Hold, {}, {}, {}, ledger::Hold::Profile, why};
    // What was confirmed as practice never counts, and what was confirmed as live never goes to a practice place.
    if (profile->live != event.live)
        return {Kind::Hold, {}, {}, {}, ledger::Hold::Profile,
            Words::tr("It was confirmed as %1 and its profile is %2 now, so nothing was sent.")
                .arg(event.live ? Words::tr("live") : Words::tr("practice"),
                    profile->live ? Words::tr("live") : Words::tr("practice"))};
    if (!leftHost.isEmpty() && leftHost != profile->host && !byPerson)
        return {Kind::Hold, {}, {}, {}, ledger::Hold::OtherHost,
            Words::tr("It has left for %1 before, and the profile names %2 now. Retry it if that is right.")
                .arg(leftHost, profile->host)};
    return {Kind::Go, profile->origin(), profile->host, profile->path.toUtf8(), ledger::Hold::None, {}};
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
    const auto takings = m_ledger.take(request,
        [this, byPerson](const ledger::EventRecord& e, const QString& left) { return clear(e, left, byPerson); });
    if (!takings)
        return tl::unexpected(takings.error());

    delivery::Haul haul;
    haul.lastSeen = takings->lastSeen;
    haul.exhausted = takings->exhausted;
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
        completions << completionOf(report, QUrl::fromEncoded(report.parcel.route.origin).host(QUrl::FullyEncoded));
    return m_ledger.complete(completions);
}

Result<std::optional<UtcMs>> LedgerOutbox::nextDue(const QString& line) const { return m_ledger.nextDue(line); }

} // namespace rookery::engine

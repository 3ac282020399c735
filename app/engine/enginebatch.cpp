// SPDX-License-Identifier: GPL-3.0-or-later
// Orders that come in by the thousand.
#include "engine/engine.h"

namespace rookery::engine {

Result<qint64> Engine::openBatch(const QString& name, const QString& profile, const QByteArray& choices)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    ledger::Batch batch;
    batch.name = name;
    batch.profile = profile;
    batch.agent = m_agent;
    batch.opened = m_clock.utc();
    batch.choices = choices;
    return m_ledger->openBatch(batch);
}

Done Engine::closeBatch(qint64 batch, qint64 rows, qint64 held, qint64 duplicates)
{
    const Done ok = ready();
    return ok ? m_ledger->closeBatch(batch, rows, held, duplicates) : ok;
}

Result<QList<Accepted>> Engine::confirmAll(const QList<Order>& orders)
{
    if (orders.isEmpty())
        return QList<Accepted>();
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    if (const Done ok = readProfiles(); !ok)
        return tl::unexpected(ok.error());
    const auto profile = m_profiles.find(orders.first().profile);
    if (!profile)
        return tl::unexpected(profile.error());
    if (const QString why = profile->sendingForbidden(); !why.isEmpty())
        return failure(Error::Code::BadInput, why);

    const QList<profile::Profile> profiles = m_profiles.all();
    const UtcMs now = m_clock.utc();
    QList<Accepted> all(orders.size());
    QList<ledger::NewEvent> events;
    QList<qsizetype> places; // of the events among the orders
    events.reserve(orders.size());
    places.reserve(orders.size());
    for (qsizetype i = 0; i < orders.size(); ++i) {
        Order identified = orders[i];
        if (identified.eventId.isEmpty())
            identified.eventId = m_ids.make(now);
        pixel::Findings findings = preview(identified, *profile, now).findings;
        if (pixel::hasErrors(findings)) {
            findings.removeIf([](const pixel::Finding& f) { return f.severity != pixel::Severity::Error; });
            all[i].errors = findings;
            continue;
        }
        events << newEvent(identified, *profile, profiles, now);
        places << i;
    }
    const auto confirmed = m_ledger->confirmAll(events, now);
    if (!confirmed)
        return tl::unexpected(confirmed.error());
    QList<qint64> accepted;
    for (qsizetype i = 0; i < places.size(); ++i) {
        const ledger::Confirmed& one = (*confirmed)[i];
        all[places[i]].event = one.event;
        all[places[i]].earlier = one.earlier;
        if (one.event != 0)
            accepted << one.event;
    }
    tellAccepted(accepted);
    return all;
}

} // namespace rookery::engine

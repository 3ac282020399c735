// SPDX-License-Identifier: GPL-3.0-or-later
// Beside sending: what is typed and kept, and what people do with an order afterwards.
#include "engine/engine.h"

#include <QUuid>

namespace rookery::engine {

namespace {

const QString FormDraft = QStringLiteral("form");
const QString ParkedPrefix = QStringLiteral("parked:");

} // namespace

Done Engine::saveDraft(const QByteArray& content)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    return m_ledger->saveDraft(FormDraft, content, m_clock.utc(), m_agent);
}

Done Engine::discardDraft()
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    return m_ledger->discardDraft(FormDraft);
}

Result<std::optional<ledger::Draft>> Engine::draft() const
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    return reader().draft(FormDraft);
}

Done Engine::saveNoteDraft(qint64 event, const QByteArray& content)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    return m_ledger->saveDraft(ledger::noteSlot(event), content, m_clock.utc(), m_agent);
}

Done Engine::discardNoteDraft(qint64 event)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    return m_ledger->discardDraft(ledger::noteSlot(event));
}

Result<QList<ledger::Draft>> Engine::drafts() const
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    return reader().drafts();
}

Result<QString> Engine::parkDraft(const QByteArray& content)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    const QString slot = ParkedPrefix + QUuid::createUuid().toString(QUuid::WithoutBraces);
    const Done saved = m_ledger->saveDraft(slot, content, m_clock.utc(), m_agent);
    if (!saved)
        return tl::unexpected(saved.error());
    Q_EMIT draftsChanged();
    return slot;
}

Done Engine::discardParked(const QString& slot)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    const Done done = m_ledger->discardDraft(slot);
    if (done)
        Q_EMIT draftsChanged();
    return done;
}

Done Engine::saveSearch(const ledger::SavedSearch& search)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    return m_ledger->saveSearch(search, m_clock.utc(), m_agent);
}

Done Engine::removeSearch(const QString& name)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    return m_ledger->removeSearch(name);
}

Result<QList<qint64>> Engine::cancelAll(const QList<qint64>& events)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    auto cancelled = m_ledger->cancelAll(events, m_clock.utc(), m_agent);
    if (!cancelled)
        return cancelled;
    for (qsizetype at = 0; at < cancelled->size(); at += MostInOneGo) // whoever follows them reads each
        Q_EMIT eventsChanged(cancelled->mid(at, MostInOneGo));
    return cancelled;
}

Result<QList<qint64>> Engine::setNotes(const QList<ledger::NoteOfEvent>& notes)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    auto noted = m_ledger->setNotes(notes, m_clock.utc(), m_agent);
    QList<qint64> events; // of a failure too: who waits for the note sees what stands there
    for (const ledger::NoteOfEvent& note : notes)
        events << note.event;
    Q_EMIT eventsChanged(events);
    return noted;
}

Result<QList<qint64>> Engine::setBinned(const QList<qint64>& events, bool binned)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    auto moved = m_ledger->setBinned(events, binned, m_clock.utc(), m_agent);
    if (moved && !moved->isEmpty())
        Q_EMIT eventsChanged(*moved);
    return moved;
}

Done Engine::correct(qint64 event, ledger::Correction correction)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    correction.agent = m_agent;
    correction.at = m_clock.utc();
    const Done done = m_ledger->correct(event, correction);
    if (done)
        Q_EMIT eventsChanged({event});
    return done;
}

} // namespace rookery::engine

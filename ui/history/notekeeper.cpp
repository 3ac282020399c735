// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/notekeeper.h"

#include "ui/common/desk.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace rookery::ui {

namespace {

constexpr int QuietMs = 500;
const QString NoteKey = QStringLiteral("note");

} // namespace

NoteKeeper::NoteKeeper(Desk& desk, QObject* parent) : QObject(parent), m_desk(desk)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(QuietMs);
    connect(&m_timer, &QTimer::timeout, this, &NoteKeeper::write);
}

std::optional<TypedNote> NoteKeeper::typed(qint64 event) const
{
    const ledger::Reader* reader = m_desk.reader();
    const auto draft = reader ? reader->draft(ledger::noteSlot(event)).value_or(std::nullopt) : std::nullopt;
    if (!draft)
        return std::nullopt;
    return TypedNote{QJsonDocument::fromJson(draft->content).object().value(NoteKey).toString(), draft->saved};
}

void NoteKeeper::keep(qint64 event, const std::optional<QString>& note)
{
    if (event != m_event)
        flush();
    m_event = event;
    m_note = note;
    if (!note)
        write();
    else if (!m_timer.isActive()) // who types without a pause is saved as well
        m_timer.start();
}

void NoteKeeper::flush()
{
    if (m_timer.isActive())
        write();
}

void NoteKeeper::write()
{
    m_timer.stop();
    if (!m_note)
        return m_desk.tell([event = m_event](engine::Engine& engine) { return engine.discardNoteDraft(event); });
    const QByteArray content = QJsonDocument(QJsonObject{{NoteKey, *m_note}}).toJson(QJsonDocument::Compact);
    m_desk.tell([event = m_event, content](engine::Engine& engine) { return engine.saveNoteDraft(event, content); });
}

} // namespace rookery::ui

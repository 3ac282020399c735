// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/draftkeeper.h"

#include "ui/common/desk.h"

#include <QJsonDocument>

namespace rookery::ui {

namespace {

constexpr int QuietMs = 500;

} // namespace

DraftKeeper::DraftKeeper(Desk& desk, QObject* parent) : QObject(parent), m_desk(desk)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(QuietMs);
    connect(&m_timer, &QTimer::timeout, this, &DraftKeeper::write);
}

void DraftKeeper::restore()
{
    m_desk.ask(
        this, [](engine::Engine& engine) { return engine.draft(); },
        [this](const Result<std::optional<ledger::Draft>>& draft) {
            if (!draft)
                return Q_EMIT m_desk.said(draft.error().sentence, true);
            const QJsonObject typed
                = draft->has_value() ? QJsonDocument::fromJson((*draft)->content).object() : QJsonObject();
            if (typed.isEmpty())
                return;
            m_draft = typed;
            Q_EMIT restored(typed, (*draft)->saved);
        });
}

void DraftKeeper::keep(const QJsonObject& draft)
{
    if (draft == m_draft)
        return;
    m_draft = draft;
    if (!m_timer.isActive()) // who types without a pause is saved as well
        m_timer.start();
}

void DraftKeeper::flush()
{
    if (m_timer.isActive())
        write();
}

void DraftKeeper::write()
{
    m_timer.stop();
    if (!m_desk.isOpen())
        return m_timer.start(); // typed faster than the ledger opened
    const QByteArray content = m_draft.isEmpty() ? QByteArray() : QJsonDocument(m_draft).toJson(QJsonDocument::Compact);
    m_desk.ask(
        this,
        [content](
            engine::Engine& engine) { return content.isEmpty() ? engine.discardDraft() : engine.saveDraft(content); },
        [this, content](const Done& done) {
            if (!done)
                Q_EMIT m_desk.said(done.error().sentence, true);
            else if (!content.isEmpty())
                Q_EMIT saved();
        });
}

} // namespace rookery::ui

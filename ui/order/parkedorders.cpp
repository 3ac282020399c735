// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/parkedorders.h"

#include "pixel/event.h"
#include "ui/common/desk.h"

#include <QJsonDocument>

namespace rookery::ui {

ParkedOrders::ParkedOrders(Desk& desk, QObject* parent) : QObject(parent), m_desk(desk) { }

void ParkedOrders::park(const QJsonObject& typed)
{
    m_desk.ask(
        this,
        [content = QJsonDocument(typed).toJson(QJsonDocument::Compact)](
            engine::Engine& engine) { return engine.parkDraft(content); },
        [this, typed](const Result<QString>& slot) {
            if (!slot)
                return Q_EMIT said(Bar::Mood::Bad, slot.error().sentence, {}); // what was typed stays
            Q_EMIT parked(typed);
            Q_EMIT m_desk.said(tr("Saved for later: order %1. It was not sent.")
                                   .arg(typed.value(pixel::key(pixel::Field::OrderId)).toString()),
                false);
        });
}

void ParkedOrders::take(const ledger::Draft& draft, const std::function<bool(const QJsonObject& typed)>& accept)
{
    const QJsonObject typed = QJsonDocument::fromJson(draft.content).object();
    m_desk.ask(
        this, [](engine::Engine&) { return Done(); }, // behind the parking
        [this, typed, accept, slot = draft.slot](const Done&) {
            if (!accept(typed))
                return;
            // First as the draft of the form, then no longer parked.
            m_desk.tell([slot](engine::Engine& engine) { return engine.discardParked(slot); });
        });
}

void ParkedOrders::discard(const ledger::Draft& draft)
{
    m_desk.ask(
        this, [slot = draft.slot](engine::Engine& engine) { return engine.discardParked(slot); },
        [this, draft](const Done& done) {
            if (!done)
                return Q_EMIT said(Bar::Mood::Bad, done.error().sentence, {{tr("Close"), {}}});
            Q_EMIT said(Bar::Mood::Calm, tr("The order that was saved for later is discarded."),
                {{tr("Undo"), [this, draft] { bringBack(draft); }}, {tr("Close"), {}}});
        });
}

void ParkedOrders::bringBack(const ledger::Draft& draft)
{
    m_desk.tell([content = draft.content](engine::Engine& engine) -> Done {
        const auto slot = engine.parkDraft(content);
        return slot ? Done() : tl::unexpected(slot.error());
    });
}

} // namespace rookery::ui

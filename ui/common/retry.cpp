// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/retry.h"

#include "ui/common/desk.h"

#include <QCoreApplication>

#include <algorithm>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::Retry)
};

} // namespace

void retry(Desk& desk, QObject* context, const ledger::EventRecord& event, bool despiteCorrection,
    const std::function<void(const Error&)>& failed)
{
    if (!desk.isPaused(event.profile)) {
        return desk.ask(
            context,
            [id = event.id, despiteCorrection](engine::Engine& engine) { return engine.resend(id, despiteCorrection); },
            [failed](const Done& done) {
                if (!done)
                    failed(done.error());
            });
    }
    // A settled one has no place in the line, and a corrected one goes only from one hand to the other.
    if (!event.isOpen() || event.correction != ledger::CorrectionKind::None)
        return failed({Error::Code::NotAllowed,
            Words::tr("Sending is stopped, so order %1 stays as it is. Resume sending, then send it again.")
                .arg(event.orderId()),
            {}});
    desk.ask(
        context, [id = event.id](engine::Engine& engine) { return engine.resendAll({id}); },
        [&desk, failed, order = event.orderId()](const Done& done) {
            if (!done)
                return failed(done.error());
            Q_EMIT desk.said(
                Words::tr("Sending is stopped. Order %1 goes at once when it is resumed.").arg(order), false);
        });
}

void retryAll(Desk& desk, QObject* context, const QList<ledger::EventRecord>& events,
    const std::function<void(const Error&)>& failed)
{
    QList<qint64> ids;
    for (const ledger::EventRecord& event : events)
        ids << event.id;
    const auto stopped = std::count_if(
        events.begin(), events.end(), [&desk](const auto& event) { return desk.isPaused(event.profile); });
    desk.ask(
        context, [ids](engine::Engine& engine) { return engine.resendAll(ids); },
        [&desk, failed, stopped](const Done& done) {
            if (!done)
                return failed(done.error());
            if (stopped > 0)
                Q_EMIT desk.said(
                    Words::tr("Sending is stopped. %Ln order(s) go at once when it is resumed.", nullptr, int(stopped)),
                    false);
        });
}

} // namespace rookery::ui

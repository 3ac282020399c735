// SPDX-License-Identifier: GPL-3.0-or-later
// What people do with an order after it went: notes, the bin, corrections. None of it touches what was sent.
#include "ledger/ledgerwrite.h"
#include "ledger/writing.h"

#include <QCoreApplication>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Aftercare)
};

// The list goes to the vendor as it stands here, so it holds no amount that is none.
Done checkCorrection(const Correction& correction)
{
    if (correction.kind == CorrectionKind::None)
        return failure(Error::Code::BadInput, Words::tr("Nothing was corrected."));
    if (correction.kind != CorrectionKind::AmountChanged)
        return {};
    const auto amount = pixel::Amount::parse(correction.newAmount);
    if (amount && !amount->isNegative())
        return {};
    return failure(Error::Code::BadInput,
        Words::tr("New amount: expected a number like 1000.99, found \"%1\".").arg(correction.newAmount));
}

} // namespace

Result<QList<qint64>> Ledger::setNotes(const QList<NoteOfEvent>& notes, UtcMs now, const QString& agent)
{
    return write([&]() -> Result<QList<qint64>> {
        QList<qint64> noted;
        SQLite::Statement typed(db(), "DELETE FROM draft WHERE slot = :slot");
        for (const auto& [event, note] : notes) {
            const auto found = reader().event(event);
            if (!found)
                return tl::unexpected(found.error());
            typed.reset();
            bind(typed, ":slot", noteSlot(event));
            typed.exec();
            if (found->note == note)
                continue;
            writing::setNote(db(), event, note);
            writing::insertDecision(db(), event, {QStringLiteral("noted"), note, agent, now});
            noted << event;
        }
        return noted;
    });
}

Result<QList<qint64>> Ledger::setBinned(const QList<qint64>& events, bool binned, UtcMs now, const QString& agent)
{
    return write([&]() -> Result<QList<qint64>> {
        QList<qint64> moved;
        // What still has to go, or may have gone, must stay in sight.
        SQLite::Statement row(db(),
            binned ? "UPDATE event SET binned_ms = :at WHERE id = :id AND binned_ms IS NULL AND state NOT IN (1, 2, 5)"
                   : "UPDATE event SET binned_ms = NULL WHERE id = :id AND binned_ms IS NOT NULL");
        for (const qint64 event : events) {
            row.reset();
            if (binned)
                bind(row, ":at", now.value());
            bind(row, ":id", event);
            if (row.exec() == 0)
                continue;
            moved << event;
            const QString what = binned ? QStringLiteral("binned") : QStringLiteral("restored");
            writing::insertDecision(db(), event, {what, {}, agent, now});
        }
        return moved;
    });
}

Done Ledger::correct(qint64 event, const Correction& correction)
{
    if (Done ok = checkCorrection(correction); !ok)
        return ok;
    return write([&]() -> Done {
        const auto found = reader().event(event);
        if (!found)
            return tl::unexpected(found.error());
        const bool withdraws = correction.kind == CorrectionKind::Withdrawn;
        // Unknown may have arrived, so it may need correcting as well.
        const bool left = found->state == State::Delivered || found->state == State::Unknown;
        if (withdraws ? found->correction == CorrectionKind::None : !left)
            return failure(Error::Code::NotAllowed,
                withdraws ? Words::tr("Order %1 has no correction.").arg(found->orderId())
                          : Words::tr("Order %1 was not delivered, so there is nothing to correct: it is %2.")
                                .arg(found->orderId(), stateText(found->state)));
        Correction complete = correction;
        complete.oldAmount = found->fields.value(pixel::Field::Revenue);
        if (correction.kind != CorrectionKind::AmountChanged)
            complete.newAmount.clear();
        writing::insertCorrection(db(), event, complete);
        // Nobody knows whether it arrived; what its buyer does not want any more is not tried again by the schedule.
        if (correction.kind == CorrectionKind::Cancelled && found->state == State::Unknown) {
            writing::holdEvent(db(), event, Hold::Person, found->message);
            writing::insertDecision(db(), event, {QStringLiteral("held"), {}, correction.agent, correction.at});
        }
        return {};
    });
}

} // namespace rookery::ledger

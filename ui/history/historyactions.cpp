// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyactions.h"

#include "intake/command.h"
#include "ui/common/desk.h"
#include "ui/common/question.h"
#include "ui/common/words.h"
#include "ui/history/correctiondialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>

namespace rookery::ui {

namespace {

QList<qint64> idsOf(const Choice& choice)
{
    QList<qint64> ids;
    for (const ledger::EventRecord& event : choice)
        ids << event.id;
    return ids;
}

intake::Shell shellOf(Verb verb)
{
    return verb == Verb::CopyCmd ? intake::Shell::Cmd
        : verb == Verb::CopyBash ? intake::Shell::Bash
                                 : intake::Shell::PowerShell;
}

} // namespace

HistoryActions::HistoryActions(Desk& desk, QWidget* parent) : QObject(parent), m_desk(desk), m_parent(parent)
{
#ifdef Q_OS_WIN
    m_lastShell = Verb::CopyPowerShell;
#endif
}

bool HistoryActions::can(Verb verb, const Choice& choice) const
{
    switch (verb) {
    case Verb::Retry:
    case Verb::CancelOrder:
    case Verb::ResendAsNew:
    case Verb::Correct:
    case Verb::WithdrawCorrection:
    case Verb::MoveToBin:
    case Verb::Restore:
    case Verb::Note:
        return m_desk.isOpen() && !fitting(verb, choice).isEmpty();
    case Verb::Compare:
        return fitting(verb, choice).size() == 2;
    default:
        return !fitting(verb, choice).isEmpty();
    }
}

void HistoryActions::perform(Verb verb, const Choice& choice)
{
    if (!can(verb, choice))
        return;
    const Choice taken = fitting(verb, choice);
    switch (verb) {
    case Verb::Retry:
        retry(taken);
        break;
    case Verb::ResendAsNew:
        resendAsNew(taken.first());
        break;
    case Verb::EditCopy:
        Q_EMIT copyToEdit(taken.first());
        break;
    case Verb::CancelOrder:
        cancelOrders(taken);
        break;
    case Verb::MoveToBin:
    case Verb::Restore:
        setBinned(taken, verb == Verb::MoveToBin);
        break;
    case Verb::Correct:
        correct(taken.first());
        break;
    case Verb::WithdrawCorrection:
        withdraw(taken.first());
        break;
    case Verb::Note:
        note(taken);
        break;
    case Verb::Compare:
        Q_EMIT compareWanted(taken.last(), taken.first()); // the later one is A
        break;
    default:
        copyCommands(verb, taken);
        break;
    }
    if (const QString left = leftOutText(verb, choice); !left.isEmpty() && verb != Verb::Compare)
        Q_EMIT m_desk.said(tr("%Ln order(s). %1.", nullptr, int(taken.size())).arg(left), false);
}

void HistoryActions::tellFailure(const Done& done)
{
    if (!done)
        Q_EMIT told(Bar::Mood::Bad, done.error().sentence, {});
}

bool HistoryActions::maySendCorrected(const ledger::EventRecord& event) const
{
    if (event.correction == ledger::CorrectionKind::None)
        return true;
    //: %1 order ID, %2 such as "cancelled by the buyer"
    return askDeliberately(m_parent, tr("Corrected order"),
        tr("Order %1 carries a correction: %2. Sending it again may bring it back into reports.")
            .arg(event.orderId(), correctionWord(event.correction).toLower()),
        tr("Send it again"));
}

void HistoryActions::retry(const Choice& choice)
{
    const auto answer = [this](const Done& done) { tellFailure(done); };
    if (choice.size() > 1)
        return m_desk.ask(
            this, [ids = idsOf(choice)](engine::Engine& engine) { return engine.resendAll(ids); }, answer);
    const ledger::EventRecord& event = choice.first();
    if (!maySendCorrected(event))
        return;
    const bool despite = event.correction != ledger::CorrectionKind::None;
    m_desk.ask(
        this, [id = event.id, despite](engine::Engine& engine) { return engine.resend(id, despite); }, answer);
}

void HistoryActions::resendAsNew(const ledger::EventRecord& event)
{
    const bool despite = event.correction != ledger::CorrectionKind::None;
    if (!maySendCorrected(event))
        return;
    if (!askDeliberately(m_parent, tr("Resend as a new event"),
            earlierText(event, pixel::AmountStyle::Point) + u'\n' + tr("A second one is left out of reports."),
            tr("Resend as new event")))
        return;
    m_desk.ask(
        this, [id = event.id, despite](engine::Engine& engine) { return engine.confirmAsNew(id, despite); },
        [this](const Result<qint64>& id) {
            if (id)
                Q_EMIT openWanted(*id);
            else
                Q_EMIT told(Bar::Mood::Bad, id.error().sentence, {});
        });
}

void HistoryActions::cancelOrders(const Choice& choice)
{
    for (const ledger::EventRecord& event : choice)
        m_desk.tell([id = event.id](engine::Engine& engine) { return engine.cancel(id); });
}

void HistoryActions::setBinned(const Choice& choice, bool binned)
{
    const auto move = [this, ids = idsOf(choice)](bool in, const auto& then) {
        m_desk.ask(
            this, [ids, in](engine::Engine& engine) { return engine.setBinned(ids, in); },
            [this, then](const Result<QList<qint64>>& moved) {
                if (!moved)
                    Q_EMIT told(Bar::Mood::Bad, moved.error().sentence, {});
                else
                    then(*moved);
            });
    };
    move(binned, [this, binned, move](const QList<qint64>& moved) {
        const QString text = binned ? tr("%Ln order(s) moved to the bin.", nullptr, int(moved.size()))
                                    : tr("%Ln order(s) put back.", nullptr, int(moved.size()));
        Q_EMIT told(Bar::Mood::Calm, text, [move, binned] { move(!binned, [](const QList<qint64>&) {}); });
    });
}

void HistoryActions::correct(const ledger::EventRecord& event)
{
    CorrectionDialog dialog(
        event, m_desk.profile() ? m_desk.profile()->amountStyle : pixel::AmountStyle::Point, m_parent);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const auto record = [this, id = event.id](const ledger::Correction& correction, const auto& then) {
        m_desk.ask(
            this, [id, correction](engine::Engine& engine) { return engine.correct(id, correction); },
            [this, then](const Done& done) { done ? then() : tellFailure(done); });
    };
    record(dialog.correction(), [this, record, order = event.orderId()] {
        const auto undo = [record] {
            ledger::Correction withdrawn;
            withdrawn.kind = ledger::CorrectionKind::Withdrawn;
            record(withdrawn, [] {});
        };
        Q_EMIT told(Bar::Mood::Calm,
            tr("The correction of order %1 is on record. Nothing was sent: export the list of corrections for the "
               "vendor.")
                .arg(order),
            undo);
    });
}

void HistoryActions::withdraw(const ledger::EventRecord& event)
{
    ledger::Correction withdrawn;
    withdrawn.kind = ledger::CorrectionKind::Withdrawn;
    m_desk.ask(
        this, [id = event.id, withdrawn](engine::Engine& engine) { return engine.correct(id, withdrawn); },
        [this](const Done& done) { tellFailure(done); });
}

void HistoryActions::note(const Choice& choice)
{
    if (choice.size() == 1)
        return Q_EMIT noteWanted(); // the details have a place for it
    bool given = false;
    const QString text = QInputDialog::getMultiLineText(
        m_parent, tr("Note"), tr("For %Ln order(s):", nullptr, int(choice.size())), {}, &given);
    if (given)
        setNote(choice, text.trimmed());
}

void HistoryActions::setNote(const Choice& choice, const QString& note)
{
    const auto write = [this](const QList<qint64>& events, const QString& text, const auto& then) {
        m_desk.ask(
            this, [events, text](engine::Engine& engine) { return engine.setNote(events, text); },
            [this, then](const Done& done) { done ? then() : tellFailure(done); });
    };
    write(idsOf(choice), note, [this, write, note, choice] {
        // Each gets its own back.
        const auto undo = [write, choice] {
            for (const ledger::EventRecord& event : choice)
                write({event.id}, event.note, [] {});
        };
        Q_EMIT told(Bar::Mood::Calm, note.isEmpty() ? tr("The note is gone.") : tr("The note is saved."), undo);
    });
}

void HistoryActions::copyCommands(Verb verb, const Choice& choice)
{
    if (verb == Verb::CopyCommand)
        verb = m_lastShell;
    QStringList lines;
    for (const ledger::EventRecord& event : choice)
        lines << (verb == Verb::CopyUrl ? QString::fromUtf8(event.lastUrl)
                                        : intake::commandFor(shellOf(verb), event.lastUrl));
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    if (verb == Verb::CopyUrl)
        return Q_EMIT m_desk.said(tr("%Ln address(es) copied.", nullptr, int(lines.size())), false);
    m_lastShell = verb;
    Q_EMIT m_desk.said(
        tr("%Ln command(s) copied. Running one sends the same event again; the collector ignores a repeat.", nullptr,
            int(lines.size())),
        false);
}

} // namespace rookery::ui

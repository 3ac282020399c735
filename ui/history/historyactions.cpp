// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyactions.h"

#include "intake/command.h"
#include "ui/common/desk.h"
#include "ui/common/question.h"
#include "ui/common/retry.h"
#include "ui/common/words.h"
#include "ui/history/correctiondialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QPointer>

namespace rookery::ui {

namespace {

QList<qint64> idsOf(const QList<ledger::EventRecord>& events)
{
    QList<qint64> ids;
    for (const ledger::EventRecord& event : events)
        ids << event.id;
    return ids;
}

intake::Shell shellOf(Verb verb)
{
    return verb == Verb::CopyCmd ? intake::Shell::Cmd
        : verb == Verb::CopyBash ? intake::Shell::Bash
                                 : intake::Shell::PowerShell;
}

// In portions, one behind the other, so that sending goes on in between. `work(engine, portion)` gives those that it
// changed, `then(changed, done)` gets all of them: where it failed, those that were changed before. The work goes on
// where the window is made anew meanwhile; only `then` needs the one who asked.
template <typename Item, typename Work, typename Then>
void inPortions(Desk& desk, const QPointer<QObject>& asker, const QList<Item>& items, Work work, Then then,
    const QList<qint64>& before = {}, int most = engine::Engine::MostInOneGo)
{
    const QList<Item> portion = items.first(qMin(items.size(), qsizetype(most)));
    const QList<Item> rest = items.sliced(portion.size());
    desk.ask(
        &desk, [work, portion](engine::Engine& engine) { return work(engine, portion); },
        [&desk, asker, rest, work, then, before, most](const Result<QList<qint64>>& changed) {
            if (changed && !rest.isEmpty())
                return inPortions(desk, asker, rest, work, then, before + *changed, most);
            if (!asker && !changed)
                Q_EMIT desk.said(changed.error().sentence, true);
            if (asker && changed)
                then(before + *changed, Done());
            else if (asker)
                then(before, Done(tl::unexpected(changed.error())));
        });
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
        return m_desk.isOpen() && applies(verb, choice);
    default:
        return applies(verb, choice);
    }
}

void HistoryActions::perform(Verb verb, const Choice& choice)
{
    if (!can(verb, choice))
        return;
    const QList<ledger::EventRecord> taken = fitting(verb, choice);
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

void HistoryActions::retry(const QList<ledger::EventRecord>& events)
{
    const auto failed = [this](const Error& error) { tellFailure(tl::unexpected(error)); };
    if (events.size() > 1)
        return ui::retryAll(m_desk, this, events, failed);
    const ledger::EventRecord& event = events.first();
    if (maySendCorrected(event))
        ui::retry(m_desk, this, event, event.correction != ledger::CorrectionKind::None, failed);
}

void HistoryActions::resendAsNew(const ledger::EventRecord& event)
{
    const bool despite = event.correction != ledger::CorrectionKind::None;
    if (!maySendCorrected(event))
        return;
    if (!askBeforeSending(m_parent, {event.live, m_desk.colourOf(event.profile)},
            {.headline = tr("Resend as a new event?"),
                .facts = {{tr("Order"), event.orderId()}, {tr("Profile"), event.profile}},
                .text
                = earlierText(event, pixel::AmountStyle::Point) + u'\n' + tr("A second one is left out of reports.")},
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

void HistoryActions::cancelOrders(const QList<ledger::EventRecord>& events)
{
    if (events.size() == 1)
        return m_desk.tell([id = events.first().id](engine::Engine& engine) { return engine.cancel(id); });
    inPortions(
        m_desk, QPointer<QObject>(this), idsOf(events),
        [](engine::Engine& engine, const QList<qint64>& ids) { return engine.cancelAll(ids); },
        [this, wanted = events.size()](const QList<qint64>& cancelled, const Done& done) {
            const QString said = tr("%Ln order(s) cancelled.", nullptr, int(cancelled.size()));
            if (!done)
                Q_EMIT told(Bar::Mood::Bad, said + u' ' + done.error().sentence, {});
            else if (cancelled.size() < wanted)
                Q_EMIT told(Bar::Mood::Careful,
                    said + u' ' + tr("%Ln could not be taken back any more.", nullptr, int(wanted - cancelled.size())),
                    {});
            else
                Q_EMIT m_desk.said(said, false);
        },
        {}, engine::Engine::MostCancelled);
}

void HistoryActions::setBinned(const QList<ledger::EventRecord>& events, bool binned)
{
    const auto move = [this](const QList<qint64>& ids, bool in, const auto& then) {
        inPortions(
            m_desk, QPointer<QObject>(this), ids,
            [in](engine::Engine& engine, const QList<qint64>& portion) { return engine.setBinned(portion, in); }, then);
    };
    move(idsOf(events), binned, [this, binned, move](const QList<qint64>& moved, const Done& done) {
        const QString text = binned ? tr("%Ln order(s) moved to the bin.", nullptr, int(moved.size()))
                                    : tr("%Ln order(s) put back.", nullptr, int(moved.size()));
        Q_EMIT told(done ? Bar::Mood::Calm : Bar::Mood::Bad, done ? text : text + u' ' + done.error().sentence,
            [this, move, moved, binned] {
                move(moved, !binned, [this](const QList<qint64>&, const Done& undone) { tellFailure(undone); });
            });
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

void HistoryActions::note(const QList<ledger::EventRecord>& events)
{
    if (events.size() == 1)
        return Q_EMIT noteWanted(); // the details have a place for it
    bool given = false;
    const QString text = QInputDialog::getMultiLineText(
        m_parent, tr("Note"), tr("For %Ln order(s):", nullptr, int(events.size())), {}, &given);
    if (given)
        setNote(events, text.trimmed());
}

void HistoryActions::setNote(const QList<ledger::EventRecord>& events, const QString& note)
{
    const auto write = [this](const QList<ledger::NoteOfEvent>& notes, const auto& then) {
        inPortions(
            m_desk, QPointer<QObject>(this), notes,
            [](engine::Engine& engine, const QList<ledger::NoteOfEvent>& portion) { return engine.setNotes(portion); },
            then);
    };
    QList<ledger::NoteOfEvent> notes;
    QHash<qint64, QString> before;
    for (const ledger::EventRecord& event : events) {
        notes << ledger::NoteOfEvent{event.id, note};
        before.insert(event.id, event.note);
    }
    write(notes, [this, write, note, before](const QList<qint64>& changed, const Done& done) {
        // Each gets its own back.
        const auto undo = [this, write, changed, before] {
            QList<ledger::NoteOfEvent> own;
            for (const qint64 event : changed)
                own << ledger::NoteOfEvent{event, before.value(event)};
            write(own, [this](const QList<qint64>&, const Done& undone) { tellFailure(undone); });
        };
        if (done)
            Q_EMIT told(Bar::Mood::Calm, note.isEmpty() ? tr("The note is gone.") : tr("The note is saved."),
                changed.isEmpty() ? std::function<void()>() : undo);
        else
            Q_EMIT told(Bar::Mood::Bad, done.error().sentence, changed.isEmpty() ? std::function<void()>() : undo);
    });
}

void HistoryActions::copyCommands(Verb verb, const QList<ledger::EventRecord>& events)
{
    if (verb == Verb::CopyCommand)
        verb = m_lastShell;
    QStringList lines;
    for (const ledger::EventRecord& event : events)
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

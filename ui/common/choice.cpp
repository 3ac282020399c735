// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/choice.h"

#include "ui/common/look.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::Choice)
};

using ledger::EventRecord;
using ledger::State;

Choice those(const Choice& choice, const auto& fits)
{
    Choice found;
    std::copy_if(choice.begin(), choice.end(), std::back_inserter(found), fits);
    return found;
}

Choice onlyOne(const Choice& choice, const auto& fits) { return choice.size() == 1 ? those(choice, fits) : Choice(); }

bool has(const EventRecord& event, std::initializer_list<State> states)
{
    return std::find(states.begin(), states.end(), event.state) != states.end();
}

Choice retryable(const Choice& choice)
{
    const Choice missing = those(choice, [](const EventRecord& e) {
        return has(e, {State::Waiting, State::Refused, State::Unknown});
    });
    return missing.isEmpty() ? those(choice, [](const EventRecord& e) { return e.state == State::Delivered; })
                             : missing;
}

} // namespace

Choice fitting(Verb verb, const Choice& choice)
{
    const auto any = [](const EventRecord&) { return true; };
    const auto hasLeft = [](const EventRecord& e) { return !e.lastUrl.isEmpty(); };
    switch (verb) {
    case Verb::Retry:
        return retryable(choice);
    case Verb::CancelOrder:
        return those(
            choice, [](const EventRecord& e) { return ledger::next(e.state, ledger::Move::Cancel).has_value(); });
    case Verb::ResendAsNew:
        return onlyOne(choice, [](const EventRecord& e) { return has(e, {State::Delivered, State::Skipped}); });
    case Verb::EditCopy:
        return onlyOne(choice, any);
    case Verb::Correct:
        return onlyOne(choice, [](const EventRecord& e) { return has(e, {State::Delivered, State::Unknown}); });
    case Verb::WithdrawCorrection:
        return onlyOne(choice, [](const EventRecord& e) { return e.correction != ledger::CorrectionKind::None; });
    case Verb::MoveToBin:
        return those(choice, [](const EventRecord& e) {
            return !e.binned && !has(e, {State::Waiting, State::Sending, State::Unknown});
        });
    case Verb::Restore:
        return those(choice, [](const EventRecord& e) { return e.binned.has_value(); });
    case Verb::CopyUrl:
    case Verb::CopyCommand:
    case Verb::CopyPowerShell:
    case Verb::CopyCmd:
    case Verb::CopyBash:
        return those(choice, hasLeft);
    case Verb::Compare:
        return choice.size() == 2 ? those(choice, [](const EventRecord& e) { return !e.target.isEmpty(); }) : Choice();
    case Verb::Note:
    case Verb::CopyRows:
        return choice;
    default:
        return {};
    }
}

QString leftOutText(Verb verb, const Choice& choice)
{
    const Choice taken = fitting(verb, choice);
    QMap<QString, int> left;
    for (const EventRecord& event : choice) {
        if (std::none_of(taken.begin(), taken.end(), [&](const EventRecord& e) { return e.id == event.id; }))
            ++left[lookOf(event).word.toLower()];
    }
    QStringList parts;
    for (auto it = left.begin(); it != left.end(); ++it)
        //: %1 how many, %2 a state
        parts << Words::tr("%1 %2").arg(it.value()).arg(it.key());
    return parts.isEmpty() ? QString() : Words::tr("%1 left out").arg(parts.join(QStringLiteral(", ")));
}

QString verbText(Verb verb, const Choice& choice)
{
    const Choice taken = fitting(verb, choice);
    const bool several = choice.size() > 1;
    QString text;
    switch (verb) {
    case Verb::Retry: {
        const bool arrived = !taken.isEmpty() && taken.first().state == State::Delivered;
        const bool fresh = !taken.isEmpty()
            && std::all_of(taken.begin(), taken.end(), [](const EventRecord& e) { return e.attempts == 0; });
        text = arrived ? Words::tr("Resend") : fresh ? Words::tr("Send now") : Words::tr("Retry");
        break;
    }
    case Verb::EditCopy:
        text = !taken.isEmpty() && taken.first().state == State::Cancelled ? Words::tr("Reopen as draft...")
                                                                           : Words::tr("Edit a copy...");
        break;
    case Verb::ResendAsNew:
        return Words::tr("Resend as new event...");
    case Verb::Compare:
        return Words::tr("Compare");
    case Verb::CancelOrder:
        return several ? Words::tr("Cancel %1 waiting").arg(taken.size()) : Words::tr("Cancel order");
    case Verb::MoveToBin:
        return several ? Words::tr("Move %1 to the bin").arg(taken.size()) : Words::tr("Move to bin");
    case Verb::Restore:
        return several ? Words::tr("Put %1 back").arg(taken.size()) : Words::tr("Put back");
    case Verb::Note:
        return several ? Words::tr("Note for %1...").arg(taken.size()) : Words::tr("Note...");
    default:
        return {};
    }
    return several ? text + QStringLiteral(" %1").arg(taken.size()) : text;
}

} // namespace rookery::ui

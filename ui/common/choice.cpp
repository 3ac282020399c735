// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/choice.h"

#include "ui/common/look.h"

#include <QCoreApplication>
#include <QMap>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::Choice)
};

} // namespace

std::optional<engine::Deed> deedOf(Verb verb)
{
    switch (verb) {
    case Verb::Retry:
        return engine::Deed::Retry;
    case Verb::CancelOrder:
        return engine::Deed::Cancel;
    case Verb::ResendAsNew:
        return engine::Deed::ResendAsNew;
    case Verb::EditCopy:
        return engine::Deed::EditCopy;
    case Verb::Correct:
        return engine::Deed::Correct;
    case Verb::WithdrawCorrection:
        return engine::Deed::WithdrawCorrection;
    case Verb::MoveToBin:
        return engine::Deed::MoveToBin;
    case Verb::Restore:
        return engine::Deed::Restore;
    case Verb::CopyUrl:
    case Verb::CopyCommand:
    case Verb::CopyPowerShell:
    case Verb::CopyCmd:
    case Verb::CopyBash:
        return engine::Deed::CopyAddress;
    case Verb::Compare:
        return engine::Deed::Compare;
    case Verb::Note:
        return engine::Deed::Note;
    default:
        return std::nullopt;
    }
}

bool applies(Verb verb, const Choice& choice)
{
    const auto deed = deedOf(verb);
    return deed && engine::applies(*deed, choice);
}

Choice fitting(Verb verb, const Choice& choice)
{
    const auto deed = deedOf(verb);
    return deed ? engine::fitting(*deed, choice) : Choice();
}

QString leftOutText(Verb verb, const Choice& choice)
{
    const auto deed = deedOf(verb);
    QMap<QString, int> left;
    const Choice others = deed ? engine::leftOut(*deed, choice) : Choice();
    for (const ledger::EventRecord& event : others)
        ++left[lookOf(event).word.toLower()];
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
        const engine::RetryKind kind = engine::retryKindOf(choice);
        text = kind == engine::RetryKind::Resend ? Words::tr("Resend")
            : kind == engine::RetryKind::SendNow ? Words::tr("Send now")
                                                 : Words::tr("Retry");
        break;
    }
    case Verb::EditCopy:
        text = !taken.isEmpty() && taken.first().state == ledger::State::Cancelled ? Words::tr("Reopen as draft...")
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

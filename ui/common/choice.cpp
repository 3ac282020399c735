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
    return deed && choice.count(*deed) > 0;
}

QList<ledger::EventRecord> fitting(Verb verb, const Choice& choice)
{
    const auto deed = deedOf(verb);
    return deed ? engine::fitting(*deed, choice) : QList<ledger::EventRecord>();
}

QString leftOutText(Verb verb, const Choice& choice)
{
    const auto deed = deedOf(verb);
    if (!deed || choice.count(*deed) == choice.size())
        return {};
    QMap<QString, int> left;
    for (const ledger::EventRecord& event : choice.events()) {
        if (!choice.takes(*deed, event))
            ++left[lookOf(event).word.toLower()];
    }
    QStringList parts;
    for (auto it = left.begin(); it != left.end(); ++it)
        //: %1 how many, %2 a state
        parts << Words::tr("%1 %2").arg(it.value()).arg(it.key());
    return Words::tr("%1 left out").arg(parts.join(QStringLiteral(", ")));
}

QString verbText(Verb verb, const Choice& choice)
{
    const auto deed = deedOf(verb);
    if (!deed)
        return {};
    const bool several = choice.size() > 1;
    const auto counted = [several, count = choice.count(*deed)](
                             const QString& one, const QString& many) { return several ? many.arg(count) : one; };
    switch (*deed) {
    case engine::Deed::Retry:
        switch (choice.retryKind()) {
        case Choice::RetryKind::Resend:
            return counted(Words::tr("Resend"), Words::tr("Resend %1"));
        case Choice::RetryKind::SendNow:
            return counted(Words::tr("Send now"), Words::tr("Send %1 now"));
        case Choice::RetryKind::Retry:
            return counted(Words::tr("Retry"), Words::tr("Retry %1"));
        }
        Q_UNREACHABLE();
    case engine::Deed::EditCopy:
        return choice.size() == 1 && choice.first().state == ledger::State::Cancelled ? Words::tr("Reopen as draft...")
                                                                                      : Words::tr("Edit a copy...");
    case engine::Deed::ResendAsNew:
        return Words::tr("Resend as new event...");
    case engine::Deed::Compare:
        return Words::tr("Compare");
    case engine::Deed::Cancel:
        return counted(Words::tr("Cancel order"), Words::tr("Cancel %1"));
    case engine::Deed::MoveToBin:
        return counted(Words::tr("Move to bin"), Words::tr("Move %1 to the bin"));
    case engine::Deed::Restore:
        return counted(Words::tr("Put back"), Words::tr("Put %1 back"));
    case engine::Deed::Note:
        return counted(Words::tr("Note..."), Words::tr("Note for %1..."));
    default:
        return {};
    }
}

} // namespace rookery::ui

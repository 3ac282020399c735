// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/world.h"

#include <QCoreApplication>
#include <QLocale>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::World)
};

constexpr qint64 MsPerMinute = 60'000;
constexpr int NotableMinutes = 5;
using Weight = WorldState::Weight;

void addStops(const World& world, QList<WorldState>& states)
{
    if (world.paused.isEmpty())
        return;
    const bool all = world.paused.contains(QString());
    states << WorldState{Weight::Careful,
        all ? Words::tr("All sending is stopped. Orders are saved and wait.")
            : Words::tr("Sending is stopped for %1. Its orders wait.").arg(world.paused.join(QLatin1StringView(", "))),
        {Remedy::GoOnSending}, world.paused};
}

void addNetwork(const World& world, QList<WorldState>& states)
{
    if (world.online.has_value() && !*world.online) {
        states << WorldState{Weight::Careful,
            world.waiting > 0 ? Words::tr("Offline. %Ln order(s) will go when you are back.", nullptr, world.waiting)
                              : Words::tr("Offline. Orders are saved and will go when you are back."),
            world.waiting > 0 ? QList{Remedy::ShowWaiting} : QList<Remedy>(), {}};
        return; // then no server answers, and each of them need not be named
    }
    // One sentence for all of them: the strip shows one, and whoever reads it must not take the others for well.
    QStringList profiles;
    int waiting = 0;
    for (const QString& profile : world.silent) {
        const int own = world.waitingOf.value(profile);
        if (own == 0)
            continue;
        profiles << profile;
        waiting += own;
    }
    if (profiles.isEmpty())
        return;
    const QString said = profiles.size() == 1
        //: %1 is a profile
        ? Words::tr(
            "Nothing gets through to the server of %1. %Ln order(s) will be tried again by itself.", nullptr, waiting)
        //: %1 are profiles: "ACME UK, Outlet"
        : Words::tr("Nothing gets through to the servers of %1. %Ln order(s) will be tried again by themselves.",
            nullptr, waiting);
    states << WorldState{
        Weight::Careful, said.arg(profiles.join(QLatin1StringView(", "))), {Remedy::ShowWaiting}, profiles};
}

void addClock(const World& world, QList<WorldState>& states)
{
    const int minutes = int(world.clockAheadMs / MsPerMinute);
    if (qAbs(minutes) < NotableMinutes)
        return;
    const QString wrong = minutes > 0
        ? Words::tr("This computer's clock is %Ln minute(s) fast, so order times will be wrong.", nullptr, minutes)
        : Words::tr("This computer's clock is %Ln minute(s) slow, so order times will be wrong.", nullptr, -minutes);
    if (world.hasClockSettings)
        states << WorldState{Weight::Careful, wrong, {Remedy::ClockSettings}, {}};
    else
        //: %1 is a sentence
        states << WorldState{Weight::Careful,
            Words::tr("%1 Set it in the date and time settings of this computer, or ask IT to.").arg(wrong), {}, {}};
}

} // namespace

bool isSendingOff(const World& world) { return !world.closed.isEmpty() || !world.trouble.isEmpty(); }

QString heldUpText(const World& world, const QString& profile)
{
    if (isSendingOff(world))
        return Words::tr("sending is off");
    if (world.paused.contains(QString()) || world.paused.contains(profile))
        return Words::tr("waits (stopped)");
    return world.online.value_or(true) ? QString() : Words::tr("waits (offline)");
}

QString heldUpSentence(const World& world, const QString& profile)
{
    if (isSendingOff(world))
        return Words::tr("It is saved. It goes when sending is on again.");
    if (world.paused.contains(QString()) || world.paused.contains(profile))
        return Words::tr("It is saved and goes when sending is resumed.");
    return world.online.value_or(true) ? QString() : Words::tr("It is saved and goes when the network is back.");
}

Line lineTo(const World& world, const QString& profile)
{
    if (isSendingOff(world))
        return Line::Off;
    if (!world.online.value_or(true))
        return Line::Offline;
    if (world.paused.contains(QString()) || world.paused.contains(profile))
        return Line::Stopped;
    if (world.unanswered.contains(profile))
        return Line::NoAnswer;
    if (world.silent.contains(profile))
        return Line::Blocked;
    return world.online ? Line::Online : Line::Unsaid;
}

QList<WorldState> statesOf(const World& world)
{
    QList<WorldState> states;
    if (!world.closed.isEmpty() && world.newer)
        states << WorldState{Weight::Bad,
            //: %1 is a sentence
            Words::tr("%1 Update Rookery on this computer, or open another folder.").arg(world.closed),
            {Remedy::OtherLedger}, {}};
    else if (!world.closed.isEmpty() && world.rescued)
        states << WorldState{Weight::Bad, Words::tr("%1 Go on sends again.").arg(world.closed), {Remedy::GoOn}, {}};
    else if (!world.closed.isEmpty())
        states << WorldState{Weight::Bad,
            world.unsavable ? world.closed
                            : Words::tr("Sending is off: every order must be recorded first. %1").arg(world.closed),
            {Remedy::OpenAgain, Remedy::OtherFolder}, {}};
    if (!world.trouble.isEmpty())
        states << WorldState{Weight::Bad,
            //: %1 is a sentence, such as "The disk is full."
            world.unsavable
                ? world.trouble
                : Words::tr("%1 Sending is off until it can: every order must be recorded first.").arg(world.trouble),
            {Remedy::RecordAgain, Remedy::OtherFolder}, {}};
    if (!world.brokenOff.isEmpty())
        states << WorldState{Weight::Bad,
            //: %1 is a file, or what rows were pasted as
            Words::tr("The program ended while %1 was being sent. Not all of its rows may have gone.")
                .arg(world.brokenOff),
            {Remedy::ShowBatch}, {}};
    addStops(world, states);
    if (world.lowDisk)
        states << WorldState{Weight::Careful,
            Words::tr("The disk is nearly full: %1 left. Without room no order can be recorded.")
                .arg(QLocale().formattedDataSize(*world.lowDisk, 0, QLocale::DataSizeSIFormat)),
            {}, {}};
    for (const QString& why : world.badProfiles)
        states << WorldState{Weight::Careful,
            //: %1 is a sentence that names the file
            Words::tr("A profile can't be read, so its orders wait. Import it again, or mend the file: %1").arg(why),
            {Remedy::Settings}, {}};
    addNetwork(world, states);
    addClock(world, states);
    if (!world.backUpFailure.isEmpty())
        states << WorldState{Weight::Careful, world.backUpFailure, {Remedy::BackUp}, {}};
    return states;
}

QString remedyText(Remedy remedy)
{
    switch (remedy) {
    case Remedy::OpenAgain:
    case Remedy::RecordAgain:
    case Remedy::BackUp:
        return Words::tr("Try again");
    case Remedy::GoOn:
        return Words::tr("Go on");
    case Remedy::OtherFolder:
        return Words::tr("Choose folder...");
    case Remedy::OtherLedger:
        return Words::tr("Open another...");
    case Remedy::GoOnSending:
        return Words::tr("Resume sending");
    case Remedy::ShowBatch:
        return Words::tr("Show the batch");
    case Remedy::ShowWaiting:
        return Words::tr("Show them");
    case Remedy::ClockSettings:
        return Words::tr("Open clock settings");
    case Remedy::Settings:
        return Words::tr("Open settings");
    case Remedy::None:
        break;
    }
    return {};
}

} // namespace rookery::ui

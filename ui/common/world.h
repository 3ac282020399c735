// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace rookery::ui {

/// What keeps orders from going, or may soon: facts, as the parts of the program report them.
struct World {
    QString closed;                ///< why the ledger could not be opened; empty: it is open
    bool unsavable = false;        ///< `closed` or `trouble` says itself that sending is off
    bool rescued = false;          ///< it was damaged, and opens without what could not be read
    bool newer = false;            ///< a newer version of this program made it
    QString trouble;               ///< why outcomes can't be recorded at the moment
    QStringList paused;            ///< profiles whose sending somebody stopped; an empty name: all
    std::optional<bool> online;    ///< nothing: the system does not say
    QStringList silent;            ///< profiles whose circuit is open
    QStringList unanswered;        ///< profiles whose last request went without an answer
    qint64 clockAheadMs = 0;       ///< this computer's clock minus a server's
    std::optional<qint64> lowDisk; ///< bytes that are free, if that is little
    QStringList badProfiles;       ///< why a profile could not be read, for each of them
    QString brokenOff;     ///< a batch that was being accepted when the program ended, and nobody has seen since
    QString backUpFailure; ///< why the last back-up could not be made
    bool hasClockSettings = false; ///< the desktop has a place where a person can set the clock

    // How many orders wait to go by themselves, counted while there is something to say about them.
    int waiting = 0;
    QMap<QString, int> waitingOf; ///< of those in `silent`

    bool operator==(const World&) const = default;
};

/// Nothing can be recorded, so nothing may be sent.
[[nodiscard]] bool isSendingOff(const World& world);

/// `waits (offline)`, `waits (stopped)`: why what goes by itself to this profile does not go now. Empty:
/// it does.
[[nodiscard]] QString heldUpText(const World& world, const QString& profile);
/// The same as a sentence of an order: "It is saved and goes when sending is resumed." Empty as well.
[[nodiscard]] QString heldUpSentence(const World& world, const QString& profile);

/// What is known of the way to a server.
enum class Line { Unsaid, Online, NoAnswer, Blocked, Stopped, Offline, Off };
/// To that of this profile: a network alone is no answer.
[[nodiscard]] Line lineTo(const World& world, const QString& profile);

/// What a person can do about it.
enum class Remedy {
    None,
    OpenAgain,
    GoOn,
    RecordAgain,
    OtherFolder,
    OtherLedger,
    GoOnSending,
    ShowBatch,
    ShowWaiting,
    BackUp,
    ClockSettings,
    Settings
};

/// One thing to know about the world.
struct WorldState {
    enum class Weight { Careful, Bad };

    Weight weight = Weight::Careful;
    QString sentence;
    QList<Remedy> remedies; ///< the first one before all
    QStringList profiles;   ///< that the remedies are about; none: all

    bool operator==(const WorldState&) const = default;
};

/// What is true of this world, the most important first; empty: nothing needs to be said. Pure (UX.md §9).
[[nodiscard]] QList<WorldState> statesOf(const World& world);
[[nodiscard]] QString remedyText(Remedy remedy);

} // namespace rookery::ui

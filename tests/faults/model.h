// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/state.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>

#include <optional>

/// BEHAVIOUR.md once more, in memory and without a thought for speed: what ledger and sender must come to. All times
/// are ms.
namespace model {

using rookery::ledger::Hold;
using rookery::ledger::State;

struct Order {
    qint64 id = 0;
    QByteArray eventId;
    QString orderId;
    QString profile;
    State state = State::Waiting;
    State before = State::Waiting; ///< while sending
    int owner = 0;                 ///< while sending
    Hold hold = Hold::None;
    QByteArray target; ///< empty until it was first taken
    int attempts = 0;
    int failures = 0; ///< in a row
    qint64 due = 0;
    std::optional<qint64> unanswered; ///< since when
    QString leftHost;
    std::optional<qint64> triedFrom; ///< the profile's running time when it was first taken
    qint64 taken = 0;                ///< while sending: when
    QString takenFor;                ///< while sending: the host
    qint64 tried = 0;                ///< while sending: how long until then

    [[nodiscard]] bool isOpen() const { return state == State::Waiting || state == State::Unknown; }
};

/// The settings by which an order leaves.
struct Profile {
    QString host;
    bool isThere = true;
};

/// What somebody asks for.
struct Ask {
    QString profile; ///< with `only` empty
    QList<qint64> only;
    int limit = 1;
    qint64 after = 0;
    bool ignoreDue = false;
    bool includeHeld = false;
    [[nodiscard]] bool isByPerson() const { return !only.isEmpty() || includeHeld; }
};

/// The rows of the table of outcomes.
enum class Came {
    Image,     ///< 2xx
    WebPage,   ///< 2xx with HTML
    Redirect,  ///< 3xx
    Refusal,   ///< 4xx
    Busy,      ///< 5xx, 429
    BusyTwice, ///< 503 to the second copy of a request that left twice
    Nobody,    ///< nobody listens
    Offline,   ///< no such host
    Insecure,  ///< a certificate that is none
    SignIn,    ///< the proxy's
    Silence,
    Reset,
    Half, ///< of an answer
};
[[nodiscard]] bool leaves(Came came);
[[nodiscard]] bool isNetworkThere(Came came);

class Desk {
public:
    QMap<QString, Profile> profiles;
    QSet<QString> paused; ///< empty name: all
    QList<Order> orders;  ///< by ID, from 1

    Order& of(qint64 id) { return orders[id - 1]; }

    /// Those that must be taken now, in this order; whoever may not is held.
    [[nodiscard]] QList<qint64> take(const Ask& ask, qint64 now, qint64 dueBy, int owner);
    void complete(qint64 id, Came came, qint64 now, qint64 delay, qint64 due);
    /// This one is gone, and somebody looked.
    void recover(int owner);
    [[nodiscard]] std::optional<qint64> nextDue(const QString& profile) const;
    [[nodiscard]] QSet<QString> atWork() const;
    void countRunning(const QString& profile, qint64 now);
    void makeDue(const QString& profile);
    void makeDue(const QList<qint64>& ids);
    void releaseProfileHolds();
    [[nodiscard]] qint64 tried(const Order& order) const;

private:
    struct Running {
        qint64 ms = 0;
        qint64 countedTo = 0;
    };

    [[nodiscard]] bool isPaused(const QString& profile) const;
    [[nodiscard]] Hold mayNot(const Order& order, bool byPerson, qint64 now) const;
    static void settle(Order& order, State state, bool lost);

    QMap<QString, Running> m_running;
};

} // namespace model

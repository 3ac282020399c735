// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ledger/record.h"

#include <QHash>
#include <QSet>

namespace rookery::ui {

/// Accepted orders that do not go on without a person: refused, or held for a reason that only a person can judge
/// (BEHAVIOUR.md §Retries). Remembers which of them nobody has seen yet. Says how many, never which: a notice may
/// stand on a screen that others see.
class Attention final {
public:
    struct Notice {
        QString title;
        QString text;
        ledger::Standing standing = ledger::Standing::Any; ///< where most of them are found
        bool operator==(const Notice&) const = default;
    };

    [[nodiscard]] static bool needsPerson(const ledger::EventRecord& event);

    /// Orders as they are now; `seen`: somebody looks at the window.
    /// True: one of them needs a person that did not before.
    bool take(const QList<ledger::EventRecord>& events, bool seen);
    /// Somebody looks at the window.
    void see();
    /// What was not told yet, in one notice for all that nobody has seen; nothing: nothing is new.
    [[nodiscard]] std::optional<Notice> tell();

private:
    struct Need {
        ledger::State state = ledger::State::Waiting;
        ledger::Hold hold = ledger::Hold::None;
        bool operator==(const Need&) const = default;
    };
    QHash<qint64, Need> m_known;
    QSet<qint64> m_unseen;
    bool m_news = false;
};

} // namespace rookery::ui

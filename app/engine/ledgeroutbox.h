// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/outbox.h"
#include "engine/clock.h"
#include "ledger/ledger.h"
#include "profile/profile.h"

#include <QMap>

namespace rookery::engine {

/// The ledger as the dispatcher sees it: decides which profile's settings an event leaves by, and whether it may.
class LedgerOutbox final : public delivery::Outbox {
public:
    LedgerOutbox(ledger::Ledger& ledger, const Clock& clock);

    /// The settings that count from now on. The names of those that are new, gone or not what they were.
    QStringList setProfiles(const QList<profile::Profile>& profiles);
    /// Recorded with each attempt from now on: who, and why (`send`, `schedule`, `deliver`, `resend`).
    void setCause(const QString& cause, const QString& agent);

    [[nodiscard]] QList<Line> lines() const override;
    [[nodiscard]] Result<delivery::Haul> take(const delivery::Wanted& wanted) override;
    [[nodiscard]] Done record(const QList<delivery::Report>& reports) override;
    [[nodiscard]] Result<std::optional<UtcMs>> nextDue(const QString& line) const override;
    [[nodiscard]] UtcMs now() const override { return m_clock.utc(); }
    [[nodiscard]] UtcMs scheduleNow() const override;
    [[nodiscard]] std::chrono::milliseconds steady() const override { return m_clock.steady(); }

private:
    [[nodiscard]] ledger::Clearance clear(
        const ledger::EventRecord& event, const ledger::Trail& trail, bool byPerson) const;

    ledger::Ledger& m_ledger;
    const Clock& m_clock;
    QMap<QString, profile::Profile> m_profiles;
    QString m_cause = QStringLiteral("schedule");
    QString m_agent;
    UtcMs m_startUtc;
    std::chrono::milliseconds m_startSteady;
};

} // namespace rookery::engine

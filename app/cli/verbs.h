// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/desk.h"

#include <CLI/CLI.hpp>

/// One function a group of verbs: declares them, and when one is chosen puts what it does into desk.run.
namespace rookery::cli {

void addProfileVerbs(CLI::App& app, Desk& desk); ///< profile add, list, show, remove
void addUrlVerbs(CLI::App& app, Desk& desk);     ///< preview, decode
void addSendingVerbs(CLI::App& app, Desk& desk); ///< send, deliver, resend, pause, resume
void addImportVerb(CLI::App& app, Desk& desk);   ///< import
void addWatchVerb(CLI::App& app, Desk& desk);    ///< watch
void addHistoryVerb(CLI::App& app, Desk& desk);
void addCorrectionsVerb(CLI::App& app, Desk& desk);
void addLedgerVerbs(CLI::App& app, Desk& desk);   ///< ledger backup, check, stats and those of the next ones
void addRestoreVerb(CLI::App& group, Desk& desk); ///< ledger restore
void addPurgeVerbs(CLI::App& group, Desk& desk);  ///< ledger purge, archive
void addJournalVerb(CLI::App& group, Desk& desk); ///< ledger journal
void addPersonVerbs(CLI::App& app, Desk& desk);   ///< person export, erase
void addPracticeVerb(CLI::App& app, Desk& desk);

/// Says so where it can't be written, and changes nothing of what was done: who may only look may still look.
void noteInJournal(const Desk& desk, const QString& what, const QJsonObject& detail);

/// `--profile --set --at --order-time --event-id`, of preview and send.
struct OrderOptions {
    std::string profile;
    std::vector<std::string> values;
    std::string at;
    std::string orderTime;
    std::string eventId;

    void addTo(CLI::App& verb);
    /// BadInput: an unknown key, a key twice, a time that is no number.
    [[nodiscard]] Result<engine::Order> read() const;
};

} // namespace rookery::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QWidget>

class QHBoxLayout;

namespace rookery::ui {

/// What may help where sending again alone does not.
enum class Advice { CheckProfile, NetworkSettings, OpenBrowser, CopyForIt, CopyForAnalyst };

/// By what the last attempt got, the best one first (UX.md §9); `last`: none was made, or none has ended.
[[nodiscard]] QList<Advice> adviceFor(
    const ledger::EventRecord& event, const std::optional<ledger::AttemptRecord>& last);
/// Why the last of these failed; empty: it did not, or there is none.
[[nodiscard]] QString lastReason(const QList<ledger::AttemptRecord>& attempts);
[[nodiscard]] QString adviceText(Advice advice);

/// For those who look after the network: server, what failed and when. Nothing of the order.
[[nodiscard]] QString reportForIt(const ledger::EventRecord& event, const ledger::AttemptRecord& attempt);
/// For those who look after the account: that, the order's numbers and the address without personal IDs.
[[nodiscard]] QString reportForAnalyst(const ledger::EventRecord& event, const ledger::AttemptRecord& attempt);

/// A button for each advice. Gone where there is none.
class AdviceRow final : public QWidget {
    Q_OBJECT

public:
    explicit AdviceRow(QWidget* parent = nullptr);

    void show(const ledger::EventRecord& event, const QList<ledger::AttemptRecord>& attempts);

Q_SIGNALS:
    void profileWanted(const QString& name);
    /// For the status bar.
    void said(const QString& sentence);

private:
    void follow(Advice advice);

    QHBoxLayout* m_layout;
    QWidgetList m_buttons;
    QList<Advice> m_shown;
    std::optional<Advice> m_first; // the primary button
    ledger::EventRecord m_event;
    std::optional<ledger::AttemptRecord> m_last;
};

} // namespace rookery::ui

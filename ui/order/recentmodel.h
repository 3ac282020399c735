// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "ui/history/countdown.h"

#include <QAbstractListModel>

namespace rookery::ui {

/// A handful of orders, newest first; those of another profile than the chosen one say so.
class RecentModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRecords(const QList<ledger::EventRecord>& records);
    void setProfile(const QString& chosen);
    /// What keeps a profile's orders from going: a few words, and a sentence.
    void setHeldUp(const HeldUp& words, const HeldUp& sentence);
    [[nodiscard]] const ledger::EventRecord& record(int row) const { return m_records[row]; }
    /// Its profile, where that is another than the chosen one.
    [[nodiscard]] QString otherProfile(int row) const;

    /// That it goes again by itself after a try that failed, or what it waits for; empty: no, it needs a person or
    /// none.
    [[nodiscard]] QString againText(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<ledger::EventRecord> m_records;
    QString m_chosen;
    HeldUp m_heldUp;
    HeldUp m_heldUpSentence;
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QWidget>

class QListView;

class QLabel;

namespace rookery::ui {

class Desk;
class RecentModel;

/// The last few orders beside the form, so that nobody wonders what became of the one just sent.
class RecentPanel final : public QWidget {
    Q_OBJECT

public:
    explicit RecentPanel(Desk& desk, QWidget* parent = nullptr);

    void refresh();
    /// As high as all that it shows: it does not scroll by itself.
    void setWhole(bool whole);
    /// The order that has the keys.
    [[nodiscard]] std::optional<ledger::EventRecord> current() const;

Q_SIGNALS:
    void opened(qint64 event);
    /// Another order has the keys, or none, or something became of it.
    void moved();

private:
    void followProfile();
    void fitList();
    void showRecords(const QList<ledger::EventRecord>& records);

    Desk& m_desk;
    QLabel* m_title;
    RecentModel* m_model;
    QListView* m_list;
    QLabel* m_empty;
    bool m_whole = false;
};

} // namespace rookery::ui

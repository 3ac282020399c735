// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/reader.h"

#include <QWidget>

class QListWidget;

namespace rookery::ui {

class Desk;

/// Orders that were saved for later, oldest first. Hidden while there is none.
class ParkedPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ParkedPanel(Desk& desk, QWidget* parent = nullptr);

    void refresh();
    [[nodiscard]] bool isEmpty() const { return m_parked.isEmpty(); }
    [[nodiscard]] int count() const { return int(m_parked.size()); }
    void takeFocus();

Q_SIGNALS:
    void opened(const rookery::ledger::Draft& draft);
    void discarded(const rookery::ledger::Draft& draft);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Desk& m_desk;
    QList<ledger::Draft> m_parked;
    QListWidget* m_list;
};

} // namespace rookery::ui

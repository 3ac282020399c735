// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ledger/reader.h"
#include "ledger/searchtext.h"
#include "ui/history/historyfetcher.h"

#include <QTimeZone>
#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace rookery::ui {

class Desk;
class FlowLayout;
class Remark;

/// The head of the history: what to look for, which states, and how many there are. Everything but the states can be
/// typed; what is picked from the menus becomes text, so that people learn it.
class HistoryFinder final : public QWidget {
    Q_OBJECT

public:
    explicit HistoryFinder(Desk& desk, QWidget* parent = nullptr);

    void takeFocus();
    /// All orders of this standing, whatever was searched for.
    void find(ledger::Standing standing, const QString& within = {});
    void search(const QString& text);
    [[nodiscard]] QString text() const;
    /// The present search whatever the state and the day.
    [[nodiscard]] ledger::HistoryQuery wider() const;
    /// Takes states and days away, and leaves the rest of the search as it is.
    void widen();
    /// Nothing can be read: there is nothing to look for, and no number that would be true.
    void setReadable(bool readable);
    /// `read` rows are there; nothing is known of more until the count comes.
    void showCount(int read, const std::optional<HistoryCount>& count, bool reading, Grouping grouping);

Q_SIGNALS:
    void changed(const rookery::ledger::HistoryQuery& query);
    void groupingWanted(rookery::ui::Grouping grouping);
    /// Enter or Down: on to the list.
    void left();
    void exportWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QLayout* makeSearch();
    void makeChips();
    static void makeSlimChip(QPushButton* chip);
    void addGrouping(FlowLayout* chips);
    void fillSaved();
    void fillFilters();
    void addPart(const QString& part);
    void togglePart(const QString& part, bool on);
    void saveSearch();
    void pick(ledger::Standing standing);
    void light(const ledger::HistoryQuery& query);
    [[nodiscard]] ledger::SearchText read(const QString& text) const;
    void showRemark(const QStringList& problems);
    void tell();

    Desk& m_desk;
    QLineEdit* m_search;
    QPushButton* m_saved;
    QPushButton* m_filters;
    QPushButton* m_export;
    QWidget* m_chipRow;
    QButtonGroup* m_chips;
    ledger::Standing m_standing = ledger::Standing::Any; // by a chip; what is typed goes beside it
    QPushButton* m_today;
    QPushButton* m_bin;
    Remark* m_problem;
    QLabel* m_count;
    QTimer m_typing;
};

} // namespace rookery::ui

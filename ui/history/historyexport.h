// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "pixel/amountstyle.h"
#include "ui/common/bar.h"

#include <QObject>

namespace rookery::ui {

class Desk;
class Exporter;

/// What of the history is to leave the program.
struct ToExport {
    ledger::HistoryQuery query;
    int orders = 0;
    QList<int> columns; ///< of HistoryColumn, as they are shown
    pixel::AmountStyle style = pixel::AmountStyle::Point;
};

/// Asks how and where to, writes the file in the background, and says how far it is and what became of it.
class HistoryExport final : public QObject {
    Q_OBJECT

public:
    /// Questions are asked over `parent`.
    HistoryExport(Desk& desk, QWidget* parent);

    void exportShown(const ToExport& what);
    void exportCorrections();
    /// The present one leaves no file.
    void giveUp();
    [[nodiscard]] bool isRunning() const;

Q_SIGNALS:
    void progressed(const QString& text);
    void told(rookery::ui::Bar::Mood mood, const QString& text);
    /// isRunning() may be another.
    void changed();

private:
    Desk& m_desk;
    QWidget* m_parent;
    Exporter* m_exporter;
};

} // namespace rookery::ui

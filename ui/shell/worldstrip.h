// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/world.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace rookery::ui {

class Remark;

/// The one line that says what keeps orders from going: the most important thing with what can be done about it, and
/// how many more there are. There as long as it holds; takes no focus.
class WorldStrip final : public QWidget {
    Q_OBJECT

public:
    explicit WorldStrip(QWidget* parent = nullptr);

    void show(const QList<WorldState>& states);
    /// What it says; empty: nothing.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void wanted(rookery::ui::Remedy remedy, const QStringList& profiles);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addButton(const QString& text, Remedy remedy, const QStringList& profiles);
    void addMore();

    QList<WorldState> m_states;
    QHBoxLayout* m_layout;
    Remark* m_remark;
    QWidgetList m_buttons;
};

} // namespace rookery::ui

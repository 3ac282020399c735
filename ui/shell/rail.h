// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

class QAction;
class QVBoxLayout;

namespace rookery::ui {

/// The pages, one under the other on the left, with their keys; tools at its foot.
class Rail final : public QWidget {
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    void addPage(QAction* action, const QString& icon);
    void addTool(QAction* action, const QString& icon);
    void setCurrent(QAction* action);
    /// Icons only, where the pages need the room; the words are in the tool tips.
    void setBrief(bool brief);
    /// A low window: the entries stand as close as they can.
    void setLow(bool low);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_pages;
    QVBoxLayout* m_tools;
    QHash<QAction*, QWidget*> m_entries;
    QWidgetList m_all;
};

} // namespace rookery::ui

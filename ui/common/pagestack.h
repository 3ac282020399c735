// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace rookery::ui {

/// Shows one page at a time, and needs no more room than that page at the least: a QStackedWidget asks for as much as
/// its largest page would like, which makes a scroll area around it scroll for pages that nobody sees.
class PageStack final : public QWidget {
    Q_OBJECT

public:
    explicit PageStack(QWidget* parent = nullptr);

    /// The first one is shown.
    void addPage(QWidget* page);
    void setCurrentIndex(int index);
    void setCurrentPage(QWidget* page);
    [[nodiscard]] QWidget* currentPage() const { return m_current; }

private:
    QWidgetList m_pages;
    QWidget* m_current = nullptr;
};

} // namespace rookery::ui

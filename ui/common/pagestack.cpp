// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/pagestack.h"

#include <QVBoxLayout>

#include <algorithm>

namespace rookery::ui {

namespace {

/// Wrapped text is not asked how high it would like to be: a page has what is there, and scrolls inside.
class LeastLayout final : public QVBoxLayout {
public:
    using QVBoxLayout::QVBoxLayout;
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

// Otherwise it would go to whatever comes next in the window.
void takeFocus(QWidget* page)
{
    const QWidgetList all = page->findChildren<QWidget*>();
    const auto first = std::find_if(all.begin(), all.end(),
        [](const QWidget* w) { return w->isVisible() && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus) != 0; });
    if (first != all.end())
        (*first)->setFocus();
}

} // namespace

PageStack::PageStack(QWidget* parent) : QWidget(parent)
{
    auto* layout = new LeastLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

void PageStack::addPage(QWidget* page)
{
    m_pages << page;
    layout()->addWidget(page);
    if (m_current)
        page->hide();
    else
        m_current = page;
}

void PageStack::setCurrentIndex(int index) { setCurrentPage(m_pages.value(index)); }

void PageStack::setCurrentPage(QWidget* page)
{
    if (!m_pages.contains(page) || page == m_current)
        return;
    QWidget* former = m_current;
    m_current = page;
    const bool hadFocus = former->isAncestorOf(window()->focusWidget());
    page->show();
    if (hadFocus)
        takeFocus(page);
    former->hide();
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/panes.h"

#include <QApplication>
#include <QWidget>

#include <algorithm>

namespace rookery::ui {

namespace {

bool takesKeys(const QWidget* widget)
{
    return widget && widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus);
}

bool isInside(const QWidget* pane, const QWidget* widget)
{
    return widget && (pane == widget || pane->isAncestorOf(widget));
}

QWidget* entryOf(QWidget* pane)
{
    if (!pane->isVisible())
        return nullptr;
    if (QWidget* last = pane->focusWidget(); isInside(pane, last) && takesKeys(last))
        return last;
    if (takesKeys(pane))
        return pane;
    // Once round the chain of Tab, which is the order in which a person would come to them.
    for (QWidget* next = pane->nextInFocusChain(); next && next != pane; next = next->nextInFocusChain()) {
        if (isInside(pane, next) && takesKeys(next))
            return next;
    }
    return nullptr;
}

} // namespace

void focusNextPane(const QWidgetList& panes, bool forward)
{
    const QWidget* focus = QApplication::focusWidget();
    const auto here
        = std::find_if(panes.begin(), panes.end(), [focus](const QWidget* pane) { return isInside(pane, focus); });
    const qsizetype count = panes.size();
    qsizetype at = here != panes.end() ? here - panes.begin() : forward ? -1 : 0;
    for (qsizetype step = 0; step < count; ++step) {
        at = (at + (forward ? 1 : count - 1)) % count;
        if (QWidget* entry = entryOf(panes[at]))
            return entry->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    }
}

} // namespace rookery::ui

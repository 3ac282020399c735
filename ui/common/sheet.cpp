// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/sheet.h"

#include "ui/common/look.h"

#include <QPainter>

namespace rookery::ui {

// By the palette as well, which what lies on it goes by.
Sheet::Sheet(QWidget* parent) : QDialog(parent)
{
    QPalette paper = palette();
    paper.setColor(QPalette::Window, colours().surface);
    setPalette(paper);
}

void Sheet::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().surface);
    painter.setPen(colours().outline);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace rookery::ui

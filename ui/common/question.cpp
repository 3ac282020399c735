// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/question.h"

#include <QMessageBox>
#include <QPushButton>

namespace rookery::ui {

bool askDeliberately(QWidget* parent, const QString& title, const QString& text, const QString& yes)
{
    QMessageBox box(QMessageBox::Warning, title, text, QMessageBox::NoButton, parent);
    box.setTextFormat(Qt::PlainText); // order IDs and names are never markup
    const auto* go = box.addButton(yes, QMessageBox::DestructiveRole);
    box.setDefaultButton(box.addButton(QMessageBox::Cancel));
    box.exec();
    return box.clickedButton() == go;
}

} // namespace rookery::ui

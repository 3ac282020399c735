// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/question.h"

#include <QMessageBox>
#include <QPushButton>

namespace rookery::ui {

namespace {

bool ask(QWidget* parent, QMessageBox::Icon icon, const QString& title, const QString& text, const QString& yes,
    const QString& no, bool yesIsDefault)
{
    QMessageBox box(icon, title, text, QMessageBox::NoButton, parent);
    box.setTextFormat(Qt::PlainText); // order IDs and names are never markup
    auto* go = box.addButton(yes, yesIsDefault ? QMessageBox::AcceptRole : QMessageBox::DestructiveRole);
    auto* stay = no.isEmpty() ? box.addButton(QMessageBox::Cancel) : box.addButton(no, QMessageBox::RejectRole);
    box.setDefaultButton(yesIsDefault ? go : stay);
    box.exec();
    return box.clickedButton() == go;
}

} // namespace

bool askDeliberately(QWidget* parent, const QString& title, const QString& text, const QString& yes)
{
    return ask(parent, QMessageBox::Warning, title, text, yes, {}, false);
}

bool askOnce(QWidget* parent, const QString& title, const QString& text, const QString& yes, const QString& no)
{
    return ask(parent, QMessageBox::Information, title, text, yes, no, true);
}

} // namespace rookery::ui

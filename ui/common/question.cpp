// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/question.h"

#include "ui/common/look.h"
#include "ui/common/profilemark.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int IconScale = 2; // of a picture beside a sentence
constexpr qreal LiveScale = 1.6;

bool ask(QWidget* parent, QMessageBox::Icon kind, const QString& title, const QString& text, const QString& yes,
    const QString& no, bool yesIsDefault, const QPixmap& mark = {})
{
    QMessageBox box(kind, title, text, QMessageBox::NoButton, parent);
    const bool warns = kind == QMessageBox::Warning;
    const Sign sign = warns ? signOf(false) : Sign{QStringLiteral("waiting"), colours().waiting};
    const QIcon picture = icon(sign.icon, sign.colour);
    box.setIconPixmap(
        mark.isNull() ? picture.pixmap(QSize(iconSide(), iconSide()) * IconScale, box.devicePixelRatioF()) : mark);
    box.setTextFormat(Qt::PlainText); // order IDs and names are never markup
    auto* go = box.addButton(yes, yesIsDefault ? QMessageBox::AcceptRole : QMessageBox::DestructiveRole);
    auto* stay = no.isEmpty() ? box.addButton(QMessageBox::Cancel) : box.addButton(no, QMessageBox::RejectRole);
    box.setDefaultButton(yesIsDefault ? go : stay);
    box.exec();
    return box.clickedButton() == go;
}

} // namespace

bool askDeliberately(QWidget* parent, const QString& title, const QString& text, const QString& yes, const QString& no)
{
    return ask(parent, QMessageBox::Warning, title, text, yes, no, false);
}

bool askBeforeLive(
    QWidget* parent, const profile::Profile& profile, const QString& title, const QString& text, const QString& yes)
{
    QFont large = QApplication::font();
    large.setPointSizeF(large.pointSizeF() * LiveScale);
    return ask(parent, QMessageBox::Warning, title, text, yes, {}, false,
        ProfileMark::picture(true, readable(QColor(profile.colour)), large, parent->devicePixelRatioF()));
}

bool askOnce(QWidget* parent, const QString& title, const QString& text, const QString& yes, const QString& no)
{
    return ask(parent, QMessageBox::Information, title, text, yes, no, true);
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keyplace.h"

#include <QLineEdit>

namespace rookery::ui {

namespace {

const QString NameKey = QStringLiteral("name");
const QString CursorKey = QStringLiteral("cursor");
const QString SelectionKey = QStringLiteral("selection");
const QString SelectionLengthKey = QStringLiteral("selectionLength");

} // namespace

QJsonObject keyPlaceOf(const QWidget& window)
{
    const QWidget* keys = window.focusWidget();
    QJsonObject memo{{NameKey, keys ? keys->objectName() : QString()}};
    if (const auto* line = qobject_cast<const QLineEdit*>(keys)) {
        memo.insert(CursorKey, line->cursorPosition());
        memo.insert(SelectionKey, line->hasSelectedText() ? line->selectionStart() : -1);
        memo.insert(SelectionLengthKey, line->selectionLength());
    }
    return memo;
}

bool takeUpKeyPlace(QWidget& window, const QJsonObject& memo)
{
    const QString name = memo.value(NameKey).toString();
    auto* keys = name.isEmpty() ? nullptr : window.findChild<QWidget*>(name);
    if (!keys || !keys->isVisible())
        return false;
    keys->setFocus(Qt::OtherFocusReason);
    if (auto* line = qobject_cast<QLineEdit*>(keys)) {
        line->setCursorPosition(memo.value(CursorKey).toInt());
        if (const int start = memo.value(SelectionKey).toInt(); start >= 0)
            line->setSelection(start, memo.value(SelectionLengthKey).toInt());
    }
    return true;
}

} // namespace rookery::ui

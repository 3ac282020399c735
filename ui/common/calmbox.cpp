// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/calmbox.h"

#include <QComboBox>
#include <QKeyEvent>

namespace rookery::ui {

namespace {

bool isTyped(const QKeyEvent& key)
{
    return key.key() != Qt::Key_Space && !key.text().isEmpty() && key.text().at(0).isPrint();
}

class Calm final : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const bool byAccident = event->type() == QEvent::Wheel
            || (event->type() == QEvent::KeyPress && isTyped(*static_cast<QKeyEvent*>(event)));
        if (!byAccident)
            return QObject::eventFilter(watched, event);
        event->ignore(); // the page scrolls
        return true;
    }
};

} // namespace

void calmBox(QComboBox* box)
{
    box->setFocusPolicy(Qt::StrongFocus); // not by the wheel
    box->installEventFilter(new Calm(box));
}

} // namespace rookery::ui

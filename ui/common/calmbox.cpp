// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/calmbox.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCoreApplication>
#include <QKeyEvent>

namespace rookery::ui {

namespace {

bool isTyped(const QKeyEvent& key)
{
    return key.key() != Qt::Key_Space && !key.text().isEmpty() && key.text().at(0).isPrint();
}

class Calm final : public QObject {
public:
    explicit Calm(QComboBox* box) : QObject(box), m_box(box) { }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::KeyPress && isTyped(*static_cast<QKeyEvent*>(event))) {
            m_box->showPopup();
            QCoreApplication::sendEvent(m_box->view(), event);
            return true;
        }
        if (event->type() != QEvent::Wheel)
            return QObject::eventFilter(watched, event);
        event->ignore(); // the page scrolls
        return true;
    }

private:
    QComboBox* m_box;
};

} // namespace

void calmBox(QComboBox* box)
{
    box->setFocusPolicy(Qt::StrongFocus); // not by the wheel
    box->installEventFilter(new Calm(box));
}

} // namespace rookery::ui

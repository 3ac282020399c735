// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notifier.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QWidget>

namespace rookery::ui {

namespace {

constexpr int PauseMs = 30'000;
constexpr int QuietMs = 5'000;

} // namespace

Notifier::Notifier(QWidget* window) : QObject(window), m_window(window)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(PauseMs);
    connect(&m_pause, &QTimer::timeout, this, &Notifier::tell);
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(QuietMs);
    window->installEventFilter(this);
}

void Notifier::take(const QList<ledger::EventRecord>& events)
{
    if (m_attention.take(events, m_window->isActiveWindow()) && m_sound)
        sound();
    if (!m_pause.isActive())
        tell();
}

void Notifier::sound()
{
    if (m_quiet.isActive())
        return;
    m_quiet.start();
    QApplication::beep();
    Q_EMIT sounded();
}

void Notifier::tell()
{
    const auto notice = m_attention.tell();
    if (!notice)
        return;
    m_pause.start();
    m_standing = notice->standing;
    QApplication::alert(m_window);
    showMessage(*notice);
    Q_EMIT told(notice->title, notice->text);
}

void Notifier::showMessage(const Attention::Notice& notice)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(m_window->windowIcon(), this);
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT clicked(m_standing); });
        connect(m_tray, &QSystemTrayIcon::activated, this, [this] { Q_EMIT clicked(m_standing); });
    }
    m_tray->setToolTip(notice.title);
    m_tray->show();
    m_tray->showMessage(notice.title, notice.text, QSystemTrayIcon::Warning);
}

bool Notifier::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::WindowActivate) {
        m_attention.see();
        if (m_tray)
            m_tray->hide();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/attention.h"

#include <QObject>
#include <QTimer>

class QSystemTrayIcon;
class QWidget;

namespace rookery::ui {

/// Calls a person back to a window that nobody looks at, by the means of the desktop: the window asks for attention,
/// and where there is a tray a message says how many orders need somebody. One message for many, and not more than
/// one in a while.
class Notifier final : public QObject {
    Q_OBJECT

public:
    explicit Notifier(QWidget* window);

    void take(const QList<ledger::EventRecord>& events);
    /// Whether an order that does not arrive is heard too; once for many, wherever the window is.
    void setSound(bool on) { m_sound = on; }

Q_SIGNALS:
    void sounded();
    void told(const QString& title, const QString& text);
    /// Somebody wants to see them.
    void clicked(rookery::ledger::Standing standing);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tell();
    void sound();
    void showMessage(const Attention::Notice& notice);

    QWidget* m_window;
    Attention m_attention;
    QSystemTrayIcon* m_tray = nullptr; // there while there is something to click
    ledger::Standing m_standing = ledger::Standing::Any;
    QTimer m_pause;
    QTimer m_quiet; // after a sound
    bool m_sound = false;
};

} // namespace rookery::ui

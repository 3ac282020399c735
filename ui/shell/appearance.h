// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/look.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace rookery::ui {

class Desk;
class MainWindow;

/// Colours and text size as they were chosen (settings.json), or as the desktop has them. Widgets take both when they
/// are made, so on a change the window is made anew on the same desk, where it was, with everything that was typed.
class Appearance final : public QObject {
    Q_OBJECT

public:
    /// `given`: wins over what was chosen, until something else is chosen.
    Appearance(Desk& desk, std::optional<Scheme> given, QObject* parent = nullptr);
    ~Appearance() override;

    /// The window as it is now; another one after each change.
    [[nodiscard]] MainWindow* window() const { return m_window.get(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] Scheme scheme() const;
    struct Look {
        bool dark = false;
        int textPercent = 100;
        bool operator==(const Look&) const = default;
    };
    /// What the choices come to, as the desktop is set now.
    [[nodiscard]] Look wanted() const;
    void apply();
    void makeWindow();
    void change();

    Desk& m_desk;
    std::optional<Scheme> m_given;
    std::unique_ptr<MainWindow> m_window;
    QTimer m_change; // never inside a menu, a question or an answer that the old window waits for
    Look m_applied;
};

} // namespace rookery::ui

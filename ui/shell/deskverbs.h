// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/verb.h"

#include <QObject>

class QWidget;

namespace rookery::ui {

class Desk;
class Verbs;

/// Does the verbs that are about the desk, whichever page is in front: profiles, sending, the agent, and how
/// everything looks.
class DeskVerbs final : public QObject {
    Q_OBJECT

public:
    /// Its dialogs stand over `window`.
    DeskVerbs(Desk& desk, const Verbs& verbs, QWidget* window);

    /// False: this verb is not about the desk.
    [[nodiscard]] bool perform(Verb verb);
    /// The profiles' dialog, which begins by asking for a file.
    void importProfile();
    /// The desk was opened, or could not be.
    void update();

private:
    void showAppearance();
    void setScheme(const QString& scheme);
    void setTextPercent(int percent);
    void askAgentName();

    Desk& m_desk;
    const Verbs& m_verbs;
    QWidget* m_window;
};

} // namespace rookery::ui

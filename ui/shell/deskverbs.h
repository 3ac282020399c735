// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/verb.h"

#include <QJsonObject>
#include <QObject>

class QMainWindow;

namespace rookery::ui {

class Desk;
class SettingsDialog;
class Verbs;

/// Does the verbs that are about the desk, whichever page is in front: profiles, sending, the agent, how everything
/// looks, and what program this is.
class DeskVerbs final : public QObject {
    Q_OBJECT

public:
    /// Its dialogs stand over `window`.
    DeskVerbs(Desk& desk, const Verbs& verbs, QMainWindow* window);

    /// False: this verb is not about the desk.
    [[nodiscard]] bool perform(Verb verb);
    /// The settings, at this profile.
    void showProfile(const QString& name);
    /// The profiles' dialog; the first profile is asked for in few words.
    void setUpProfile();
    /// The profiles' dialog, which begins by asking for a file.
    void importProfile();
    /// The profiles' dialog with the profile of this file, to be looked at and kept.
    void openProfileFile(const QString& file);
    void resumeAll();
    [[nodiscard]] bool isInSettings() const { return m_settings; }
    /// Closes the settings, if that loses nothing; they open again where they were from the memo.
    void makeWay();
    [[nodiscard]] QJsonObject memo() const { return m_memo; }
    void takeUp(const QJsonObject& memo);
    /// The desk was opened, or could not be.
    void update();

private:
    void showAppearance();
    void setScheme(const QString& scheme);
    void setTextPercent(int percent);
    void showAbout();
    void askAgentName();
    void showSettings(const QJsonObject& memo = {});

    Desk& m_desk;
    const Verbs& m_verbs;
    QMainWindow* m_window;
    SettingsDialog* m_settings = nullptr; // while it is open
    QJsonObject m_memo;
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

#include <QObject>

namespace rookery::ui {

class ConnectionPane;
class Desk;
class ProfileForm;

/// Tries out what stands in the form of a profile, saved or not: whether its server answers, and what a web code
/// comes to. Sends no event.
class ProfileTrial final : public QObject {
    Q_OBJECT

public:
    ProfileTrial(Desk& desk, ProfileForm& form, ConnectionPane& connection, QObject* parent = nullptr);

    /// `problems`: those of the profile as it stands; those of its connection have to be mended first.
    void testConnection(QList<profile::ProfileProblem> problems);
    /// Another profile is in the form: an answer about another connection is no longer of it.
    void forget(const profile::Profile& profile);

Q_SIGNALS:
    void impossible(const QList<rookery::profile::ProfileProblem>& problems);
    /// It stands in the pane, which has its new height.
    void answered();

private:
    void tryCode(const profile::WebCode& webCode, const QString& code);

    Desk& m_desk;
    ProfileForm& m_form;
    ConnectionPane& m_connection;
    int m_test = 0; // the answer to an older one is not shown
    profile::Profile m_tested;
};

} // namespace rookery::ui

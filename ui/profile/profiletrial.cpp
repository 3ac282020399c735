// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profiletrial.h"

#include "engine/connectiontest.h"
#include "ui/common/desk.h"
#include "ui/profile/connectionpane.h"
#include "ui/profile/profileform.h"

#include <QTimer>

#include <algorithm>
#include <array>

namespace rookery::ui {

namespace {

constexpr std::array<QLatin1StringView, 8> ConnectionKeys{QLatin1StringView("host"), QLatin1StringView("scheme"),
    QLatin1StringView("port"), QLatin1StringView("path"), QLatin1StringView("connectTo"), QLatin1StringView("caFile"),
    QLatin1StringView("connectTimeoutMs"), QLatin1StringView("answerTimeoutMs")};

bool connectAlike(const profile::Profile& a, const profile::Profile& b)
{
    return a.origin() == b.origin() && a.path == b.path && a.connectTo == b.connectTo && a.caFile == b.caFile
        && a.connectTimeout == b.connectTimeout && a.answerTimeout == b.answerTimeout;
}

} // namespace

ProfileTrial::ProfileTrial(Desk& desk, ProfileForm& form, ConnectionPane& connection, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_form(form)
    , m_connection(connection)
{
    connect(&m_form, &ProfileForm::codeTried, this, &ProfileTrial::tryCode);
}

void ProfileTrial::testConnection(QList<profile::ProfileProblem> problems)
{
    const profile::Profile profile = m_form.profile();
    problems.removeIf([](const profile::ProfileProblem& problem) {
        return std::find(ConnectionKeys.begin(), ConnectionKeys.end(), problem.key) == ConnectionKeys.end();
    });
    if (!problems.isEmpty()) {
        m_form.showProblems(problems, true);
        return Q_EMIT impossible(problems);
    }
    m_tested = profile;
    m_connection.showRunning(profile.host);
    const int test = ++m_test;
    m_desk.askLater<engine::ConnectionAnswer>(
        this,
        [profile](engine::Engine& engine, const auto& answer) { engine::testConnection(&engine, profile, answer); },
        [this, test](const engine::ConnectionAnswer& answer) {
            if (test != m_test)
                return;
            m_connection.showAnswer(answer);
            QTimer::singleShot(0, this, &ProfileTrial::answered);
        });
}

void ProfileTrial::forget(const profile::Profile& profile)
{
    if (connectAlike(profile, m_tested))
        return;
    ++m_test;
    m_tested = profile;
    m_connection.clear();
}

void ProfileTrial::tryCode(const profile::WebCode& webCode, const QString& code)
{
    // On the other thread: a list may be large.
    m_desk.ask(
        this, [webCode, code](engine::Engine&) { return profile::identityOf(webCode, code); },
        [this](const Result<pixel::Event>& identity) { m_form.showIdentity(identity); });
}

} // namespace rookery::ui

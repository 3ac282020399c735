// SPDX-License-Identifier: GPL-3.0-or-later
// Profiles, and the practice collector that one of them points at.
#include "engine/engine.h"

#include "engine/practiceprofile.h"
#include "pixel/timezonename.h"
#include "practice/practicecollector.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace rookery::engine {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::engine::Engine)
};

const QString PracticeName = QStringLiteral("Practice");
constexpr quint16 PracticePort = 8787;

} // namespace

Done Engine::saveProfile(const profile::Profile& profile)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    if (Done ok = m_profiles.save(profile); !ok)
        return ok;
    if (Done ok = note(QStringLiteral("profile-saved"),
            {{QStringLiteral("profile"), profile.name}, {QStringLiteral("host"), profile.host},
                {QStringLiteral("live"), profile.live}});
        !ok)
        return ok;
    return readProfiles();
}

Done Engine::note(const QString& what, const QJsonObject& detail)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    return m_ledger->note({what, detail, m_agent, m_clock.utc()});
}

Done Engine::nothingOpen(const QString& profile) const
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    const auto open = m_ledger->openEvents(profile);
    if (!open)
        return tl::unexpected(open.error());
    if (*open == 0)
        return {};
    return failure(Error::Code::NotAllowed,
        Words::tr("%Ln order(s) of \"%1\" still have to go, so the profile stays.", nullptr, int(*open)).arg(profile));
}

Done Engine::renameProfile(const QString& old, const profile::Profile& profile)
{
    if (Done ok = nothingOpen(old); !ok)
        return ok;
    // First the new file: a crash in between leaves one profile too many, not one too few.
    if (Done ok = saveProfile(profile); !ok)
        return ok;
    return removeProfile(old);
}

Done Engine::removeProfile(const QString& name)
{
    if (Done ok = nothingOpen(name); !ok)
        return ok;
    if (Done ok = m_profiles.remove(name); !ok)
        return ok;
    if (Done ok = note(QStringLiteral("profile-removed"), {{QStringLiteral("profile"), name}}); !ok)
        return ok;
    return readProfiles();
}

bool isOwnPractice(const profile::Profile& profile)
{
    return profile.name == PracticeName && !profile.live && profile.reachesLoopbackOnly();
}

Result<profile::Profile> Engine::startPractice()
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    const auto existing = m_profiles.find(PracticeName);
    const bool usable = existing && isOwnPractice(*existing);
    if (!m_practice) {
        auto collector = std::make_unique<practice::PracticeCollector>([this] { return m_clock.utc(); });
        auto port = collector->listen(usable && existing->port > 0 ? quint16(existing->port) : PracticePort);
        if (!port)
            port = collector->listen(0); // somebody else has that one
        if (!port)
            return tl::unexpected(port.error());
        m_practice = std::move(collector);
    }
    if (existing && !usable)
        return failure(Error::Code::BadInput,
            Words::tr("There is a profile called \"%1\" that is not for practice. Rename it first.").arg(PracticeName));
    profile::Profile profile = usable ? *existing : newPracticeProfile();
    if (!usable || profile.port != m_practice->port() || profile.host != QLatin1StringView("127.0.0.1")
        || profile.scheme != QLatin1StringView("http")) {
        profile.scheme = QStringLiteral("http");
        profile.host = QStringLiteral("127.0.0.1");
        profile.port = m_practice->port();
        if (Done ok = saveProfile(profile); !ok)
            return tl::unexpected(ok.error());
    }
    return profile;
}

profile::Profile Engine::newPracticeProfile() const
{
    profile::Profile profile;
    profile.name = PracticeName;
    profile.appId = QStringLiteral("practice-app");
    profile.properties = {QStringLiteral("practice-shop")};
    profile.conversions = {QStringLiteral("Sale")};
    profile.currency = QStringLiteral("GBP");
    profile.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    if (!pixel::isTimeZoneName(profile.timeZone))
        profile.timeZone = QStringLiteral("Europe/London");
    return profile;
}

QByteArray Engine::practiceOrigin() const { return m_practice ? m_practice->origin() : QByteArray(); }

} // namespace rookery::engine

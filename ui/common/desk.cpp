// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/desk.h"

#include "engine/practiceprofile.h"
#include "ui/common/look.h"
#include "ui/common/worldwatch.h"

#include <QFileInfo>
#include <QNetworkInformation>

#include <algorithm>

namespace rookery::ui {

namespace {

// Another program on the same ledger tells nobody; its work shows after this long.
constexpr int WatchMs = 2000;
constexpr qint64 BytesPerMegabyte = 1'000'000;

} // namespace

Desk::Desk(profile::DataFolder folder, const QString& agent, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
{
    if (const auto settings = profile::Settings::load(m_folder.settingsFile()))
        m_settings = *settings;
    m_agent = profile::resolveAgent(agent, m_settings);
    m_chosen = m_settings.currentProfile;
    m_thread = std::make_unique<engine::EngineThread>(m_folder, m_agent);
    m_worldWatch = new WorldWatch(*this);
    connect(m_thread->engine(), &engine::Engine::profilesChanged, this, &Desk::readProfiles);
    connect(m_thread->engine(), &engine::Engine::pauseChanged, this, &Desk::setPaused);
    connect(&m_profileWatch, &QFileSystemWatcher::directoryChanged, this, &Desk::readProfiles);
    m_watch.setInterval(WatchMs);
    connect(&m_watch, &QTimer::timeout, this, &Desk::watch);
}

Desk::~Desk() = default;

void Desk::open()
{
    readProfiles();
    const auto work = [floor = m_settings.diskWarnMb * BytesPerMegabyte](engine::Engine& engine) {
        const Done done = engine.open();
        if (done) {
            engine.setDiskFloor(floor);
            engine.backUpDaily();
            engine.start();
        }
        return done;
    };
    ask(this, work, [this](const Done& done) {
        m_open = done.has_value();
        m_failure = m_open ? std::nullopt : std::optional(done.error());
        if (!m_open)
            return Q_EMIT failed(done.error());
        watchNetwork();
        watchProfiles();
        m_watch.start();
        watch();
        Q_EMIT opened();
        wakePractice();
    });
}

void Desk::tellAgain()
{
    if (m_open)
        Q_EMIT opened();
    else if (m_failure)
        Q_EMIT failed(*m_failure);
}

void Desk::watchNetwork()
{
    m_thread->watchNetwork();
    QNetworkInformation* network = QNetworkInformation::instance();
    if (!network)
        return;
    const auto take = [this, network] {
        using Reachability = QNetworkInformation::Reachability;
        const Reachability reachability = network->reachability();
        m_online = reachability == Reachability::Unknown ? std::nullopt
                                                         : std::optional(reachability != Reachability::Disconnected);
        Q_EMIT onlineChanged();
    };
    connect(network, &QNetworkInformation::reachabilityChanged, this, take);
    take();
}

// Another program may add a profile, or a person with an editor.
void Desk::watchProfiles()
{
    const QString folder = m_folder.profileFolder();
    if (m_profileWatch.directories().isEmpty() && QFileInfo::exists(folder) && m_profileWatch.addPath(folder))
        readProfiles();
}

void Desk::watch()
{
    watchProfiles();
    if (const ledger::Reader* book = reader()) {
        const auto version = book->dataVersion();
        if (version && *version != m_seenVersion) {
            m_seenVersion = *version;
            Q_EMIT ledgerMoved();
        }
    }
    ask(
        this, [](engine::Engine& engine) { return engine.paused(); },
        [this](const Result<QStringList>& paused) {
            if (paused)
                setPaused(*paused);
        });
}

void Desk::setPaused(const QStringList& paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    Q_EMIT pausedChanged();
}

bool Desk::isPaused(const QString& profile) const { return m_paused.contains(QString()) || m_paused.contains(profile); }

const ledger::Reader* Desk::reader()
{
    // Not before the engine has opened it: an older ledger is brought up to date on its thread.
    if (!m_reader && (m_open || m_failure)) {
        if (auto reader = ledger::Reader::open(m_folder.ledgerFile()))
            m_reader = std::move(*reader);
    }
    return m_reader.get();
}

std::optional<profile::Profile> Desk::profile() const
{
    const auto it = std::find_if(
        m_profiles.begin(), m_profiles.end(), [this](const profile::Profile& p) { return p.name == m_chosen; });
    return it == m_profiles.end() ? std::nullopt : std::optional(*it);
}

QColor Desk::colourOf(const QString& profile) const
{
    const auto it = std::find_if(
        m_profiles.begin(), m_profiles.end(), [&](const profile::Profile& p) { return p.name == profile; });
    return it == m_profiles.end() ? colours().text : readable(QColor(it->colour));
}

void Desk::chooseProfile(const QString& name)
{
    if (name != m_settings.currentProfile) {
        m_settings.currentProfile = name;
        if (const Done saved = m_settings.save(m_folder.settingsFile()); !saved && m_open)
            Q_EMIT said(saved.error().sentence, true);
    }
    if (name == m_chosen && profile())
        return;
    m_chosen = name;
    Q_EMIT profileChosen();
    wakePractice();
}

// Never by itself to a live one that nobody chose: an order would count where it should not.
void Desk::fallBack()
{
    const auto practice
        = std::find_if(m_profiles.begin(), m_profiles.end(), [](const profile::Profile& p) { return !p.live; });
    if (practice != m_profiles.end())
        m_chosen = practice->name;
    else if (m_chosen.isEmpty() && !m_profiles.isEmpty())
        m_chosen = m_profiles.first().name;
}

void Desk::readProfiles()
{
    const profile::ProfileStore store(m_folder.profileFolder(), profile::DataFolder::systemProfileFolders());
    m_profiles = store.all();
    m_profileProblems.clear();
    const QList<Error> problems = store.problems();
    for (const Error& problem : problems)
        m_profileProblems << problem.sentence;
    if (!profile())
        fallBack();
    Q_EMIT profilesChanged();
    Q_EMIT profileChosen();
}

void Desk::setAgent(const QString& agent)
{
    m_settings.agent = agent;
    m_agent = profile::resolveAgent({}, m_settings);
    Q_EMIT agentChanged();
    keepSettings();
    tell([name = m_agent](engine::Engine& engine) -> Done {
        engine.setAgent(name);
        return {};
    });
}

void Desk::setAppearance(const QString& scheme, int textPercent)
{
    m_settings.scheme = scheme;
    m_settings.textPercent = qBound(profile::Settings::FewestPercent, textPercent, profile::Settings::MostPercent);
    keepSettings();
    Q_EMIT appearanceChanged();
}

void Desk::keepSettings()
{
    if (const Done saved = m_settings.save(m_folder.settingsFile()); !saved)
        Q_EMIT said(saved.error().sentence, true);
}

void Desk::changeSettings(const std::function<void(profile::Settings&)>& change)
{
    change(m_settings);
    keepSettings();
    tell([floor = m_settings.diskWarnMb * BytesPerMegabyte](engine::Engine& engine) -> Done {
        engine.setDiskFloor(floor);
        return {};
    });
    Q_EMIT settingsChanged();
}

void Desk::backUp()
{
    tell([](engine::Engine& engine) -> Done {
        engine.backUpNow();
        return {};
    });
}

// Whoever practised yesterday practises on: the collector lives as long as the program that started it.
void Desk::wakePractice()
{
    const auto chosen = profile();
    if (m_open && chosen && engine::isOwnPractice(*chosen))
        ask(
            this, [](engine::Engine& engine) { return engine.startPractice(); },
            [this](const Result<profile::Profile>& practice) {
                if (!practice)
                    Q_EMIT said(practice.error().sentence, true);
                else
                    readProfiles();
            });
}

void Desk::practise()
{
    ask(
        this, [](engine::Engine& engine) { return engine.startPractice(); },
        [this](const Result<profile::Profile>& profile) {
            if (!profile)
                return Q_EMIT said(profile.error().sentence, true);
            readProfiles();
            chooseProfile(profile->name);
            //: %1 is an address
            Q_EMIT said(tr("The practice collector listens at %1. Nothing is counted.")
                            .arg(QString::fromUtf8(profile->origin())),
                false);
        });
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/enginethread.h"
#include "ledger/reader.h"
#include "profile/settings.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace rookery::ui {

class WorldWatch;

/// What the pages share: the engine on its thread, a reader of the ledger for lists, the profiles and which of
/// them is chosen. Holds no business rule.
class Desk final : public QObject {
    Q_OBJECT

public:
    Desk(profile::DataFolder folder, const QString& agent, QObject* parent = nullptr);
    ~Desk() override;

    /// Opens the ledger and starts the schedule, on the engine's thread; opened() or failed() follows.
    void open();
    [[nodiscard]] bool isOpen() const { return m_open; }

    /// Runs on the engine's thread, the answer comes back here.
    template <typename Work, typename Then>
    void ask(QObject* context, Work work, Then then) const
    {
        m_thread->run(context, std::move(work), std::move(then));
    }
    /// For what takes its time there: `work(Engine&, answer)` hands its answer over when it has it.
    template <typename Answer, typename Work, typename Then>
    void askLater(QObject* context, Work work, Then then) const
    {
        m_thread->runLater<Answer>(context, std::move(work), std::move(then));
    }
    /// Like ask(), where only a failure is of interest, which then goes to said().
    template <typename Work>
    void tell(Work work)
    {
        m_thread->run(this, std::move(work), [this](const Done& done) {
            if (!done)
                Q_EMIT said(done.error().sentence, true);
        });
    }
    [[nodiscard]] engine::Engine* signalsOf() const { return m_thread->engine(); }

    /// Reads pages in this thread; null while there is no ledger.
    [[nodiscard]] const ledger::Reader* reader();

    [[nodiscard]] const profile::DataFolder& folder() const { return m_folder; }
    [[nodiscard]] const QList<profile::Profile>& profiles() const { return m_profiles; }
    [[nodiscard]] std::optional<profile::Profile> profile() const;
    /// What a LIVE or PRACTICE of this profile is drawn in, readable on a surface; of one that is gone, that of text.
    [[nodiscard]] QColor colourOf(const QString& profile) const;
    void chooseProfile(const QString& name);
    void readProfiles();
    [[nodiscard]] const QStringList& profileProblems() const { return m_profileProblems; }

    /// Whether somebody stopped all sending, or this profile's.
    [[nodiscard]] bool isPaused(const QString& profile) const;
    [[nodiscard]] const QStringList& paused() const { return m_paused; }

    [[nodiscard]] const QString& agent() const { return m_agent; }
    void setAgent(const QString& agent);

    /// Colours and text size as they were chosen.
    [[nodiscard]] const profile::Settings& settings() const { return m_settings; }
    void setAppearance(const QString& scheme, int textPercent);
    /// Any of the others; obeyed at once, and kept.
    void changeSettings(const std::function<void(profile::Settings&)>& change);

    /// Copies the ledger; backedUp() or backUpFailed() of the engine follows.
    void backUp();

    /// What keeps orders from going.
    [[nodiscard]] WorldWatch& worldWatch() const { return *m_worldWatch; }

    /// A window that was made while everything runs already: opened() or failed() once more, as it stands.
    void tellAgain();

    /// Whether the system says that there is a network; nothing: it does not say.
    [[nodiscard]] std::optional<bool> online() const { return m_online; }

    /// Starts the practice collector and chooses its profile.
    void practise();

Q_SIGNALS:
    void opened();
    void failed(const rookery::Error& error);
    void profilesChanged();
    void profileChosen();
    void agentChanged();
    void appearanceChanged();
    /// One of the other settings.
    void settingsChanged();
    void pausedChanged();
    void onlineChanged();
    /// Another program wrote into the ledger, or may have.
    void ledgerMoved();
    /// For the status bar; `bad` where something went wrong.
    void said(const QString& sentence, bool bad);

private:
    void setPaused(const QStringList& paused);
    void keepSettings();
    void watchNetwork();
    void watchProfiles();
    void wakePractice();
    void fallBack();
    void watch();

    profile::DataFolder m_folder;
    profile::Settings m_settings;
    QString m_agent;
    std::unique_ptr<engine::EngineThread> m_thread;
    std::unique_ptr<ledger::Reader> m_reader;
    QList<profile::Profile> m_profiles;
    QStringList m_profileProblems;
    QString m_chosen;
    QStringList m_paused; // with an empty name: all
    QTimer m_watch;
    QFileSystemWatcher m_profileWatch;
    int m_seenVersion = 0;
    std::optional<bool> m_online;
    bool m_open = false;
    std::optional<Error> m_failure; // why it is not open
    WorldWatch* m_worldWatch;
};

} // namespace rookery::ui

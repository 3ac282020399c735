// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"
#include "ui/common/bar.h"

#include <QJsonObject>
#include <QObject>

#include <functional>

namespace rookery::ui {

class Desk;

/// The one profile that is being edited: saves, removes, imports and exports it, and takes back what can be taken back.
/// Shows nothing itself: what it has to ask and to say goes through its owner.
class ProfileEdits final : public QObject {
    Q_OBJECT

public:
    /// What only the owner knows.
    struct Owner {
        std::function<profile::Profile()> typed; ///< as it stands in the fields
        std::function<bool()> mayLeave;          ///< asks, where something is not saved
        /// Asks before what has consequences; `yes` names them, and `no`, where it is not Cancel, what happens instead.
        std::function<bool(const QString& title, const QString& text, const QString& yes, const QString& no)> isSure;
    };

    ProfileEdits(Desk& desk, Owner owner, QObject* parent = nullptr);

    /// Where the fields begin.
    [[nodiscard]] const profile::Profile& start() const { return m_origin.start; }
    [[nodiscard]] bool isOnDisk() const { return m_origin.saved.has_value(); }
    /// Empty: a new one.
    [[nodiscard]] QString nameOnDisk() const { return m_origin.saved ? m_origin.saved->name : QString(); }
    [[nodiscard]] bool isLocked() const { return m_origin.saved && m_origin.saved->locked; }
    [[nodiscard]] bool hasChanges() const;
    /// Those of its values, and of its name among the others.
    [[nodiscard]] QList<profile::ProfileProblem> problemsOf(const profile::Profile& profile) const;

    void startNew();
    /// False: what is typed was not to be left.
    [[nodiscard]] bool choose(const QString& name);
    void duplicate();
    void discard();
    /// The profiles on disk are others now; what is being edited stays.
    void catchUp();

    /// As practice, unless a person decides otherwise; not saved yet. False: it did not come to that.
    [[nodiscard]] bool importFile(const QString& file);
    void exportTo(const QString& file);

    /// What is typed, if it is as it should be; saved() follows.
    void save();
    void remove();

    /// What can be taken back, for one that goes on where this one is; empty: nothing.
    [[nodiscard]] const QJsonObject& memo() const { return m_memo; }
    void takeUp(const QJsonObject& memo);

Q_SIGNALS:
    /// Another one is being edited: start() is what the fields are to show.
    void begun();
    /// After begun(): a new one, which is to be filled in.
    void begunNew();
    void saved();
    void said(rookery::ui::Bar::Mood mood, const QString& text, const QList<rookery::ui::Bar::Answer>& answers);
    /// What was said last is over.
    void unsaid();

private:
    /// How the fields came to their values.
    struct Origin {
        std::optional<profile::Profile> saved; ///< as on disk; nothing: a new one
        profile::Profile start;
        bool worthKeeping = false; ///< though nobody has changed it: a copy, an imported one
        bool mayBeLive = false;    ///< a person said so already
    };

    void begin(const Origin& origin);
    void showSaved(const profile::Profile& profile);
    void showNew(const profile::Profile& profile, bool worthKeeping);
    void showChosen();

    void write(const profile::Profile& profile, const std::optional<profile::Profile>& before,
        const std::function<void()>& then);
    void erase(const profile::Profile& profile, const std::function<void()>& then);
    void bringBack(const Origin& origin, const profile::Profile& typed);
    void saySaved(const profile::Profile& profile, const std::optional<profile::Profile>& before);
    void undoSave(const profile::Profile& profile, const std::optional<profile::Profile>& before);
    void sayRemoved(const profile::Profile& profile, bool wasChosen);
    void undoRemove(const profile::Profile& profile, bool wasChosen);
    void makeLive();
    void sayDone(const QString& sentence);
    void sayBad(const QString& sentence);

    [[nodiscard]] const profile::Profile* find(const QString& name) const;
    [[nodiscard]] bool mayBecomeLive(const profile::Profile& profile) const;

    Desk& m_desk;
    Owner m_owner;
    Origin m_origin;
    QJsonObject m_memo;
    bool m_writing = false;
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profileedits.h"

#include "profile/profilefile.h"
#include "profile/profilestore.h"
#include "ui/common/desk.h"

#include <QDir>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>

namespace rookery::ui {

namespace {

profile::Profile newProfile()
{
    profile::Profile profile;
    profile.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    profile.conversions = {QStringLiteral("Sale")};
    return profile;
}

// Of the memo.
const QString SavedKey = QStringLiteral("saved");
const QString BeforeKey = QStringLiteral("before");
const QString RemovedKey = QStringLiteral("removed");
const QString WasChosenKey = QStringLiteral("wasChosen");

std::optional<profile::Profile> profileIn(const QJsonObject& memo, const QString& key)
{
    const auto profile = profile::parseProfile(QJsonDocument(memo.value(key).toObject()).toJson());
    return profile ? std::optional(*profile) : std::nullopt;
}

} // namespace

ProfileEdits::ProfileEdits(Desk& desk, Owner owner, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_owner(std::move(owner))
    , m_origin{{}, newProfile(), false, false}
{
}

bool ProfileEdits::hasChanges() const
{
    return !isLocked() && (m_origin.worthKeeping || m_owner.typed() != m_origin.start);
}

QList<profile::ProfileProblem> ProfileEdits::problemsOf(const profile::Profile& profile) const
{
    QList<profile::ProfileProblem> problems = profile::validate(profile);
    const QString own = nameOnDisk();
    const bool taken = std::any_of(m_desk.profiles().begin(), m_desk.profiles().end(), [&](const auto& other) {
        return other.name != own && other.name.compare(profile.name, Qt::CaseInsensitive) == 0;
    });
    if (taken)
        problems << profile::ProfileProblem{QStringLiteral("name"), tr("There is a profile of that name already.")};
    return problems;
}

const profile::Profile* ProfileEdits::find(const QString& name) const
{
    const QList<profile::Profile>& all = m_desk.profiles();
    const auto it = std::find_if(all.begin(), all.end(), [&name](const auto& p) { return p.name == name; });
    return it == all.end() ? nullptr : &*it;
}

// Only what still holds: it may have been changed meanwhile.
void ProfileEdits::takeUp(const QJsonObject& memo)
{
    const auto saved = profileIn(memo, SavedKey);
    const profile::Profile* onDisk = saved ? find(saved->name) : nullptr;
    if (onDisk && *onDisk == *saved) {
        showSaved(*saved);
        saySaved(*saved, profileIn(memo, BeforeKey));
    }
    if (const auto removed = profileIn(memo, RemovedKey); removed && !find(removed->name))
        sayRemoved(*removed, memo.value(WasChosenKey).toBool());
}

void ProfileEdits::sayDone(const QString& sentence) { Q_EMIT said(Bar::Mood::Calm, sentence, {{tr("Close"), {}}}); }

void ProfileEdits::sayBad(const QString& sentence) { Q_EMIT said(Bar::Mood::Bad, sentence, {{tr("Close"), {}}}); }

// --- Which one

void ProfileEdits::begin(const Origin& origin)
{
    m_origin = origin;
    m_memo = {};
    Q_EMIT begun();
}

void ProfileEdits::showSaved(const profile::Profile& profile) { begin({profile, profile, false, profile.live}); }

void ProfileEdits::showNew(const profile::Profile& profile, bool worthKeeping)
{
    begin({{}, profile, worthKeeping, false});
    Q_EMIT begunNew();
}

void ProfileEdits::showChosen()
{
    const auto profile = m_desk.profile();
    if (profile)
        showSaved(*profile);
    else
        startNew();
}

void ProfileEdits::startNew() { showNew(newProfile(), false); }

bool ProfileEdits::choose(const QString& name)
{
    const profile::Profile* found = find(name);
    if (!found || (m_origin.saved && found->name == m_origin.saved->name))
        return true;
    const profile::Profile profile = *found; // while the question is open they may be read again
    if (!m_owner.mayLeave())
        return false;
    showSaved(profile);
    return true;
}

void ProfileEdits::duplicate()
{
    if (!m_origin.saved)
        return;
    const profile::Profile copy = profile::copyOf(m_owner.typed(), m_desk.profiles());
    if (m_owner.mayLeave())
        showNew(copy, true);
}

void ProfileEdits::discard()
{
    const Origin origin = m_origin;
    const profile::Profile typed = m_owner.typed();
    if (m_origin.saved)
        showSaved(*m_origin.saved);
    else
        showChosen();
    Q_EMIT said(Bar::Mood::Calm, tr("What you changed is discarded."),
        {{tr("Undo"), [this, origin, typed] { bringBack(origin, typed); }}});
}

void ProfileEdits::bringBack(const Origin& origin, const profile::Profile& typed)
{
    if (m_owner.mayLeave())
        begin({origin.saved, typed, true, origin.mayBeLive});
}

void ProfileEdits::catchUp()
{
    const profile::Profile* onDisk = m_origin.saved ? find(m_origin.saved->name) : nullptr;
    if (onDisk && *onDisk != *m_origin.saved && !hasChanges() && !m_writing)
        showSaved(*onDisk);
}

// --- From and to other desks

bool ProfileEdits::importFile(const QString& file)
{
    if (!m_owner.mayLeave())
        return false;
    const auto imported = profile::importProfile(file);
    if (!imported) {
        sayBad(imported.error().sentence);
        return false;
    }
    profile::Profile profile = imported->profile;
    QStringList news{tr("Imported, and not saved yet: look it over, then save.")};
    profile.name = profile::freeName(profile.name, m_desk.profiles());
    if (profile.name != imported->profile.name)
        news << tr("There is a profile called \"%1\" already, so this one is called \"%2\".")
                    .arg(imported->profile.name, profile.name);
    const bool live = imported->saysLive
        && m_owner.isSure(tr("Live profile"),
            tr("The file says that %1 is LIVE: orders sent with it will be counted at %2. Without your word it becomes "
               "a practice profile.")
                .arg(profile.name, profile.host),
            tr("Import as LIVE"), tr("Import for practice"));
    if (imported->saysLive && !live)
        news << tr("It is a practice profile until somebody makes it LIVE.");
    if (live && profile.colour == profile::usualColour(false))
        profile.colour = profile::usualColour(true);
    profile.live = live;
    begin({{}, profile, true, live});
    sayDone(news.join(u' '));
    return true;
}

void ProfileEdits::exportTo(const QString& file)
{
    const profile::Profile profile = m_owner.typed();
    const Done done = profile::exportProfile(profile, file);
    if (!done)
        return sayBad(done.error().sentence);
    //: names of a profile and of a file
    sayDone(tr("%1 is exported to %2. Where it is imported it is a practice profile first.")
                .arg(profile.name, QDir::toNativeSeparators(file)));
}

// --- Saving, and taking it back

bool ProfileEdits::mayBecomeLive(const profile::Profile& profile) const
{
    if (!profile.live || m_origin.mayBeLive)
        return true;
    return m_owner.isSure(tr("Live profile"),
        tr("Orders sent with %1 will be counted. Make it LIVE?").arg(profile.name), tr("Make it LIVE"), {});
}

void ProfileEdits::write(
    const profile::Profile& profile, const std::optional<profile::Profile>& before, const std::function<void()>& then)
{
    if (std::exchange(m_writing, true))
        return;
    const QString old = before && before->name != profile.name ? before->name : QString();
    const auto chosen = m_desk.profile();
    const bool follows = !chosen || (before && chosen->name == before->name);
    m_desk.ask(
        this,
        [profile, old](engine::Engine& engine) {
            return old.isEmpty() ? engine.saveProfile(profile) : engine.renameProfile(old, profile);
        },
        [this, profile, follows, then](const Done& done) {
            m_writing = false;
            if (!done)
                return sayBad(done.error().sentence);
            showSaved(profile);
            m_desk.readProfiles();
            if (follows) // another one is not sent to because somebody set it up
                m_desk.chooseProfile(profile.name);
            then();
        });
}

void ProfileEdits::erase(const profile::Profile& profile, const std::function<void()>& then)
{
    if (std::exchange(m_writing, true))
        return;
    m_desk.ask(
        this, [name = profile.name](engine::Engine& engine) { return engine.removeProfile(name); },
        [this, then](const Done& done) {
            m_writing = false;
            if (!done)
                return sayBad(done.error().sentence);
            m_origin = {{}, newProfile(), false, false};
            m_desk.readProfiles();
            then();
        });
}

void ProfileEdits::save()
{
    const profile::Profile profile = m_owner.typed();
    if (!hasChanges() || !problemsOf(profile).isEmpty() || !mayBecomeLive(profile))
        return;
    write(profile, m_origin.saved, [this, profile, before = m_origin.saved] {
        Q_EMIT saved();
        saySaved(profile, before);
    });
}

void ProfileEdits::saySaved(const profile::Profile& profile, const std::optional<profile::Profile>& before)
{
    QList<Bar::Answer> answers;
    QString text = tr("Saved.");
    if (!profile.live && !profile.reachesLoopbackOnly()) {
        text = tr("Saved as practice: its orders are shown and not sent.");
        answers << Bar::Answer{tr("Make it LIVE..."), [this] { makeLive(); }};
    }
    answers << Bar::Answer{tr("Undo"), [this, profile, before] { undoSave(profile, before); }};
    m_memo = {{SavedKey, profile::toJson(profile)}};
    if (before)
        m_memo.insert(BeforeKey, profile::toJson(*before));
    Q_EMIT said(Bar::Mood::Calm, text, answers);
}

void ProfileEdits::undoSave(const profile::Profile& profile, const std::optional<profile::Profile>& before)
{
    if (!m_owner.mayLeave())
        return;
    if (before)
        return write(*before, profile, [this] { sayDone(tr("It is as it was before.")); });
    erase(profile, [this, profile] {
        showNew(profile, true); // nobody has to type it again
        sayDone(tr("It is not saved any more."));
    });
}

void ProfileEdits::makeLive()
{
    if (!m_origin.saved || hasChanges())
        return;
    profile::Profile live = *m_origin.saved;
    live.live = true;
    if (live.colour == profile::usualColour(false))
        live.colour = profile::usualColour(true);
    if (!mayBecomeLive(live))
        return saySaved(*m_origin.saved, m_origin.saved);
    write(live, m_origin.saved, [this, live, before = m_origin.saved] { saySaved(live, before); });
}

void ProfileEdits::remove()
{
    if (!m_origin.saved || isLocked())
        return;
    const profile::Profile profile = *m_origin.saved;
    if (!m_owner.isSure(tr("Remove profile"), tr("Remove %1? The history of its orders stays.").arg(profile.name),
            tr("Remove"), {}))
        return;
    const auto chosen = m_desk.profile();
    erase(profile, [this, profile, wasChosen = chosen && chosen->name == profile.name] {
        showChosen();
        sayRemoved(profile, wasChosen);
    });
}

void ProfileEdits::sayRemoved(const profile::Profile& profile, bool wasChosen)
{
    m_memo = {{RemovedKey, profile::toJson(profile)}, {WasChosenKey, wasChosen}};
    Q_EMIT said(Bar::Mood::Calm, tr("%1 is removed.").arg(profile.name),
        {{tr("Undo"), [this, profile, wasChosen] { undoRemove(profile, wasChosen); }}});
}

void ProfileEdits::undoRemove(const profile::Profile& profile, bool wasChosen)
{
    if (!m_owner.mayLeave())
        return;
    write(profile, {}, [this, profile, wasChosen] {
        if (wasChosen)
            m_desk.chooseProfile(profile.name);
        Q_EMIT unsaid();
    });
}

} // namespace rookery::ui

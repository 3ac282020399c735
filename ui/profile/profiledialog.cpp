// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profiledialog.h"

#include "engine/connectiontest.h"
#include "profile/profilefile.h"
#include "ui/common/bar.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/question.h"
#include "ui/profile/connectionpane.h"
#include "ui/profile/examplepane.h"
#include "ui/profile/profileform.h"
#include "ui/profile/profilelist.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QTimeZone>
#include <QTimer>

#include <algorithm>
#include <array>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr int CardPadding = 20;
constexpr int Gap = 12;
constexpr int ButtonGap = 8;
constexpr int ListLetters = 36;
constexpr int SearchLetters = 30;
constexpr QSize Start{1040, 680};
constexpr QSize BriefStart{860, 560};

constexpr std::array<QLatin1StringView, 8> ConnectionKeys{QLatin1StringView("host"), QLatin1StringView("scheme"),
    QLatin1StringView("port"), QLatin1StringView("path"), QLatin1StringView("connectTo"), QLatin1StringView("caFile"),
    QLatin1StringView("connectTimeoutMs"), QLatin1StringView("answerTimeoutMs")};

profile::Profile newProfile()
{
    profile::Profile profile;
    profile.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    profile.conversions = {QStringLiteral("Sale")};
    return profile;
}

bool connectAlike(const profile::Profile& a, const profile::Profile& b)
{
    return a.origin() == b.origin() && a.path == b.path && a.connectTo == b.connectTo && a.caFile == b.caFile
        && a.connectTimeout == b.connectTimeout && a.answerTimeout == b.answerTimeout;
}

QString fileFilter() { return ProfileDialog::tr("Profiles (*.%1)").arg(profile::ProfileFileSuffix); }

QVBoxLayout* inside(Card* card)
{
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(CardPadding, Padding, CardPadding, Padding);
    layout->setSpacing(Gap);
    return layout;
}

} // namespace

ProfileDialog::ProfileDialog(Desk& desk, QWidget* parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_list(new ProfileList)
    , m_title(new QLabel)
    , m_kind(new Remark)
    , m_intro(mutedLabel())
    , m_search(new QLineEdit)
    , m_bar(new Bar)
    , m_connection(new ConnectionPane)
    , m_form(new ProfileForm(m_connection))
    , m_scroll(new QScrollArea)
    , m_nothing(mutedLabel())
    , m_example(new ExamplePane)
    , m_note(new Remark)
    , m_new(new QPushButton(tr("Ne&w profile")))
    , m_duplicate(new QPushButton(tr("D&uplicate")))
    , m_import(new QPushButton(tr("&Import...")))
    , m_export(new QPushButton(tr("&Export...")))
    , m_all(new QPushButton(tr("A&ll settings")))
    , m_practise(new QPushButton(tr("Practise first")))
    , m_remove(new QPushButton(tr("&Remove...")))
    , m_discard(new QPushButton(tr("&Discard changes")))
    , m_close(new QPushButton(tr("Close")))
    , m_save(new QPushButton(tr("&Save")))
{
    setWindowTitle(tr("Profiles"));
    layOut();
    connectAll();
    startNew();
    fillList();
    if (const auto profile = m_desk.profile())
        choose(profile->name);
    setBrief(m_desk.profiles().isEmpty());
    if (!m_desk.profileProblems().isEmpty())
        sayBad(m_desk.profileProblems().join(u'\n'));
}

void ProfileDialog::layOut()
{
    makePrimary(m_save);
    const auto buttons
        = {m_new, m_duplicate, m_import, m_export, m_all, m_practise, m_remove, m_discard, m_close, m_save};
    for (QPushButton* button : buttons)
        button->setAutoDefault(false); // Enter in a field is no decision

    m_scroll->setWidget(m_form);
    m_form->setContentsMargins(0, Padding, 0, Padding);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_form->setAutoFillBackground(false); // the card behind it is seen
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_nothing->setContentsMargins(0, Padding, 0, 0);
    m_nothing->hide();
    auto* settings = new Card;
    auto* settingsLayout = inside(settings);
    settingsLayout->setContentsMargins(CardPadding, 1, 4, 1);
    settingsLayout->addWidget(m_nothing);
    settingsLayout->addWidget(m_scroll, 1);
    auto* example = new Card;
    inside(example)->addWidget(m_example);

    auto* right = new QVBoxLayout;
    right->setSpacing(Gap);
    right->addLayout(layOutHead());
    right->addWidget(m_intro);
    right->addWidget(m_bar);
    right->addWidget(settings, 1);
    right->addWidget(example);
    right->addLayout(layOutFoot());
    m_left = layOutLeft();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Padding, Padding, Padding, Padding);
    layout->setSpacing(Padding);
    layout->addWidget(m_left);
    layout->addLayout(right, 1);
}

QWidget* ProfileDialog::layOutLeft()
{
    auto* left = new QWidget;
    auto* buttons = new QGridLayout;
    buttons->setSpacing(ButtonGap);
    buttons->addWidget(m_new, 0, 0);
    buttons->addWidget(m_duplicate, 0, 1);
    buttons->addWidget(m_import, 1, 0);
    buttons->addWidget(m_export, 1, 1);
    m_duplicate->setToolTip(tr("A copy under another name, as practice"));
    m_import->setToolTip(tr("Opens a profile file from another desk"));
    m_export->setToolTip(tr("Writes a profile file for another desk"));
    auto* layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    left->setFixedWidth(qMax(buttons->sizeHint().width(), fontMetrics().averageCharWidth() * ListLetters));
    return left;
}

QLayout* ProfileDialog::layOutHead()
{
    m_title->setFont(titleFont());
    m_title->setTextFormat(Qt::PlainText);
    m_kind->setWrap(false);
    m_kind->setBold(true);
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setObjectName(QStringLiteral("searchSettings"));
    m_search->setToolTip(tr("Finds settings by name, explanation or value (%1)")
                             .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), colours().muted), QLineEdit::LeadingPosition);
    m_search->setFixedWidth(fontMetrics().averageCharWidth() * SearchLetters);
    m_intro->setText(tr("Five answers, as they stand in your Corvidae account; everything else has good defaults."));
    m_intro->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->setSpacing(Gap);
    head->addWidget(m_title);
    head->addWidget(m_kind, 0, Qt::AlignVCenter);
    head->addStretch();
    head->addWidget(m_search);
    return head;
}

QLayout* ProfileDialog::layOutFoot()
{
    auto* foot = new QHBoxLayout;
    foot->setSpacing(ButtonGap);
    foot->addWidget(m_all);
    foot->addWidget(m_practise);
    foot->addWidget(m_note, 1);
    foot->addWidget(m_remove);
    foot->addWidget(m_discard);
    foot->addWidget(m_close);
    foot->addWidget(m_save);
    m_note->setObjectName(QStringLiteral("note"));
    return foot;
}

void ProfileDialog::connectAll()
{
    connect(m_form, &ProfileForm::changed, this, &ProfileDialog::update);
    connect(m_form, &ProfileForm::codeTried, this, &ProfileDialog::tryCode);
    connect(m_list, &ProfileList::chosen, this, &ProfileDialog::choose);
    connect(m_search, &QLineEdit::textChanged, this, &ProfileDialog::search);
    connect(m_connection, &ConnectionPane::testWanted, this, &ProfileDialog::testConnection);
    connect(m_new, &QPushButton::clicked, this, [this] {
        if (mayLeave())
            startNew();
    });
    connect(m_duplicate, &QPushButton::clicked, this, &ProfileDialog::duplicate);
    connect(m_import, &QPushButton::clicked, this, &ProfileDialog::chooseImport);
    connect(m_export, &QPushButton::clicked, this, &ProfileDialog::chooseExport);
    connect(m_all, &QPushButton::clicked, this, [this] { setBrief(false); });
    connect(m_practise, &QPushButton::clicked, this, [this] {
        if (!mayLeave())
            return;
        m_desk.practise();
        accept();
    });
    connect(m_remove, &QPushButton::clicked, this, &ProfileDialog::remove);
    connect(m_discard, &QPushButton::clicked, this, &ProfileDialog::discard);
    connect(m_close, &QPushButton::clicked, this, &ProfileDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ProfileDialog::save);
    connect(&m_desk, &Desk::profilesChanged, this, &ProfileDialog::fillList);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    auto* saving = new QShortcut(QKeySequence::Save, this);
    saving->setAutoRepeat(false);
    connect(saving, &QShortcut::activated, this, &ProfileDialog::save);
}

// --- What is shown

const profile::Profile* ProfileDialog::find(const QString& name) const
{
    const QList<profile::Profile>& all = m_desk.profiles();
    const auto it = std::find_if(all.begin(), all.end(), [&name](const auto& p) { return p.name == name; });
    return it == all.end() ? nullptr : &*it;
}

// What is being edited stays, whoever changed the profiles.
void ProfileDialog::fillList()
{
    m_list->setProfiles(m_desk.profiles());
    m_list->setCurrent(nameOnDisk());
    const profile::Profile* onDisk = m_origin.saved ? find(m_origin.saved->name) : nullptr;
    if (onDisk && *onDisk != *m_origin.saved && !hasChanges() && !m_writing)
        showSaved(*onDisk);
}

void ProfileDialog::edit(const Origin& origin)
{
    m_origin = origin;
    m_tried = origin.saved.has_value();
    m_form->setProfile(origin.start);
    m_form->setLocked(isLocked());
    m_list->setCurrent(nameOnDisk());
    update();
}

void ProfileDialog::showSaved(const profile::Profile& profile) { edit({profile, profile, false, profile.live}); }

void ProfileDialog::showNew(const profile::Profile& profile, bool worthKeeping)
{
    edit({{}, profile, worthKeeping, false});
    m_form->focusStart();
}

void ProfileDialog::showChosen()
{
    const auto profile = m_desk.profile();
    if (profile)
        showSaved(*profile);
    else
        startNew();
}

void ProfileDialog::choose(const QString& name)
{
    const profile::Profile* profile = find(name);
    if (!profile || (m_origin.saved && profile->name == m_origin.saved->name))
        return;
    if (!mayLeave())
        return m_list->setCurrent(nameOnDisk());
    showSaved(*profile);
}

void ProfileDialog::setBrief(bool brief)
{
    m_brief = brief;
    const bool hadFocus = m_all->hasFocus();
    m_left->setVisible(!brief);
    m_search->setVisible(!brief);
    m_intro->setVisible(brief);
    m_all->setVisible(brief);
    m_practise->setVisible(brief);
    m_form->setBrief(brief);
    if (!isVisible() || !brief)
        resize(brief ? BriefStart : size().expandedTo(Start));
    if (hadFocus && !brief)
        m_form->focusStart();
    update();
}

bool ProfileDialog::hasChanges() const
{
    return !isLocked() && (m_origin.worthKeeping || m_form->profile() != m_origin.start);
}

QList<profile::ProfileProblem> ProfileDialog::problemsOf(const profile::Profile& profile) const
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

void ProfileDialog::update()
{
    const profile::Profile profile = m_form->profile();
    const QList<profile::ProfileProblem> problems = problemsOf(profile);
    m_form->showProblems(problems, m_tried);
    m_example->showProfile(profile, problems, m_tried);
    forgetTest(profile);
    updateTitle(profile);
    const bool changes = hasChanges();
    updateNote(profile, problems.isEmpty());
    if (!changes && (m_save->hasFocus() || m_discard->hasFocus()))
        m_close->setFocus();
    m_save->setEnabled(changes);
    m_discard->setEnabled(changes);
    m_discard->setVisible(!isLocked() && !m_brief);
    m_remove->setVisible(m_origin.saved && !isLocked());
    m_duplicate->setEnabled(m_origin.saved.has_value());
}

void ProfileDialog::updateNote(const profile::Profile& profile, bool complete)
{
    const QString forbidden = complete ? profile.sendingForbidden() : QString();
    if (isLocked())
        m_note->show(
            QStringLiteral("lock"), colours().muted, tr("Set by the administrator; it cannot be changed here."));
    else if (forbidden.isEmpty())
        m_note->clear();
    else if (!profile.live)
        //: %1 is a host
        m_note->show(QStringLiteral("practice"), colours().practice,
            tr("Practice: nothing goes to %1.").arg(profile.connectTo.isEmpty() ? profile.host : profile.connectTo));
    else
        m_note->show(QStringLiteral("check"), colours().check, forbidden);
}

void ProfileDialog::updateTitle(const profile::Profile& profile)
{
    const QString name = m_origin.saved ? m_origin.saved->name : m_brief ? tr("Set up a profile") : tr("New profile");
    m_title->setText(name);
    if (profile.live)
        m_kind->show(QString(), colours().text, tr("LIVE"));
    else
        m_kind->show(QStringLiteral("practice"), colours().practice, tr("Practice"));
}

void ProfileDialog::search(const QString& words)
{
    const int found = m_form->search(words);
    //: %1 is what was searched for
    m_nothing->setText(tr("No setting matches \"%1\". Esc shows all.").arg(words.trimmed()));
    m_nothing->setVisible(found == 0);
}

void ProfileDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_search->hasFocus() && !m_search->text().isEmpty())
        return m_search->clear();
    QDialog::keyPressEvent(event);
}

// --- New ones

void ProfileDialog::startNew() { showNew(newProfile(), false); }

void ProfileDialog::duplicate()
{
    if (!m_origin.saved)
        return;
    const profile::Profile copy = profile::copyOf(m_form->profile(), m_desk.profiles());
    if (mayLeave())
        showNew(copy, true);
}

void ProfileDialog::chooseImport()
{
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Import a profile"), {}, fileFilter() + QLatin1StringView(";;") + tr("All files (*)"));
    if (!file.isEmpty())
        importFile(file);
}

void ProfileDialog::importFile(const QString& file)
{
    if (!mayLeave())
        return;
    const auto imported = profile::importProfile(file);
    if (!imported)
        return sayBad(imported.error().sentence);
    profile::Profile profile = imported->profile;
    QStringList news{tr("Imported, and not saved yet: look it over, then save.")};
    profile.name = profile::freeName(profile.name, m_desk.profiles());
    if (profile.name != imported->profile.name)
        news << tr("There is a profile called \"%1\" already, so this one is called \"%2\".")
                    .arg(imported->profile.name, profile.name);
    const bool live = imported->saysLive
        && askDeliberately(this, tr("Live profile"),
            tr("The file says that %1 is LIVE: orders sent with it will be counted at %2. Without your word it becomes "
               "a practice profile.")
                .arg(profile.name, profile.host),
            tr("Import as LIVE"));
    if (imported->saysLive && !live)
        news << tr("It is a practice profile until somebody makes it LIVE.");
    if (live && profile.colour == profile::usualColour(false))
        profile.colour = profile::usualColour(true);
    profile.live = live;
    setBrief(false);
    edit({{}, profile, true, live});
    m_tried = true;
    update();
    m_bar->say(Bar::Mood::Calm, news.join(u' '), {{tr("Close"), {}}});
}

void ProfileDialog::chooseExport()
{
    const QString name = m_form->profile().name;
    QString file = QFileDialog::getSaveFileName(this, tr("Export the profile"),
        QString(name).replace(u'/', u'-') + u'.' + profile::ProfileFileSuffix, fileFilter());
    if (file.isEmpty())
        return;
    if (!file.endsWith(u'.' + profile::ProfileFileSuffix))
        file += u'.' + profile::ProfileFileSuffix;
    exportTo(file);
}

void ProfileDialog::exportTo(const QString& file)
{
    const profile::Profile profile = m_form->profile();
    const Done done = profile::exportProfile(profile, file);
    if (!done)
        return sayBad(done.error().sentence);
    m_bar->say(Bar::Mood::Calm,
        //: names of a profile and of a file
        tr("%1 is exported to %2. Where it is imported it is a practice profile first.")
            .arg(profile.name, QDir::toNativeSeparators(file)),
        {{tr("Close"), {}}});
}

// --- Saving, and taking it back

bool ProfileDialog::mayLeave()
{
    if (!hasChanges() || m_save->isHidden())
        return true;
    return QMessageBox::question(this, tr("Not saved"), tr("What you changed is not saved yet. Leave it?"),
               QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Cancel)
        == QMessageBox::Discard;
}

bool ProfileDialog::mayBecomeLive(const profile::Profile& profile)
{
    if (!profile.live || m_origin.mayBeLive)
        return true;
    return askDeliberately(this, tr("Live profile"),
        tr("Orders sent with %1 will be counted. Make it LIVE?").arg(profile.name), tr("Make it LIVE"));
}

void ProfileDialog::focusProblem(const QList<profile::ProfileProblem>& problems)
{
    m_form->focusProblem(problems);
    if (QWidget* field = m_form->focusWidget())
        m_scroll->ensureWidgetVisible(field);
}

void ProfileDialog::sayBad(const QString& sentence) { m_bar->say(Bar::Mood::Bad, sentence, {{tr("Close"), {}}}); }

void ProfileDialog::discard()
{
    m_bar->dismiss();
    if (m_origin.saved)
        showSaved(*m_origin.saved);
    else
        showChosen();
}

void ProfileDialog::write(
    const profile::Profile& profile, const std::optional<profile::Profile>& before, const std::function<void()>& then)
{
    if (std::exchange(m_writing, true))
        return;
    const QString old = before && before->name != profile.name ? before->name : QString();
    m_desk.ask(
        this,
        [profile, old](engine::Engine& engine) {
            return old.isEmpty() ? engine.saveProfile(profile) : engine.renameProfile(old, profile);
        },
        [this, profile, then](const Done& done) {
            m_writing = false;
            if (!done)
                return sayBad(done.error().sentence);
            showSaved(profile);
            m_desk.readProfiles();
            m_desk.chooseProfile(profile.name);
            then();
        });
}

void ProfileDialog::erase(const profile::Profile& profile, const std::function<void()>& then)
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

void ProfileDialog::save()
{
    if (!hasChanges())
        return;
    const profile::Profile profile = m_form->profile();
    const QList<profile::ProfileProblem> problems = problemsOf(profile);
    m_tried = true;
    update();
    if (!problems.isEmpty()) {
        if (!m_brief)
            m_search->clear();
        return focusProblem(problems);
    }
    if (!mayBecomeLive(profile))
        return;
    write(profile, m_origin.saved, [this, profile, before = m_origin.saved] {
        setBrief(false);
        saySaved(profile, before);
    });
}

void ProfileDialog::saySaved(const profile::Profile& profile, const std::optional<profile::Profile>& before)
{
    QList<Bar::Answer> answers;
    QString text = tr("Saved.");
    if (!profile.live && !profile.reachesLoopbackOnly()) {
        text = tr("Saved as practice: its orders are shown and not sent.");
        answers << Bar::Answer{tr("Make it LIVE..."), [this] { makeLive(); }};
    }
    answers << Bar::Answer{tr("Undo"), [this, profile, before] { undoSave(profile, before); }};
    m_bar->say(Bar::Mood::Calm, text, answers);
}

void ProfileDialog::undoSave(const profile::Profile& profile, const std::optional<profile::Profile>& before)
{
    if (!mayLeave())
        return;
    if (before)
        return write(*before, profile, [this] {
            m_bar->say(Bar::Mood::Calm, tr("It is as it was before."), {{tr("Close"), {}}});
        });
    erase(profile, [this, profile] {
        showNew(profile, true); // nobody has to type it again
        m_bar->say(Bar::Mood::Calm, tr("It is not saved any more."), {{tr("Close"), {}}});
    });
}

void ProfileDialog::makeLive()
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

void ProfileDialog::remove()
{
    if (!m_origin.saved || isLocked())
        return;
    const profile::Profile profile = *m_origin.saved;
    if (!askDeliberately(this, tr("Remove profile"),
            tr("Remove %1? The history of its orders stays.").arg(profile.name), tr("Remove")))
        return;
    const auto chosen = m_desk.profile();
    erase(profile, [this, profile, wasChosen = chosen && chosen->name == profile.name] {
        showChosen();
        sayRemoved(profile, wasChosen);
    });
}

void ProfileDialog::sayRemoved(const profile::Profile& profile, bool wasChosen)
{
    const auto undo = [this, profile, wasChosen] {
        if (!mayLeave())
            return;
        const auto chosen = m_desk.profile();
        write(profile, {}, [this, wasChosen, chosen] {
            if (!wasChosen && chosen)
                m_desk.chooseProfile(chosen->name);
            m_bar->dismiss();
        });
    };
    m_bar->say(Bar::Mood::Calm, tr("%1 is removed.").arg(profile.name), {{tr("Undo"), undo}});
}

void ProfileDialog::reject()
{
    if (mayLeave())
        QDialog::reject();
}

// --- Trying things out

void ProfileDialog::testConnection()
{
    const profile::Profile profile = m_form->profile();
    QList<profile::ProfileProblem> problems = problemsOf(profile);
    problems.removeIf([](const profile::ProfileProblem& problem) {
        return std::find(ConnectionKeys.begin(), ConnectionKeys.end(), problem.key) == ConnectionKeys.end();
    });
    if (!problems.isEmpty()) {
        m_form->showProblems(problems, true);
        return focusProblem(problems);
    }
    m_tested = profile;
    m_connection->showRunning(profile.host);
    const int test = ++m_test;
    m_desk.askLater<engine::ConnectionAnswer>(
        this,
        [profile](engine::Engine& engine, const auto& answer) { engine::testConnection(&engine, profile, answer); },
        [this, test](const engine::ConnectionAnswer& answer) {
            if (test != m_test)
                return;
            m_connection->showAnswer(answer);
            // Once it has its new height.
            QTimer::singleShot(0, m_connection, [this] { m_scroll->ensureWidgetVisible(m_connection); });
        });
}

void ProfileDialog::forgetTest(const profile::Profile& profile)
{
    if (connectAlike(profile, m_tested))
        return;
    ++m_test;
    m_tested = profile;
    m_connection->clear();
}

void ProfileDialog::tryCode(const profile::WebCode& webCode, const QString& code)
{
    // On the other thread: a list may be large.
    m_desk.ask(
        this, [webCode, code](engine::Engine&) { return profile::identityOf(webCode, code); },
        [this](const Result<pixel::Event>& identity) { m_form->showIdentity(identity); });
}

} // namespace rookery::ui

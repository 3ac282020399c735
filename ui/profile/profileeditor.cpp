// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profileeditor.h"

#include "profile/profilefile.h"
#include "ui/common/bar.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/profilemark.h"
#include "ui/common/question.h"
#include "ui/profile/connectionpane.h"
#include "ui/profile/examplepane.h"
#include "ui/profile/profileedits.h"
#include "ui/profile/profileform.h"
#include "ui/profile/profilelist.h"
#include "ui/profile/profiletrial.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr int CardPadding = 20;
constexpr int Gap = 12;
constexpr int ButtonGap = 8;
constexpr int ListLetters = 36;
constexpr int MiddleLetters = 30;
constexpr int NarrowLetters = 18;
constexpr int SearchLetters = 30;

QString fileFilter() { return ProfileEditor::tr("Profiles (*.%1)").arg(profile::ProfileFileSuffix); }

QVBoxLayout* inside(Card* card)
{
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(CardPadding, Padding, CardPadding, Padding);
    layout->setSpacing(Gap);
    return layout;
}

} // namespace

ProfileEditor::ProfileEditor(Desk& desk, Place place, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_edits(new ProfileEdits(desk, asOwner(), this))
    , m_place(place)
    , m_list(new ProfileList)
    , m_title(new QLabel)
    , m_kind(new ProfileMark)
    , m_intro(mutedLabel())
    , m_search(new QLineEdit)
    , m_bar(new Bar)
    , m_connection(new ConnectionPane)
    , m_form(new ProfileForm(m_connection))
    , m_trial(new ProfileTrial(desk, *m_form, *m_connection, this))
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
    layOut();
    connectAll();
    m_edits->startNew();
    fillList();
    if (const auto profile = m_desk.profile())
        choose(profile->name);
    setBrief(m_desk.profiles().isEmpty() && m_place == Place::Alone);
    if (!m_desk.profileProblems().isEmpty())
        m_bar->say(Bar::Mood::Bad, m_desk.profileProblems().join(u'\n'), {{tr("Close"), {}}});
}

ProfileEdits::Owner ProfileEditor::asOwner()
{
    return {[this] { return m_form->profile(); }, [this] { return mayLeave(); },
        [this](const QString& title, const QString& text, const QString& yes, const QString& no) {
            return askDeliberately(this, title, text, yes, no);
        }};
}

void ProfileEditor::layOut()
{
    makePrimary(m_save);
    const auto buttons
        = {m_new, m_duplicate, m_import, m_export, m_all, m_practise, m_remove, m_discard, m_close, m_save};
    for (QPushButton* button : buttons)
        button->setAutoDefault(false); // Enter in a field is no decision

    m_scroll->setWidget(m_form);
    setMargins(*m_form->layout(), 0, Padding, 4, Padding);
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
    setMargins(*settingsLayout, CardPadding, 1, 4, 1);
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
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Padding);
    layout->addWidget(m_left);
    layout->addLayout(right, 1);
}

QWidget* ProfileEditor::layOutLeft()
{
    auto* left = new QWidget;
    // Large text beside the sections: one column, so that the form has its room.
    const bool narrow = m_place == Place::AmongSettings && isTextLarge();
    auto* buttons = new QGridLayout;
    buttons->setSpacing(ButtonGap);
    int place = 0;
    for (QPushButton* button : {m_new, m_duplicate, m_import, m_export}) {
        const int columns = narrow ? 1 : 2;
        buttons->addWidget(button, place / columns, place % columns);
        ++place;
    }
    m_duplicate->setToolTip(tr("A copy under another name, as practice"));
    m_import->setToolTip(tr("Opens a profile file from another desk"));
    m_export->setToolTip(tr("Writes a profile file for another desk"));
    auto* layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    const int letters = m_place == Place::Alone ? ListLetters : narrow ? NarrowLetters : MiddleLetters;
    left->setFixedWidth(qMax(buttons->sizeHint().width(), fontMetrics().averageCharWidth() * letters));
    return left;
}

QLayout* ProfileEditor::layOutHead()
{
    m_title->setFont(titleFont());
    m_title->setTextFormat(Qt::PlainText);
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setObjectName(QStringLiteral("searchSettings"));
    m_search->setToolTip(tr("Finds settings by name, explanation or value (%1)")
                             .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    makeSearchField(m_search);
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

QLayout* ProfileEditor::layOutFoot()
{
    auto* foot = new QHBoxLayout;
    foot->setSpacing(ButtonGap);
    foot->addWidget(m_all);
    foot->addWidget(m_practise);
    foot->addWidget(m_remove); // away from what ends the editing
    foot->addWidget(m_note, 1);
    foot->addWidget(m_discard);
    foot->addWidget(m_close);
    foot->addWidget(m_save);
    m_note->setObjectName(QStringLiteral("note"));
    return foot;
}

void ProfileEditor::connectAll()
{
    connect(m_edits, &ProfileEdits::begun, this, &ProfileEditor::showEdited);
    connect(m_edits, &ProfileEdits::begunNew, m_form, &ProfileForm::focusStart);
    connect(m_edits, &ProfileEdits::saved, this, [this] {
        setBrief(false);
        if (m_place == Place::Alone) // it was set up to work with
            m_desk.chooseProfile(m_form->profile().name);
    });
    connect(m_edits, &ProfileEdits::said, m_bar, &Bar::say);
    connect(m_edits, &ProfileEdits::unsaid, m_bar, &Bar::dismiss);
    connect(m_form, &ProfileForm::changed, this, &ProfileEditor::update);
    connect(m_list, &ProfileList::chosen, this, &ProfileEditor::choose);
    connect(m_search, &QLineEdit::textChanged, this, &ProfileEditor::search);
    connect(m_trial, &ProfileTrial::impossible, this, &ProfileEditor::focusProblem);
    connect(m_trial, &ProfileTrial::answered, this, [this] { m_scroll->ensureWidgetVisible(m_connection); });
    connect(m_connection, &ConnectionPane::testWanted, m_trial,
        [this] { m_trial->testConnection(m_edits->problemsOf(m_form->profile())); });
    connect(m_new, &QPushButton::clicked, this, [this] {
        if (mayLeave())
            m_edits->startNew();
    });
    connect(m_duplicate, &QPushButton::clicked, m_edits, &ProfileEdits::duplicate);
    connect(m_import, &QPushButton::clicked, this, &ProfileEditor::chooseImport);
    connect(m_export, &QPushButton::clicked, this, &ProfileEditor::chooseExport);
    connect(m_all, &QPushButton::clicked, this, [this] { setBrief(false); });
    connect(m_practise, &QPushButton::clicked, this, &ProfileEditor::practise);
    connect(m_remove, &QPushButton::clicked, m_edits, &ProfileEdits::remove);
    connect(m_discard, &QPushButton::clicked, this, &ProfileEditor::discard);
    connect(m_close, &QPushButton::clicked, this, &ProfileEditor::closeWanted);
    connect(m_save, &QPushButton::clicked, this, &ProfileEditor::save);
    connect(&m_desk, &Desk::profilesChanged, this, &ProfileEditor::fillList);
    auto* saving = new QShortcut(QKeySequence::Save, this);
    saving->setAutoRepeat(false);
    connect(saving, &QShortcut::activated, this, &ProfileEditor::save);
}

// --- What is shown

void ProfileEditor::fillList()
{
    m_list->setProfiles(m_desk.profiles());
    m_list->setCurrent(m_edits->nameOnDisk());
    m_edits->catchUp();
}

void ProfileEditor::showEdited()
{
    m_tried = m_edits->isOnDisk();
    m_form->setProfile(m_edits->start());
    m_form->setLocked(m_edits->isLocked());
    m_list->setCurrent(m_edits->nameOnDisk());
    update();
}

void ProfileEditor::choose(const QString& name)
{
    if (!m_edits->choose(name))
        m_list->setCurrent(m_edits->nameOnDisk());
}

void ProfileEditor::setBrief(bool brief)
{
    m_brief = brief;
    const bool hadFocus = m_all->hasFocus();
    m_left->setVisible(!brief);
    m_search->setVisible(!brief && m_place == Place::Alone);
    m_intro->setVisible(brief);
    m_all->setVisible(brief);
    m_practise->setVisible(brief);
    m_form->setBrief(brief);
    Q_EMIT briefChanged();
    if (hadFocus && !brief)
        m_form->focusStart();
    update();
}

void ProfileEditor::update()
{
    const profile::Profile profile = m_form->profile();
    const QList<profile::ProfileProblem> problems = m_edits->problemsOf(profile);
    m_form->showProblems(problems, m_tried);
    m_example->showProfile(profile, problems, m_tried);
    m_trial->forget(profile);
    updateTitle(profile);
    const bool changes = m_edits->hasChanges();
    updateNote(profile, problems.isEmpty());
    if (!changes && (m_save->hasFocus() || m_discard->hasFocus()))
        m_close->setFocus();
    m_save->setEnabled(changes);
    m_discard->setEnabled(changes);
    m_discard->setVisible(!m_edits->isLocked() && !m_brief);
    m_remove->setVisible(m_edits->isOnDisk() && !m_edits->isLocked());
    m_duplicate->setEnabled(m_edits->isOnDisk());
}

void ProfileEditor::updateNote(const profile::Profile& profile, bool complete)
{
    const QString forbidden = complete ? profile.sendingForbidden() : QString();
    if (m_edits->isLocked())
        m_note->show(
            QStringLiteral("lock"), colours().muted, tr("Set by the administrator; it cannot be changed here."));
    else if (forbidden.isEmpty())
        m_note->clear();
    else if (!profile.live)
        //: %1 is a host
        m_note->show(QStringLiteral("practice"), colours().practice,
            tr("Practice: nothing goes to %1.").arg(profile.connectTo.isEmpty() ? profile.host : profile.connectTo));
    else
        m_note->showProblem(false, forbidden);
}

void ProfileEditor::updateTitle(const profile::Profile& profile)
{
    const QString whatIsNew = m_brief ? tr("Set up a profile") : tr("New profile");
    m_title->setText(m_edits->isOnDisk() ? m_edits->nameOnDisk() : whatIsNew);
    m_kind->show(profile.live, readable(QColor(profile.colour)));
}

int ProfileEditor::search(const QString& words)
{
    const int found = m_form->search(words);
    //: %1 is what was searched for
    m_nothing->setText(tr("No setting matches \"%1\". Esc shows all.").arg(words.trimmed()));
    m_nothing->setVisible(found == 0);
    return found;
}

void ProfileEditor::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ProfileEditor::focusStart() { m_form->focusStart(); }

void ProfileEditor::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_search->hasFocus() && !m_search->text().isEmpty())
        return m_search->clear();
    QWidget::keyPressEvent(event);
}

// --- What is done with it

void ProfileEditor::chooseImport()
{
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Import a profile"), {}, fileFilter() + QLatin1StringView(";;") + tr("All files (*)"));
    if (!file.isEmpty())
        importFile(file);
}

void ProfileEditor::importFile(const QString& file)
{
    if (!m_edits->importFile(file))
        return;
    m_tried = true;
    setBrief(false);
}

void ProfileEditor::chooseExport()
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

void ProfileEditor::exportTo(const QString& file) { m_edits->exportTo(file); }

const QJsonObject& ProfileEditor::memo() const { return m_edits->memo(); }

void ProfileEditor::takeUp(const QJsonObject& memo) { m_edits->takeUp(memo); }

bool ProfileEditor::hasChanges() const { return m_edits->hasChanges() && !m_save->isHidden(); }

bool ProfileEditor::mayLeave()
{
    return !hasChanges()
        || askDeliberately(this, tr("Not saved"), tr("What you changed is not saved yet. Leave it?"), tr("Discard"));
}

void ProfileEditor::focusProblem(const QList<profile::ProfileProblem>& problems)
{
    m_form->focusProblem(problems);
    if (QWidget* field = m_form->focusWidget())
        m_scroll->ensureWidgetVisible(field);
}

void ProfileEditor::discard()
{
    m_bar->dismiss();
    m_edits->discard();
}

void ProfileEditor::save()
{
    if (!m_edits->hasChanges())
        return;
    const QList<profile::ProfileProblem> problems = m_edits->problemsOf(m_form->profile());
    m_tried = true;
    update();
    if (problems.isEmpty())
        return m_edits->save();
    if (!m_brief)
        m_search->clear();
    focusProblem(problems);
}

void ProfileEditor::practise()
{
    if (!mayLeave())
        return;
    m_desk.practise();
    Q_EMIT practising();
}

} // namespace rookery::ui

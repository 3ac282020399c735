// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsdialog.h"

#include "ui/common/bar.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/profile/profileeditor.h"
#include "ui/settings/aboutpane.h"
#include "ui/settings/appearancepane.h"
#include "ui/settings/entrypane.h"
#include "ui/settings/historypane.h"
#include "ui/settings/sectionlist.h"
#include "ui/shell/keysheet.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr int Gap = 12;
constexpr int ProfilesSection = 0;
constexpr QSize Start{1220, 690};
constexpr QSize Edge{40, 30}; // that is left of the screen around it

const QString SectionKey = QStringLiteral("section");
const QString FieldKey = QStringLiteral("field");
const QString ProfileKey = QStringLiteral("profile");
const QString UndoKey = QStringLiteral("undo");

} // namespace

SettingsDialog::SettingsDialog(Desk& desk, const QMenuBar& menus, QWidget* parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_search(new QLineEdit)
    , m_list(new SectionList)
    , m_title(new QLabel)
    , m_bar(new Bar)
    , m_stack(new QStackedWidget)
    , m_nothing(mutedLabel())
    , m_foot(new QWidget)
    , m_profiles(new ProfileEditor(desk, ProfileEditor::Place::AmongSettings))
{
    setWindowTitle(tr("Settings"));
    addSections(menus); // first, so that Tab comes to them before it comes to Close
    layOut();
    m_list->fit();
    m_search->setFixedWidth(m_list->width());
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsDialog::showSection);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::search);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    resize(Start.boundedTo(screen()->availableSize() - Edge));
    m_list->setCurrentRow(ProfilesSection);
    m_list->setFocus();
}

void SettingsDialog::layOut()
{
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search all settings"));
    m_search->setObjectName(QStringLiteral("searchAllSettings"));
    m_search->setToolTip(tr("Finds settings of all sections by name, explanation or value (%1)")
                             .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    makeSearchField(m_search);
    m_title->setFont(titleFont());
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_nothing->hide();
    auto* close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &SettingsDialog::reject);
    auto* foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->addStretch();
    foot->addWidget(close);

    auto* left = new QVBoxLayout;
    left->setSpacing(Gap);
    left->addWidget(m_search);
    left->addWidget(m_list, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(Gap);
    right->addWidget(m_title);
    right->addWidget(m_bar);
    right->addWidget(m_nothing);
    right->addWidget(m_stack, 1);
    right->addWidget(m_foot);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Padding, Padding, Padding, Padding);
    layout->setSpacing(Padding);
    layout->addLayout(left);
    layout->addLayout(right, 1);
}

void SettingsDialog::addSections(const QMenuBar& menus)
{
    addWhole(tr("Profiles"), QStringLiteral("list"), m_profiles,
        [this](const QString& words) { return m_profiles->search(words); });
    connect(m_profiles, &ProfileEditor::closeWanted, this, &SettingsDialog::reject);
    connect(m_profiles, &ProfileEditor::practising, this, &SettingsDialog::accept);

    auto* entry = new EntryPane(m_desk);
    connect(entry, &EntryPane::said, m_bar, &Bar::say);
    addSection(
        tr("Entry"), QStringLiteral("neworder"), entry, [entry](const QString& words) { return entry->search(words); });
    auto* history = new HistoryPane(m_desk);
    addSection(tr("History"), QStringLiteral("history"), history,
        [history](const QString& words) { return history->search(words); });
    auto* appearance = new AppearancePane(m_desk);
    addSection(tr("Appearance"), QStringLiteral("appearance"), appearance,
        [appearance](const QString& words) { return appearance->search(words); });
    auto* keys = new KeySheet(menus, Start.width() / 2);
    auto* paper = new Card;
    auto* layout = new QVBoxLayout(paper);
    setMargins(*layout, Padding, Padding, 1, 1);
    layout->addWidget(keys);
    addWhole(tr("Keyboard"), QStringLiteral("keyboard"), paper,
        [keys](const QString& words) { return keys->search(words); });
    auto* about = new AboutPane(m_desk);
    addSection(
        tr("About"), QStringLiteral("rookery"), about, [about](const QString& words) { return about->search(words); });
}

void SettingsDialog::addSection(
    const QString& name, const QString& icon, QWidget* page, const std::function<int(const QString& words)>& search)
{
    auto* scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    page->setAutoFillBackground(false); // the card behind it is seen
    scroll->viewport()->setAutoFillBackground(false);
    auto* card = new Card;
    auto* layout = new QVBoxLayout(card);
    setMargins(*layout, Padding, Padding, 4, 4);
    layout->addWidget(scroll);
    addWhole(name, icon, card, search);
}

void SettingsDialog::addWhole(
    const QString& name, const QString& icon, QWidget* page, const std::function<int(const QString& words)>& search)
{
    m_sections << Section{name, search};
    m_stack->addWidget(page);
    m_list->addSection(name, icon);
}

bool SettingsDialog::hasChanges() const { return m_profiles->hasChanges(); }

void SettingsDialog::showSection(int section)
{
    if (section < 0)
        return;
    if (m_stack->currentIndex() == ProfilesSection && section != ProfilesSection && hasChanges() && isVisible()) {
        // What is typed stays as it is: it can be gone back to, and is asked about before the dialog closes.
        m_bar->say(Bar::Mood::Careful, tr("What you changed in the profile is not saved yet."),
            {{tr("Go back to it"), [this] { m_list->setCurrentRow(ProfilesSection); }}});
    } else {
        m_bar->dismiss();
    }
    m_stack->setCurrentIndex(section);
    m_title->setText(m_sections[section].name);
    // The editor of profiles has its own title and its own buttons.
    m_title->setVisible(section != ProfilesSection);
    m_foot->setVisible(section != ProfilesSection);
}

void SettingsDialog::search(const QString& words)
{
    int first = -1;
    bool here = false;
    for (int i = 0; i < m_sections.size(); ++i) {
        const bool found = m_sections[i].search(words.trimmed()) > 0;
        m_list->item(i)->setHidden(!found);
        here = here || (found && i == m_list->currentRow());
        if (found && first < 0)
            first = i;
    }
    //: %1 is what was searched for
    m_nothing->setText(tr("No setting matches \"%1\". Esc shows all.").arg(words.trimmed()));
    m_nothing->setVisible(first < 0);
    m_stack->setVisible(first >= 0);
    if (!here && first >= 0)
        m_list->setCurrentRow(first);
    if (first < 0) {
        m_title->hide();
        m_foot->show();
    } else {
        m_title->setVisible(m_stack->currentIndex() != ProfilesSection);
        m_foot->setVisible(m_stack->currentIndex() != ProfilesSection);
    }
}

void SettingsDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !m_search->text().isEmpty())
        return m_search->clear();
    if (event->key() == Qt::Key_Down && m_search->hasFocus())
        return m_list->setFocus(Qt::OtherFocusReason);
    QDialog::keyPressEvent(event);
}

void SettingsDialog::reject()
{
    if (m_profiles->hasChanges())
        m_list->setCurrentRow(ProfilesSection); // that one sees what the question is about
    if (m_profiles->mayLeave())
        QDialog::reject();
}

QJsonObject SettingsDialog::memo() const
{
    const QWidget* field = focusWidget();
    return {{SectionKey, m_list->currentRow()}, {FieldKey, field ? field->objectName() : QString()},
        {UndoKey, m_profiles->memo()}};
}

QJsonObject SettingsDialog::memoOf(const QString& profile)
{
    return {{SectionKey, ProfilesSection}, {ProfileKey, profile}};
}

void SettingsDialog::takeUp(const QJsonObject& memo)
{
    m_list->setCurrentRow(memo.value(SectionKey).toInt(ProfilesSection));
    if (const QString profile = memo.value(ProfileKey).toString(); !profile.isEmpty())
        m_profiles->choose(profile);
    m_profiles->takeUp(memo.value(UndoKey).toObject());
    const QString field = memo.value(FieldKey).toString();
    if (auto* widget = field.isEmpty() ? nullptr : m_stack->currentWidget()->findChild<QWidget*>(field))
        widget->setFocus(Qt::OtherFocusReason);
}

} // namespace rookery::ui

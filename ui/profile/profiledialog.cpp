// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profiledialog.h"

#include "ui/common/bar.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/question.h"
#include "ui/profile/profileform.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimeZone>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr int Gap = 12;
constexpr int ListWidth = 190;
constexpr int ExampleLines = 4;
constexpr QSize Start{860, 640};

profile::Profile newProfile()
{
    profile::Profile profile;
    profile.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    profile.conversions = {QStringLiteral("Sale")};
    return profile;
}

} // namespace

QByteArray exampleAddress(const profile::Profile& profile)
{
    engine::Order order;
    order.typed.set(pixel::Field::OrderId, QStringLiteral("1234abcd"));
    order.typed.set(pixel::Field::Revenue, QStringLiteral("1000.99"));
    order.eventId = QStringLiteral("00000000-0000-7000-8000-000000000001");
    const UtcMs now(QDateTime::currentMSecsSinceEpoch());
    order.at = now;
    return engine::preview(order, profile, now).url();
}

ProfileDialog::ProfileDialog(Desk& desk, QWidget* parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_list(new QListWidget)
    , m_form(new ProfileForm)
    , m_example(new QPlainTextEdit)
    , m_exampleNote(mutedLabel())
    , m_bar(new Bar)
    , m_save(new QPushButton(tr("&Save")))
    , m_remove(new QPushButton(tr("Remove...")))
{
    setWindowTitle(tr("Profiles"));
    resize(Start);
    auto* add = new QPushButton(tr("Ne&w profile"));
    auto* close = new QPushButton(tr("Close"));
    makePrimary(m_save);
    for (QPushButton* button : {add, close, m_save, m_remove})
        button->setAutoDefault(false); // Enter in a field is no decision

    auto* left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    left->addWidget(add);
    m_list->setFixedWidth(ListWidth);
    m_list->setAccessibleName(tr("Profiles"));
    softenSelection(m_list);

    auto* scroll = new QScrollArea;
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_example->setReadOnly(true);
    m_example->setTabChangesFocus(true);
    m_example->setFont(monospaceFont());
    m_example->setWordWrapMode(QTextOption::WrapAnywhere);
    m_example->setAccessibleName(tr("Example address"));
    m_example->setObjectName(QStringLiteral("example"));
    m_example->setFixedHeight(m_example->fontMetrics().lineSpacing() * ExampleLines + Gap);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_exampleNote, 1);
    buttons->addWidget(m_remove);
    buttons->addWidget(close);
    buttons->addWidget(m_save);

    auto* right = new QVBoxLayout;
    right->setSpacing(Gap);
    right->addWidget(m_bar);
    right->addWidget(scroll, 1);
    right->addWidget(new SectionLabel(tr("Example of what would be sent")));
    right->addWidget(m_example);
    right->addLayout(buttons);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Padding, Padding, Padding, Padding);
    layout->setSpacing(Padding);
    layout->addLayout(left);
    layout->addLayout(right, 1);

    connect(m_form, &ProfileForm::changed, this, &ProfileDialog::update);
    connect(m_list, &QListWidget::currentRowChanged, this, &ProfileDialog::choose);
    connect(add, &QPushButton::clicked, this, [this] {
        if (mayLeave())
            startNew();
    });
    connect(close, &QPushButton::clicked, this, &ProfileDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ProfileDialog::save);
    connect(m_remove, &QPushButton::clicked, this, &ProfileDialog::remove);
    connect(&m_desk, &Desk::profilesChanged, this, &ProfileDialog::fillList);
    startNew();
    fillList();
    if (const auto profile = m_desk.profile())
        m_list->setCurrentRow(rowOf(profile->name));
    if (!m_desk.profileProblems().isEmpty())
        m_bar->say(Bar::Mood::Bad, m_desk.profileProblems().join(u'\n'));
}

void ProfileDialog::fillList()
{
    // What is being edited stays, whoever changed the profiles.
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const profile::Profile& profile : m_desk.profiles()) {
        auto* item = new QListWidgetItem(swatch(profile.colour), profile.name, m_list);
        item->setToolTip(profile.locked ? tr("Set by the administrator") : QString());
    }
    m_list->setCurrentRow(rowOf(m_saved.name));
}

int ProfileDialog::rowOf(const QString& name) const
{
    const QList<profile::Profile>& all = m_desk.profiles();
    const auto it = std::find_if(all.begin(), all.end(), [&name](const auto& p) { return p.name == name; });
    return it == all.end() ? -1 : int(it - all.begin());
}

void ProfileDialog::choose(int row)
{
    if (row < 0 || row >= m_desk.profiles().size())
        return;
    const profile::Profile& profile = m_desk.profiles()[row];
    if (profile.name == m_saved.name && profile == m_saved)
        return;
    if (profile.name != m_saved.name && !mayLeave()) {
        const QSignalBlocker blocker(m_list);
        return m_list->setCurrentRow(rowOf(m_saved.name));
    }
    m_saved = profile;
    m_tried = true;
    m_form->setProfile(profile);
    m_form->setWritable(!profile.locked);
    update();
}

void ProfileDialog::startNew()
{
    const QSignalBlocker blocker(m_list);
    m_list->setCurrentRow(-1);
    m_saved = newProfile();
    m_tried = false;
    m_form->setProfile(m_saved);
    m_form->setWritable(true);
    m_form->focusStart();
    update();
}

QList<profile::ProfileProblem> ProfileDialog::problemsOf(const profile::Profile& profile) const
{
    QList<profile::ProfileProblem> problems = profile::validate(profile);
    const bool taken = std::any_of(m_desk.profiles().begin(), m_desk.profiles().end(), [&](const auto& other) {
        return other.name != m_saved.name && other.name.compare(profile.name, Qt::CaseInsensitive) == 0;
    });
    if (taken)
        problems << profile::ProfileProblem{QStringLiteral("name"), tr("There is a profile of that name already.")};
    return problems;
}

void ProfileDialog::update()
{
    const profile::Profile profile = m_form->profile();
    const QList<profile::ProfileProblem> problems = problemsOf(profile);
    m_form->showProblems(m_tried ? problems : QList<profile::ProfileProblem>());
    m_example->setPlainText(QString::fromUtf8(exampleAddress(profile)));
    const QString forbidden = profile.sendingForbidden();
    m_exampleNote->setText(m_saved.locked ? tr("Set by the administrator; it cannot be changed here.")
            : !problems.isEmpty()         ? tr("%Ln value(s) still missing or wrong.", nullptr, int(problems.size()))
            : forbidden.isEmpty()         ? tr("Ready.")
                                          : forbidden);
    m_exampleNote->setWordWrap(true);
    m_save->setEnabled(!m_saved.locked && profile != m_saved);
    m_remove->setEnabled(!m_saved.locked && !m_saved.name.isEmpty());
}

bool ProfileDialog::mayLeave()
{
    if (m_saved.locked || m_form->profile() == m_saved || m_save->isHidden())
        return true;
    if (m_saved.name.isEmpty() && m_form->profile() == newProfile())
        return true;
    return QMessageBox::question(this, tr("Not saved"), tr("What you changed is not saved yet. Leave it?"),
               QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Cancel)
        == QMessageBox::Discard;
}

bool ProfileDialog::mayBecomeLive(const profile::Profile& profile)
{
    if (!profile.live || m_saved.live)
        return true;
    return askDeliberately(this, tr("Live profile"),
        tr("Orders sent with %1 will be counted. Make it LIVE?").arg(profile.name), tr("Make it LIVE"));
}

void ProfileDialog::save()
{
    const profile::Profile profile = m_form->profile();
    m_tried = true;
    update();
    if (!problemsOf(profile).isEmpty() || !mayBecomeLive(profile))
        return;
    const bool renamed = !m_saved.name.isEmpty() && m_saved.name != profile.name;
    m_desk.ask(
        this,
        [profile, old = renamed ? m_saved.name : QString()](engine::Engine& engine) {
            return old.isEmpty() ? engine.saveProfile(profile) : engine.renameProfile(old, profile);
        },
        [this, profile](const Done& done) {
            if (!done)
                return m_bar->say(Bar::Mood::Bad, done.error().sentence, {{tr("Close"), {}}});
            m_saved = profile;
            m_bar->dismiss();
            m_desk.readProfiles();
            m_desk.chooseProfile(profile.name);
            update();
        });
}

void ProfileDialog::remove()
{
    if (!askDeliberately(this, tr("Remove profile"),
            tr("Remove %1? The history of its orders stays.").arg(m_saved.name), tr("Remove")))
        return;
    m_desk.ask(
        this, [name = m_saved.name](engine::Engine& engine) { return engine.removeProfile(name); },
        [this](const Done& done) {
            if (!done)
                return m_bar->say(Bar::Mood::Bad, done.error().sentence, {{tr("Close"), {}}});
            startNew();
            m_desk.readProfiles();
            if (const auto profile = m_desk.profile())
                m_list->setCurrentRow(rowOf(profile->name));
        });
}

void ProfileDialog::reject()
{
    if (mayLeave())
        QDialog::reject();
}

} // namespace rookery::ui

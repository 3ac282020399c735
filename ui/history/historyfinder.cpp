// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyfinder.h"

#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/flowlayout.h"
#include "ui/common/look.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>

namespace rookery::ui {

namespace {

constexpr int Gap = 12;
constexpr int ChipGap = 8;
constexpr int TypingMs = 150;

constexpr int ChipRoom = 10; // above and below its word, together

const QString Today = QStringLiteral("on:today");
const QString Binned = QStringLiteral("is:binned");

// The chip of a standing has no place in a saved text; these words have.
QString partOf(ledger::Standing standing)
{
    switch (standing) {
    case ledger::Standing::Any:
        return {};
    case ledger::Standing::UnderWay:
        return QStringLiteral("is:underway");
    case ledger::Standing::Delivered:
        return QStringLiteral("status:delivered");
    case ledger::Standing::NotDelivered:
        return QStringLiteral("is:failed");
    case ledger::Standing::Unknown:
        return QStringLiteral("status:unknown");
    }
    Q_UNREACHABLE();
}

// Which chip says the same as the whole query; nothing: none does.
std::optional<ledger::Standing> standingIn(const ledger::HistoryQuery& query)
{
    using ledger::Standing;
    using ledger::State;
    if (query.states.isEmpty()) {
        const bool binAlone = query.bin == ledger::Bin::Only && query.standing == Standing::Any;
        return binAlone ? std::nullopt : std::optional(query.standing);
    }
    if (query.standing != Standing::Any)
        return std::nullopt;
    const auto all = [&query](State state) { return query.states.count(state) == query.states.size(); };
    return all(State::Delivered) ? std::optional(Standing::Delivered)
        : all(State::Unknown)    ? std::optional(Standing::Unknown)
                                 : std::nullopt;
}

QString without(const QString& text, const QString& parts)
{
    const QRegularExpression part(
        QStringLiteral("(?<!\\S)(?:%1)(?!\\S)").arg(parts), QRegularExpression::CaseInsensitiveOption);
    const QString left = QString(text).remove(part);
    return left == text ? text : left.simplified();
}

// What narrows to states and to days, as it is typed.
const QString StateParts = QStringLiteral("status:(?:\"[^\"]*\"?|\\S*)|is:failed|is:underway|is:queued");
const QString DayParts = QStringLiteral("(?:on|before|after):\\S*");

} // namespace

HistoryFinder::HistoryFinder(Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_search(new QLineEdit)
    , m_saved(new QPushButton(tr("Saved")))
    , m_filters(new QPushButton(tr("Filter")))
    , m_export(new QPushButton(icon(QStringLiteral("export"), colours().muted), tr("Export...")))
    , m_chipRow(new QWidget)
    , m_chips(new QButtonGroup(this))
    , m_today(new QPushButton(tr("Today")))
    , m_bin(new QPushButton(tr("Bin")))
    , m_problem(new Remark)
    , m_count(mutedLabel())
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addLayout(makeSearch());
    makeChips();
    layout->addWidget(m_chipRow);
    layout->addWidget(m_problem);
    m_problem->hide();
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingMs);
    connect(&m_typing, &QTimer::timeout, this, &HistoryFinder::tell);
}

QLayout* HistoryFinder::makeSearch()
{
    auto* title = new QLabel(tr("History"));
    title->setFont(titleFont());
    m_search->setPlaceholderText(tr("Search order IDs, names, notes; or status:\"not delivered\" rev>100"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setToolTip(
        tr("status: order: event: profile: agent: note: host: id: http: rev> rev< on: before: after: is:"));
    m_search->setObjectName(QStringLiteral("search"));
    makeSearchField(m_search);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    m_filters->setMenu(new QMenu(m_filters));
    connect(m_filters->menu(), &QMenu::aboutToShow, this, &HistoryFinder::fillFilters);
    m_saved->setMenu(new QMenu(m_saved));
    m_saved->setAccessibleName(tr("Saved searches"));
    connect(m_saved->menu(), &QMenu::aboutToShow, this, &HistoryFinder::fillSaved);
    connect(m_export, &QPushButton::clicked, this, &HistoryFinder::exportWanted);
    auto* line = new QHBoxLayout;
    line->setSpacing(Gap);
    line->addWidget(title);
    line->addWidget(m_search, 1);
    line->addWidget(m_filters);
    line->addWidget(m_saved);
    line->addWidget(m_export);
    return line;
}

void HistoryFinder::makeSlimChip(QPushButton* chip)
{
    makeChip(chip);
    chip->setMaximumHeight(chip->fontMetrics().height() + ChipRoom);
}

void HistoryFinder::makeChips()
{
    const Colours& c = colours();
    auto* chips = new FlowLayout(ChipGap);
    m_chipRow->setLayout(chips);
    using ledger::Standing;
    struct Chip {
        Standing standing;
        QString name;
        QString icon;
        QColor colour;
    };
    const std::initializer_list<Chip> standings{{Standing::Any, tr("Any state"), {}, {}},
        {Standing::Delivered, tr("Delivered"), QStringLiteral("delivered"), c.delivered},
        {Standing::UnderWay, tr("Waiting"), QStringLiteral("waiting"), c.waiting},
        {Standing::NotDelivered, tr("Not delivered"), QStringLiteral("refused"), c.notDelivered},
        {Standing::Unknown, tr("Unknown"), QStringLiteral("unknown"), c.unknown}};
    for (const auto& [standing, name, iconName, colour] : standings) {
        auto* chip = new QPushButton(name);
        if (!iconName.isEmpty())
            chip->setIcon(icon(iconName, colour));
        chip->setCheckable(true);
        chip->setChecked(standing == Standing::Any);
        makeSlimChip(chip);
        m_chips->addButton(chip, int(standing));
        chips->addWidget(chip);
    }
    // What is typed may say what no chip does.
    m_chips->setExclusive(false);
    connect(m_chips, &QButtonGroup::idClicked, this, [this](int id) { pick(ledger::Standing(id)); });
    for (const auto& [chip, name, part] :
        {std::tuple(m_today, QStringLiteral("today"), Today), std::tuple(m_bin, QStringLiteral("bin"), Binned)}) {
        chip->setIcon(icon(name, c.muted));
        chip->setCheckable(true);
        makeSlimChip(chip);
        chips->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, part = part](bool on) { togglePart(part, on); });
    }
    addGrouping(chips);
    chips->addWidget(m_count);
    chips->setAlignment(m_count, Qt::AlignTrailing);
    m_count->setMinimumHeight(m_bin->maximumHeight()); // on one line with the words of the chips
}

void HistoryFinder::addGrouping(FlowLayout* chips)
{
    auto* group = new QButtonGroup(this);
    auto* pair = new QWidget; // they stay together
    auto* layout = new QHBoxLayout(pair);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ChipGap);
    chips->addSpacing(2 * ChipGap);
    for (const auto& [grouping, name, tip] : {std::tuple(Grouping::Orders, tr("By order"), tr("One row an order")),
             std::tuple(Grouping::Attempts, tr("Every attempt"), tr("One row a request"))}) {
        auto* chip = new QPushButton(name);
        chip->setToolTip(tip);
        chip->setCheckable(true);
        chip->setChecked(grouping == Grouping::Orders);
        makeSlimChip(chip);
        group->addButton(chip, int(grouping));
        layout->addWidget(chip);
    }
    connect(group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on)
            Q_EMIT groupingWanted(Grouping(id));
    });
    chips->addWidget(pair);
}

void HistoryFinder::fillFilters()
{
    QMenu* menu = m_filters->menu();
    menu->clear();
    const auto add = [this](QMenu* to, const QString& name, const QString& part) {
        to->addAction(name, this, [this, part] { addPart(part); });
    };
    QMenu* profiles = menu->addMenu(tr("Profile"));
    for (const profile::Profile& profile : m_desk.profiles()) {
        const QString part = ledger::searchPart(QStringLiteral("profile"), profile.name);
        add(profiles, QString(profile.name).replace(u'&', QLatin1StringView("&&")), part);
    }
    add(menu, tr("My orders"), ledger::searchPart(QStringLiteral("agent"), m_desk.agent()));
    menu->addSeparator();
    add(menu, tr("Yesterday"), QStringLiteral("on:yesterday"));
    add(menu, tr("Revenue over..."), QStringLiteral("rev>"));
    add(menu, tr("Revenue under..."), QStringLiteral("rev<"));
    add(menu, tr("HTTP status..."), QStringLiteral("http:"));
    menu->addSeparator();
    add(menu, tr("With a note"), QStringLiteral("is:noted"));
    add(menu, tr("Corrected"), QStringLiteral("is:corrected"));
    add(menu, tr("Without web identity"), QStringLiteral("is:anonymous"));
    add(menu, tr("Caller declined tracking"), QStringLiteral("is:declined"));
    add(menu, tr("Goes by itself"), QStringLiteral("is:queued"));
    add(menu, tr("Waits for a person"), QStringLiteral("is:held"));
    add(menu, tr("Live only"), QStringLiteral("is:live"));
}

// Each of a key once: a second profile would find nothing.
void HistoryFinder::addPart(const QString& part)
{
    const QString text = m_search->text().trimmed();
    m_search->setText(text.isEmpty() ? part : text + u' ' + part);
    m_search->setFocus();
    m_search->end(false);
}

void HistoryFinder::togglePart(const QString& part, bool on)
{
    const QString others = without(m_search->text(), part).trimmed();
    m_search->setText(on ? (others + u' ' + part).trimmed() : others);
    tell();
}

void HistoryFinder::fillSaved()
{
    QMenu* menu = m_saved->menu();
    menu->clear();
    const auto offer = [this](QMenu* to, const QString& name, const QString& text) {
        QAction* action
            = to->addAction(QString(name).replace(u'&', QLatin1StringView("&&")), this, [this, text] { search(text); });
        action->setToolTip(text);
    };
    offer(menu, tr("Not delivered today"), QStringLiteral("is:failed on:today"));
    offer(menu, tr("Unknown"), QStringLiteral("status:unknown"));
    offer(menu, tr("Mine of today"), ledger::searchPart(QStringLiteral("agent"), m_desk.agent()) + u' ' + Today);
    menu->addSeparator();
    const ledger::Reader* reader = m_desk.reader();
    const auto saved = reader ? reader->savedSearches() : Result<QList<ledger::SavedSearch>>();
    if (!saved)
        return Q_EMIT m_desk.said(saved.error().sentence, true);
    for (const ledger::SavedSearch& one : *saved)
        offer(menu, one.name, one.text);
    if (!saved->isEmpty())
        menu->addSeparator();
    menu->addAction(tr("Save this search..."), this, &HistoryFinder::saveSearch)->setEnabled(m_desk.isOpen());
    if (saved->isEmpty())
        return;
    QMenu* remove = menu->addMenu(tr("Forget"));
    for (const ledger::SavedSearch& one : *saved)
        remove->addAction(one.name, this,
            [this, name = one.name] { m_desk.tell([name](engine::Engine& e) { return e.removeSearch(name); }); });
}

QString HistoryFinder::text() const
{
    const QString standing = partOf(m_standing);
    return (m_search->text().trimmed() + u' ' + standing).trimmed();
}

void HistoryFinder::saveSearch()
{
    bool given = false;
    const QString name = QInputDialog::getText(
        this, tr("Save this search"), tr("Name for \"%1\":").arg(text()), QLineEdit::Normal, {}, &given)
                             .trimmed();
    if (!given || name.isEmpty())
        return;
    m_desk.tell([search = ledger::SavedSearch{name, text()}](engine::Engine& e) { return e.saveSearch(search); });
    Q_EMIT m_desk.said(tr("Saved as \"%1\".").arg(name), false);
}

void HistoryFinder::tell()
{
    m_typing.stop();
    ledger::SearchText search = read(m_search->text());
    if (m_standing != ledger::Standing::Any)
        search.query.standing = m_standing;
    light(search.query);
    showRemark(search.problems);
    Q_EMIT changed(search.query);
}

ledger::SearchText HistoryFinder::read(const QString& text) const
{
    const auto profile = m_desk.profile();
    const QTimeZone zone = profile ? QTimeZone(profile->timeZone.toLatin1()) : QTimeZone::systemTimeZone();
    ledger::SearchText search = ledger::readSearch(text, zone, QDateTime::currentDateTimeUtc().toTimeZone(zone).date());
    if (search.query.bin == ledger::Bin::Included)
        search.query.bin = ledger::Bin::Hidden;
    return search;
}

// The chips show what is looked for, whoever said so.
void HistoryFinder::light(const ledger::HistoryQuery& query)
{
    const auto standing = standingIn(query);
    const QList<QAbstractButton*> chips = m_chips->buttons();
    for (QAbstractButton* chip : chips)
        chip->setChecked(standing && m_chips->id(chip) == int(*standing));
    m_today->setChecked(m_search->text().split(u' ', Qt::SkipEmptyParts).contains(Today));
    m_bin->setChecked(query.bin == ledger::Bin::Only);
}

// It takes the place of the states that are typed; all of them are found out of the bin.
void HistoryFinder::pick(ledger::Standing standing)
{
    m_standing = standing;
    m_search->setText(without(
        m_search->text(), standing == ledger::Standing::Any ? StateParts + QStringLiteral("|") + Binned : StateParts));
    tell();
}

ledger::HistoryQuery HistoryFinder::wider() const
{
    return read(without(m_search->text(), StateParts + QStringLiteral("|") + DayParts)).query;
}

void HistoryFinder::widen()
{
    m_standing = ledger::Standing::Any;
    m_search->setText(without(m_search->text(), StateParts + QStringLiteral("|") + DayParts));
    tell();
}

void HistoryFinder::showRemark(const QStringList& problems)
{
    m_problem->setVisible(!problems.isEmpty());
    //: %1 sentences about parts of a search
    m_problem->showProblem(false, tr("Left out of the search: %1").arg(problems.join(u' ')));
}

void HistoryFinder::takeFocus()
{
    m_search->setFocus();
    m_search->selectAll();
}

void HistoryFinder::find(ledger::Standing standing, const QString& within)
{
    m_search->setText(within);
    m_standing = standing;
    tell();
}

void HistoryFinder::search(const QString& text)
{
    m_standing = ledger::Standing::Any;
    m_search->setText(text);
    tell();
}

void HistoryFinder::setReadable(bool readable)
{
    for (QWidget* part : {static_cast<QWidget*>(m_search), static_cast<QWidget*>(m_filters),
             static_cast<QWidget*>(m_saved), static_cast<QWidget*>(m_export), m_chipRow})
        part->setEnabled(readable);
    m_count->setVisible(readable);
}

void HistoryFinder::showCount(int read, const std::optional<HistoryCount>& count, bool reading, Grouping grouping)
{
    QStringList said;
    if (reading && !count)
        said << tr("Searching...");
    else if (!count)
        said << (grouping == Grouping::Orders ? tr("%Ln order(s)", nullptr, read)
                                              : tr("%Ln attempt(s)", nullptr, read));
    else
        said << tr("%Ln order(s)", nullptr, int(count->matching));
    if (count && count->binned > 0)
        said << tr("%Ln in the bin", nullptr, int(count->binned));
    m_count->setText(said.join(QStringLiteral(", ")));
}

bool HistoryFinder::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down) {
            tell();
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyfinder.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int Gap = 12;
constexpr int ChipGap = 8;
constexpr int TypingMs = 150;

} // namespace

HistoryFinder::HistoryFinder(QWidget* parent)
    : QWidget(parent)
    , m_search(new QLineEdit)
    , m_standing(new QButtonGroup(this))
    , m_count(mutedLabel())
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addLayout(makeSearch());
    layout->addLayout(makeChips());
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingMs);
    connect(&m_typing, &QTimer::timeout, this, &HistoryFinder::tell);
}

QLayout* HistoryFinder::makeSearch()
{
    auto* title = new QLabel(tr("History"));
    title->setFont(titleFont());
    m_search->setPlaceholderText(tr("Search order IDs, amounts, profiles, agents"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setObjectName(QStringLiteral("search"));
    m_search->addAction(icon(QStringLiteral("search"), colours().muted), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    auto* exportButton = new QPushButton(tr("Export..."));
    connect(exportButton, &QPushButton::clicked, this, &HistoryFinder::exportWanted);
    auto* line = new QHBoxLayout;
    line->setSpacing(Gap);
    line->addWidget(title);
    line->addWidget(m_search, 1);
    line->addWidget(exportButton);
    return line;
}

QLayout* HistoryFinder::makeChips()
{
    auto* chips = new QHBoxLayout;
    chips->setSpacing(ChipGap);
    using ledger::Standing;
    const std::initializer_list<std::pair<Standing, QString>> names{{Standing::Any, tr("All")},
        {Standing::Delivered, tr("Delivered")}, {Standing::UnderWay, tr("Waiting")},
        {Standing::NotDelivered, tr("Not delivered")}, {Standing::Unknown, tr("Unknown")}};
    for (const auto& [standing, name] : names) {
        auto* chip = new QPushButton(name);
        chip->setCheckable(true);
        chip->setChecked(standing == Standing::Any);
        makeChip(chip);
        m_standing->addButton(chip, int(standing));
        chips->addWidget(chip);
    }
    chips->addStretch();
    chips->addWidget(m_count);
    connect(m_standing, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            tell();
    });
    return chips;
}

void HistoryFinder::tell()
{
    m_typing.stop();
    ledger::HistoryQuery query;
    query.search = m_search->text().trimmed();
    query.standing = ledger::Standing(m_standing->checkedId());
    Q_EMIT changed(query);
}

void HistoryFinder::takeFocus()
{
    m_search->setFocus();
    m_search->selectAll();
}

void HistoryFinder::find(ledger::Standing standing)
{
    m_search->clear();
    m_standing->button(int(standing))->setChecked(true);
    tell();
}

void HistoryFinder::showCount(int read, bool more)
{
    m_count->setText(more ? tr("more than %Ln order(s)", nullptr, read) : tr("%Ln order(s)", nullptr, read));
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

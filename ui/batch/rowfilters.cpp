// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/rowfilters.h"

#include "ui/common/card.h"
#include "ui/common/flowlayout.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QLocale>

namespace rookery::ui {

namespace {

constexpr int Gap = 8;
constexpr int ChipRoom = 10;
constexpr int SearchLetters = 30;

} // namespace

RowFilters::RowFilters(QWidget* parent) : QWidget(parent), m_search(new QLineEdit)
{
    auto* chips = new FlowLayout(Gap);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* lowered = new QVBoxLayout;
    layout->addLayout(lowered, 1);
    auto* group = new QButtonGroup(this);
    const Colours& c = colours();
    addChip(RowFilter::All, {}, {});
    addChip(RowFilter::Ready, QStringLiteral("draft"), c.text);
    addChip(RowFilter::Check, QStringLiteral("look"), c.check);
    addChip(RowFilter::Fix, QStringLiteral("check"), c.check);
    addChip(RowFilter::Duplicates, QStringLiteral("skipped"), c.muted);
    addChip(RowFilter::LeftOut, QStringLiteral("cancelled"), c.muted);
    addChip(RowFilter::Waiting, QStringLiteral("waiting"), c.waiting);
    addChip(RowFilter::Delivered, QStringLiteral("delivered"), c.delivered);
    addChip(RowFilter::NotDelivered, QStringLiteral("refused"), c.notDelivered);
    addChip(RowFilter::Unknown, QStringLiteral("unknown"), c.unknown);
    addChip(RowFilter::Cancelled, QStringLiteral("cancelled"), c.muted);
    addChip(RowFilter::Other, {}, {});
    for (int filter = 0; filter <= int(RowFilter::Waiting); ++filter) {
        group->addButton(m_chips.value(filter));
    }
    for (const RowFilter filter : {RowFilter::All, RowFilter::Ready, RowFilter::Check, RowFilter::Fix,
             RowFilter::Duplicates, RowFilter::LeftOut, RowFilter::Waiting, RowFilter::Delivered,
             RowFilter::NotDelivered, RowFilter::Unknown, RowFilter::Cancelled, RowFilter::Other})
        chips->addWidget(m_chips.value(int(filter)));
    m_chips.value(int(RowFilter::All))->setChecked(true);

    // Lower than the field, and on one line with it.
    lowered->addSpacing(
        qMax(0, (m_search->sizeHint().height() - m_chips.value(int(RowFilter::All))->sizeHint().height()) / 2));
    lowered->addLayout(chips);
    lowered->addStretch();

    makeSearchField(m_search);
    m_search->setPlaceholderText(tr("Find in the rows"));
    m_search->setAccessibleName(tr("Find in the rows"));
    m_search->setObjectName(QStringLiteral("batchSearch"));
    m_search->setFixedWidth(m_search->fontMetrics().averageCharWidth() * SearchLetters);
    connect(m_search, &QLineEdit::textChanged, this, &RowFilters::changed);
    layout->addWidget(m_search, 0, Qt::AlignTop);
}

void RowFilters::addChip(RowFilter filter, const QString& name, const QColor& colour)
{
    auto* chip = new QPushButton(this);
    chip->setCheckable(true);
    if (!name.isEmpty())
        chip->setIcon(icon(name, colour));
    makeChip(chip);
    chip->setMaximumHeight(chip->fontMetrics().height() + ChipRoom);
    connect(chip, &QPushButton::toggled, this, [this, filter](bool on) {
        if (!on || m_chosen == filter)
            return;
        m_chosen = filter;
        Q_EMIT changed();
    });
    m_chips.insert(int(filter), chip);
}

void RowFilters::show(const BatchCounts& counts, qint64 rows)
{
    using engine::RowLook;
    const QLocale locale;
    const auto say = [&](RowFilter filter, const QString& words, qint64 count) {
        QPushButton* chip = m_chips.value(int(filter));
        chip->setText(words.arg(locale.toString(count)));
        chip->setVisible(count > 0 || filter == RowFilter::All || filter == m_chosen);
    };
    say(RowFilter::All, tr("All %1"), rows);
    say(RowFilter::Ready, tr("Ready %1"), counts.ready());
    say(RowFilter::Check, tr("Check %1"), counts.count(RowLook::Check));
    say(RowFilter::Fix, tr("Fix %1"), counts.count(RowLook::Fix));
    say(RowFilter::Duplicates, tr("Duplicates %1"), counts.duplicates());
    say(RowFilter::LeftOut, tr("Left out %1"), counts.count(RowLook::LeftOut));
    say(RowFilter::Waiting, tr("Waiting %1"), counts.waiting);
    say(RowFilter::Delivered, tr("Delivered %1"), counts.delivered);
    say(RowFilter::NotDelivered, tr("Not delivered %1"), counts.notDelivered);
    say(RowFilter::Unknown, tr("Unknown %1"), counts.unknown);
    say(RowFilter::Cancelled, tr("Cancelled %1"), counts.cancelled);
    say(RowFilter::Other, tr("Header and further lines %1"),
        counts.count(RowLook::HeaderAgain) + counts.count(RowLook::OfOrder));
}

void RowFilters::choose(RowFilter filter) { m_chips.value(int(filter))->setChecked(true); }

void RowFilters::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

} // namespace rookery::ui

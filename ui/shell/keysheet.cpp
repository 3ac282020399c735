// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keysheet.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace rookery::ui {

namespace {

constexpr int Margin = 24;
constexpr int Gap = 12;
constexpr int ColumnGap = 48;
constexpr int RowGap = 6;
constexpr int Uneven = 4; // lines by which the first column may be shorter

QString withoutMark(QString text)
{
    text.replace(QLatin1StringView("&&"), QStringLiteral("\a")).remove(u'&').replace(u'\a', u'&');
    return text.endsWith(QLatin1StringView("...")) ? text.chopped(3) : text;
}

QString keysOf(const QAction& action)
{
    QStringList keys;
    const QList<QKeySequence> sequences = action.shortcuts();
    for (const QKeySequence& sequence : sequences)
        keys << sequence.toString(QKeySequence::NativeText);
    // The keypad's Enter and the main one are the same to people.
    keys.replaceInStrings(QStringLiteral("Return"), QStringLiteral("Enter"));
    keys.removeDuplicates();
    constexpr qsizetype Most = 2;
    return keys.first(std::min(keys.size(), Most)).join(QStringLiteral("  ·  "));
}

void collect(QList<KeyEntry>& entries, const QString& title, const QList<QAction*>& actions)
{
    for (const QAction* action : actions) {
        if (action->menu())
            collect(entries, title, action->menu()->actions());
        else if (const QString keys = keysOf(*action); !keys.isEmpty())
            entries << KeyEntry{title, withoutMark(action->text()), keys};
    }
}

} // namespace

QList<KeyEntry> keyEntries(const QMenuBar& menus)
{
    QList<KeyEntry> entries;
    const QList<QAction*> titles = menus.actions();
    for (const QAction* title : titles)
        collect(entries, withoutMark(title->text()), title->menu()->actions());
    const QString field = KeySheet::tr("In a field or a list");
    entries << KeyEntry{field, KeySheet::tr("Next field"), KeySheet::tr("Tab  ·  Enter")}
            << KeyEntry{field, KeySheet::tr("Previous field"), KeySheet::tr("Shift+Tab")}
            << KeyEntry{field, KeySheet::tr("First or second reading of an amount"), KeySheet::tr("Alt+1  ·  Alt+2")}
            << KeyEntry{field, KeySheet::tr("From the search to the list"), KeySheet::tr("Enter  ·  Down")}
            << KeyEntry{field, KeySheet::tr("Clear the search"), KeySheet::tr("Esc")};
    return entries;
}

KeySheet::KeySheet(const QMenuBar& menus, int room, QWidget* parent)
    : QWidget(parent)
    , m_entries(keyEntries(menus))
    , m_none(mutedLabel(tr("No key for that.")))
    , m_scroll(new QScrollArea)
{
    m_scroll->setObjectName(QStringLiteral("sheet"));
    m_scroll->setAccessibleName(tr("Keys"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_none);
    layout->addWidget(m_scroll, 1);
    std::unique_ptr<QWidget> two(makeColumns(2));
    m_twoColumns = two->sizeHint().width();
    lay(m_twoColumns <= room ? 2 : 1);
}

int KeySheet::search(const QString& words)
{
    m_words = words;
    lay(m_columns);
    return int(shown().size());
}

QStringList KeySheet::shown() const
{
    const QStringList words = m_words.split(u' ', Qt::SkipEmptyParts);
    QStringList lines;
    for (const KeyEntry& entry : m_entries) {
        const QString line = entry.menu + u'\t' + entry.text + u'\t' + entry.keys;
        const bool all = std::all_of(words.begin(), words.end(),
            [&line](const QString& word) { return line.contains(word, Qt::CaseInsensitive); });
        if (all)
            lines << line;
    }
    return lines;
}

void KeySheet::lay(int columns)
{
    m_columns = columns;
    m_scroll->setWidget(makeColumns(columns));        // deletes the one before
    m_scroll->widget()->setAutoFillBackground(false); // what is behind it is seen
    const bool none = shown().isEmpty();
    m_none->setVisible(none);
    m_scroll->setVisible(!none);
}

QSize KeySheet::wantedSize() const
{
    return m_scroll->widget()->sizeHint() + QSize(m_scroll->verticalScrollBar()->sizeHint().width() + 1, 0);
}

void KeySheet::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const int columns = m_twoColumns + m_scroll->verticalScrollBar()->sizeHint().width() <= width() ? 2 : 1;
    if (columns != m_columns)
        lay(columns);
}

// Columns that are about equally long; a menu is never torn apart.
QWidget* KeySheet::makeColumns(int most)
{
    auto* sheet = new QWidget;
    auto* columns = new QHBoxLayout(sheet);
    setMargins(*columns, 0, 0, Gap, 0);
    columns->setSpacing(ColumnGap);
    const QStringList lines = shown();
    QGridLayout* grid = nullptr;
    QString menu;
    int laid = 0;
    for (const QString& line : lines) {
        const QStringList parts = line.split(u'\t');
        const bool another = parts[0] != menu;
        if (!grid || (another && columns->count() < most && laid * 2 + Uneven >= lines.size())) {
            auto* column = new QVBoxLayout;
            grid = new QGridLayout;
            grid->setHorizontalSpacing(Margin);
            grid->setVerticalSpacing(RowGap);
            grid->setColumnStretch(0, 1);
            column->addLayout(grid);
            column->addStretch();
            columns->addLayout(column, 1);
        }
        if (another) {
            menu = parts[0];
            if (grid->count() > 0)
                grid->setRowMinimumHeight(grid->rowCount(), RowGap);
            grid->addWidget(new SectionLabel(menu), grid->rowCount(), 0, 1, 2);
        }
        const int row = grid->rowCount();
        grid->addWidget(new QLabel(parts[1]), row, 0);
        auto* keys = mutedLabel(parts[2]);
        keys->setFont(monospaceFont());
        grid->addWidget(keys, row, 1, Qt::AlignRight);
        ++laid;
    }
    return sheet;
}

} // namespace rookery::ui

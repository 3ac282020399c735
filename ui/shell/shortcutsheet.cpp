// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutsheet.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QAction>
#include <QGridLayout>
#include <QLineEdit>
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
constexpr int HeadRoom = 128;
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
    if (keys.contains(QStringLiteral("Ctrl+Return")) && keys.contains(QStringLiteral("Ctrl+Enter")))
        keys.removeAll(QStringLiteral("Ctrl+Return"));
    constexpr qsizetype Most = 2;
    return keys.first(std::min(keys.size(), Most)).join(QStringLiteral("  ·  "));
}

} // namespace

ShortcutSheet::ShortcutSheet(const QMenuBar& menus, QWidget* parent)
    : QDialog(parent)
    , m_search(new QLineEdit)
    , m_none(mutedLabel(tr("No key for that.")))
{
    setWindowTitle(tr("Keys"));
    const QList<QAction*> titles = menus.actions();
    for (const QAction* title : titles)
        collect(withoutMark(title->text()), title->menu()->actions());
    const QString field = tr("In a field or a list");
    m_entries << Entry{field, tr("Next field"), tr("Tab  ·  Enter")}
              << Entry{field, tr("Previous field"), tr("Shift+Tab")}
              << Entry{field, tr("First or second reading of an amount"), tr("Alt+1  ·  Alt+2")}
              << Entry{field, tr("From the search to the list"), tr("Enter  ·  Down")}
              << Entry{field, tr("Clear the search"), tr("Esc")};

    auto* title = new QLabel(tr("Keys"));
    title->setFont(titleFont());
    m_search->setPlaceholderText(tr("What would you like to do?"));
    m_search->setAccessibleName(tr("Search the keys"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), colours().muted), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutSheet::search);
    auto* head = new QHBoxLayout;
    head->setSpacing(Margin);
    head->addWidget(title);
    head->addWidget(m_search, 1);

    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("sheet"));
    scroll->setAccessibleName(tr("Keys"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, Margin, Margin, Margin);
    layout->setSpacing(Gap + RowGap);
    layout->addLayout(head);
    layout->addWidget(m_none);
    layout->addWidget(scroll, 1);
    // A sheet of paper: one surface, however the window behind it looks.
    QPalette paper = palette();
    paper.setColor(QPalette::Window, colours().surface);
    setPalette(paper);
    lay();
    const QSize sheet = scroll->widget()->sizeHint();
    const QSize wanted = layout->sizeHint().expandedTo(
        {sheet.width() + 2 * Margin + scroll->verticalScrollBar()->sizeHint().width() + 1, sheet.height() + HeadRoom});
    const QSize most = parent ? parent->size() - QSize(2 * Margin, 2 * Margin) : wanted;
    resize(wanted.boundedTo(most));
    m_search->setFocus();
}

void ShortcutSheet::collect(const QString& title, const QList<QAction*>& actions)
{
    for (const QAction* action : actions) {
        if (action->menu())
            collect(title, action->menu()->actions());
        else if (const QString keys = keysOf(*action); !keys.isEmpty())
            m_entries << Entry{title, withoutMark(action->text()), keys};
    }
}

void ShortcutSheet::search(const QString& words)
{
    m_words = words;
    lay();
}

QStringList ShortcutSheet::shown() const
{
    const QStringList words = m_words.split(u' ', Qt::SkipEmptyParts);
    QStringList lines;
    for (const Entry& entry : m_entries) {
        const QString line = entry.menu + u'\t' + entry.text + u'\t' + entry.keys;
        const bool all = std::all_of(words.begin(), words.end(),
            [&line](const QString& word) { return line.contains(word, Qt::CaseInsensitive); });
        if (all)
            lines << line;
    }
    return lines;
}

void ShortcutSheet::lay()
{
    auto* scroll = findChild<QScrollArea*>(QStringLiteral("sheet"));
    const int room = (parentWidget() ? parentWidget()->width() : QWIDGETSIZE_MAX) - 4 * Margin;
    std::unique_ptr<QWidget> sheet(makeColumns(2));
    if (sheet->sizeHint().width() > room)
        sheet.reset(makeColumns(1));
    scroll->setWidget(sheet.release()); // deletes the one before
    const bool none = shown().isEmpty();
    m_none->setVisible(none);
    scroll->setVisible(!none);
}

// Columns that are about equally long; a menu is never torn apart.
QWidget* ShortcutSheet::makeColumns(int most)
{
    auto* sheet = new QWidget;
    auto* columns = new QHBoxLayout(sheet);
    columns->setContentsMargins(0, 0, Gap, 0);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutsheet.h"

#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/shell/keysheet.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int Margin = 24;
constexpr int Gap = 18;
constexpr int HeadRoom = 128;

} // namespace

ShortcutSheet::ShortcutSheet(const QMenuBar& menus, QWidget* parent)
    : Sheet(parent)
    , m_search(new QLineEdit)
    , m_keys(new KeySheet(menus, (parent ? parent->width() : QWIDGETSIZE_MAX) - 4 * Margin))
{
    setWindowTitle(tr("Keys"));
    auto* title = new QLabel(tr("Keys"));
    title->setFont(titleFont());
    m_search->setPlaceholderText(tr("What would you like to do?"));
    m_search->setAccessibleName(tr("Search the keys"));
    makeSearchField(m_search);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutSheet::search);
    auto* head = new QHBoxLayout;
    head->setSpacing(Margin);
    head->addWidget(title);
    head->addWidget(m_search, 1);
    auto* close = new QPushButton(tr("Close"));
    close->setAutoDefault(false); // Enter in the search is no answer
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    head->addWidget(close);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, Margin, Margin, Margin);
    layout->setSpacing(Gap);
    layout->addLayout(head);
    layout->addWidget(m_keys, 1);
    const QSize sheet = m_keys->wantedSize();
    const QSize wanted = layout->sizeHint().expandedTo({sheet.width() + 2 * Margin, sheet.height() + HeadRoom});
    const QSize most = parent ? parent->size() - QSize(2 * Margin, 2 * Margin) : wanted;
    resize(wanted.boundedTo(most));
    m_search->setFocus();
}

void ShortcutSheet::search(const QString& words) { m_keys->search(words); }

QStringList ShortcutSheet::shown() const { return m_keys->shown(); }

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/startcard.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int PageMargin = 24;
constexpr int PageTop = 20;
constexpr int Gap = 12;
constexpr int ColumnGap = 16;

} // namespace

StartCard::StartCard(QWidget* parent)
    : QWidget(parent)
    , m_choices(new QGridLayout)
    , m_practise(new QPushButton(tr("Start practising")))
{
    auto* title = new QLabel(tr("Before the first order, tell Rookery where to send it."));
    title->setFont(titleFont());
    title->setWordWrap(true);
    m_practise->setObjectName(QStringLiteral("practise"));
    makePrimary(m_practise);
    auto* profile = new QPushButton(tr("Set up a profile..."));
    profile->setObjectName(QStringLiteral("setUpProfile"));
    auto* file = new QPushButton(tr("Open a profile file..."));
    file->setObjectName(QStringLiteral("openProfileFile"));
    connect(m_practise, &QPushButton::clicked, this, &StartCard::practiceWanted);
    connect(profile, &QPushButton::clicked, this, &StartCard::profileWanted);
    connect(file, &QPushButton::clicked, this, &StartCard::profileFileWanted);
    m_choices->setHorizontalSpacing(ColumnGap);
    m_choices->setVerticalSpacing(Gap);
    m_choices->setColumnStretch(1, 1);
    addChoice(m_practise,
        tr("With the practice collector: it answers like the real one, stays on this computer, and nothing is "
           "counted."));
    addChoice(profile, tr("With five values from your Corvidae account, and an example of what would be sent."));
    addChoice(file, tr("From another desk or from your analyst. It is a practice profile until you make it LIVE."));
    auto* card = new Card;
    auto* inner = new QVBoxLayout(card);
    inner->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    inner->setSpacing(PageTop);
    inner->addWidget(title);
    inner->addLayout(m_choices);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(PageMargin, PageTop, PageMargin, PageTop);
    layout->addWidget(card);
    layout->addStretch();
}

void StartCard::addChoice(QPushButton* button, const QString& words)
{
    const int row = m_choices->rowCount();
    auto* text = mutedLabel(words);
    text->setWordWrap(true);
    button->setAccessibleDescription(words);
    m_choices->addWidget(button, row, 0);
    m_choices->addWidget(text, row, 1);
}

void StartCard::takeFocus() { m_practise->setFocus(); }

} // namespace rookery::ui

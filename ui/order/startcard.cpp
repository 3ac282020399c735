// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/startcard.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int PageMargin = 24;
constexpr int PageTop = 20;
constexpr int Gap = 14;

} // namespace

StartCard::StartCard(QWidget* parent) : QWidget(parent), m_practise(new QPushButton(tr("Start practising")))
{
    auto* title = new QLabel(tr("Before the first order, tell Rookery where to send it."));
    title->setFont(titleFont());
    title->setWordWrap(true);
    auto* text = mutedLabel(tr("Try it first with the practice collector: it answers like the real one, stays on this "
                               "computer, and nothing is counted."));
    text->setWordWrap(true);
    m_practise->setObjectName(QStringLiteral("practise"));
    makePrimary(m_practise);
    auto* profile = new QPushButton(tr("Set up a profile..."));
    connect(m_practise, &QPushButton::clicked, this, &StartCard::practiceWanted);
    connect(profile, &QPushButton::clicked, this, &StartCard::profileWanted);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_practise);
    buttons->addWidget(profile);
    buttons->addStretch();
    auto* card = new Card;
    auto* inner = new QVBoxLayout(card);
    inner->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    inner->setSpacing(Gap);
    inner->addWidget(title);
    inner->addWidget(text);
    inner->addLayout(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(PageMargin, PageTop, PageMargin, PageTop);
    layout->addWidget(card);
    layout->addStretch();
}

void StartCard::takeFocus() { m_practise->setFocus(); }

} // namespace rookery::ui

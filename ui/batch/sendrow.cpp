// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/sendrow.h"

#include "ui/batch/batchwords.h"
#include "ui/batch/batchwork.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int Margin = 24;
constexpr int Gap = 10;
constexpr int WordsLetters = 50; // fewer would stand below each other

} // namespace

SendRow::SendRow(Desk& desk, BatchWork& work, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_work(work)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_buttons(new QHBoxLayout)
    , m_ready(new QLabel)
    , m_sums(mutedLabel())
    , m_stops(new QCheckBox(tr("Pause if one fails")))
    , m_rejects(new QPushButton(tr("Save rows to fix...")))
    , m_results(new QPushButton(tr("Save results...")))
    , m_send(new QPushButton)
{
    m_layout->setContentsMargins(Margin, Gap, Margin, 0);
    m_layout->setSpacing(Gap);
    QFont bold = m_ready->font();
    bold.setWeight(QFont::DemiBold);
    m_ready->setFont(bold);
    m_sums->setWordWrap(true);
    m_stops->setToolTip(tr("Stops sending of the profile when a row does not arrive; otherwise the others go on."));
    auto* words = new QHBoxLayout;
    words->setSpacing(Gap);
    words->addWidget(m_ready);
    words->addWidget(m_sums, 1);
    m_buttons->setSpacing(Gap);
    m_buttons->addStretch();
    for (QWidget* one : QWidgetList{m_stops, m_results, m_rejects, m_send})
        m_buttons->addWidget(one);
    m_layout->addLayout(words, 1);
    m_layout->addLayout(m_buttons);
    m_send->setObjectName(QStringLiteral("sendBatch"));
    makePrimary(m_send);
    connect(m_send, &QPushButton::clicked, this, &SendRow::sendWanted);
    connect(m_rejects, &QPushButton::clicked, this, &SendRow::rejectsWanted);
    connect(m_results, &QPushButton::clicked, this, &SendRow::resultsWanted);
    connect(m_stops, &QCheckBox::toggled, &m_work, &BatchWork::setPausesOnFailure);
}

// Where text is large the words stand above the buttons.
void SendRow::resizeEvent(QResizeEvent* event)
{
    const int wordsRoom = m_sums->fontMetrics().averageCharWidth() * WordsLetters;
    m_layout->setDirection(
        width() - m_buttons->sizeHint().width() < wordsRoom ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QWidget::resizeEvent(event);
}

bool SendRow::hasRejects() const
{
    const BatchCounts& counts = m_work.counts();
    return counts.count(engine::RowLook::Fix) + counts.duplicates() > 0;
}

void SendRow::refresh()
{
    const BatchCounts& counts = m_work.counts();
    const auto profile = m_desk.profile();
    const QLocale locale;
    const qint64 ready = counts.ready();
    m_ready->setText(tr("%1 ready").arg(locale.toString(ready)));
    const QString sums = sumsOfBatch(m_work, profile);
    m_sums->setText(
        m_work.mustAskForLines() ? tr("Answer the question above first") + QStringLiteral("  \u00b7  ") + sums : sums);
    const QString why = m_work.whyNotSend();
    m_send->setEnabled(why.isEmpty());
    m_send->setToolTip(why);
    const QString name = profile ? QString(profile->name).replace(u'&', QLatin1StringView("&&")) : QString();
    const QString keys = QKeySequence(Qt::CTRL | Qt::Key_Enter).toString(QKeySequence::NativeText);
    const QString words = !profile ? tr("Send")
        : ready == 0               ? tr("Send to %1").arg(name)
                                   : tr("Send %1 to %2").arg(locale.toString(ready), name);
    m_send->setText(
        (profile && profile->live ? tr("%1 (LIVE)", "words of a button").arg(words) : words) + u'\t' + keys);
    m_stops->setVisible(ready > 1 || counts.waiting > 0);
    m_stops->setChecked(m_work.pausesOnFailure());
    m_rejects->setVisible(hasRejects());
    m_results->setVisible(counts.accepted > 0);
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/runrow.h"

#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/common/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int Gap = 10;
constexpr int BarWidth = 220;
constexpr int Permille = 1000;
constexpr qint64 LeastMs = 1500; // before a rate means anything

} // namespace

RunRow::RunRow(QWidget* parent)
    : QWidget(parent)
    , m_bar(new QProgressBar)
    , m_words(new QLabel)
    , m_stop(new QPushButton(tr("Stop")))
    , m_pause(new QPushButton)
    , m_cancel(new QPushButton)
    , m_retry(new QPushButton)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    m_bar->setFixedWidth(BarWidth);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    layout->addWidget(m_bar);
    layout->addWidget(m_words, 1);
    for (QPushButton* button : {m_stop, m_pause, m_cancel, m_retry})
        layout->addWidget(button);
    connect(m_stop, &QPushButton::clicked, this, &RunRow::stopWanted);
    connect(m_pause, &QPushButton::clicked, this, [this] { Q_EMIT pauseWanted(!m_isPaused); });
    connect(m_cancel, &QPushButton::clicked, this, &RunRow::cancelWanted);
    connect(m_retry, &QPushButton::clicked, this, &RunRow::retryWanted);
    showNothing();
}

void RunRow::showNothing()
{
    m_from = -1;
    hide();
}

void RunRow::showWork(BatchWork::Doing doing, qint64 done, qint64 total)
{
    const QLocale locale;
    m_bar->show();
    m_bar->setRange(0, total > 0 ? Permille : 0);
    m_bar->setValue(total > 0 ? int(Permille * qMin(done, total) / total) : 0);
    switch (doing) {
    case BatchWork::Doing::Reading:
        m_words->setText(tr("Reading, %1 so far").arg(locale.formattedDataSize(done)));
        break;
    case BatchWork::Doing::Checking:
        m_words->setText(tr("Checking, %1 of %2 rows").arg(locale.toString(done), locale.toString(total)));
        break;
    case BatchWork::Doing::Accepting:
        m_words->setText(
            tr("Saving, %1 of %2 rows; what is saved is sent").arg(locale.toString(done), locale.toString(total)));
        break;
    case BatchWork::Doing::Writing:
        m_words->setText(tr("Writing, %1 of %2 rows").arg(locale.toString(done), locale.toString(total)));
        break;
    case BatchWork::Doing::Nothing:
    case BatchWork::Doing::Countdown:
        break;
    }
    m_stop->setVisible(true);
    for (QPushButton* button : {m_pause, m_cancel, m_retry})
        button->hide();
    show();
}

void RunRow::showSending(const BatchCounts& counts, bool isPaused)
{
    const QLocale locale;
    const qint64 through = counts.accepted - counts.waiting;
    const qint64 sent = through - counts.cancelled; // what was taken back never left
    const bool isDone = !counts.goOn();
    m_isPaused = isPaused;
    if (m_from < 0) {
        m_from = through;
        m_since.start();
    }
    m_bar->setVisible(counts.waiting > 0);
    m_bar->setRange(0, Permille);
    m_bar->setValue(counts.accepted > 0 ? int(Permille * through / counts.accepted) : 0);
    const QString delivered = locale.toString(counts.delivered);
    const QString all = locale.toString(counts.accepted);
    QStringList parts{isDone      ? tr("Done: %1 of %2 delivered").arg(delivered, all)
            : counts.waiting == 0 ? tr("%1 of %2 delivered").arg(delivered, all)
                                  : tr("%1 of %2 sent, %3 delivered").arg(locale.toString(sent), all, delivered)};
    // Who has to do something about them, and who has not.
    const auto say
        = [&](qint64 count, qint64 again, const QString& words, const QString& allAgain, const QString& someAgain) {
              if (count == 0)
                  return;
              const QString number = locale.toString(count);
              parts << (again == 0 || isPaused ? words.arg(number)
                      : again == count         ? allAgain.arg(number)
                                               : someAgain.arg(number, locale.toString(again)));
          };
    say(counts.notDelivered, counts.goesAgain, tr("%1 not delivered"), tr("%1 not delivered, go again by themselves"),
        tr("%1 not delivered, %2 go again by themselves"));
    say(counts.unknown, counts.unknownAgain, tr("%1 unknown"), tr("%1 unknown, go again by themselves"),
        tr("%1 unknown, %2 go again by themselves"));
    if (counts.cancelled > 0)
        parts << tr("%1 cancelled").arg(locale.toString(counts.cancelled));
    if (!isDone && isPaused)
        parts << tr("sending is stopped");
    const qint64 ms = m_since.elapsed();
    if (!isDone && !isPaused && ms >= LeastMs && through > m_from) {
        const double perSecond = 1000.0 * double(through - m_from) / double(ms);
        parts << tr("%1 a second").arg(locale.toString(perSecond, 'f', perSecond < 10 ? 1 : 0))
              << tr("about %1 left").arg(ageText(qMax(1, qRound64(double(counts.waiting) / perSecond))));
    }
    m_words->setText(parts.join(QStringLiteral("  \u00b7  ")));
    m_stop->hide();
    m_pause->setVisible(!isDone);
    m_pause->setText(isPaused ? tr("Resume") : tr("Pause"));
    m_cancel->setVisible(counts.cancellable > 0);
    m_cancel->setText(tr("Cancel the %1 that wait").arg(locale.toString(counts.cancellable)));
    const qint64 failed = counts.notDelivered + counts.unknown;
    m_retry->setVisible(failed > 0);
    makePrimary(m_retry, isDone && failed > 0);
    m_retry->setText(tr("Retry the %1").arg(locale.toString(failed)));
    show();
}

} // namespace rookery::ui

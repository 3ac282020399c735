// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/timelineview.h"

#include "ui/common/look.h"
#include "ui/common/words.h"

#include <QPainter>

namespace rookery::ui {

namespace {

constexpr int BarHeight = 14;
constexpr int Gap = 8;
constexpr int LabelLetters = 30;
constexpr int TookLetters = 12;
constexpr qreal Radius = 3;
constexpr int LeastBar = 2;

} // namespace

QList<Phase> phasesOf(const ledger::AttemptResult& result)
{
    QList<Phase> phases;
    qint64 from = 0;
    const auto add = [&](const QString& name, const std::optional<qint64>& to) {
        if (!to)
            return;
        phases << Phase{name, from, qMax(from, *to)};
        from = qMax(from, *to);
    };
    add(TimelineView::tr("queued and connecting"), result.connectMs);
    add(TimelineView::tr("encrypting"), result.tlsMs);
    add(TimelineView::tr("sending"), result.sentMs);
    add(TimelineView::tr("waiting for the answer"), result.headersMs);
    add(TimelineView::tr("receiving"), result.endMs);
    return phases;
}

TimelineView::TimelineView(QWidget* parent) : QWidget(parent) { setFocusPolicy(Qt::StrongFocus); }

void TimelineView::show(const QList<ledger::AttemptRecord>& attempts)
{
    m_attempts = attempts;
    QStringList spoken;
    for (const ledger::AttemptRecord& attempt : attempts) {
        QStringList phases;
        for (const Phase& phase : attempt.result ? phasesOf(*attempt.result) : QList<Phase>())
            phases << tr("%1 %2").arg(phase.name, tookText(phase.to - phase.from));
        spoken << tr("Try %1: %2").arg(attempt.number).arg(phases.join(QStringLiteral(", ")));
    }
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
    updateGeometry();
    update();
}

int TimelineView::lineHeight() const { return qMax(BarHeight, fontMetrics().height()) + Gap; }

QSize TimelineView::sizeHint() const
{
    // A head for the legend, then a bar and a line of words for each attempt.
    return {fontMetrics().averageCharWidth() * 2 * LabelLetters, lineHeight() * (2 * int(m_attempts.size()) + 1)};
}

void TimelineView::paintEvent(QPaintEvent*)
{
    const Colours& c = colours();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    // A painter mirrors by itself what is not absolute.
    const int side = int((mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    const int alignment = side | int(Qt::AlignVCenter);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int line = lineHeight();
    if (m_attempts.isEmpty()) {
        painter.setPen(c.muted);
        painter.drawText(rect(), side | int(Qt::AlignTop), tr("Nothing was sent yet."));
        return;
    }
    qint64 longest = 1;
    for (const ledger::AttemptRecord& attempt : m_attempts)
        longest = qMax(longest, attempt.result ? attempt.result->endMs.value_or(1) : 1);
    const int letter = fontMetrics().averageCharWidth();
    const QRect bars(LabelLetters * letter, 0, qMax(1, width() - (LabelLetters + TookLetters) * letter), height());
    // Light to dark in the order of the phases, so that they can be told apart without colour.
    const QList<int> strength{40, 75, 110, 165, 255};
    int top = 0;
    for (const ledger::AttemptRecord& attempt : m_attempts) {
        const StateLook look = attemptLook(attempt);
        const auto place = [&](const QRect& r) {
            return mirrored ? QRect(width() - r.right() - 1, r.top(), r.width(), r.height()) : r;
        };
        icon(look.icon, look.colour).paint(&painter, place(QRect(0, top, BarHeight + 2, line)));
        painter.setPen(c.text);
        painter.drawText(place(QRect(BarHeight + 2 + Gap, top, LabelLetters * letter, line)), alignment,
            tr("Try %1, %2").arg(QString::number(attempt.number), timeText(attempt.taken)));
        const QList<Phase> phases = attempt.result ? phasesOf(*attempt.result) : QList<Phase>();
        QStringList words;
        for (qsizetype i = 0; i < phases.size(); ++i) {
            const int from = int(phases[i].from * bars.width() / longest);
            const int to = qMax(from + LeastBar, int(phases[i].to * bars.width() / longest));
            QColor fill = look.colour;
            fill.setAlpha(strength[qMin(i + strength.size() - phases.size(), strength.size() - 1)]);
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            painter.drawRoundedRect(
                place(QRect(bars.left() + from, top + (line - BarHeight) / 2, to - from, BarHeight)), Radius, Radius);
            words << tr("%1 %2").arg(phases[i].name, tookText(phases[i].to - phases[i].from));
        }
        painter.setPen(c.muted);
        painter.drawText(place(QRect(bars.right() + Gap, top, TookLetters * letter - Gap, line)), alignment,
            attempt.result && attempt.result->endMs ? tookText(*attempt.result->endMs) : tr("under way"));
        const QRect wordLine = place(QRect(bars.left(), top + line - Gap / 2, width() - bars.left(), line));
        painter.drawText(wordLine, alignment,
            fontMetrics().elidedText(words.join(QStringLiteral("  \u00b7  ")), Qt::ElideRight, wordLine.width()));
        top += 2 * line;
    }
    painter.drawText(QRect(0, top, width(), line), alignment,
        tr("Looking up the server's name is part of connecting. A connection that is reused has no such phase."));
}

} // namespace rookery::ui

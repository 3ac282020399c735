// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/timerow.h"

#include "engine/order.h"
#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/order/fieldedit.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>

namespace rookery::ui {

namespace {

constexpr int Letters = 26; // 2026-10-25 01:30:00 +01:00
constexpr int EditPadding = 24;

const QString TimeKey = QStringLiteral("orderTime");

UtcMs now() { return UtcMs(QDateTime::currentMSecsSinceEpoch()); }

} // namespace

bool isAboutTime(const pixel::Finding& finding) { return finding.code.startsWith(engine::OrderTimeTopic); }

QString orderTimeWords(UtcMs time, const QString& zone)
{
    const QDateTime shown = intake::wallClock(time, zone);
    //: %1 "Monday 23 November 2026", %2 "10:42", %3 "Europe/London"
    return TimeRow::tr("%1, %2 %3")
        .arg(QLocale().toString(shown.date(), QStringLiteral("dddd d MMMM yyyy")),
            shown.time().toString(shown.time().second() == 0 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss")),
            zone);
}

TimeRow::TimeRow(QGridLayout& grid, QObject* parent) : QObject(parent), m_edit(new FieldEdit), m_remark(new Remark)
{
    QLabel* label = mutedLabel(tr("Order time"));
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setBuddy(m_edit);
    m_edit->setObjectName(TimeKey);
    m_edit->setAccessibleName(tr("Order time"));
    m_edit->setToolTip(tr("When the order was taken, if that is not now: 10:42, or 23/11/2026 10:42"));
    m_edit->setPlaceholderText(tr("10:42 or 23/11/2026 10:42"));
    m_edit->setFixedWidth(m_edit->fontMetrics().horizontalAdvance(u'0') * Letters + EditPadding);
    const int row = grid.rowCount();
    grid.addWidget(label, row, 0);
    grid.addWidget(m_edit, row, 1, Qt::AlignLeft);
    grid.addWidget(m_remark, row, 2);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_instant.reset();
        read();
        Q_EMIT changed();
    });
    connect(m_edit, &FieldEdit::left, this, &TimeRow::settle);
    showFindings({});
}

void TimeRow::setZone(const QString& zone)
{
    if (zone == m_zone)
        return;
    m_zone = zone;
    if (const auto instant = m_instant)
        setTime(*instant);
    else
        read();
}

void TimeRow::read() { m_reading = intake::readOrderTime(m_edit->text(), m_zone, now()); }

void TimeRow::setTime(UtcMs time)
{
    m_edit->setText(intake::showOrderTime(time, m_zone));
    m_instant = time;
}

bool TimeRow::isEmpty() const { return m_edit->text().trimmed().isEmpty(); }

void TimeRow::clear() { m_edit->clear(); }

void TimeRow::addTyped(QJsonObject& typed) const
{
    if (!isEmpty())
        typed.insert(TimeKey, m_reading.time ? m_reading.text : m_edit->text());
}

void TimeRow::setTyped(const QJsonObject& typed) { m_edit->setText(typed.value(TimeKey).toString()); }

void TimeRow::settle()
{
    const QString text = m_reading.time ? m_reading.text : m_edit->text().trimmed();
    if (text != m_edit->text())
        m_edit->setText(text);
}

void TimeRow::setWritable(bool writable) { m_edit->setReadOnly(!writable); }

pixel::Findings TimeRow::findings() const
{
    const auto finding = [](pixel::Severity severity, const char* kind, const QString& sentence) {
        return pixel::Findings{{severity, engine::OrderTimeTopic + QLatin1StringView(kind), {}, -1, sentence, {}}};
    };
    if (isEmpty())
        return {};
    if (!m_reading.time)
        return finding(pixel::Severity::Error, "not-a-time",
            tr("Expected a time such as 10:42 or 23/11/2026 10:42, found \"%1\".").arg(m_edit->text().trimmed()));
    switch (m_reading.change) {
    case intake::ClockChange::None:
        break;
    case intake::ClockChange::Skipped:
        return finding(pixel::Severity::Warning, "skipped",
            tr("Check: the clocks went forward then, and showed no %1.").arg(m_reading.text.section(u' ', 1)));
    case intake::ClockChange::Twice: {
        // The same hands of the clock an hour on (on Lord Howe half of it): what the other one is called.
        const QString first = intake::showOrderTime(*m_reading.time, m_zone).section(u' ', -1);
        return finding(pixel::Severity::Warning, "twice",
            tr("Check: the clocks went back and showed %1 twice. The first is meant (%2).")
                .arg(m_reading.text.section(u' ', 1), first));
    }
    }
    return {};
}

void TimeRow::showFindings(const pixel::Findings& all)
{
    m_edit->setEdge(FieldEdit::Edge::Plain);
    if (isEmpty())
        return m_remark->show({}, colours().muted, tr("Optional"));
    const QString words = m_reading.time ? orderTimeWords(*m_reading.time, m_zone) : QString();
    QStringList warnings;
    for (const pixel::Finding& finding : all) {
        if (!isAboutTime(finding))
            continue;
        if (finding.severity == pixel::Severity::Error) {
            m_edit->setEdge(FieldEdit::Edge::Wrong);
            return m_remark->showProblem(true, finding.sentence);
        }
        warnings << finding.sentence;
    }
    if (warnings.isEmpty())
        m_remark->show({}, colours().muted, words);
    else
        m_remark->showProblem(false, words + QStringLiteral(". ") + warnings.join(u' '));
}

QString TimeRow::remark() const { return m_remark->text(); }

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/reportpages.h"

#include "intake/amounttext.h"
#include "ui/common/words.h"
#include "ui/history/filterwords.h"
#include "ui/history/historycells.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPdfWriter>
#include <QTimeZone>

#include <cmath>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::Report)
};

constexpr qreal TitlePoints = 16;
constexpr qreal TextPoints = 8.5;
constexpr qreal LineHeight = 1.4; // of a row, to its text
constexpr qreal Gutter = 2;       // letters between two columns
constexpr int LeastNote = 16;     // letters
constexpr qreal MostStretch = 1.5;
// Paper has one scheme.
const QColor Ink(0x1c, 0x20, 0x2b);
const QColor Faint(0x5b, 0x63, 0x73);
const QColor Rule(0xd5, 0xd9, 0xe0);
const QColor StrongRule(0x8a, 0x92, 0xa2);

// In letters, with the gutter: paper needs no room for icons and handles, but for the whole date. 0: what is left.
int printedWidth(int column)
{
    switch (column) {
    case HistoryColumn::Confirmed:
        return 24;
    case HistoryColumn::Status:
        return 18;
    case HistoryColumn::Currency:
        return 12;
    default:
        return usualWidth(column);
    }
}

QFont sized(QFont font, qreal points, QFont::Weight weight)
{
    font.setPointSizeF(points);
    font.setWeight(weight);
    return font;
}

QString sumText(const QMap<QString, pixel::Amount>& sums, pixel::AmountStyle style)
{
    QStringList parts;
    for (auto it = sums.begin(); it != sums.end(); ++it)
        parts << intake::showAmount(it.value(), style) + u' ' + it.key();
    return parts.join(QStringLiteral(" + "));
}

} // namespace

ReportPages::ReportPages(QPdfWriter& writer, ReportHead head, const QMap<ledger::Standing, ledger::Tally>& tallies)
    : m_writer(writer)
    , m_head(std::move(head))
    , m_tallies(tallies)
    , m_painter(&writer)
    , m_title(sized(m_head.font, TitlePoints, QFont::DemiBold))
    , m_bold(sized(m_head.font, TextPoints, QFont::DemiBold))
    , m_plain(sized(m_head.font, TextPoints, QFont::Normal))
    , m_metrics(m_plain, &writer)
    , m_width(writer.width())
    , m_height(writer.height())
    , m_row(m_metrics.height() * LineHeight)
{
    for (const ledger::Tally& tally : m_tallies)
        m_rows += tally.count;
    layColumns();
    drawHead();
    // One row is the head of the table.
    const auto fit = [this](qreal from) { return std::max<qint64>(1, qint64((bottom() - from) / m_row) - 1); };
    const qint64 first = fit(m_y);
    const qint64 rest = fit(0);
    if (m_rows > first)
        m_pages += int((m_rows - first + rest - 1) / rest);
    drawTableHead();
}

void ReportPages::layColumns()
{
    const qreal letter = m_metrics.averageCharWidth();
    qreal fixed = 0;
    bool takesRest = false;
    for (const int column : std::as_const(m_head.columns)) {
        fixed += printedWidth(column) * letter;
        takesRest = takesRest || printedWidth(column) == 0;
    }
    const qreal room = m_width - (takesRest ? LeastNote * letter : 0);
    const qreal scale = fixed > 0 ? std::min(takesRest ? 1.0 : MostStretch, room / fixed) : 1;
    qreal left = 0;
    for (const int column : std::as_const(m_head.columns)) {
        const qreal width = printedWidth(column) > 0 ? printedWidth(column) * letter * scale : m_width - fixed * scale;
        m_columns << Column{column, left, width - Gutter * letter};
        left += width;
    }
}

qreal ReportPages::text(qreal left, qreal width, const QFont& font, int flags, const QString& words)
{
    m_painter.setFont(font);
    QRectF drawn;
    m_painter.drawText(QRectF(left, m_y, width, m_height - m_y), flags, words, &drawn);
    return drawn.height();
}

void ReportPages::drawLine(qreal y, const QColor& colour)
{
    m_painter.fillRect(QRectF(0, y, m_width, m_writer.logicalDpiY() / 144.0), colour);
}

void ReportPages::drawHead()
{
    m_painter.setPen(Ink);
    m_y += text(0, m_width, m_title, Qt::TextSingleLine, Words::tr("Orders")) + m_row / 4;
    m_y += text(0, m_width, m_plain, Qt::TextWordWrap, m_head.filter);
    m_painter.setPen(Faint);
    //: %1 date and time, %2 a time zone
    m_y += text(0, m_width, m_plain, Qt::TextWordWrap,
        Words::tr("Made %1. Times are those of %2.")
            .arg(m_head.made.toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                QString::fromLatin1(QTimeZone::systemTimeZoneId())));
    m_y += m_row / 2;
    drawTallies();
    m_y += m_row / 2;
}

void ReportPages::drawTallies()
{
    const qreal letter = m_metrics.averageCharWidth();
    const qreal word = 24 * letter;
    const qreal count = 12 * letter;
    QMap<QString, pixel::Amount> sums;
    const auto line = [&](const QFont& font, const QString& what, qint64 orders, const QString& sum) {
        m_painter.setPen(Ink);
        (void)text(0, word, font, Qt::TextSingleLine, what);
        (void)text(word, count, font, Qt::TextSingleLine | Qt::AlignRight, QLocale().toString(orders));
        (void)text(word + count + 2 * letter, m_width - word - count, font, Qt::TextSingleLine, sum);
        m_y += m_metrics.height() * 1.2;
    };
    using Standing = ledger::Standing;
    for (const Standing standing :
        {Standing::Delivered, Standing::NotDelivered, Standing::Unknown, Standing::UnderWay, Standing::Any}) {
        const ledger::Tally tally = m_tallies.value(standing);
        if (tally.count == 0)
            continue;
        QStringList facts{sumText(tally.sums, m_head.style), correctedText(tally)};
        facts.removeAll(QString());
        line(m_plain, standingWord(standing), tally.count, facts.join(QStringLiteral(", ")));
        for (auto it = tally.sums.begin(); it != tally.sums.end(); ++it)
            sums[it.key()] += it.value();
    }
    line(m_bold, Words::tr("Together"), m_rows, sumText(sums, m_head.style));
}

void ReportPages::drawCell(const Column& column, const QString& words, const QFont& font)
{
    m_painter.setFont(font);
    const QFontMetricsF metrics(font, &m_writer);
    const QString line = words.simplified();
    const bool fits = metrics.horizontalAdvance(line) <= column.width;
    const int side = isNumber(column.kind) ? Qt::AlignRight : Qt::AlignLeft;
    m_painter.drawText(QRectF(column.left, m_y, column.width, m_row), side | Qt::AlignVCenter | Qt::TextSingleLine,
        fits ? line : metrics.elidedText(line, Qt::ElideRight, column.width));
}

void ReportPages::drawTableHead()
{
    m_painter.setPen(Ink);
    for (const Column& column : std::as_const(m_columns))
        drawCell(column, columnTitle(column.kind, Grouping::Orders), m_bold);
    m_y += m_row;
    drawLine(m_y, StrongRule);
}

void ReportPages::drawFoot()
{
    m_y = m_height - m_row;
    m_painter.setPen(Faint);
    (void)text(0, m_width / 2, m_plain, Qt::TextSingleLine,
        Words::tr("Rookery, %1").arg(m_head.made.toString(QStringLiteral("yyyy-MM-dd HH:mm"))));
    //: %1 this page, %2 the last
    (void)text(m_width / 2, m_width / 2, m_plain, Qt::TextSingleLine | Qt::AlignRight,
        Words::tr("Page %1 of %2").arg(m_page).arg(m_pages));
}

QString ReportPages::cell(const ledger::EventRecord& event, int column) const
{
    // On paper there is no today.
    if (column == HistoryColumn::Confirmed)
        return event.confirmed.dateTime().toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    return cellText({event, {}}, column, m_head.style);
}

void ReportPages::add(const ledger::EventRecord& event)
{
    if (m_y + m_row > bottom()) {
        drawFoot();
        m_writer.newPage();
        ++m_page;
        m_y = 0;
        drawTableHead();
    }
    m_painter.setPen(Ink);
    for (const Column& column : std::as_const(m_columns))
        drawCell(column, cell(event, column.kind), m_plain);
    m_y += m_row;
    drawLine(m_y, Rule);
}

void ReportPages::finish()
{
    if (m_rows == 0) {
        m_painter.setPen(Faint);
        m_y += m_row / 2;
        (void)text(0, m_width, m_plain, Qt::TextSingleLine, Words::tr("No order matches."));
    }
    drawFoot();
    m_painter.end();
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ledger/record.h"
#include "ui/history/report.h"

#include <QFontMetricsF>
#include <QPainter>

class QPdfWriter;

namespace rookery::ui {

/// Draws a report, row after row, and begins a page where one is full. How many pages there will be is known from
/// the start, since each row is one line.
class ReportPages final {
public:
    ReportPages(QPdfWriter& writer, ReportHead head, const QMap<ledger::Standing, ledger::Tally>& tallies);

    void add(const ledger::EventRecord& event);
    /// To be called last.
    void finish();
    [[nodiscard]] int pageCount() const { return m_pages; }

private:
    struct Column {
        int kind;
        qreal left;
        qreal width;
    };
    void layColumns();
    void drawHead();
    void drawTallies();
    void drawTableHead();
    void drawFoot();
    void drawCell(const Column& column, const QString& words, const QFont& font);
    void drawLine(qreal y, const QColor& colour);
    [[nodiscard]] qreal text(qreal left, qreal width, const QFont& font, int flags, const QString& words);
    [[nodiscard]] QString cell(const ledger::EventRecord& event, int column) const;
    [[nodiscard]] qreal bottom() const { return m_height - 2 * m_row; }

    QPdfWriter& m_writer;
    ReportHead m_head;
    QMap<ledger::Standing, ledger::Tally> m_tallies;
    QPainter m_painter;
    QFont m_title;
    QFont m_bold;
    QFont m_plain;
    QFontMetricsF m_metrics;
    qreal m_width;
    qreal m_height;
    qreal m_row;
    qreal m_y = 0;
    QList<Column> m_columns;
    qint64 m_rows = 0;
    int m_page = 1;
    int m_pages = 1;
};

} // namespace rookery::ui

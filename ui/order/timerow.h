// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/ordertime.h"
#include "pixel/finding.h"

#include <QJsonObject>
#include <QObject>

class QGridLayout;

namespace rookery::ui {

class FieldEdit;
class Remark;

/// What was said of the order's own time, which is no field of the wire.
[[nodiscard]] bool isAboutTime(const pixel::Finding& finding);
/// "Monday 23 November 2026, 10:42 Europe/London"
[[nodiscard]] QString orderTimeWords(UtcMs time, const QString& zone);

/// The order's own time, of which no field of the wire asks by itself: typed as people write times, and behind it in
/// words how it was read. A row of the form's grid.
class TimeRow final : public QObject {
    Q_OBJECT

public:
    TimeRow(QGridLayout& grid, QObject* parent);

    /// IANA name; what was typed means that zone's clocks from now on.
    void setZone(const QString& zone);
    [[nodiscard]] FieldEdit* edit() const { return m_edit; }
    [[nodiscard]] const std::optional<UtcMs>& time() const { return m_reading.time; }
    void setTime(UtcMs time);
    [[nodiscard]] bool isEmpty() const;
    void clear();
    /// With the date: a draft is opened again on another day.
    void addTyped(QJsonObject& typed) const;
    void setTyped(const QJsonObject& typed);
    /// Puts the date in front of a time of day.
    void settle();
    void setWritable(bool writable);

    /// What keeps it from being used, and what the clocks did; their codes begin with OrderTimeTopic.
    [[nodiscard]] pixel::Findings findings() const;
    /// Of all that was found, what is about this row.
    void showFindings(const pixel::Findings& all);
    [[nodiscard]] QString remark() const;

Q_SIGNALS:
    void changed();

private:
    void read();

    QString m_zone;
    intake::OrderTimeReading m_reading; // of what stands in the edit, on the day when it was typed
    std::optional<UtcMs> m_instant;     // what was set, not typed: it stays in another zone
    FieldEdit* m_edit;
    Remark* m_remark;
};

} // namespace rookery::ui

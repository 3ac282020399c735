// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QColor>

#include <optional>

namespace rookery::ui {

/// A state with how many orders are in it and their sum, as one line that opens them.
class TallyRow final : public QAbstractButton {
    Q_OBJECT

public:
    TallyRow(const QString& word, QString icon, const QColor& colour, QWidget* parent = nullptr);

    void show(qint64 count, const QString& sum, const QString& currency);
    /// Nobody has counted them yet.
    void showUnknown();
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString m_icon;
    QColor m_colour;
    std::optional<qint64> m_count;
    QString m_sum;
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace rookery::ui {

class Desk;

/// Which program this is, under which terms, and where its data lies: what a person reads out to IT.
class AboutPane final : public QWidget {
    Q_OBJECT

public:
    explicit AboutPane(const Desk& desk, QWidget* parent = nullptr);

    /// 1 if one of its lines has all these words.
    [[nodiscard]] int search(const QString& words) const;

private:
    QStringList m_lines;
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace rookery::ui {

/// A sheet of paper for a question or a few choices: one surface, which stands out from the window below it where no
/// frame does.
class Sheet : public QDialog {
    Q_OBJECT

public:
    explicit Sheet(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace rookery::ui

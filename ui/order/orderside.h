// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace rookery::ui {

/// What was done today, what is saved for later and the last orders: beside the form, or below it where the form needs
/// the room.
class OrderSide final : public QWidget {
    Q_OBJECT

public:
    /// From the top down; the last one takes what is left.
    explicit OrderSide(const QWidgetList& panels, QWidget* parent = nullptr);

    /// What it takes from a page of this height when it stands beside the form; nothing: it has no room there.
    [[nodiscard]] std::optional<int> widthBeside(int height) const;
    void setBeside(bool beside);
    [[nodiscard]] bool isBeside() const { return m_beside; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_layout;
    bool m_beside = true;
};

} // namespace rookery::ui

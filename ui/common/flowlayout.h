// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

namespace rookery::ui {

/// Items one behind the other, in as many lines as they need: large text and narrow windows cut nothing. Those
/// whose alignment is Qt::AlignTrailing stand together at the far end of their line.
class FlowLayout final : public QLayout {
public:
    explicit FlowLayout(int gap, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items << item; }
    /// More room before what is added next, where that does not begin a line.
    void addSpacing(int width) { addItem(new QSpacerItem(width, 0)); }
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return place(QRect(0, 0, width, 0), false); }
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    [[nodiscard]] QSize minimumSize() const override;
    /// What all of them take in one line.
    [[nodiscard]] int lineWidth() const;
    void setGeometry(const QRect& rect) override;

private:
    /// The height that it takes; sets geometries only if it is for good.
    int place(const QRect& rect, bool forGood) const;
    [[nodiscard]] int widthOfTrailing(qsizetype first) const;

    QList<QLayoutItem*> m_items;
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QWidget>

class QLayout;
class QLineEdit;
class QPushButton;

namespace rookery::ui {

/// A surface with a thin line around it.
class Card final : public QWidget {
    Q_OBJECT

public:
    /// Above and below what fills it from side to side: its square corners are clear of the round ones there.
    static constexpr int Edge = 4;

    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A heading over a section: small, muted, upper case.
class SectionLabel final : public QLabel {
    Q_OBJECT

public:
    explicit SectionLabel(const QString& text, QWidget* parent = nullptr);
};

/// An icon and a few words in one colour: a hint behind a field, a state, a result.
class Remark final : public QWidget {
    Q_OBJECT

public:
    explicit Remark(QWidget* parent = nullptr);

    /// Icon by name (may be empty); plain text, wrapped where there is no room.
    void show(const QString& icon, const QColor& colour, const QString& text);
    /// What is wrong, or only worth a look (signOf()).
    void showProblem(bool wrong, const QString& text);
    void clear();
    void setBold(bool bold);
    /// For one that stands beside others in a line.
    void setWrap(bool wrap);
    /// For one that has a line of its own and no second one: what has no room ends in three dots.
    void setElided();
    [[nodiscard]] QString text() const { return m_text->text(); }

private:
    QLabel* m_icon;
    QLabel* m_text;
};

/// Makes it the button that the next key is for, or one among others again.
void makePrimary(QPushButton* button, bool primary = true);
/// Makes it one of several choices in a row, of which one is on.
void makeChip(QPushButton* button);
[[nodiscard]] bool isChip(const QPushButton* button);
/// Makes it a field that searches: a glass in front, and a way to empty it.
void makeSearchField(QLineEdit* edit);
/// A layout's own margins are left and right in every language: these are where a line of text starts and where it
/// ends.
void setMargins(QLayout& layout, int start, int top, int end, int bottom);
[[nodiscard]] QLabel* mutedLabel(const QString& text = {}, QWidget* parent = nullptr);

} // namespace rookery::ui

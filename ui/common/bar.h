// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QBoxLayout;
class QPushButton;

namespace rookery::ui {

class Remark;

/// A line of words across a page, with what can be done about it: instead of a dialog.
class Bar final : public QWidget {
    Q_OBJECT

public:
    static constexpr int MostAnswers = 4;
    enum class Mood { Calm, Careful, Bad };
    struct Answer {
        QString text;
        std::function<void()> act; ///< the bar is gone when it is called
    };

    explicit Bar(QWidget* parent = nullptr);

    /// Shows itself in place of what it said before. Takes no focus.
    void say(Mood mood, const QString& text, const QList<Answer>& answers = {});
    /// Other words, the same answers; nothing where it is not there.
    void retell(const QString& text);
    void dismiss();
    /// Gives the keys to the first answer, where there is one.
    void takeFocus();
    /// As if that button were pressed, from 0; nothing where there is none.
    void answer(int which);
    [[nodiscard]] QString text() const;
    [[nodiscard]] Mood mood() const { return m_mood; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showText(const QString& text);
    void arrange();

    Mood m_mood = Mood::Calm;
    QBoxLayout* m_layout;
    Remark* m_remark;
    QWidget* m_answers;
    QList<QPushButton*> m_buttons;
    QList<std::function<void()>> m_acts; // of the first buttons; the others are hidden
};

} // namespace rookery::ui

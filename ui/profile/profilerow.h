// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;

namespace rookery::ui {

class Remark;

/// One setting: its label on the first axis, its field on the second, what it is for on the third or, if that takes
/// more words, beneath; and what is wrong with it.
class ProfileRow final : public QWidget {
    Q_OBJECT

public:
    enum class Hint { Beside, Beneath };

    /// `key` is the one of the profile's file.
    ProfileRow(const QString& key, const QString& label, QWidget* editor, const QString& hint, Hint place,
        QWidget* parent = nullptr);

    [[nodiscard]] const QString& key() const { return m_key; }
    [[nodiscard]] int labelWidth() const;
    /// Where the second and third axis are, in pixels from the first one's left.
    void setAxes(int labelWidth, int fieldWidth);

    /// Empty: nothing is wrong.
    void showProblem(const QString& sentence);
    /// Shown to be read and copied, with who set it, instead of to be changed.
    void setLocked(bool locked);
    /// Whether every word of `needle` is in `section`, the label, the hint or the value.
    [[nodiscard]] bool matches(const QString& needle, const QString& section) const;
    void takeFocus();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeHint();
    void fitEditor();
    [[nodiscard]] QString value() const;
    [[nodiscard]] QLineEdit* textOf() const;

    QString m_key;
    Hint m_place; ///< where there is room
    int m_above;
    int m_field = 0;      ///< width of the second axis
    int m_textWidth = 0;  ///< of a text that wants a width; 0: it has what it needs by itself
    int m_besideText = 0; ///< of what stands in the field beside it
    bool m_beneath = false;
    bool m_laid = false; ///< its width is one that somebody gave it
    QLabel* m_label;
    QWidget* m_editor;
    QLineEdit* m_asText = nullptr; ///< stands in for a locked choice or number; null: the editor is a text itself
    QLabel* m_hint;
    Remark* m_lock;
    Remark* m_problem;
    QGridLayout* m_grid;
};

} // namespace rookery::ui

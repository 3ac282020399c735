// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"
#include "ui/profile/profilerow.h"

#include <QSet>

#include <functional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace rookery::ui {

class SectionLabel;

/// Settings in sections, a row each: makes their editors, shows the rows that are wanted, and under each what is wrong
/// with it. What the settings are and mean is its owner's business.
class SettingsSheet final : public QWidget {
    Q_OBJECT

public:
    using Hint = ProfileRow::Hint;

    static constexpr int EditPadding = 24;  ///< pixels of a field beside its letters
    static constexpr int FieldLetters = 40; ///< the widest field: where the third axis begins

    explicit SettingsSheet(QWidget* parent = nullptr);

    // In the order in which they stand; `key` is the one of the profile's file, `letters` the width of a field.
    void addSection(const QString& title);
    ProfileRow* addRow(
        const char* key, const QString& label, QWidget* editor, const QString& hint, Hint place = Hint::Beside);
    QLineEdit* addText(
        const char* key, const QString& label, int letters, const QString& hint, Hint place = Hint::Beside);
    QLineEdit* addFile(const char* key, const QString& label, const QString& hint, const QString& filter);
    QSpinBox* addNumber(
        const char* key, const QString& label, int least, int most, const QString& unit, const QString& hint);
    QDoubleSpinBox* addDecimal(
        const char* key, const QString& label, double most, const QString& unit, const QString& hint);
    QComboBox* addChoice(const char* key, const QString& label, const QStringList& choices, const QString& hint,
        Hint place = Hint::Beside);
    /// `text` stands behind the box and says what is on.
    QCheckBox* addCheck(const char* key, const QString& label, const QString& text, const QString& hint);
    /// A field for a row of the caller's own making.
    [[nodiscard]] QLineEdit* textEdit(const char* key, int letters);
    /// A field and a button that fills it.
    [[nodiscard]] static QWidget* withButton(QLineEdit* edit, QPushButton* button);
    /// When all rows are there. `isOfUse` says of a key whether its row has a meaning as the values are.
    void finish(const std::function<bool(const QString& key)>& isOfUse);

    /// After what isOfUse() answers may have changed.
    void arrange();
    /// Only these rows, without their sections' titles; none: all.
    void showOnly(const QStringList& keys);
    /// Hides what has nothing to do with these words; none: shows everything. How many settings are left.
    int search(const QString& words);

    /// Nobody has changed and left a field yet.
    void forgetLeft() { m_left.clear(); }
    /// Says what is wrong: all of it, or only in fields that a person has changed and left.
    void showProblems(const QList<profile::ProfileProblem>& problems, bool all);
    /// To the first row that has one of these.
    void focusProblem(const QList<profile::ProfileProblem>& problems);
    /// Read-only, each row saying who set it; except this one.
    void setLocked(bool locked, const QString& except);

Q_SIGNALS:
    /// A value, or that its field was left, which may let a problem be said.
    void changed();

private:
    struct Section {
        QString title;
        SectionLabel* head;
        QList<ProfileRow*> rows;
    };

    void alignRows();
    bool eventFilter(QObject* watched, QEvent* event) override;

    QVBoxLayout* m_layout;
    QList<Section> m_sections;
    std::function<bool(const QString& key)> m_isOfUse;
    QSet<QString> m_left;
    QString m_needle;
    QStringList m_only;
};

} // namespace rookery::ui

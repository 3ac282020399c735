// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace rookery::ui {

/// Every value of a profile, with what is wrong under the field it is about.
class ProfileForm final : public QWidget {
    Q_OBJECT

public:
    explicit ProfileForm(QWidget* parent = nullptr);

    void setProfile(const profile::Profile& profile);
    /// As it stands in the fields; lists split at commas, spaces around values gone.
    [[nodiscard]] profile::Profile profile() const;
    void showProblems(const QList<profile::ProfileProblem>& problems);
    void setWritable(bool writable);
    void focusStart();

Q_SIGNALS:
    void changed();

private:
    void addSection(const QString& title);
    void addRow(const char* key, const QString& label, QWidget* editor, const QString& help);
    QLineEdit* addText(const char* key, const QString& label, const QString& help, const QString& example = {});
    QSpinBox* addNumber(
        const char* key, const QString& label, int least, int most, const QString& unit, const QString& help);
    QComboBox* addChoice(const char* key, const QString& label, const QStringList& choices, const QString& help);

    void followKind();

    profile::Profile m_shown; // what has no field is kept
    QFormLayout* m_layout;
    QHash<QString, QLabel*> m_problems;
    QList<QWidget*> m_editors;
    QLineEdit* m_name;
    QComboBox* m_live;
    QLineEdit* m_colour;
    QComboBox* m_scheme;
    QLineEdit* m_host;
    QSpinBox* m_port;
    QLineEdit* m_path;
    QLineEdit* m_connectTo;
    QLineEdit* m_caFile;
    QLineEdit* m_appId;
    QLineEdit* m_properties;
    QLineEdit* m_platform;
    QLineEdit* m_currency;
    QLineEdit* m_conversions;
    QLineEdit* m_timeZone;
    QComboBox* m_orderKey;
    QComboBox* m_amountStyle;
    QDoubleSpinBox* m_pace;
    QSpinBox* m_connectTimeout;
    QSpinBox* m_answerTimeout;
};

} // namespace rookery::ui

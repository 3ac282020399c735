// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

#include <QWidget>

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace rookery::ui {

class Remark;
class SettingsSheet;

/// The settings of a profile: names them, and moves their values between fields and Profile. SettingsSheet shows them.
class ProfileForm final : public QWidget {
    Q_OBJECT

public:
    /// `connectionTest` stands at the end of the connection's settings.
    explicit ProfileForm(QWidget* connectionTest, QWidget* parent = nullptr);

    void setProfile(const profile::Profile& profile);
    /// As it stands in the fields; lists split at commas, spaces around values gone.
    [[nodiscard]] profile::Profile profile() const;
    /// Says what is wrong: all of it, or only in fields that a person has changed and left.
    void showProblems(const QList<profile::ProfileProblem>& problems, bool all);
    /// To the first field that is not as it should be.
    void focusProblem(const QList<profile::ProfileProblem>& problems);
    /// Read-only, each field saying who set it.
    void setLocked(bool locked);
    /// Only what no default can know, for the first profile.
    void setBrief(bool brief);
    /// Hides what has nothing to do with these words; none: shows everything. How many settings are left.
    int search(const QString& words);
    /// What a code comes to, of which codeTried() told.
    void showIdentity(const Result<pixel::Event>& identity);
    void focusStart();

Q_SIGNALS:
    void changed();
    void codeTried(const rookery::profile::WebCode& webCode, const QString& code);

private:
    void addProfile();
    void addConnection(QWidget* test);
    void addFields();
    void addDesk();
    void addWebCode();
    void addLimits();
    [[nodiscard]] bool isOfUse(const QString& key) const;
    void followKind();
    void showColour();
    void pickColour();
    void tryCode();
    [[nodiscard]] profile::WebCode webCode() const;

    profile::Profile m_shown; // what has no field is kept
    SettingsSheet* m_sheet;
    QLineEdit* m_name = nullptr;
    QComboBox* m_live = nullptr;
    QLineEdit* m_colour = nullptr;
    QAction* m_swatch = nullptr;
    QComboBox* m_scheme = nullptr;
    QLineEdit* m_host = nullptr;
    QSpinBox* m_port = nullptr;
    QLineEdit* m_path = nullptr;
    QLineEdit* m_connectTo = nullptr;
    QLineEdit* m_caFile = nullptr;
    QLineEdit* m_appId = nullptr;
    QLineEdit* m_properties = nullptr;
    QLineEdit* m_platform = nullptr;
    QLineEdit* m_currency = nullptr;
    QLineEdit* m_conversions = nullptr;
    QLineEdit* m_timeZone = nullptr;
    QComboBox* m_orderKey = nullptr;
    QComboBox* m_timestampFrom = nullptr;
    QComboBox* m_amountStyle = nullptr;
    QComboBox* m_webCode = nullptr;
    QComboBox* m_webCodeField = nullptr;
    QLineEdit* m_webCodePattern = nullptr;
    QLineEdit* m_webCodeFile = nullptr;
    QLineEdit* m_code = nullptr;
    Remark* m_identity = nullptr;
    QDoubleSpinBox* m_unusualFactor = nullptr;
    QSpinBox* m_oldestOrderDays = nullptr;
    QDoubleSpinBox* m_pace = nullptr;
    QSpinBox* m_connectTimeout = nullptr;
    QSpinBox* m_answerTimeout = nullptr;
};

} // namespace rookery::ui

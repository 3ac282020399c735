// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace rookery::ui {

class Bar;
class Desk;
class ProfileForm;

/// Sets up profiles: what is wrong shows at once, and so does an example of the address that would be sent.
class ProfileDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ProfileDialog(Desk& desk, QWidget* parent = nullptr);

protected:
    void reject() override;

private:
    void fillList();
    [[nodiscard]] int rowOf(const QString& name) const;
    void choose(int row);
    void startNew();
    void update();
    void save();
    void remove();
    [[nodiscard]] QList<profile::ProfileProblem> problemsOf(const profile::Profile& profile) const;
    [[nodiscard]] bool mayLeave();
    [[nodiscard]] bool mayBecomeLive(const profile::Profile& profile);

    Desk& m_desk;
    QListWidget* m_list;
    ProfileForm* m_form;
    QPlainTextEdit* m_example;
    QLabel* m_exampleNote;
    Bar* m_bar;
    QPushButton* m_save;
    QPushButton* m_remove;
    profile::Profile m_saved; // as on disk; with an empty name: a new one
    bool m_tried = false;     // saving was tried: what is missing may be said
};

/// The address of a made-up order, with everything that this profile fills in.
[[nodiscard]] QByteArray exampleAddress(const profile::Profile& profile);

} // namespace rookery::ui

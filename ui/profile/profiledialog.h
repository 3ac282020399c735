// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/profile/profileedits.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace rookery::ui {

class ConnectionPane;
class Desk;
class ExamplePane;
class ProfileForm;
class ProfileList;
class Remark;

/// Sets up profiles: what is wrong shows at once, and so does an example of the address that would be sent. The first
/// profile asks for what no default can know, and nothing else. ProfileEdits does what is asked for here.
class ProfileDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ProfileDialog(Desk& desk, QWidget* parent = nullptr);

    /// Asks for a file and imports it.
    void chooseImport();
    /// Puts what a profile file holds into the form, as practice unless a person decides otherwise; not saved yet.
    void importFile(const QString& file);
    /// Writes what the form holds.
    void exportTo(const QString& file);

protected:
    void reject() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] ProfileEdits::Owner asOwner();
    void layOut();
    QLayout* layOutHead();
    QLayout* layOutFoot();
    QWidget* layOutLeft();
    void connectAll();

    void fillList();
    void showEdited();
    void choose(const QString& name);
    void setBrief(bool brief);
    void update();
    void updateNote(const profile::Profile& profile, bool complete);
    void updateTitle(const profile::Profile& profile);
    void search(const QString& words);

    void chooseExport();
    void discard();
    void save();
    void focusProblem(const QList<profile::ProfileProblem>& problems);

    void testConnection();
    void forgetTest(const profile::Profile& profile);
    void tryCode(const profile::WebCode& webCode, const QString& code);

    [[nodiscard]] bool mayLeave();

    Desk& m_desk;
    ProfileEdits* m_edits;
    bool m_tried = false; // saving was tried: what is missing may be said
    bool m_brief = false;
    int m_test = 0; // the answer to an older one is not shown
    profile::Profile m_tested;

    QWidget* m_left = nullptr;
    ProfileList* m_list;
    QLabel* m_title;
    Remark* m_kind;
    QLabel* m_intro;
    QLineEdit* m_search;
    Bar* m_bar;
    ConnectionPane* m_connection;
    ProfileForm* m_form;
    QScrollArea* m_scroll;
    QLabel* m_nothing;
    ExamplePane* m_example;
    Remark* m_note;
    QPushButton* m_new;
    QPushButton* m_duplicate;
    QPushButton* m_import;
    QPushButton* m_export;
    QPushButton* m_all;
    QPushButton* m_practise;
    QPushButton* m_remove;
    QPushButton* m_discard;
    QPushButton* m_close;
    QPushButton* m_save;
};

} // namespace rookery::ui

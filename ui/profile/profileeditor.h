// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/profile/profileedits.h"

#include <QWidget>

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
class ProfileMark;
class ProfileTrial;
class Remark;

/// Sets up profiles: what is wrong shows at once, and so does an example of the address that would be sent. The first
/// profile asks for what no default can know, and nothing else. ProfileEdits does what is asked for here.
class ProfileEditor final : public QWidget {
    Q_OBJECT

public:
    /// Where it stands: in a dialog of its own, or among the other settings, which have a search for all of them.
    enum class Place { Alone, AmongSettings };

    ProfileEditor(Desk& desk, Place place, QWidget* parent = nullptr);

    /// Asks for a file and imports it.
    void chooseImport();
    /// Puts what a profile file holds into the form, as practice unless a person decides otherwise; not saved yet.
    void importFile(const QString& file);
    /// Writes what the form holds.
    void exportTo(const QString& file);

    /// Puts that one into the form.
    void choose(const QString& name);
    /// Asks where something is not saved. False: it is not to be left.
    [[nodiscard]] bool mayLeave();
    [[nodiscard]] bool hasChanges() const;
    /// What can be taken back, for one that goes on where this one is.
    [[nodiscard]] const QJsonObject& memo() const;
    void takeUp(const QJsonObject& memo);
    /// Hides what has nothing to do with these words; none: shows everything. How many settings are left.
    int search(const QString& words);
    void focusSearch();
    void focusStart();
    /// Only what no default can know is asked for.
    [[nodiscard]] bool isBrief() const { return m_brief; }

Q_SIGNALS:
    void closeWanted();
    /// The practice profile was chosen: nothing more to do here.
    void practising();
    void briefChanged();

protected:
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
    void setBrief(bool brief);
    void update();
    void updateNote(const profile::Profile& profile, bool complete);
    void updateTitle(const profile::Profile& profile);
    void chooseExport();
    void discard();
    void save();
    void practise();
    void focusProblem(const QList<profile::ProfileProblem>& problems);

    Desk& m_desk;
    ProfileEdits* m_edits;
    bool m_tried = false; // saving was tried: what is missing may be said
    bool m_brief = false;
    Place m_place;

    QWidget* m_left = nullptr;
    ProfileList* m_list;
    QLabel* m_title;
    ProfileMark* m_kind;
    QLabel* m_intro;
    QLineEdit* m_search;
    Bar* m_bar;
    ConnectionPane* m_connection;
    ProfileForm* m_form;
    ProfileTrial* m_trial;
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

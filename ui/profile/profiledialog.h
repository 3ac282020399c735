// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

#include <QDialog>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace rookery::ui {

class Bar;
class ConnectionPane;
class Desk;
class ExamplePane;
class ProfileForm;
class ProfileList;
class Remark;

/// Sets up profiles: what is wrong shows at once, and so does an example of the address that would be sent. What was
/// saved or removed can be taken back. The first profile asks for what no default can know, and nothing else.
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
    /// How the form came to its values.
    struct Origin {
        std::optional<profile::Profile> saved; ///< as on disk; nothing: a new one
        profile::Profile start;                ///< what the form began with
        bool worthKeeping = false;             ///< though nobody has changed it: a copy, an imported one
        bool mayBeLive = false;                ///< a person said so already
    };

    void layOut();
    QLayout* layOutHead();
    QLayout* layOutFoot();
    QWidget* layOutLeft();
    void connectAll();

    void fillList();
    void edit(const Origin& origin);
    void showSaved(const profile::Profile& profile);
    void showNew(const profile::Profile& profile, bool worthKeeping);
    void showChosen();
    void choose(const QString& name);
    void setBrief(bool brief);
    void update();
    void updateNote(const profile::Profile& profile, bool complete);
    void updateTitle(const profile::Profile& profile);
    void search(const QString& words);

    void startNew();
    void duplicate();
    void chooseExport();
    void discard();
    void save();
    void remove();
    void write(const profile::Profile& profile, const std::optional<profile::Profile>& before,
        const std::function<void()>& then);
    void erase(const profile::Profile& profile, const std::function<void()>& then);
    void saySaved(const profile::Profile& profile, const std::optional<profile::Profile>& before);
    void undoSave(const profile::Profile& profile, const std::optional<profile::Profile>& before);
    void sayRemoved(const profile::Profile& profile, bool wasChosen);
    void makeLive();
    void focusProblem(const QList<profile::ProfileProblem>& problems);
    void sayBad(const QString& sentence);

    void testConnection();
    void forgetTest(const profile::Profile& profile);
    void tryCode(const profile::WebCode& webCode, const QString& code);

    [[nodiscard]] const profile::Profile* find(const QString& name) const;
    [[nodiscard]] QString nameOnDisk() const { return m_origin.saved ? m_origin.saved->name : QString(); }
    [[nodiscard]] bool isLocked() const { return m_origin.saved && m_origin.saved->locked; }
    [[nodiscard]] bool hasChanges() const;
    [[nodiscard]] QList<profile::ProfileProblem> problemsOf(const profile::Profile& profile) const;
    [[nodiscard]] bool mayLeave();
    [[nodiscard]] bool mayBecomeLive(const profile::Profile& profile);

    Desk& m_desk;
    Origin m_origin;
    bool m_tried = false; // saving was tried: what is missing may be said
    bool m_brief = false;
    bool m_writing = false;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QJsonObject>

#include <functional>

class QLabel;
class QLineEdit;
class QMenuBar;
class QStackedWidget;

namespace rookery::ui {

class Bar;
class Desk;
class ProfileEditor;
class SectionList;

/// Everything that can be set, in sections, with one search for all of them (UX.md §6). What is changed is obeyed at
/// once; profiles, which decide what is sent, are saved deliberately.
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    /// `menus`: those whose keys are shown.
    SettingsDialog(Desk& desk, const QMenuBar& menus, QWidget* parent);

    /// Something is typed that is not saved.
    [[nodiscard]] bool hasChanges() const;
    /// Section and field, for one that goes on where this one is.
    [[nodiscard]] QJsonObject memo() const;
    void takeUp(const QJsonObject& memo);
    /// To begin with that profile.
    [[nodiscard]] static QJsonObject memoOf(const QString& profile);

protected:
    void reject() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Section {
        QString name;
        std::function<int(const QString& words)> search;
    };

    void addSections(const QMenuBar& menus);
    /// `page` scrolls where it is higher than the dialog.
    void addSection(const QString& name, const QString& icon, QWidget* page,
        const std::function<int(const QString& words)>& search);
    void addWhole(const QString& name, const QString& icon, QWidget* page,
        const std::function<int(const QString& words)>& search);
    void layOut();
    void showSection(int section);
    void search(const QString& words);

    Desk& m_desk;
    QList<Section> m_sections;
    QLineEdit* m_search;
    SectionList* m_list;
    QLabel* m_title;
    Bar* m_bar;
    QStackedWidget* m_stack;
    QLabel* m_nothing;
    QWidget* m_foot;
    ProfileEditor* m_profiles;
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace rookery::ui {

class Desk;
class ProfileEditor;

/// The editor of profiles in a window of its own: for the first one, and for one from a file.
class ProfileDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ProfileDialog(Desk& desk, QWidget* parent = nullptr);

    /// Asks for a file and imports it.
    void chooseImport();
    void importFile(const QString& file);
    void exportTo(const QString& file);

protected:
    void reject() override;
    void showEvent(QShowEvent* event) override;

private:
    void makeRoom();

    ProfileEditor* m_editor;
};

} // namespace rookery::ui

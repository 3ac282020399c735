// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/world.h"

#include <QObject>

class QWidget;

namespace rookery::ui {

class Desk;

/// Does what the world strip offers against what keeps orders from going.
class WorldAnswers final : public QObject {
    Q_OBJECT

public:
    /// `window` gives way where the console starts again with another folder.
    WorldAnswers(Desk& desk, QWidget* window);

    void answer(Remedy remedy, const QStringList& profiles);

Q_SIGNALS:
    void settingsWanted();
    void batchWanted();
    /// What this finds in the history is to be shown.
    void searchWanted(const QString& text);

private:
    void recordAgain();
    void chooseFolder();

    Desk& m_desk;
    QWidget* m_window;
};

} // namespace rookery::ui

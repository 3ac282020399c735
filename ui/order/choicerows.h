// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/event.h"
#include "profile/profile.h"

#include <QJsonObject>
#include <QObject>
#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;

namespace rookery::ui {

/// The fields that the profile gives names for: a choice where it gives more than one, of which the first is its own.
/// Rows of the form's grid.
class ChoiceRows final : public QObject {
    Q_OBJECT

public:
    ChoiceRows(QGridLayout& grid, QObject* parent);

    void setProfile(const profile::Profile& profile);
    void clear();
    /// What is not the profile's first.
    void addTo(pixel::Event& event) const;
    void addTyped(QJsonObject& typed) const;
    /// A name that the profile does not list is a choice again: that was decided when it was typed.
    void setTyped(const QJsonObject& typed);

    [[nodiscard]] bool lists(pixel::Field field, const QString& name) const;
    /// A name that the profile does not list becomes a choice, and the one that holds.
    void admit(pixel::Field field, const QString& name);
    void choose(pixel::Field field, const QString& name);
    [[nodiscard]] QWidgetList boxes() const;

Q_SIGNALS:
    void changed();
    /// Something else than the profile's first was chosen by a text or an order, and should be seen.
    void chosen();

private:
    void addChoice(QGridLayout& grid, pixel::Field field);

    struct Choice {
        pixel::Field field;
        QLabel* label;
        QComboBox* box;
    };
    QList<Choice> m_choices;
    QString m_profile; // whose names they are
};

} // namespace rookery::ui

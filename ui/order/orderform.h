// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/event.h"
#include "pixel/finding.h"
#include "profile/profile.h"

#include <QJsonObject>
#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QToolButton;

namespace rookery::ui {

class FieldRow;

/// The fields that a person fills in, drawn from the field table: what every order has, and behind "More details"
/// what is sent if it is known. A field that the profile gives more than one name for is a choice.
class OrderForm final : public QWidget {
    Q_OBJECT

public:
    /// Where the fields begin, from the form's left edge: what belongs to them stands on the same axis.
    static constexpr int FieldAxis = 116;

    explicit OrderForm(QWidget* parent = nullptr);

    /// Amount style, currency and choices; what was typed stays.
    void setProfile(const profile::Profile& profile);

    /// As wire text.
    [[nodiscard]] pixel::Event order() const;
    /// Fills in the fields that `event` has, wire text.
    void fill(const pixel::Event& event);
    void clear();
    [[nodiscard]] bool isEmpty() const;

    /// As typed, by wire key: for the draft, and for a pasted row.
    [[nodiscard]] QJsonObject typed() const;
    void setTyped(const QJsonObject& typed);

    /// Each finding behind its field; those without a field of the form are returned. What is missing is said once
    /// the field was left, or after complainAboutMissing().
    pixel::Findings showFindings(const pixel::Findings& findings);
    void complainAboutMissing();
    /// Puts the keys on the first field with an error; false if there is none.
    bool focusFirst(const pixel::Findings& errors);
    void focusStart();
    void focusField(pixel::Field field);
    /// The value of `last`, as typed, for the field that has the keys; whether there was one.
    bool ditto(const QJsonObject& last);

    /// Reads every field as if it had been left. False while an amount may mean two things; the keys are there then.
    [[nodiscard]] bool settle();
    [[nodiscard]] bool isAsking() const;

    void sayOfOrderId(bool known);
    void setPasteOffer(const std::function<bool(const QString& text)>& offer);
    void setWritable(bool writable);

Q_SIGNALS:
    void changed();
    void orderIdLeft();
    /// The keys are in this field now.
    void fieldEntered(rookery::pixel::Field field);

private:
    FieldRow* addField(QGridLayout& grid, pixel::Field field);
    void addChoice(QGridLayout& grid, pixel::Field field);
    void setMoreOpen(bool open);
    [[nodiscard]] QString quietRemark(const FieldRow& of) const;
    void choose(pixel::Field field, const QString& name);
    [[nodiscard]] FieldRow* row(pixel::Field field) const;

    struct Choice {
        pixel::Field field;
        QLabel* label;
        QComboBox* box;
    };
    QList<FieldRow*> m_rows;
    QList<Choice> m_choices;
    QToolButton* m_more;
    QWidget* m_details;
    pixel::Findings m_findings;
    bool m_orderIdKnownUnused = false;
    QString m_currency;
};

} // namespace rookery::ui

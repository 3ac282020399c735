// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/amounttext.h"
#include "pixel/field.h"
#include "pixel/finding.h"

#include <QObject>

class QGridLayout;
class QLabel;

namespace rookery::ui {

class AmountQuestion;
class FieldEdit;
class Remark;

/// One field of the form: label, edit and a remark behind it, three cells of the form's grid. Knows how the
/// people of the profile write amounts; whether a value is right is not its business.
class FieldRow final : public QObject {
    Q_OBJECT

public:
    FieldRow(pixel::Field field, QGridLayout& grid, int row, QObject* parent);

    [[nodiscard]] pixel::Field field() const { return m_field; }
    [[nodiscard]] FieldEdit* edit() const { return m_edit; }
    /// What was typed, as the wire has it. An amount that cannot be read stays as typed; one that may mean two things
    /// is none until that is decided.
    [[nodiscard]] QString wire() const;
    [[nodiscard]] QString typed() const;
    /// As typed; an amount that may mean two things is asked about when it is settled.
    void setTyped(const QString& text);
    /// A value that is wire text already; nothing about it is in doubt.
    void setWire(const QString& text);
    void setAmountStyle(pixel::AmountStyle style);
    void setUnit(const QString& unit);
    void setEnabled(bool enabled);

    /// Trims, shows amounts in the profile's style, asks where two readings make sense.
    void settle();
    [[nodiscard]] bool isAsking() const { return m_asking; }
    void focusQuestion();

    /// The field was left once, or sending was tried: what is missing may be said.
    [[nodiscard]] bool wasLeft() const { return m_wasLeft; }
    void setWasLeft(bool left) { m_wasLeft = left; }

    void showFindings(const pixel::Findings& findings);
    void showGood(const QString& text);
    void showLook(const QString& text);
    void showQuiet(const QString& text);
    [[nodiscard]] QString remark() const;

Q_SIGNALS:
    void changed();
    void left();
    /// The question about an amount was decided while it had the keys: they belong elsewhere now.
    void answered();

private:
    [[nodiscard]] bool isAmount() const;
    void answer(const pixel::Amount& amount);

    pixel::Field m_field;
    pixel::AmountStyle m_style = pixel::AmountStyle::Point;
    QLabel* m_label;
    FieldEdit* m_edit;
    QLabel* m_unit;
    Remark* m_remark;
    AmountQuestion* m_question;
    std::optional<pixel::Amount> m_decided; // what the text in the edit means, until it is edited
    bool m_asking = false;
    bool m_wasLeft = false;
};

} // namespace rookery::ui

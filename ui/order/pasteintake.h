// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/event.h"

#include <QObject>

#include <functional>

namespace rookery::intake {
struct Pasted;
}

namespace rookery::ui {

class Bar;
class Desk;
class OrderForm;

/// What follows when a text is pasted or dropped that is more than a value: it fills the form, and the bar asks where
/// something belongs or says why it was left out.
class PasteIntake final : public QObject {
    Q_OBJECT

public:
    /// `replace` lets another order take the place of what was typed, in such a way that it can be brought back.
    using Replace = std::function<void(const std::function<void()>& fill)>;
    PasteIntake(const Desk& desk, OrderForm& form, Bar& bar, Replace replace, QObject* parent = nullptr);

    /// False: it is no more than a text for its field.
    [[nodiscard]] bool take(const QString& text);

Q_SIGNALS:
    /// The form has other values now.
    void filled();
    /// These are more than one order.
    void rowsPasted(const QString& text);

private:
    void takeUrl(const intake::Pasted& pasted);
    void takeRow(const pixel::Event& row);
    void offerRows(int rows, const QString& text);
    void offerNames(const pixel::Event& event);
    void offerPlaces(const QString& uuid);

    const Desk& m_desk;
    OrderForm& m_form;
    Bar& m_bar;
    Replace m_replace;
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/field.h"

#include <QJsonObject>

namespace rookery::pixel {

/// The values of one transaction by field, as text. A value that is not there is empty, and an empty value is
/// never written. Whether the values are right is asked with check().
class Event {
public:
    [[nodiscard]] const QString& value(Field field) const { return m_values[std::size_t(field)]; }
    [[nodiscard]] bool has(Field field) const { return !value(field).isEmpty(); }
    /// One of visitor, session and user ID is there: without any the order is attributed to nothing.
    [[nodiscard]] bool hasIdentity() const;
    void set(Field field, QString value) { m_values[std::size_t(field)] = std::move(value); }
    /// Fills the constants of the field table where nothing is set.
    void setConstants();

    /// By wire key, the order ID under `transactionId`; what is not there is left out.
    [[nodiscard]] QJsonObject toJson() const;
    /// Unknown keys are passed over: a newer version may have written them.
    [[nodiscard]] static Event fromJson(const QJsonObject& json);

    bool operator==(const Event&) const = default;

private:
    std::array<QString, FieldCount> m_values;
};

} // namespace rookery::pixel

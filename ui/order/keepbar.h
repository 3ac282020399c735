// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/field.h"

#include <QHash>
#include <QJsonArray>
#include <QWidget>

class QPushButton;

namespace rookery::ui {

/// Which values stay in the form for the next order. By mouse here, by a key for the field that has the keys: so it
/// stands in nobody's way on the way to Send.
class KeepBar final : public QWidget {
    Q_OBJECT

public:
    explicit KeepBar(QWidget* parent = nullptr);

    [[nodiscard]] bool isKept(pixel::Field field) const;
    /// Whether the field can be kept at all: an order ID never is.
    [[nodiscard]] bool canKeep(pixel::Field field) const { return m_chips.contains(field); }
    void setKept(pixel::Field field, bool kept);

    /// Wire keys, for the draft.
    [[nodiscard]] QJsonArray kept() const;
    void setKept(const QJsonArray& keys);

Q_SIGNALS:
    void changed();

private:
    QHash<pixel::Field, QPushButton*> m_chips;
};

} // namespace rookery::ui

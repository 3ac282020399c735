// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/amountstyle.h"
#include "ui/common/choice.h"
#include "ui/history/countdown.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QPushButton;

namespace rookery::ui {

/// Several orders at once: how many, how much, in which states, and what can be done with which of them.
class SelectionPane final : public QWidget {
    Q_OBJECT

public:
    explicit SelectionPane(QWidget* parent = nullptr);

    /// What keeps a profile's orders from going.
    void setHeldUp(const HeldUp& heldUp) { m_heldUp = heldUp; }
    /// `matching`: how many match the search, where that is more than are chosen.
    void show(const Choice& choice, std::optional<qint64> matching, pixel::AmountStyle style);
    [[nodiscard]] QPushButton* button(Verb verb) const { return m_buttons.value(int(verb)); }

Q_SIGNALS:
    void asked(rookery::ui::Verb verb);

private:
    [[nodiscard]] bool isHeldUp(const Choice& choice) const;
    [[nodiscard]] static QString liveAmong(const Choice& choice);

    HeldUp m_heldUp;
    QLabel* m_title;
    QLabel* m_states;
    QLabel* m_leftOut;
    QHash<int, QPushButton*> m_buttons;
};

} // namespace rookery::ui

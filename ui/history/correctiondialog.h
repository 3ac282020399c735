// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "pixel/amount.h"
#include "pixel/amountstyle.h"
#include "ui/common/sheet.h"

class QLineEdit;
class QPushButton;
class QRadioButton;

namespace rookery::ui {

class Remark;

/// What a caller wanted after an order was delivered: taken back, or another amount; and why.
class CorrectionDialog final : public Sheet {
    Q_OBJECT

public:
    CorrectionDialog(const ledger::EventRecord& event, pixel::AmountStyle style, QWidget* parent = nullptr);

    [[nodiscard]] ledger::Correction correction() const;

private:
    void update();
    [[nodiscard]] std::optional<pixel::Amount> amount() const;

    ledger::EventRecord m_event;
    pixel::AmountStyle m_style;
    QRadioButton* m_cancelled;
    QRadioButton* m_changed;
    QLineEdit* m_amount;
    QLineEdit* m_reason;
    Remark* m_remark;
    QPushButton* m_record;
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/correctiondialog.h"

#include "intake/amounttext.h"
#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/common/words.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

namespace rookery::ui {

namespace {

constexpr int Padding = 20;
constexpr int Gap = 12;
constexpr int AmountLetters = 16;
constexpr int ReasonLetters = 44;

} // namespace

CorrectionDialog::CorrectionDialog(const ledger::EventRecord& event, pixel::AmountStyle style, QWidget* parent)
    : Sheet(parent)
    , m_event(event)
    , m_style(style)
    , m_cancelled(new QRadioButton(tr("The buyer &cancelled the order")))
    , m_changed(new QRadioButton(tr("The &amount changed to")))
    , m_amount(new QLineEdit)
    , m_reason(new QLineEdit)
    , m_remark(new Remark)
    , m_record(new QPushButton(tr("Put on record")))
{
    setWindowTitle(tr("Mark as cancelled or changed"));
    auto* title
        = new QLabel(tr("Order %1, %2 %3")
                         .arg(event.orderId(), revenueText(event, style), event.fields.value(pixel::Field::Currency)));
    title->setTextFormat(Qt::PlainText);
    title->setFont(titleFont());
    auto* told = mutedLabel(tr("Nothing is sent: the vendor has no event for this. It goes on the list of corrections, "
                               "which is exported for them."));
    told->setWordWrap(true);
    auto* currency = mutedLabel(event.fields.value(pixel::Field::Currency));
    auto* why = new QLabel(tr("&Why"));
    why->setBuddy(m_reason);
    const int letter = fontMetrics().averageCharWidth();
    m_amount->setFixedWidth(letter * AmountLetters);
    m_amount->setAlignment(Qt::AlignRight);
    m_amount->setAccessibleName(tr("New amount"));
    m_amount->setObjectName(QStringLiteral("newAmount"));
    m_reason->setMinimumWidth(letter * ReasonLetters);
    m_reason->setObjectName(QStringLiteral("reason"));
    m_cancelled->setChecked(true);
    auto* cancel = new QPushButton(tr("Close"));
    makePrimary(m_record);
    m_record->setDefault(true);

    auto* form = new QGridLayout;
    form->setHorizontalSpacing(Gap);
    form->setVerticalSpacing(Gap);
    form->addWidget(m_cancelled, 0, 0, 1, 3);
    form->addWidget(m_changed, 1, 0);
    form->addWidget(m_amount, 1, 1);
    form->addWidget(currency, 1, 2);
    form->addWidget(why, 2, 0, Qt::AlignRight);
    form->addWidget(m_reason, 2, 1, 1, 2);
    form->setColumnStretch(2, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_remark, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_record);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Padding, Padding, Padding, Padding);
    layout->setSpacing(Gap);
    layout->addWidget(title);
    layout->addWidget(told);
    layout->addLayout(form);
    layout->addLayout(buttons);

    connect(m_cancelled, &QRadioButton::toggled, this, &CorrectionDialog::update);
    connect(m_changed, &QRadioButton::toggled, this, [this](bool on) {
        if (on)
            m_amount->setFocus();
    });
    connect(m_amount, &QLineEdit::textEdited, this, [this] {
        m_changed->setChecked(true);
        update();
    });
    connect(m_reason, &QLineEdit::textChanged, this, &CorrectionDialog::update);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_record, &QPushButton::clicked, this, &QDialog::accept);
    update();
}

std::optional<pixel::Amount> CorrectionDialog::amount() const
{
    const intake::AmountReading reading = intake::readAmount(m_amount->text().trimmed(), m_style);
    return reading.other ? std::nullopt : reading.amount;
}

void CorrectionDialog::update()
{
    const bool changed = m_changed->isChecked();
    const auto read = amount();
    const auto sent = pixel::Amount::parse(m_event.fields.value(pixel::Field::Revenue));
    QString problem;
    if (changed && (!read || read->isNegative()))
        problem = m_amount->text().isEmpty()
            ? tr("The new amount is missing.")
            : tr("Write the amount as in %1.")
                  .arg(m_style == pixel::AmountStyle::Point ? QStringLiteral("1,234.50") : QStringLiteral("1.234,50"));
    else if (changed && sent && *read == *sent)
        problem = tr("That is the amount that was sent.");
    else if (m_reason->text().trimmed().isEmpty())
        problem = tr("Say why, in a few words.");
    m_remark->show({}, colours().muted, problem);
    m_record->setEnabled(problem.isEmpty());
}

ledger::Correction CorrectionDialog::correction() const
{
    ledger::Correction correction;
    correction.kind
        = m_changed->isChecked() ? ledger::CorrectionKind::AmountChanged : ledger::CorrectionKind::Cancelled;
    correction.reason = m_reason->text().trimmed();
    if (m_changed->isChecked())
        correction.newAmount = amount()->text();
    return correction;
}

} // namespace rookery::ui

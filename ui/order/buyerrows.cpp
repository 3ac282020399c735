// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/buyerrows.h"

#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/order/fieldedit.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>

namespace rookery::ui {

namespace {

constexpr int CodeDigits = 36; // it may be a UUID itself
constexpr int EditPadding = 24;
constexpr qsizetype ShownOfId = 8;

const QString CodeKey = QStringLiteral("webCode");
const QString DeclinedKey = QStringLiteral("declined");

} // namespace

BuyerRows::BuyerRows(QGridLayout& first, QGridLayout& details, QObject* parent)
    : QObject(parent)
    , m_label(mutedLabel(tr("&Web code")))
    , m_code(new FieldEdit)
    , m_remark(new Remark)
    , m_declined(new QCheckBox(tr("&Caller declined tracking: no visitor, session or user goes out")))
{
    m_label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_label->setBuddy(m_code);
    m_code->setObjectName(CodeKey);
    m_code->setAccessibleName(tr("Web code"));
    m_code->setToolTip(tr("The code that the caller reads from the web page: it says who bought."));
    m_code->setFixedWidth(m_code->fontMetrics().horizontalAdvance(u'0') * CodeDigits + EditPadding);
    m_declined->setObjectName(DeclinedKey);
    const int row = first.rowCount();
    first.addWidget(m_label, row, 0);
    first.addWidget(m_code, row, 1, Qt::AlignLeft);
    first.addWidget(m_remark, row, 2);
    details.addWidget(m_declined, details.rowCount(), 1, 1, 2);
    connect(m_code, &QLineEdit::textChanged, this, &BuyerRows::read);
    connect(m_declined, &QCheckBox::toggled, this, &BuyerRows::read);
    setProfile({});
}

void BuyerRows::setProfile(const profile::Profile& profile)
{
    m_rule = profile.webCode;
    const bool used = m_rule.kind != profile::WebCodeKind::None;
    for (QWidget* part :
        {static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_code), static_cast<QWidget*>(m_remark)})
        part->setVisible(used);
    read();
}

void BuyerRows::read()
{
    m_identity = {};
    m_problem.clear();
    m_code->setEnabled(!hasDeclined());
    const QString code = m_code->text().trimmed();
    if (code.isEmpty() || m_rule.kind == profile::WebCodeKind::None || hasDeclined()) {
        m_remark->show({}, colours().muted, hasDeclined() ? tr("Declined") : tr("Optional"));
        Q_EMIT changed();
        return;
    }
    if (auto identity = profile::identityOf(m_rule, code)) {
        m_identity = *identity;
        QStringList known;
        for (const pixel::Field field : pixel::IdentityFields) {
            if (m_identity.has(field))
                known << pixel::label(field) + u' '
                        + m_identity.value(field).first(qMin(ShownOfId, m_identity.value(field).size())) + u'\u2026';
        }
        m_remark->show(QStringLiteral("delivered"), colours().delivered, known.join(QStringLiteral(", ")));
    } else {
        m_problem = identity.error().sentence;
        m_remark->showProblem(false, m_problem);
    }
    Q_EMIT changed();
}

bool BuyerRows::hasDeclined() const { return m_declined->isChecked(); }

bool BuyerRows::isEmpty() const { return m_code->text().trimmed().isEmpty() && !hasDeclined(); }

void BuyerRows::clear()
{
    m_code->clear();
    m_declined->setChecked(false);
}

void BuyerRows::addTyped(QJsonObject& typed) const
{
    if (!m_code->text().trimmed().isEmpty())
        typed.insert(CodeKey, m_code->text());
    if (hasDeclined())
        typed.insert(DeclinedKey, true);
}

void BuyerRows::setTyped(const QJsonObject& typed)
{
    m_code->setText(typed.value(CodeKey).toString());
    m_declined->setChecked(typed.value(DeclinedKey).toBool());
}

void BuyerRows::setWritable(bool writable)
{
    m_code->setReadOnly(!writable);
    m_declined->setEnabled(writable);
}

void BuyerRows::focusCode() { m_code->setFocus(Qt::OtherFocusReason); }

} // namespace rookery::ui

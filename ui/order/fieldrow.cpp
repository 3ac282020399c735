// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/fieldrow.h"

#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/order/amountquestion.h"
#include "ui/order/fieldedit.h"

#include <QApplication>
#include <QGridLayout>
#include <QLabel>

namespace rookery::ui {

namespace {

constexpr int AmountDigits = 17; // 123,456,789.99 and its currency
constexpr int IdDigits = 36;     // a UUID
constexpr int EditPadding = 24;
constexpr int UnitRight = 12;

// Letters that no menu has: Alt+H is for help, as everywhere. What is hardly ever typed goes without.
QChar accessKey(pixel::Field field)
{
    using pixel::Field;
    switch (field) {
    case Field::OrderId:
        return u'O';
    case Field::Revenue:
        return u'R';
    case Field::Tax:
        return u'x';
    case Field::Shipping:
        return u'p';
    case Field::SessionId:
        return u'S';
    case Field::UserId:
        return u'U';
    default:
        return {};
    }
}

QString withAccessKey(pixel::Field field)
{
    const QString label = pixel::label(field);
    const QChar key = accessKey(field);
    const qsizetype at = key.isNull() ? -1 : label.indexOf(key, 0, Qt::CaseInsensitive); // none in some translations
    return at < 0 ? label : QString(label).insert(at, u'&');
}

} // namespace

FieldRow::FieldRow(pixel::Field field, QGridLayout& grid, int row, QObject* parent)
    : QObject(parent)
    , m_field(field)
    , m_label(new QLabel)
    , m_edit(new FieldEdit)
    , m_unit(mutedLabel({}, m_edit))
    , m_remark(new Remark)
    , m_question(new AmountQuestion)
{
    const bool required = pixel::spec(field).presence == pixel::Presence::Required;
    m_label->setText(withAccessKey(field));
    m_label->setBuddy(m_edit);
    m_label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    if (!required) {
        QPalette palette = m_label->palette();
        palette.setColor(QPalette::WindowText, colours().muted);
        m_label->setPalette(palette);
    }
    m_edit->setToolTip(pixel::help(field));
    m_edit->setAccessibleName(pixel::label(field));
    m_edit->setAccessibleDescription(pixel::help(field));
    m_edit->setObjectName(pixel::key(field));
    m_edit->setFixedWidth(
        m_edit->fontMetrics().horizontalAdvance(u'0') * (isAmount() ? AmountDigits : IdDigits) + EditPadding);
    if (isAmount())
        m_edit->setAlignment(Qt::AlignRight);

    grid.addWidget(m_label, row, 0);
    grid.addWidget(m_edit, row, 1, Qt::AlignLeft);
    grid.addWidget(m_remark, row, 2);
    grid.addWidget(m_question, row + 1, 1, 1, 2); // below, where both readings have room

    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        m_decided.reset();
        m_asking = false;
        m_question->hide();
        m_remark->setVisible(true);
    });
    connect(m_edit, &QLineEdit::textChanged, this, &FieldRow::changed);
    connect(m_edit, &FieldEdit::left, this, [this] {
        m_wasLeft = m_wasLeft || !m_edit->text().isEmpty();
        settle();
        Q_EMIT left();
    });
    connect(m_question, &AmountQuestion::answered, this, &FieldRow::answer);
}

bool FieldRow::isAmount() const
{
    const pixel::Check check = pixel::spec(m_field).check;
    return check == pixel::Check::Revenue || check == pixel::Check::PartOfRevenue;
}

QString FieldRow::typed() const { return m_edit->text(); }

QString FieldRow::wire() const
{
    if (m_decided)
        return m_decided->text();
    const QString text = m_edit->text().trimmed();
    if (!isAmount() || text.isEmpty())
        return text;
    const intake::AmountReading reading = intake::readAmount(text, m_style);
    if (reading.other)
        return {};
    return reading.amount ? reading.amount->text() : text;
}

void FieldRow::setTyped(const QString& text)
{
    m_decided.reset();
    m_asking = false;
    m_question->hide();
    m_remark->setVisible(true);
    m_edit->setText(text);
}

void FieldRow::setWire(const QString& text)
{
    setTyped(text);
    if (const auto amount = isAmount() ? pixel::Amount::parse(text) : tl::unexpected(pixel::Amount::Error::NotDecimal))
        answer(*amount);
}

void FieldRow::setAmountStyle(pixel::AmountStyle style)
{
    if (style == m_style)
        return;
    m_style = style;
    if (m_decided)
        answer(*m_decided);
}

void FieldRow::setUnit(const QString& unit)
{
    m_unit->setText(unit);
    m_unit->adjustSize();
    const int width = unit.isEmpty() ? 0 : m_unit->width() + UnitRight;
    m_edit->setTextMargins(0, 0, width, 0);
    m_unit->move(m_edit->minimumWidth() - width, (m_edit->sizeHint().height() - m_unit->height()) / 2);
}

void FieldRow::settle()
{
    const QString text = m_edit->text().trimmed();
    if (text.isEmpty() || m_decided || !isAmount()) {
        if (!m_decided && text != m_edit->text())
            m_edit->setText(text);
        return;
    }
    const intake::AmountReading reading = intake::readAmount(text, m_style);
    if (reading.amount && !reading.other)
        return answer(*reading.amount);
    if (!reading.amount)
        return;
    m_asking = true;
    m_remark->setVisible(false);
    m_question->ask(text, *reading.amount, *reading.other, m_style);
}

void FieldRow::focusQuestion() { m_question->takeFocus(); }

void FieldRow::answer(const pixel::Amount& amount)
{
    const bool hadKeys = m_asking && m_question->isAncestorOf(QApplication::focusWidget());
    m_asking = false;
    m_question->hide();
    m_remark->setVisible(true);
    m_decided = amount;
    const QString shown = intake::showAmount(amount, m_style);
    if (shown != m_edit->text())
        m_edit->setText(shown);
    else
        Q_EMIT changed();
    if (hadKeys)
        Q_EMIT answered();
}

void FieldRow::setEnabled(bool enabled)
{
    m_edit->setEnabled(enabled);
    m_label->setEnabled(enabled);
}

void FieldRow::showFindings(const pixel::Findings& findings)
{
    const auto worst = std::max_element(findings.begin(), findings.end(),
        [](const pixel::Finding& a, const pixel::Finding& b) { return a.severity < b.severity; });
    if (worst == findings.end())
        return showQuiet({});
    const bool wrong = worst->severity == pixel::Severity::Error;
    m_edit->setEdge(!wrong ? FieldEdit::Edge::Plain : m_asking ? FieldEdit::Edge::Asked : FieldEdit::Edge::Wrong);
    m_remark->showProblem(wrong, worst->sentence);
    m_remark->setToolTip(worst->detail.toHtmlEscaped());
}

void FieldRow::showGood(const QString& text)
{
    m_edit->setEdge(FieldEdit::Edge::Plain);
    m_remark->show(QStringLiteral("delivered"), colours().delivered, text);
}

void FieldRow::showLook(const QString& text)
{
    m_edit->setEdge(FieldEdit::Edge::Plain);
    m_remark->showProblem(false, text);
}

void FieldRow::showQuiet(const QString& text)
{
    m_edit->setEdge(FieldEdit::Edge::Plain);
    m_remark->show({}, colours().muted, text);
}

QString FieldRow::remark() const { return m_remark->text(); }

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/previewpane.h"

#include "intake/amounttext.h"
#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/common/windowmemory.h"
#include "ui/order/timerow.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPushButton>
#include <QTextEdit>
#include <QVBoxLayout>

#include <cmath>

namespace rookery::ui {

namespace {

constexpr qsizetype ShownOfId = 14;
using pixel::Field;

constexpr int Padding = 14;
constexpr int Gap = 8;
constexpr int FewestLines = 3;
constexpr int AddressLines = 6;
constexpr int ChipRoom = 10; // above and below its word, together

QString amountText(const QString& wire, const profile::Profile& profile)
{
    const auto amount = pixel::Amount::parse(wire);
    return amount ? intake::showAmount(*amount, profile.amountStyle) : wire;
}

QString timeSentence(const engine::Order& order, const profile::Profile& profile)
{
    if (!order.orderTime)
        return PreviewPane::tr("Its time: when you press Send.");
    const QString words = orderTimeWords(*order.orderTime, profile.timeZone);
    return profile.timestampFrom == profile::TimestampFrom::Order
        ? PreviewPane::tr("Its time: %1.").arg(words)
        : PreviewPane::tr("Its time: when you press Send. That it was ordered on %1 is kept here.").arg(words);
}

// Who bought it, in words: a sentence about what is sent that leaves it out would be half of one.
QString buyerSentence(const pixel::Event& event, bool declined)
{
    if (declined)
        return PreviewPane::tr("Without web identity: the caller declined tracking.");
    QStringList ids;
    for (const auto& [field, words] : {std::pair(Field::VisitorId, PreviewPane::tr("visitor ID %1")),
             std::pair(Field::SessionId, PreviewPane::tr("session ID %1")),
             std::pair(Field::UserId, PreviewPane::tr("user ID %1"))}) {
        const QString& id = event.value(field);
        if (!id.isEmpty())
            ids << words.arg(id.size() <= ShownOfId ? id : id.first(ShownOfId - 1) + u'\u2026');
    }
    return ids.isEmpty() ? PreviewPane::tr("Without web identity.")
                         //: %1 such as "visitor ID 6f1c1b0a-..., user ID 17"
                         : PreviewPane::tr("With %1.").arg(ids.join(PreviewPane::tr(", ")));
}

} // namespace

PreviewPane::PreviewPane(QWidget* parent)
    : QWidget(parent)
    , m_plain(new QPushButton(tr("Plain")))
    , m_withAddress(new QPushButton(tr("Address")))
    , m_sentence(new QLabel)
    , m_address(new QTextEdit)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Padding, Padding - 2, Padding, Padding - 2);
    layout->setSpacing(Gap);
    layout->addLayout(makeHead());
    layout->addWidget(m_sentence);
    layout->addWidget(m_address, 1);

    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_address->setReadOnly(true);
    m_address->setTabChangesFocus(true);
    m_address->setFocusPolicy(Qt::StrongFocus);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setWordWrapMode(QTextOption::WrapAnywhere);
    m_address->setFrameShape(QFrame::NoFrame);
    m_address->setFont(monospaceFont());
    m_address->setAccessibleName(tr("Address that will be requested"));
    m_address->setObjectName(QStringLiteral("address"));
    m_address->viewport()->installEventFilter(this);
    m_address->document()->setDocumentMargin(0);
    m_address->setFixedHeight(m_address->fontMetrics().lineSpacing() * FewestLines);
    m_address->hide();
    connect(m_withAddress, &QPushButton::toggled, m_address, &QWidget::setVisible);
}

QLayout* PreviewPane::makeHead()
{
    auto* head = new QHBoxLayout;
    head->setSpacing(Gap);
    head->addWidget(new SectionLabel(tr("What will be sent")), 1);
    auto* choice = new QButtonGroup(this);
    for (QPushButton* chip : {m_plain, m_withAddress}) {
        chip->setCheckable(true);
        makeChip(chip);
        chip->setMaximumHeight(chip->fontMetrics().height() + ChipRoom);
        choice->addButton(chip);
        head->addWidget(chip);
    }
    m_plain->setToolTip(tr("A sentence about the order"));
    m_withAddress->setToolTip(tr("The sentence, and the exact address below it"));
    m_plain->setObjectName(QStringLiteral("previewPlain"));
    m_withAddress->setObjectName(QStringLiteral("previewAddress"));
    m_withAddress->setProperty(RememberedProperty, true);
    m_plain->setChecked(true);
    return head;
}

void PreviewPane::show(
    const engine::Preview& preview, const engine::Order& given, const profile::Profile& profile, const QString& whyNot)
{
    const pixel::Event& typed = given.typed;
    QStringList parts;
    if (typed.has(Field::Tax))
        parts << tr("tax %1").arg(amountText(typed.value(Field::Tax), profile));
    if (typed.has(Field::Shipping))
        parts << tr("shipping %1").arg(amountText(typed.value(Field::Shipping), profile));
    const pixel::Event all = engine::resolve(given, profile);
    //: %1 order ID, %2 amount, %3 currency, %4 "(tax 1.00, shipping 2.00)" or nothing, %5 conversion, %6 profile
    m_sentence->setText(!whyNot.isEmpty() ? whyNot
            : typed.has(Field::OrderId) || typed.has(Field::Revenue)
            ? tr("Order %1 for %2 %3%4, as %5, on %6.")
                    .arg(typed.has(Field::OrderId) ? typed.value(Field::OrderId) : tr("(no ID yet)"),
                        typed.has(Field::Revenue) ? amountText(typed.value(Field::Revenue), profile)
                                                  : tr("(no amount yet)"),
                        all.value(Field::Currency), parts.isEmpty() ? QString() : tr(" (%1)").arg(parts.join(tr(", "))),
                        all.value(Field::ConversionName),
                        profile.live ? tr("%1 (LIVE)").arg(profile.name) : tr("%1 (not counted)").arg(profile.name))
                + u' ' + buyerSentence(all, given.declined) + u' ' + timeSentence(given, profile)
            : tr("It fills in while you type."));

    QTextCharFormat quiet;
    quiet.setForeground(colours().muted);
    QTextCharFormat strong;
    strong.setForeground(colours().accent);
    strong.setBackground(colours().accentSoft);
    QTextCharFormat open;
    open.setForeground(colours().muted);
    open.setFontItalic(true);

    m_address->clear();
    m_parts.clear();
    QTextCursor cursor = m_address->textCursor();
    const auto put = [&cursor](const QByteArray& bytes, const QTextCharFormat& format) {
        cursor.insertText(QString::fromUtf8(bytes), format);
    };
    // The two that are made on sending stand at their places in the wire's order.
    QList<pixel::QueryPart> order = preview.parts;
    if (!all.has(Field::Timestamp))
        order.prepend({Field::Timestamp, "timestamp", {}});
    if (!all.has(Field::EventId)) {
        const auto after = std::find_if(
            order.begin(), order.end(), [](const pixel::QueryPart& p) { return p.field > Field::EventId; });
        order.insert(after, {Field::EventId, "eventID", {}});
    }
    put(preview.origin + preview.path, quiet);
    char separator = '?';
    for (const pixel::QueryPart& part : std::as_const(order)) {
        const int from = cursor.position() + 1; // without the separator
        put(separator + part.key + '=', quiet);
        separator = '&';
        if (part.value.isEmpty())
            cursor.insertText(part.field == Field::Timestamp ? tr("{when sent}") : tr("{made on send}"), open);
        else
            put(part.value, typed.has(part.field) || part.field == Field::Timestamp ? strong : quiet);
        m_parts << Part{part.field, from, cursor.position()};
    }
    markCurrent();
    fitAddress();
}

// Grows with what it holds, up to what the page can spare; the form above does not move.
void PreviewPane::fitAddress()
{
    m_address->document()->setTextWidth(m_address->viewport()->width());
    const int lines = int(std::ceil(m_address->document()->size().height() / m_address->fontMetrics().lineSpacing()));
    m_address->setFixedHeight(m_address->fontMetrics().lineSpacing() * qBound(FewestLines, lines, AddressLines));
}

void PreviewPane::setCurrent(Field field)
{
    m_current = field;
    markCurrent();
}

void PreviewPane::markCurrent()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const Part& part : std::as_const(m_parts)) {
        if (part.field != m_current)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_address->document());
        mark.cursor.setPosition(part.from);
        mark.cursor.setPosition(part.to, QTextCursor::KeepAnchor);
        mark.format.setBackground(colours().selected);
        mark.format.setForeground(colours().text);
        marks << mark;
    }
    m_address->setExtraSelections(marks);
}

bool PreviewPane::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonRelease && !m_address->textCursor().hasSelection()) {
        const int at = m_address->cursorForPosition(static_cast<QMouseEvent*>(event)->position().toPoint()).position();
        for (const Part& part : std::as_const(m_parts)) {
            if (at >= part.from && at < part.to)
                Q_EMIT fieldPicked(part.field);
        }
    }
    if (event->type() == QEvent::Resize)
        fitAddress();
    return QWidget::eventFilter(watched, event);
}

void PreviewPane::showNothing()
{
    m_sentence->clear();
    m_address->clear();
    m_parts.clear();
}

void PreviewPane::toggleAddress() { (m_address->isHidden() ? m_withAddress : m_plain)->setChecked(true); }

QString PreviewPane::address() const { return m_address->toPlainText(); }

QString PreviewPane::sentence() const { return m_sentence->text(); }

} // namespace rookery::ui

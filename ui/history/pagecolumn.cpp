// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/pagecolumn.h"

#include "ui/common/card.h"
#include "ui/common/columnmargins.h"
#include "ui/common/look.h"
#include "ui/common/pagestack.h"
#include "ui/common/windowmemory.h"
#include "ui/history/wholerows.h"

#include <QApplication>
#include <QEvent>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace rookery::ui {

namespace {

constexpr int SideMargin = 24;
constexpr int TopMargin = 20;
constexpr int Gap = 12;
constexpr int LowerPercent = 38; // of what the two share, where it needs no more
constexpr int MostLines = 12;

/// Asks for no more than its parts need.
class Halves final : public QSplitter {
public:
    using QSplitter::QSplitter;
    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
};

// Large text: the margins give way to what can be done with an order.
int topMargin() { return isTextLarge() ? TopMargin / 2 : TopMargin; }
int gap() { return isTextLarge() ? Gap / 2 : Gap; }

int wholeHeight(const QWidget& widget)
{
    const int most = MostLines * widget.fontMetrics().lineSpacing();
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(&widget)) {
        const int lines = qMin(MostLines, text->document()->lineCount() + 1);
        return lines * widget.fontMetrics().lineSpacing() + 2 * int(text->document()->documentMargin());
    }
    if (const auto* area = qobject_cast<const QScrollArea*>(&widget))
        return qMin(most, area->widget()->sizeHint().height());
    return qobject_cast<const WholeRows*>(&widget) ? widget.sizeHint().height() : 0;
}

int heightOfLayout(const QLayout& layout, int width, bool whole);

int heightOfItem(QLayoutItem& item, int width, bool whole)
{
    if (const QWidget* widget = item.widget())
        return neededHeight(*widget, width, whole);
    if (const QLayout* layout = item.layout())
        return heightOfLayout(*layout, width, whole);
    return item.minimumSize().height();
}

int heightOfLayout(const QLayout& layout, int width, bool whole)
{
    const QMargins margins = layout.contentsMargins();
    const int inner = width - margins.left() - margins.right();
    const auto* box = qobject_cast<const QBoxLayout*>(&layout);
    const bool upright
        = box && (box->direction() == QBoxLayout::TopToBottom || box->direction() == QBoxLayout::BottomToTop);
    if (!upright && layout.hasHeightForWidth())
        return layout.heightForWidth(width);
    int height = 0;
    int count = 0;
    for (int i = 0; i < layout.count(); ++i) {
        QLayoutItem& item = *layout.itemAt(i);
        const bool isSpace = item.spacerItem() && item.minimumSize().height() == 0;
        if (!item.spacerItem() && item.isEmpty())
            continue;
        const int one = heightOfItem(item, inner, whole);
        height = upright ? height + one : qMax(height, one);
        count += isSpace ? 0 : 1;
    }
    return height + (upright ? qMax(0, count - 1) * layout.spacing() : 0) + margins.top() + margins.bottom();
}

} // namespace

int neededHeight(const QWidget& widget, int width, bool whole)
{
    int height = widget.minimumHeight();
    if (const auto* stack = qobject_cast<const PageStack*>(&widget))
        return qMax(height, stack->currentPage() ? neededHeight(*stack->currentPage(), width, whole) : 0);
    if (whole)
        height = qMax(height, wholeHeight(widget));
    const bool scrolls = qobject_cast<const QAbstractScrollArea*>(&widget) != nullptr;
    if (const QLayout* layout = widget.layout(); layout && !scrolls)
        return qMax(height, heightOfLayout(*layout, width, whole));
    const int own
        = !scrolls && widget.hasHeightForWidth() ? widget.heightForWidth(width) : widget.minimumSizeHint().height();
    return qMin(qMax(height, own), widget.maximumHeight());
}

PageColumn::PageColumn(const QWidgetList& heads, QWidget* upper, QWidget* lower, const QString& name)
    : m_parts(heads)
    , m_upper(upper)
    , m_lower(lower)
    , m_splitter(new Halves(Qt::Vertical))
    , m_name(name)
{
    m_parts << upper << lower;
    m_splitter->setObjectName(name);
    m_splitter->addWidget(upper);
    m_splitter->addWidget(lower);
    m_splitter->setHandleWidth(gap());
    m_splitter->setChildrenCollapsible(false);
    m_splitter->installEventFilter(this);
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    (new ColumnMargins(*this, *layout))->set(SideMargin, topMargin(), topMargin());
    layout->setSpacing(gap());
    for (QWidget* head : heads) {
        layout->addWidget(head);
        head->installEventFilter(this);
    }
    layout->addWidget(m_splitter, 1);
    setWidget(column);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    column->setAutoFillBackground(false); // the area sets it
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        m_moved = true;
        m_splitter->setObjectName(m_name);
    });
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
        // What is clicked at is in sight, and must not move away below the button.
        if (now && widget()->isAncestorOf(now) && QGuiApplication::mouseButtons() == Qt::NoButton)
            bringToSight(now);
    });
}

void PageColumn::setLowerNeed(int least, int whole, bool another)
{
    m_least = least;
    m_whole = whole;
    if (another)
        m_kept = 0;
    measure();
}

// Measured again whenever one of the parts, or the room for them, has another size.
void PageColumn::measure()
{
    int heads = 0;
    for (const QWidget* head : std::as_const(m_parts)) {
        if (head != m_upper && head != m_lower && !head->isHidden())
            heads += neededHeight(*head, viewport()->width() - 2 * SideMargin, false) + gap();
    }
    const int room = viewport()->height() - 2 * topMargin() - heads - gap();
    const int upper = qMax(m_upper->minimumHeight(), m_upper->minimumSizeHint().height());
    const int need = upper + m_least <= room ? m_least : m_whole;
    m_kept = qMax(isVisible() ? m_kept : 0, m_least); // what was measured before it had its size is void
    if (m_lower->minimumHeight() != need) {
        m_lower->setMinimumHeight(need);
        // What has the keys moves with it: to be brought back when everything has its place.
        QTimer::singleShot(0, this, [this] {
            const QWidget* keys = window()->focusWidget();
            if (keys && m_lower->isAncestorOf(keys) && QGuiApplication::mouseButtons() == Qt::NoButton)
                bringToSight(keys);
        });
    }
    share();
}

// An order that needs less than the one before does not move the list.
void PageColumn::share()
{
    if (m_moved || m_lower->isHidden() || m_upper->isHidden())
        return;
    const int total = m_splitter->height() - gap();
    const int upper = qMax(m_upper->minimumHeight(), m_upper->minimumSizeHint().height());
    const int lower = qMin(qMax(m_kept, total * LowerPercent / 100), qMax(m_lower->minimumHeight(), total - upper));
    if (m_splitter->sizes().value(1) != lower)
        m_splitter->setSizes({total - lower, lower});
}

void PageColumn::bringToSight(const QWidget* widget)
{
    const auto part = std::find_if(m_parts.begin(), m_parts.end(),
        [widget](const QWidget* one) { return one == widget || one->isAncestorOf(widget); });
    if (part == m_parts.end())
        return;
    const QWidget* shown = (*part)->height() <= viewport()->height() ? *part : widget;
    const int top = shown->mapTo(this->widget(), QPoint(0, 0)).y() - gap();
    const int bottom = top + shown->height() + 2 * gap();
    QScrollBar* bar = verticalScrollBar();
    if (bottom > bar->value() + viewport()->height())
        bar->setValue(bottom - viewport()->height());
    if (top < bar->value())
        bar->setValue(top);
}

bool PageColumn::eventFilter(QObject* watched, QEvent* event)
{
    const bool resized = event->type() == QEvent::Resize;
    const bool shown = event->type() == QEvent::Show || event->type() == QEvent::Hide;
    if (watched == m_splitter && resized)
        share();
    if (m_parts.contains(watched) && (resized || shown || event->type() == QEvent::LayoutRequest))
        measure();
    return QScrollArea::eventFilter(watched, event);
}

void PageColumn::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    m_kept = 0;
    measure();
}

// The window has been arranged as it was left by now; what nobody moved is not worth remembering.
void PageColumn::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    if (std::exchange(m_wasShown, true))
        return;
    m_moved = m_splitter->property(RestoredProperty).toBool();
    if (!m_moved)
        m_splitter->setObjectName(QString());
    share();
}

} // namespace rookery::ui

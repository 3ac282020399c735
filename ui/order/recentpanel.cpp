// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/recentpanel.h"

#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/profilemark.h"
#include "ui/common/words.h"
#include "ui/common/worldwatch.h"
#include "ui/order/recentmodel.h"

#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace rookery::ui {

namespace {

constexpr int Shown = 12;
constexpr int RowHeight = 30;
constexpr int Gap = 10;
constexpr int LeastLetters = 7;
constexpr int MostOfId = 75; // per cent of the room for order ID and another profile's name

// From right to left the amounts are a column: their ends are not at the edge, and must stand below each other.
int widestAmount(const RecentModel& model, const QFontMetrics& metrics)
{
    int widest = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        widest = qMax(widest, metrics.horizontalAdvance(revenueText(model.record(row), pixel::AmountStyle::Point)));
    return widest + 1;
}

int widestOrderId(const RecentModel& model, const QFontMetrics& metrics)
{
    int widest = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        widest = qMax(widest, metrics.horizontalAdvance(model.record(row).orderId()));
    return widest + 1;
}

bool anyOfOther(const RecentModel& model)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (!model.otherProfile(row).isEmpty())
            return true;
    }
    return false;
}

bool anyGoesAgain(const RecentModel& model)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (!model.againText(row).isEmpty())
            return true;
    }
    return false;
}

/// Time, state, that it goes again by itself, order ID, the profile where it is another than the chosen one, amount:
/// each below the one above.
class RecentDelegate final : public QStyledItemDelegate {
public:
    RecentDelegate(const Desk& desk, QObject* parent) : QStyledItemDelegate(parent), m_desk(desk) { }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto* model = static_cast<const RecentModel*>(index.model());
        const auto& record = model->record(index.row());
        const Colours& c = colours();
        painter->save();
        if (option.state & QStyle::State_Selected) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(c.selected);
            painter->drawRoundedRect(option.rect, Gap / 2.0, Gap / 2.0);
        }
        QRect rect = option.rect; // on the axis of what stands above
        const auto mirrored = [&](const QRect& r) { return QStyle::visualRect(option.direction, option.rect, r); };
        const auto text = [&](const QString& words, const QColor& colour, Qt::Alignment align, int width) {
            painter->setPen(colour);
            painter->drawText(mirrored({rect.left(), rect.top(), width, rect.height()}), int(align | Qt::AlignVCenter),
                option.fontMetrics.elidedText(words, Qt::ElideRight, width));
        };
        const QString clock = record.confirmed.dateTime().toLocalTime().toString(QStringLiteral("HH:mm"));
        const int clockWidth = option.fontMetrics.horizontalAdvance(QStringLiteral("00:00"));
        text(clock, c.muted, Qt::AlignLeft, clockWidth);
        rect.adjust(clockWidth + Gap, 0, 0, 0);
        const StateLook look = lookOf(record);
        icon(look.icon, look.colour).paint(painter, mirrored({rect.left(), rect.top(), iconSide(), rect.height()}));
        rect.adjust(iconSide() + Gap, 0, 0, 0);
        const QString again = model->againText(index.row());
        if (anyGoesAgain(*model)) {
            // The shape tells it from what needs a person.
            if (!again.isEmpty())
                icon(QStringLiteral("waiting"), c.waiting)
                    .paint(painter, mirrored({rect.left(), rect.top(), iconSide(), rect.height()}));
            rect.adjust(iconSide() + Gap, 0, 0, 0);
        }
        const QString amount = revenueText(record, pixel::AmountStyle::Point);
        const int amountWidth = option.direction == Qt::LeftToRight ? option.fontMetrics.horizontalAdvance(amount) + 1
                                                                    : widestAmount(*model, option.fontMetrics);
        if (record.correction == ledger::CorrectionKind::Cancelled) {
            QFont struck = option.font;
            struck.setStrikeOut(true);
            painter->setFont(struck);
        }
        painter->setPen(record.correction == ledger::CorrectionKind::None ? c.text : c.check);
        painter->drawText(mirrored({rect.right() - amountWidth + 1, rect.top(), amountWidth, rect.height()}),
            int(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter), amount);
        painter->setFont(option.font);
        rect.adjust(0, 0, -amountWidth - Gap, 0);
        const QString other = model->otherProfile(index.row());
        const QSize live = ProfileMark::sizeOf(true, option.font);
        const int mark = !anyOfOther(*model) ? 0 : (record.live ? live.width() : iconSide()) + Gap / 2;
        const int idWidth = qMin(widestOrderId(*model, option.fontMetrics), rect.width() * MostOfId / 100);
        text(record.orderId(), c.text, Qt::AlignLeft, other.isEmpty() && again.isEmpty() ? rect.width() : idWidth);
        rect.adjust(idWidth + Gap, 0, 0, 0);
        if (mark == 0) {
            if (option.fontMetrics.horizontalAdvance(again) < rect.width())
                text(again, c.muted, Qt::AlignLeft, rect.width());
        } else {
            if (record.live)
                ProfileMark::paint(*painter,
                    mirrored({rect.left(), rect.center().y() - live.height() / 2, live.width(), live.height()}), true,
                    m_desk.colourOf(record.profile), option.font);
            else
                icon(QStringLiteral("practice"), c.practice)
                    .paint(painter, mirrored({rect.left(), rect.top(), iconSide(), rect.height()}));
            rect.adjust(mark, 0, 0, 0);
            if (rect.width() >= qMin(option.fontMetrics.horizontalAdvance(other),
                    LeastLetters * option.fontMetrics.averageCharWidth())) // a letter or two tell nothing
                text(other, c.muted, Qt::AlignLeft, rect.width());
        }
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {0, qMax(RowHeight, option.fontMetrics.height() + Gap)};
    }

private:
    const Desk& m_desk;
};

} // namespace

RecentPanel::RecentPanel(Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_title(new SectionLabel(tr("Last orders")))
    , m_model(new RecentModel(this))
    , m_list(new QListView)
    , m_empty(mutedLabel(tr("Orders you send appear here.")))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addWidget(m_title);
    layout->addWidget(m_empty);
    layout->addWidget(m_list, 1);
    layout->addStretch();

    m_list->setModel(m_model);
    m_list->setItemDelegate(new RecentDelegate(desk, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Last orders"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QPalette palette = m_list->palette();
    palette.setColor(QPalette::Base, colours().raised);
    m_list->setPalette(palette);
    m_list->hide();
    m_list->setToolTip(tr("Enter opens it, Ctrl+R sends it once more"));
    connect(&m_desk, &Desk::profileChosen, this, &RecentPanel::followProfile);
    followProfile();
    m_model->setHeldUp([this](const QString& profile) { return heldUpText(m_desk.worldWatch().world(), profile); },
        [this](const QString& profile) { return heldUpSentence(m_desk.worldWatch().world(), profile); });
    connect(&m_desk.worldWatch(), &WorldWatch::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* before, QWidget* now) {
        if ((before == m_list && now) || now == m_list) // not where the window goes
            Q_EMIT moved();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RecentPanel::moved);
    connect(m_list, &QListView::activated, this,
        [this](const QModelIndex& index) { Q_EMIT opened(m_model->record(index.row()).id); });
}

std::optional<ledger::EventRecord> RecentPanel::current() const
{
    const int row = m_list->currentIndex().row();
    return m_list->hasFocus() && row >= 0 && row < m_model->rowCount() ? std::optional(m_model->record(row))
                                                                       : std::nullopt;
}

void RecentPanel::setWhole(bool whole)
{
    m_whole = whole;
    fitList();
}

void RecentPanel::fitList()
{
    const int rows = m_whole ? m_model->rowCount() * m_list->sizeHintForRow(0) : 0;
    m_list->setMinimumHeight(qMax(0, rows));
    m_list->setVerticalScrollBarPolicy(m_whole ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

void RecentPanel::followProfile()
{
    const auto profile = m_desk.profile();
    m_model->setProfile(profile ? profile->name : QString());
}

void RecentPanel::refresh()
{
    const ledger::Reader* reader = m_desk.reader();
    m_empty->setText(m_desk.worldWatch().world().closed.isEmpty() ? tr("Orders you send appear here.")
                                                                  : tr("They can't be read now."));
    if (!reader)
        return;
    const auto records = reader->page({}, std::nullopt, Shown);
    if (!records)
        return Q_EMIT m_desk.said(records.error().sentence, true);
    showRecords(*records);
    m_title->setText(m_desk.profiles().size() > 1 ? tr("Last orders, all profiles") : tr("Last orders"));
    m_list->setVisible(!records->isEmpty());
    m_empty->setVisible(records->isEmpty());
}

// The one that is chosen stays so, whatever came in above it or became of it.
void RecentPanel::showRecords(const QList<ledger::EventRecord>& records)
{
    const int before = m_list->currentIndex().row();
    const qint64 chosen = before >= 0 ? m_model->record(before).id : 0;
    m_model->setRecords(records);
    fitList();
    const auto found = std::find_if(
        records.begin(), records.end(), [chosen](const ledger::EventRecord& record) { return record.id == chosen; });
    if (found != records.end())
        m_list->setCurrentIndex(m_model->index(int(found - records.begin())));
    Q_EMIT moved(); // what it allows may be something else now
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/sheetmodel.h"

#include "ui/common/words.h"
#include "ui/history/countdown.h"

#include <QElapsedTimer>
#include <QFont>
#include <QKeySequence>

#include <algorithm>

namespace rookery::ui {

namespace {

using engine::RowLook;

constexpr Qt::Alignment Figures = Qt::AlignRight | Qt::AlignAbsolute; // they are written from left to right everywhere
constexpr qint64 FillMs = 10;
constexpr qsizetype FillStep = 500;

bool isAmount(pixel::Field field)
{
    return field == pixel::Field::Revenue || field == pixel::Field::Tax || field == pixel::Field::Shipping;
}

QString failureText(const ledger::EventRecord& record, const QString& heldUp)
{
    const QString again = againText(record, UtcMs(QDateTime::currentMSecsSinceEpoch()), heldUp);
    return again.isEmpty() ? record.message : record.message + QStringLiteral(" (") + again + u')';
}

} // namespace

SheetModel::SheetModel(BatchWork& work, QObject* parent) : QAbstractTableModel(parent), m_work(work)
{
    m_fill.setInterval(0);
    connect(&m_fill, &QTimer::timeout, this, &SheetModel::fillSome);
    m_follow.setInterval(0);
    connect(&m_follow, &QTimer::timeout, this, &SheetModel::followSome);
    connect(&work, &BatchWork::replaced, this, &SheetModel::rebuild);
    connect(&work, &BatchWork::mappingChanged, this, &SheetModel::rebuild);
    connect(&work, &BatchWork::rowsChanged, this, &SheetModel::tellRows);
    // What is shown stays, however the rows look now: a row that was mended does not run away from under the keys.
    connect(&work, &BatchWork::checked, this, [this] { tellRows(0, m_work.sheet().size() - 1); });
    connect(&work.edits(), &SheetEdits::addingRows, this, [this](qsizetype count) {
        if (!m_isFiltered && count > 0)
            beginInsertRows({}, rowCount(), rowCount() + int(count) - 1);
        else if (!m_isFiltered)
            beginRemoveRows({}, rowCount() + int(count), rowCount() - 1);
    });
    connect(&work.edits(), &SheetEdits::rowsAdded, this, [this](qsizetype count) {
        if (m_isFiltered)
            rebuild(); // what is new is found in its turn
        else if (count > 0)
            endInsertRows();
        else
            endRemoveRows();
    });
}

std::optional<pixel::Field> SheetModel::fieldAt(int column) const
{
    const int at = column - FirstField;
    return at >= 0 && at < m_fields.size() ? std::optional(m_fields[at]) : std::nullopt;
}

int SheetModel::sourceColumn(int column) const
{
    const auto field = fieldAt(column);
    return field ? m_work.mapping().columnOf(*field) : -1;
}

void SheetModel::rebuild()
{
    beginResetModel();
    m_fields.clear();
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        if (m_work.mapping().columnOf(spec.field) >= 0)
            m_fields << spec.field;
    }
    // What a person looks for first stands first.
    for (const pixel::Field field :
        {pixel::Field::Shipping, pixel::Field::Tax, pixel::Field::Revenue, pixel::Field::OrderId}) {
        if (const qsizetype at = m_fields.indexOf(field); at > 0)
            m_fields.move(at, 0);
    }
    startFilling();
    endResetModel();
    if (m_isFiltered)
        fillSome();
}

void SheetModel::setFilter(RowFilter filter, const QString& text)
{
    beginResetModel();
    m_filter = filter;
    m_text = text;
    startFilling();
    endResetModel();
    if (m_isFiltered)
        fillSome();
}

void SheetModel::followStates()
{
    const bool isOfState = m_filter == RowFilter::Waiting || m_filter == RowFilter::Delivered
        || m_filter == RowFilter::NotDelivered || m_filter == RowFilter::Unknown || m_filter == RowFilter::Cancelled;
    if (!isOfState || m_fill.isActive())
        return;
    m_followed = 0;
    m_follow.start();
}

void SheetModel::followSome()
{
    QElapsedTimer since;
    since.start();
    const qsizetype size = m_work.sheet().size();
    while (m_followed < size && since.elapsed() < FillMs) {
        const qsizetype end = qMin(size, m_followed + FillStep);
        followRows(m_followed, end);
        m_followed = end;
    }
    if (m_followed >= size)
        m_follow.stop();
}

// Of the sheet. In runs: each change of a list makes its view think.
void SheetModel::followRows(qsizetype from, qsizetype end)
{
    const auto placeOf = [this](qsizetype row) { return std::lower_bound(m_rows.begin(), m_rows.end(), row); };
    for (auto last = placeOf(end); last != placeOf(from);) {
        if (isShown(*std::prev(last))) {
            --last;
            continue;
        }
        auto first = std::prev(last);
        while (first != placeOf(from) && !isShown(*std::prev(first)))
            --first;
        beginRemoveRows({}, int(first - m_rows.begin()), int(last - m_rows.begin()) - 1);
        last = m_rows.erase(first, last);
        endRemoveRows();
    }
    for (qsizetype row = from; row < end; ++row) {
        const auto at = placeOf(row);
        if (at != m_rows.end() && *at == row)
            continue;
        std::vector<qsizetype> missing;
        const qsizetype stop = at == m_rows.end() ? end : qMin(end, *at);
        for (; row < stop; ++row) {
            if (isShown(row))
                missing.push_back(row);
        }
        if (missing.empty())
            continue;
        const int place = int(at - m_rows.begin());
        beginInsertRows({}, place, place + int(missing.size()) - 1);
        m_rows.insert(at, missing.begin(), missing.end());
        endInsertRows();
    }
}

// Within a reset.
void SheetModel::startFilling()
{
    m_fill.stop();
    m_follow.stop();
    m_rows.clear();
    m_next = 0;
    m_isFiltered = m_filter != RowFilter::All || !m_text.isEmpty();
    if (m_isFiltered)
        m_fill.start();
}

void SheetModel::fillSome()
{
    QElapsedTimer since;
    since.start();
    std::vector<qsizetype> found;
    const qsizetype size = m_work.sheet().size();
    while (m_next < size && since.elapsed() < FillMs) {
        for (const qsizetype end = qMin(size, m_next + FillStep); m_next < end; ++m_next) {
            if (isShown(m_next))
                found.push_back(m_next);
        }
    }
    if (m_next >= size)
        m_fill.stop();
    if (found.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(found.size()) - 1);
    m_rows.insert(m_rows.end(), found.begin(), found.end());
    endInsertRows();
}

bool SheetModel::isShown(qsizetype sheetRow) const
{
    const RowNow now = m_work.orders().at(sheetRow);
    const RowLook look = m_work.look(sheetRow);
    const auto stands = [&](ledger::Standing standing) {
        return now.event != 0 && ledger::standingOf(now.state, now.wasTried ? 1 : 0, ledger::Hold::None) == standing;
    };
    const bool isHere = now.event == 0;
    bool fits = true;
    switch (m_filter) {
    case RowFilter::All:
        break;
    case RowFilter::Ready:
        fits = isHere && (look == RowLook::Ready || look == RowLook::Check);
        break;
    case RowFilter::Check:
        fits = isHere && look == RowLook::Check;
        break;
    case RowFilter::Fix:
        fits = isHere && look == RowLook::Fix;
        break;
    case RowFilter::Duplicates:
        fits = isHere && (look == RowLook::InSheet || look == RowLook::Known);
        break;
    case RowFilter::LeftOut:
        fits = isHere && look == RowLook::LeftOut;
        break;
    case RowFilter::Delivered:
        fits = stands(ledger::Standing::Delivered);
        break;
    case RowFilter::NotDelivered:
        fits = stands(ledger::Standing::NotDelivered);
        break;
    case RowFilter::Unknown:
        fits = stands(ledger::Standing::Unknown);
        break;
    case RowFilter::Cancelled:
        fits = stands(ledger::Standing::Any);
        break;
    case RowFilter::Other:
        fits = isHere && (look == RowLook::HeaderAgain || look == RowLook::OfOrder);
        break;
    case RowFilter::Waiting:
        fits = stands(ledger::Standing::UnderWay);
        break;
    }
    if (!fits || m_text.isEmpty())
        return fits;
    const std::vector<std::string_view> cells = m_work.sheet().cellsAt(sheetRow);
    return std::any_of(cells.begin(), cells.end(), [this](std::string_view cell) {
        return QString::fromUtf8(cell.data(), qsizetype(cell.size())).contains(m_text, Qt::CaseInsensitive);
    });
}

int SheetModel::rowOf(qsizetype sheetRow) const
{
    if (!m_isFiltered)
        return int(sheetRow);
    const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), sheetRow);
    return at != m_rows.end() && *at == sheetRow ? int(at - m_rows.begin()) : -1;
}

int SheetModel::nextProblem(int row, int step) const
{
    const auto nextOf = [&](const std::function<bool(qsizetype)>& wanted) {
        const int rows = rowCount();
        for (int passed = 0, at = row; passed < rows; ++passed, at += step) {
            at = at < 0 ? rows - 1 : at >= rows ? 0 : at;
            if (wanted(sheetRow(at)))
                return at;
        }
        return -1;
    };
    const BatchCounts& counts = m_work.counts();
    const BatchOrders& orders = m_work.orders();
    const auto looks = [&](RowLook look) {
        return [&, look](qsizetype at) { return orders.at(at).event == 0 && m_work.look(at) == look; };
    };
    int found = counts.count(RowLook::Fix) > 0 ? nextOf(looks(RowLook::Fix)) : -1;
    if (found < 0 && counts.notDelivered + counts.unknown > 0)
        found = nextOf([&](qsizetype at) { return orders.at(at).hasFailed(); });
    if (found < 0 && counts.count(RowLook::Check) > 0)
        found = nextOf(looks(RowLook::Check));
    return found;
}

QString SheetModel::whyNoProblem() const
{
    if (const QString missing = m_work.whatIsMissing(); !missing.isEmpty())
        return missing;
    if (m_work.isBeingChecked())
        return tr("The rows are being checked.");
    if (m_work.isUnchecked())
        return tr("Looking at the rows was stopped, so nobody knows what is wrong in them.");
    const qint64 elsewhere = m_work.counts().problems();
    return m_isFiltered && elsewhere > 0
        ? tr("No row of this list has a problem; %Ln other(s) do(es).", nullptr, int(elsewhere))
        : tr("No row has a problem.");
}

int SheetModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return int(m_isFiltered ? qsizetype(m_rows.size()) : m_work.sheet().size());
}

int SheetModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_work.isEmpty() ? 0 : problemColumn() + 1;
}

StateLook SheetModel::statusOf(qsizetype sheetRow) const
{
    const Colours& c = colours();
    if (const RowNow now = m_work.orders().at(sheetRow); now.event != 0)
        return lookOf(now.record());
    switch (m_work.look(sheetRow)) {
    case RowLook::Blank:
        return {};
    case RowLook::LeftOut:
        return {tr("Left out"), c.muted, QStringLiteral("cancelled")};
    case RowLook::Ready:
        return {tr("Ready"), c.text, QStringLiteral("draft")};
    case RowLook::Check:
        return {tr("Ready, check"), c.check, QStringLiteral("look")};
    case RowLook::Fix:
        return {tr("Needs fixing"), c.check, QStringLiteral("check")};
    case RowLook::InSheet:
    case RowLook::Known:
        return {tr("Skipped"), c.muted, QStringLiteral("skipped")};
    case RowLook::HeaderAgain:
        return {tr("Header"), c.muted, QStringLiteral("cancelled")};
    case RowLook::OfOrder:
        return {tr("Line of above"), c.muted, QStringLiteral("goon")};
    }
    Q_UNREACHABLE();
}

// Of the order that is here already.
QString SheetModel::earlierText(qsizetype sheetRow) const
{
    const auto earlier = m_work.earlier(sheetRow);
    if (!earlier)
        return {};
    if (earlier->isPast())
        return tr("Not sent again: entered %1, and removed from the history since").arg(timeText(earlier->confirmed));
    const QString then = tr("Not sent again: %1 %2 for %3 by %4")
                             .arg(stateWord(*earlier), timeText(earlier->confirmed),
                                 revenueText(*earlier, m_work.amountStyle()), earlier->agent);
    const QList<intake::RowFinding> findings = m_work.findings(sheetRow);
    const bool isChanged = std::any_of(findings.begin(), findings.end(),
        [](const auto& finding) { return finding.what.code == engine::ChangedSinceCode; });
    return isChanged ? then + u'.' + u' ' + tr("The amount is another one here.") : then;
}

// Without the row, beside which it stands.
QString SheetModel::sentenceOf(const intake::RowFinding& finding, qsizetype sheetRow) const
{
    QString sentence = finding.what.sentence;
    const QString place = tr("Row %1", "begins a finding").arg(m_work.sheet().numberAt(sheetRow));
    for (const QString& lead : {place + QStringLiteral(", "), place + QStringLiteral(": ")}) {
        if (sentence.startsWith(lead))
            sentence.remove(0, lead.size());
    }
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence;
}

QString SheetModel::problemText(qsizetype sheetRow) const
{
    if (const auto failed = m_work.orders().failedRecord(sheetRow))
        return failureText(*failed, m_work.orders().heldUp(failed->profile));
    const QList<intake::RowFinding> findings = m_work.findings(sheetRow);
    if (findings.isEmpty())
        return {};
    if (const QString earlier = earlierText(sheetRow); !earlier.isEmpty())
        return earlier;
    const auto worst = std::max_element(findings.begin(), findings.end(),
        [](const auto& a, const auto& b) { return a.what.severity < b.what.severity; });
    //: in a narrow column: %1 what stands there, %2 what is suggested
    const QString sentence = worst->fix.isEmpty() || worst->found.isEmpty()
        ? sentenceOf(*worst, sheetRow)
        : tr("%1: use %2?").arg(worst->found.simplified(), worst->fix);
    return findings.size() > 1 ? tr("%1 (and %2 more)").arg(sentence).arg(findings.size() - 1) : sentence;
}

QString SheetModel::wholeProblem(qsizetype sheetRow) const
{
    if (const auto failed = m_work.orders().failedRecord(sheetRow)) {
        const QString key = QKeySequence(Qt::CTRL | Qt::Key_R).toString(QKeySequence::NativeText);
        return failureText(*failed, m_work.orders().heldUp(failed->profile)) + u' '
            + tr("%1 retries; it cannot be counted twice.").arg(key);
    }
    QList<intake::RowFinding> findings = m_work.findings(sheetRow);
    if (findings.isEmpty())
        return {};
    if (const QString earlier = earlierText(sheetRow); !earlier.isEmpty())
        return tr("This order is here already: %1").arg(earlier);
    std::stable_sort(findings.begin(), findings.end(),
        [](const auto& a, const auto& b) { return a.what.severity > b.what.severity; });
    QStringList lines;
    for (const intake::RowFinding& finding : findings)
        lines << sentenceOf(finding, sheetRow);
    const auto fix = std::find_if(findings.begin(), findings.end(), [](const auto& one) { return !one.fix.isEmpty(); });
    if (fix != findings.end())
        lines.first() += u' '
            + tr("%1 takes %2.")
                  .arg(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F).toString(QKeySequence::NativeText), fix->fix);
    return lines.join(QStringLiteral("  \u00b7  "));
}

std::optional<pixel::Severity> SheetModel::wrongAt(qsizetype sheetRow, int sourceColumn) const
{
    std::optional<pixel::Severity> worst;
    const QList<intake::RowFinding> findings = m_work.findings(sheetRow);
    for (const intake::RowFinding& finding : findings) {
        if (sourceColumn >= 0 && finding.column == sourceColumn)
            worst = std::max(worst.value_or(finding.what.severity), finding.what.severity);
    }
    return worst;
}

// The whole row, for who listens to the window.
QString SheetModel::spoken(qsizetype sheetRow) const
{
    QStringList parts{tr("Row %1").arg(m_work.sheet().numberAt(sheetRow)), statusOf(sheetRow).word};
    for (const pixel::Field field : m_fields) {
        const QString cell = m_work.sheet().cellAt(sheetRow, m_work.mapping().columnOf(field));
        if (!cell.isEmpty())
            parts << pixel::label(field) + u' ' + cell;
    }
    parts << problemText(sheetRow);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString SheetModel::text(const QModelIndex& index) const
{
    const qsizetype row = sheetRow(index.row());
    if (index.column() == NumberColumn)
        return QString::number(m_work.sheet().numberAt(row));
    if (index.column() == StatusColumn)
        return statusOf(row).word;
    if (index.column() == problemColumn())
        return problemText(row);
    return m_work.sheet().cellAt(row, sourceColumn(index.column()));
}

QVariant SheetModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const qsizetype row = sheetRow(index.row());
    const auto field = fieldAt(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return field ? text(index).simplified() : text(index);
    case Qt::EditRole:
        return text(index);
    case Qt::ToolTipRole:
        return index.column() == problemColumn() || (field && wrongAt(row, sourceColumn(index.column())))
            ? problemText(row)
            : QVariant();
    case Qt::AccessibleTextRole:
        if (index.column() == NumberColumn)
            return spoken(row);
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ")
            + text(index);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter
            | (index.column() == NumberColumn || (field && isAmount(*field)) ? Figures : Qt::Alignment(Qt::AlignLeft)));
    case Qt::DecorationRole:
        if (index.column() == StatusColumn) {
            const StateLook look = statusOf(row);
            return look.icon.isEmpty() ? QVariant() : icon(look.icon, look.colour);
        }
        return {};
    case Qt::ForegroundRole: {
        if (index.column() == StatusColumn)
            return statusOf(row).colour;
        const RowLook look = m_work.look(row);
        const bool isDim = m_work.orders().at(row).event == 0
            && (look == RowLook::LeftOut || look == RowLook::OfOrder || look == RowLook::HeaderAgain);
        if (index.column() == NumberColumn || isDim)
            return colours().muted;
        if (index.column() == problemColumn() && m_work.orders().at(row).hasFailed())
            return statusOf(row).colour;
        if (index.column() == problemColumn())
            return look == RowLook::Fix  ? colours().notDelivered
                : look == RowLook::Check ? colours().check
                                         : colours().muted;
        return {};
    }
    case Qt::FontRole:
        if (index.column() == StatusColumn) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    case WrongRole: {
        const RowLook look = m_work.look(row);
        if (look == RowLook::Known || look == RowLook::InSheet)
            return -1; // the row says it; there is nothing to mend in a cell
        const auto wrong = field ? wrongAt(row, sourceColumn(index.column())) : std::nullopt;
        return wrong ? int(*wrong) : -1;
    }
    default:
        return {};
    }
}

QVariant SheetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto field = fieldAt(section);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter
            | (section == NumberColumn || (field && isAmount(*field)) ? Figures : Qt::Alignment(Qt::AlignLeft)));
    if (role != Qt::DisplayRole)
        return {};
    if (section == NumberColumn)
        return tr("Row");
    if (section == StatusColumn)
        return tr("Status");
    if (!field)
        return tr("Problem");
    // What is said of a cell names the column as the file does.
    const QString own = m_work.sheet().shape().header.value(sourceColumn(section)).simplified();
    const QString label = pixel::label(*field);
    return own.isEmpty() || own.compare(label, Qt::CaseInsensitive) == 0
        ? label
        //: %1 Revenue, %2 as the column is called in the file
        : tr("%1 (%2)").arg(label, own);
}

Qt::ItemFlags SheetModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (fieldAt(index.column()) && m_work.isEditable(sheetRow(index.row())))
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool SheetModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable))
        return false;
    m_work.edits().edit(tr("Change %1").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString()),
        {{sheetRow(index.row()), sourceColumn(index.column()), value.toString()}});
    return true;
}

void SheetModel::tellRows(qsizetype first, qsizetype last)
{
    int from = int(first);
    int to = int(last);
    if (m_isFiltered) {
        from = int(std::lower_bound(m_rows.begin(), m_rows.end(), first) - m_rows.begin());
        to = int(std::upper_bound(m_rows.begin(), m_rows.end(), last) - m_rows.begin()) - 1;
    }
    if (from <= to && to < rowCount())
        Q_EMIT dataChanged(index(from, 0), index(to, problemColumn()));
}

} // namespace rookery::ui

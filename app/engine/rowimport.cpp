// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rowimport.h"

#include "intake/lookahead.h"
#include "intake/requestrow.h"

#include <QCoreApplication>

#include <algorithm>

namespace rookery::engine {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::engine::RowImport)
};

using pixel::Field;

// Rows between two commits where few of them are ready: what was told stays near what was read.
constexpr qsizetype MostPending = 4000;
constexpr std::size_t MostPendingBytes = 16UL * 1024 * 1024;
// A row with fewer bytes has no address that is too long, whatever is percent-encoded in it.
constexpr std::size_t LongRow = 1500;

std::size_t sizeOf(const intake::Row& row)
{
    std::size_t size = 0;
    for (const std::string_view cell : row.cells)
        size += cell.size();
    return size;
}

RowState stateOf(intake::Verdict verdict)
{
    switch (verdict) {
    case intake::Verdict::Ready:
        return RowState::Ready;
    case intake::Verdict::Fix:
        return RowState::Fix;
    case intake::Verdict::Duplicate:
        return RowState::Duplicate;
    case intake::Verdict::HeaderAgain:
        return RowState::HeaderAgain;
    }
    Q_UNREACHABLE();
}

std::unique_ptr<intake::RowReader> grouped(std::unique_ptr<intake::RowReader> rows, const ImportPlan& plan)
{
    if (!plan.lines)
        return intake::lookingAhead(std::move(rows));
    const intake::NumberStyle numbers = rows->shape().numbers.value;
    return std::make_unique<intake::OrderLines>(std::move(rows), plan.mapping, numbers, *plan.lines, plan.scattered);
}

bool isHeldAsUnequal(const QList<intake::RowFinding>& findings)
{
    return std::all_of(findings.begin(), findings.end(), [](const intake::RowFinding& finding) {
        return finding.what.severity != pixel::Severity::Error || finding.what.code == intake::UnequalCode;
    });
}

intake::CheckRules rulesOf(const intake::TableShape& shape, const ImportPlan& plan, const ledger::Reader* known)
{
    intake::CheckRules rules = checkRules(shape, plan.mapping, plan.profile, plan.now);
    if (known) // what can't be read says nothing of the rows
        rules.context.usual = known->usualRevenue(plan.profile.name, plan.profile.currency).value_or(std::nullopt);
    rules.context.unusualFactor = plan.profile.unusualFactor;
    rules.unequal = plan.unequal;
    return rules;
}

} // namespace

QString rowStateText(RowState state)
{
    switch (state) {
    case RowState::Ready:
        return QStringLiteral("ready");
    case RowState::Accepted:
        return ledger::stateText(ledger::State::Waiting);
    case RowState::Fix:
        return QStringLiteral("fix");
    case RowState::Duplicate:
        return QStringLiteral("duplicate");
    case RowState::HeaderAgain:
        return QStringLiteral("header");
    }
    Q_UNREACHABLE();
}

intake::CheckRules checkRules(
    const intake::TableShape& shape, const intake::Mapping& mapping, const profile::Profile& profile, UtcMs now)
{
    intake::CheckRules rules;
    rules.header = shape.header;
    rules.mapping = mapping;
    rules.numbers = shape.numbers.value;
    rules.isGroupingKnown = intake::isGroupingKnown(shape);
    rules.isCodePageGuessed = intake::isCodePageGuessed(shape);
    rules.parting = intake::partingOf(shape, mapping);
    rules.dates = shape.dates;
    rules.defaults = profile.defaults();
    rules.context = profile.checkContext(now);
    if (profile.oldestOrderDays > 0)
        rules.oldest = std::chrono::hours(24LL * profile.oldestOrderDays);
    return rules;
}

Order orderOf(const pixel::Event& event, const profile::Profile& profile)
{
    Order order;
    order.profile = profile.name;
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        if (spec.field == Field::Timestamp) {
            bool isNumber = false;
            if (const qint64 ms = event.value(spec.field).toLongLong(&isNumber); isNumber)
                order.orderTime = UtcMs(ms);
        } else if (spec.field != Field::EventId && event.has(spec.field)) {
            order.typed.set(spec.field, event.value(spec.field));
        }
    }
    return order;
}

RowImport::RowImport(
    std::unique_ptr<intake::RowReader> rows, ImportPlan plan, const ledger::Reader* known, Accept accept)
    : m_rows(grouped(std::move(rows), plan))
    , m_plan(std::move(plan))
    , m_check(rulesOf(m_rows->shape(), m_plan, known))
    , m_place(placeOf(orderOf(m_plan.mapping.constants(), m_plan.profile), m_plan.profile, m_plan.profiles))
    , m_known(known && known->count({}).value_or(1) > 0 ? known : nullptr)
    , m_alike(m_known, m_place)
    , m_accept(std::move(accept))
{
}

Done RowImport::run(const Tell& tell, const TellPlain& tellPlain)
{
    intake::Row row;
    while (m_rows->next(row)) {
        m_check.expect(m_rows->upcoming());
        const intake::Verdict verdict = m_check.check(row);
        bool isPlainRow = tellPlain && isPlain(row, verdict);
        if (isPlainRow && m_known) {
            const auto isNew = isUnknown(m_check.values()[std::size_t(Field::OrderId)]);
            if (!isNew)
                return endAfter(tl::unexpected(isNew.error()), tell);
            isPlainRow = *isNew;
        }
        if (isPlainRow) {
            ++m_counts.rows;
            ++m_counts.ready;
            if (!tellPlain({row.number, m_check.values()}))
                return {};
            continue;
        }
        auto looked = look(row, verdict);
        if (!looked)
            return endAfter(tl::unexpected(looked.error()), tell);
        const bool isReady = looked->state == RowState::Ready;
        if (isReady && m_accept) {
            Order order = orderOf(m_check.event(), m_plan.profile);
            order.batch = ledger::BatchRow{m_plan.batch, row.number};
            m_orders << order;
        }
        m_pending << *std::move(looked);
        m_pendingBytes += sizeOf(row);
        const bool isFull = !m_accept || m_orders.size() >= Engine::MostInOneGo || m_pending.size() >= MostPending
            || m_pendingBytes >= MostPendingBytes;
        if (!isFull)
            continue;
        if (const Done ok = acceptPending(); !ok)
            return endAfter(ok, tell);
        if (!tellPending(tell))
            return {};
    }
    const Done ok = acceptPending();
    return endAfter(ok, tell);
}

// What is decided is told, whatever came in between; what was ready and could not be accepted is not known to anyone.
Done RowImport::endAfter(const Done& done, const Tell& tell)
{
    if (!done)
        m_pending.removeIf([](const ImportedRow& row) { return row.state == RowState::Ready; });
    (void)tellPending(tell);
    return done;
}

// Nothing waits then, so that what is told at once comes in its turn.
bool RowImport::isPlain(const intake::Row& row, intake::Verdict verdict) const
{
    return !m_accept && verdict == intake::Verdict::Ready && m_check.isFlawless() && sizeOf(row) <= LongRow;
}

Result<ImportedRow> RowImport::look(const intake::Row& row, intake::Verdict verdict)
{
    ImportedRow looked;
    looked.number = row.number;
    looked.findings = m_check.findings();
    looked.state = stateOf(verdict);
    const bool mayBeLong = looked.state == RowState::Ready && sizeOf(row) > LongRow;
    const bool isOnlyUnequal = looked.state == RowState::Fix && isHeldAsUnequal(looked.findings);
    const bool isLookedUp = (looked.state == RowState::Ready || isOnlyUnequal) && m_known;
    if (m_plan.wantsEvents || mayBeLong || isLookedUp)
        looked.event = m_check.event();
    if (m_plan.wantsCells) {
        looked.cells.reserve(qsizetype(row.cells.size()));
        for (const std::string_view cell : row.cells)
            looked.cells << QByteArray(cell.data(), qsizetype(cell.size()));
    }
    if (mayBeLong) {
        const pixel::Findings found
            = preview(orderOf(looked.event, m_plan.profile), m_plan.profile, m_plan.now).findings;
        for (const pixel::Finding& finding : found) {
            if (!finding.code.startsWith(QLatin1StringView("url.")))
                continue;
            looked.findings << intake::RowFinding{row.number, -1, {}, finding, {}, {}, {}};
            if (finding.severity == pixel::Severity::Error)
                looked.state = RowState::Fix;
        }
    }
    if (isLookedUp && (looked.state == RowState::Ready || isOnlyUnequal)) {
        if (const Done ok = lookUp(looked, looked.event.value(Field::OrderId)); !ok)
            return tl::unexpected(ok.error());
        if (isOnlyUnequal && looked.earlier)
            dropUnequal(looked);
    }
    if (m_plan.holdsCalledOff && looked.state == RowState::Ready)
        holdCalledOff(looked);
    return looked;
}

// Nothing of an order that is here already is sent, so that it need not be said which of its rows it is.
void RowImport::dropUnequal(ImportedRow& row)
{
    row.findings.removeIf([](const intake::RowFinding& finding) { return finding.what.code == intake::UnequalCode; });
}

void RowImport::holdCalledOff(ImportedRow& row)
{
    for (intake::RowFinding& finding : row.findings) {
        if (finding.what.code != intake::CalledOffCode && finding.what.code != intake::AlreadySentCode)
            continue;
        row.state = RowState::Fix;
        finding.what.severity = pixel::Severity::Error;
        finding.what.sentence
            = Words::tr("Row %1: %2 says \"%3\", so the order was held back: nobody was there to ask. Import the row "
                        "by hand if it is to be reported as a sale.")
                  .arg(finding.row)
                  .arg(finding.columnName, finding.found);
    }
}

Result<bool> RowImport::isUnknown(std::string_view orderId)
{
    const auto isThere = m_known->hasOrder(orderId);
    if (!isThere || *isThere)
        return isThere.map([](bool there) { return !there; });
    return m_alike.alike(orderId).map([](const auto& alike) { return !alike; });
}

Done RowImport::lookUp(ImportedRow& row, const QString& orderId)
{
    auto earlier = m_known->earlierOrder(orderId, m_place);
    if (!earlier)
        return tl::unexpected(earlier.error());
    if (!*earlier) {
        const auto alike = m_alike.alike(orderId.toStdString());
        if (!alike)
            return tl::unexpected(alike.error());
        if (*alike)
            sayAlike(row, **alike);
        return {};
    }
    row.state = RowState::Duplicate;
    row.earlier = *std::move(earlier);
    sayEarlier(row);
    return {};
}

// Two orders for the collector; whether they are two for people nobody here knows.
void RowImport::sayAlike(ImportedRow& row, const ledger::EventRecord& alike) const
{
    intake::RowFinding finding;
    finding.row = row.number;
    finding.column = m_plan.mapping.columnOf(Field::OrderId);
    finding.columnName = m_rows->shape().header.value(finding.column);
    finding.expected = alike.orderId();
    finding.found = row.event.value(Field::OrderId);
    //: %2 and %3 are order IDs that differ in small and capital letters only
    const QString sentence = alike.isPast()
        ? Words::tr("Row %1: \"%2\" is order \"%3\" in other letters, which was confirmed %4 and removed from the "
                    "history since; the server takes them for two orders.")
              .arg(QString::number(row.number), finding.found, finding.expected, alike.confirmed.isoText())
        : Words::tr("Row %1: \"%2\" is order \"%3\" in other letters, which was confirmed %4 by %5; the server takes "
                    "them for two orders.")
              .arg(
                  QString::number(row.number), finding.found, finding.expected, alike.confirmed.isoText(), alike.agent);
    finding.what = {pixel::Severity::Warning, OtherLettersCode, Field::OrderId, -1, sentence, {}};
    row.findings << finding;
}

// Whether it is the same order once more, or another amount since.
void RowImport::sayEarlier(ImportedRow& row) const
{
    const ledger::EventRecord& earlier = *row.earlier;
    const auto column = [this](Field field) { return m_plan.mapping.columnOf(field); };
    intake::RowFinding known;
    known.row = row.number;
    known.column = column(Field::OrderId);
    known.columnName = m_rows->shape().header.value(known.column);
    known.found = earlier.orderId();
    known.what = {pixel::Severity::Warning, QStringLiteral("transactionId.in-ledger"), Field::OrderId, -1,
        earlier.isPast()
            ? Words::tr("Row %1: order \"%2\" was here before, confirmed %3, and removed from the history "
                        "since.")
                  .arg(row.number)
                  .arg(earlier.orderId(), earlier.confirmed.isoText())
            : Words::tr("Row %1: order \"%2\" is here already, confirmed %3 by %4: %5.")
                  .arg(row.number)
                  .arg(earlier.orderId(), earlier.confirmed.isoText(), earlier.agent, ledger::stateText(earlier.state)),
        {}};
    row.findings << known;
    const QString revenue = row.event.value(Field::Revenue);
    const auto now = pixel::Amount::parse(revenue);
    const auto then = pixel::Amount::parse(earlier.fields.value(Field::Revenue));
    if (!now || !then || *now == *then)
        return;
    intake::RowFinding changed;
    changed.row = row.number;
    changed.column = column(Field::Revenue);
    changed.columnName = m_rows->shape().header.value(changed.column);
    changed.expected = then->text();
    changed.found = revenue;
    changed.what = {pixel::Severity::Warning, ChangedSinceCode, Field::Revenue, -1,
        Words::tr(
            "Row %1: order \"%2\" was confirmed for %3 and stands here with %4. Mark it as changed in the history; "
            "nothing is sent for it.")
            .arg(row.number)
            .arg(earlier.orderId(), then->text(), revenue),
        {}};
    row.findings << changed;
}

Done RowImport::acceptPending()
{
    if (m_orders.isEmpty())
        return {};
    const auto accepted = m_accept(m_orders);
    if (!accepted)
        return tl::unexpected(accepted.error());
    qsizetype next = 0;
    for (ImportedRow& row : m_pending) {
        if (row.state != RowState::Ready)
            continue;
        const Accepted& one = (*accepted)[next++];
        row.id = one.event;
        row.earlier = one.earlier;
        row.state = one.event != 0 ? RowState::Accepted : one.earlier ? RowState::Duplicate : RowState::Fix;
        if (one.earlier && one.event == 0)
            sayEarlier(row);
        for (const pixel::Finding& finding : one.errors)
            row.findings << intake::RowFinding{row.number, -1, {}, finding, {}, {}, {}};
    }
    m_orders.clear();
    return {};
}

bool RowImport::tellPending(const Tell& tell)
{
    bool goesOn = true;
    for (const ImportedRow& row : std::as_const(m_pending)) {
        count(row); // what was accepted counts, whether somebody still listens or not
        goesOn = goesOn && tell(row);
    }
    m_pending.clear();
    m_pendingBytes = 0;
    return goesOn;
}

void RowImport::count(const ImportedRow& row)
{
    ++m_counts.rows;
    switch (row.state) {
    case RowState::Ready:
        ++m_counts.ready;
        break;
    case RowState::Accepted:
        ++m_counts.accepted;
        break;
    case RowState::Fix:
        ++m_counts.fix;
        break;
    case RowState::Duplicate:
        ++(row.earlier ? m_counts.inLedger : m_counts.inFile);
        break;
    case RowState::HeaderAgain:
        --m_counts.rows; // is none of what they add up to
        break;
    }
}

} // namespace rookery::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/alikeorders.h"
#include "engine/engine.h"
#include "intake/orderlines.h"
#include "intake/rowcheck.h"

#include <functional>
#include <memory>
#include <optional>

namespace rookery::engine {

/// How the rows of one source become orders.
struct ImportPlan {
    profile::Profile profile;
    QList<profile::Profile> profiles; ///< all there are: an order counts once for those that go to one host
    intake::Mapping mapping;
    std::optional<intake::LineRule> lines; ///< nothing: each row is an order
    /// What a look through the rows beforehand found, where `lines` are put together; null: nobody has looked.
    std::shared_ptr<const intake::ScatteredOrders> scattered = {};
    /// Where they are not, and each row is an order: what a look through them found; null: nobody has looked.
    std::shared_ptr<const intake::UnequalOrders> unequal = {};
    /// A person said that the later rows of an order are duplicates, whatever stands in them.
    bool laterRowsAreDuplicates = false;
    UtcMs now;               ///< by which times are old or ahead
    qint64 batch = 0;        ///< that what is accepted belongs to
    bool wantsEvents = true; ///< ImportedRow::event is filled in; off where only counts matter
    bool wantsCells = false; ///< ImportedRow::cells are
    /// What was called off needs fixing, where it is not here already; else it is ready, with a warning.
    bool holdsCalledOff = false;
};

/// What became of a row.
enum class RowState {
    Ready,       ///< would be accepted
    Accepted,    ///< is: ImportedRow::id
    Fix,         ///< has errors
    Duplicate,   ///< its order is in an earlier row, or here already
    HeaderAgain, ///< the header, once more: no order at all
};

/// `ready`, `waiting`, `fix`, `duplicate`, `header`: the words of the files and of the command line, which are those of
/// the states wherever there is one.
[[nodiscard]] QString rowStateText(RowState state);

/// Of the finding that a known order stands here with another amount.
inline constexpr QLatin1StringView ChangedSinceCode("revenue.changed");

/// Of the finding that an order is here whose ID differs in small and capital letters alone.
inline constexpr QLatin1StringView OtherLettersCode("transactionId.other-letters");

struct ImportedRow {
    qint64 number = 0; ///< as the spreadsheet counts; of several lines the first
    RowState state = RowState::Ready;
    pixel::Event event; ///< with the profile's values; cells that could not be read stand as they are
    QList<intake::RowFinding> findings;
    qint64 id = 0;                              ///< of the accepted event
    std::optional<ledger::EventRecord> earlier; ///< the order that is here already
    QList<QByteArray> cells;                    ///< as they stand in the source; where the plan wants them
};

/// A row about which there is nothing to say, as bytes: no event is made of it.
struct PlainRow {
    qint64 number = 0;
    const intake::RowCheck::Values& values; ///< good while it is told of
};

struct ImportCounts {
    qint64 rows = 0; ///< that were not empty, nor the header once more; the lines of one order are one
    qint64 ready = 0;
    qint64 accepted = 0;
    qint64 fix = 0;
    qint64 inFile = 0;   ///< duplicates of an earlier row
    qint64 inLedger = 0; ///< duplicates of what is here already

    [[nodiscard]] qint64 duplicates() const { return inFile + inLedger; }
};

/// The rules by which the rows of this table are checked: the profile's, as in the form.
[[nodiscard]] intake::CheckRules checkRules(
    const intake::TableShape& shape, const intake::Mapping& mapping, const profile::Profile& profile, UtcMs now);

/// An order out of a checked row, with everything that the row was checked with: what the profile fills in may change
/// before the order is accepted.
[[nodiscard]] Order orderOf(const pixel::Event& event, const profile::Profile& profile);

/// Reads rows, checks each, looks its order up in the ledger and, where a batch is given, has the ready ones accepted
/// in transactions of Engine::MostInOneGo. Every row that is not empty is told of once, in their order, and what is
/// told as accepted is on disk.
class RowImport final {
public:
    /// Engine::confirmAll(), on whatever thread the engine lives.
    using Accept = std::function<Result<QList<Accepted>>(const QList<Order>&)>;

    /// `known`: the ledger that orders are looked up in; null: there is none yet. `accept`: empty where the rows are
    /// only looked at.
    RowImport(std::unique_ptr<intake::RowReader> rows, ImportPlan plan, const ledger::Reader* known, Accept accept);

    using Tell = std::function<bool(const ImportedRow&)>;
    using TellPlain = std::function<bool(const PlainRow&)>;

    /// Until the last row, or until `tell` says false. Storage: the ledger failed; what was told before holds.
    /// `tellPlain`: hears of the rows that are ready without a finding, where rows are only looked at; null: `tell`
    /// does.
    [[nodiscard]] Done run(const Tell& tell, const TellPlain& tellPlain = nullptr);

    [[nodiscard]] const ImportCounts& counts() const { return m_counts; }
    /// What is wrong with the source itself; complete after run().
    [[nodiscard]] const QList<intake::RowFinding>& findings() const { return m_rows->findings(); }
    [[nodiscard]] qint64 position() const { return m_rows->position(); }

private:
    [[nodiscard]] bool isPlain(const intake::Row& row, intake::Verdict verdict) const;
    [[nodiscard]] Result<ImportedRow> look(const intake::Row& row, intake::Verdict verdict);
    [[nodiscard]] Done lookUp(ImportedRow& row, const QString& orderId);
    void sayEarlier(ImportedRow& row) const;
    void sayAlike(ImportedRow& row, const ledger::EventRecord& alike) const;
    [[nodiscard]] Result<bool> isUnknown(std::string_view orderId);
    static void holdCalledOff(ImportedRow& row);
    static void dropUnequal(ImportedRow& row);
    [[nodiscard]] Done acceptPending();
    [[nodiscard]] Done endAfter(const Done& done, const Tell& tell);
    [[nodiscard]] bool tellPending(const Tell& tell);
    void count(const ImportedRow& row);

    std::unique_ptr<intake::RowReader> m_rows;
    ImportPlan m_plan;
    intake::RowCheck m_check;
    ledger::Place m_place;
    const ledger::Reader* m_known;
    AlikeOrders m_alike;
    Accept m_accept;
    QList<ImportedRow> m_pending;
    std::size_t m_pendingBytes = 0;
    QList<Order> m_orders; // of the ready ones among them
    ImportCounts m_counts;
};

} // namespace rookery::engine

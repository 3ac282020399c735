// SPDX-License-Identifier: GPL-3.0-or-later
// Orders that come in by the thousand.
#include "ledger/ledgerwrite.h"
#include "ledger/writing.h"

#include <QCoreApplication>

#include <algorithm>

namespace rookery::ledger {

Result<qint64> Ledger::openBatch(const Batch& batch)
{
    return write([&]() -> Result<qint64> {
        SQLite::Statement row(db(),
            "INSERT INTO batch (name, profile, agent, opened_ms, choices) "
            "VALUES (:name, :profile, :agent, :opened, :choices)");
        bind(row, ":name", batch.name);
        bind(row, ":profile", batch.profile);
        bind(row, ":agent", batch.agent);
        bind(row, ":opened", batch.opened.value());
        bind(row, ":choices", QString::fromUtf8(batch.choices));
        row.exec();
        return db().getLastInsertRowid();
    });
}

Done Ledger::closeBatch(qint64 batch, qint64 rows, qint64 held, qint64 duplicates)
{
    return write([&]() -> Done {
        SQLite::Statement row(
            db(), "UPDATE batch SET rows = :rows, held = :held, duplicates = :duplicates WHERE id = :id");
        bind(row, ":rows", rows);
        bind(row, ":held", held);
        bind(row, ":duplicates", duplicates);
        bind(row, ":id", batch);
        row.exec();
        return {};
    });
}

Result<QList<Confirmed>> Ledger::confirmAll(const QList<NewEvent>& events, UtcMs now)
{
    const auto confirmed = write([&]() -> Result<QList<Confirmed>> {
        QList<Confirmed> all;
        all.reserve(events.size());
        qint64 first = 0;
        qint64 last = 0;
        for (const NewEvent& event : events) {
            const auto one = insert(event, now);
            if (!one)
                return tl::unexpected(one.error());
            all << *one;
            last = qMax(last, one->event);
            first = first == 0 ? last : first;
        }
        if (first > 0)
            writing::indexText(db(), first, last);
        return all;
    });
    if (confirmed || m_reader->m_db || events.isEmpty())
        return confirmed;
    // One transaction: where one of them is there, all are. The duplicates among them are not known any more, so they
    // are looked up again.
    for (const NewEvent& event : events) {
        if (const auto id = settleDoubt(event, confirmed.error()))
            return foundAgain(events);
    }
    return confirmed;
}

Result<QList<Confirmed>> Ledger::foundAgain(const QList<NewEvent>& events) const
{
    QList<Confirmed> all;
    all.reserve(events.size());
    for (const NewEvent& event : events) {
        const QString& eventId = event.fields.value(pixel::Field::EventId);
        const auto found = reader().find(eventId);
        if (found && found->eventId() == eventId) {
            all << Confirmed{found->id, {}};
            continue;
        }
        if (!found && found.error().code != Error::Code::NotFound)
            return tl::unexpected(found.error());
        auto earlier = reader().earlierOrder(event.fields.value(pixel::Field::OrderId), event.place);
        if (!earlier)
            return tl::unexpected(earlier.error());
        if (!*earlier)
            return failure(Error::Code::Storage,
                QCoreApplication::translate("rookery::ledger::Ledger",
                    "The disk failed while order %1 was saved. It may be in the history: look there before you send it "
                    "again.")
                    .arg(event.fields.value(pixel::Field::OrderId)));
        all << Confirmed{0, std::move(*earlier)};
    }
    return all;
}

} // namespace rookery::ledger

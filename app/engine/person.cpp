// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/person.h"

#include "engine/keptfiles.h"
#include "engine/persontrace.h"
#include "intake/sheetfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace rookery::engine {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::engine::Person)
};

using ledger::PersonId;

// Rows of a batch as they are kept: its lengths stay, so that all the rest of the file is what it was.
Result<int> blankSheet(const QString& file, const PersonId& id)
{
    if (const auto whole = intake::readSheetFile(file); !whole)
        return tl::unexpected(whole.error());
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return failure(Error::Code::Storage, in.errorString());
    QByteArray bytes = in.readAll();
    const int blanked = id.blankIn(bytes);
    if (blanked == 0)
        return 0;
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return failure(Error::Code::Storage, out.errorString());
    return blanked;
}

// Those of theirs that could still be taken back.
Result<QStringList> cancelWaiting(ledger::Ledger& book, const PersonId& id, UtcMs now, const QString& agent)
{
    const auto found = eventsOf(book.reader(), id);
    if (!found)
        return tl::unexpected(found.error());
    QList<qint64> waiting;
    QHash<qint64, QString> orders;
    for (const ledger::EventRecord& event : *found) {
        if (event.state != ledger::State::Waiting || !isTheirs(event, id))
            continue;
        waiting << event.id;
        orders.insert(event.id, event.orderId());
    }
    const auto cancelled = book.cancelAll(waiting, now, agent);
    if (!cancelled)
        return tl::unexpected(cancelled.error());
    QStringList names;
    for (const qint64 event : *cancelled)
        names << orders.value(event);
    return names;
}

Result<QSet<QString>> openEvents(const ledger::Reader& reader, const PersonId& id)
{
    const auto found = eventsOf(reader, id);
    if (!found)
        return tl::unexpected(found.error());
    QSet<QString> open;
    for (const ledger::EventRecord& event : *found) {
        if (event.isOpen() || event.state == ledger::State::Sending)
            open.insert(event.eventId());
    }
    return open;
}

void eraseFiles(const profile::DataFolder& folder, const PersonId& id, const QSet<QString>& open, PersonErasure& all)
{
    const QStringList copies = ledgerCopies(folder);
    for (const QString& copy : copies) {
        const auto erased = ledger::erasePersonInCopy(copy, id, open);
        if (!erased)
            all.notReached << unreachedFile(copy, erased.error());
        else if (const qint64 places = erased->orders.size() + erased->mentions; places > 0)
            all.files.insert(copy, places);
    }
    const QStringList sheets = keptSheets(folder);
    for (const QString& sheet : sheets) {
        const auto blanked = blankSheet(sheet, id);
        if (!blanked)
            all.notReached << unreachedFile(sheet, blanked.error());
        else if (*blanked > 0)
            all.files.insert(sheet, *blanked);
    }
}

} // namespace

Result<PersonErasure> erasePerson(ledger::Ledger& book, const profile::DataFolder& folder, const PersonId& id,
    bool cancel, UtcMs now, const QString& agent)
{
    if (book.isShared())
        return failure(Error::Code::NotAllowed,
            Words::tr("Another program has this ledger open: a window, or `watch`. End it first; nothing was "
                      "changed."));
    PersonErasure all;
    if (cancel) {
        const auto cancelled = cancelWaiting(book, id, now, agent);
        if (!cancelled)
            return tl::unexpected(cancelled.error());
        all.cancelled = *cancelled;
    }
    const auto open = openEvents(book.reader(), id);
    const auto erased = open ? book.erase(id, now, agent) : tl::unexpected(open.error());
    if (!erased)
        return tl::unexpected(erased.error());
    all.ledger = *erased;
    eraseFiles(folder, id, *open, all);
    for (bool more = true, begin = true; more; begin = false) {
        const auto merged = book.mergeText(begin);
        if (!merged)
            return tl::unexpected(merged.error());
        more = *merged;
    }
    const auto erasure = book.eraseRemains();
    if (!erasure)
        return tl::unexpected(erasure.error());
    all.isWalGone = erasure->isWalGone;
    const Done noted = book.note({QStringLiteral("person-erase"),
        {{QStringLiteral("orders"), all.ledger.orders.size()}, {QStringLiteral("files"), all.files.size()},
            {QStringLiteral("open"), all.ledger.open.size()}, {QStringLiteral("notReached"), all.notReached.size()}},
        agent, now});
    return noted ? Result<PersonErasure>(all) : tl::unexpected(noted.error());
}

QStringList outOfReach()
{
    return {Words::tr("What was exported, printed or copied from here, and archives: nobody knows where they are."),
        Words::tr("Files that were imported, and the results and rejects beside them."),
        Words::tr("What the collectors have received: ask those who run them."),
        Words::tr("What a window that is open shows and has not saved yet.")};
}

} // namespace rookery::engine

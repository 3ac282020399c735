// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/person.h"

#include "engine/keptfiles.h"
#include "engine/persontrace.h"
#include "intake/sheetfile.h"
#include "ledger/exportfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace rookery::engine {

using ledger::PersonId;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::engine::Person)
};

QJsonObject attemptJson(const ledger::AttemptRecord& attempt)
{
    QJsonObject json{{QStringLiteral("number"), attempt.number}, {QStringLiteral("taken"), attempt.taken.isoText()},
        {QStringLiteral("url"), QString::fromUtf8(attempt.url)}, {QStringLiteral("cause"), attempt.cause}};
    if (attempt.result) {
        json.insert(
            QStringLiteral("status"), attempt.result->status ? QJsonValue(*attempt.result->status) : QJsonValue());
        json.insert(QStringLiteral("sentence"), attempt.result->sentence);
        json.insert(QStringLiteral("headers"), QString::fromUtf8(attempt.result->headers));
        json.insert(QStringLiteral("body"), QString::fromUtf8(attempt.result->body));
    }
    return json;
}

Result<QJsonObject> eventJson(const ledger::Reader& reader, const ledger::EventRecord& event)
{
    const auto attempts = reader.attempts(event.id);
    const auto decisions = reader.decisions(event.id);
    const auto corrections = reader.corrections(event.id);
    if (!attempts || !decisions || !corrections)
        return tl::unexpected(!attempts ? attempts.error() : !decisions ? decisions.error() : corrections.error());
    QJsonObject json = ledger::exportJson(event, false);
    QJsonArray rows;
    for (const ledger::AttemptRecord& attempt : *attempts)
        rows << attemptJson(attempt);
    json.insert(QStringLiteral("tries"), rows);
    QJsonArray decided;
    for (const ledger::Decision& decision : *decisions)
        decided << QJsonObject{{QStringLiteral("what"), decision.what}, {QStringLiteral("detail"), decision.detail},
            {QStringLiteral("agent"), decision.agent}, {QStringLiteral("at"), decision.at.isoText()}};
    json.insert(QStringLiteral("decisions"), decided);
    QJsonArray corrected;
    for (const ledger::Correction& correction : *corrections)
        corrected << QJsonObject{{QStringLiteral("kind"), ledger::correctionText(correction.kind)},
            {QStringLiteral("reason"), correction.reason}, {QStringLiteral("at"), correction.at.isoText()}};
    json.insert(QStringLiteral("corrections"), corrected);
    return json;
}

Done addLedger(const ledger::Reader& reader, const PersonId& id, QSet<QString>& seen, QJsonArray& events)
{
    const auto found = eventsOf(reader, id);
    if (!found)
        return tl::unexpected(found.error());
    for (const ledger::EventRecord& event : *found) {
        if (seen.contains(event.eventId()))
            continue;
        seen.insert(event.eventId());
        const auto json = eventJson(reader, event);
        if (!json)
            return tl::unexpected(json.error());
        events << *json;
    }
    return {};
}

Done addDesk(const ledger::Reader& reader, const PersonId& id, QJsonObject& json)
{
    const auto drafts = reader.drafts();
    const auto searches = reader.savedSearches();
    if (!drafts || !searches)
        return tl::unexpected(!drafts ? drafts.error() : searches.error());
    QJsonArray typed;
    for (const ledger::Draft& draft : *drafts) {
        if (id.standsIn(draft.content))
            typed << QJsonObject{{QStringLiteral("slot"), draft.slot}, {QStringLiteral("saved"), draft.saved.isoText()},
                {QStringLiteral("content"), QJsonDocument::fromJson(draft.content).object()}};
    }
    QJsonArray named;
    for (const ledger::SavedSearch& search : *searches) {
        if (id.standsIn(search.text.toUtf8()) || id.standsIn(search.name.toUtf8()))
            named << QJsonObject{{QStringLiteral("name"), search.name}, {QStringLiteral("text"), search.text}};
    }
    json.insert(QStringLiteral("drafts"), typed);
    json.insert(QStringLiteral("searches"), named);
    return {};
}

Result<QJsonArray> sheetRows(const QString& file, const PersonId& id)
{
    const auto kept = intake::readSheetFile(file);
    if (!kept)
        return tl::unexpected(kept.error());
    QJsonArray rows;
    for (qsizetype row = 0; row < kept->sheet.size(); ++row) {
        QJsonArray cells;
        bool stands = false;
        for (const std::string_view cell : kept->sheet.cellsAt(row)) {
            const QByteArray text(cell.data(), qsizetype(cell.size()));
            stands = stands || id.standsIn(text);
            cells << QString::fromUtf8(text);
        }
        if (stands)
            rows << QJsonObject{{QStringLiteral("file"), QFileInfo(file).fileName()},
                {QStringLiteral("row"), kept->sheet.numberAt(row)}, {QStringLiteral("cells"), cells}};
    }
    return rows;
}

} // namespace

bool isTheirs(const ledger::EventRecord& event, const PersonId& id)
{
    return std::any_of(pixel::IdentityFields.begin(), pixel::IdentityFields.end(),
        [&](pixel::Field field) { return id.is(event.fields.value(field)); });
}

Result<QList<ledger::EventRecord>> eventsOf(const ledger::Reader& reader, const PersonId& id)
{
    ledger::HistoryQuery query;
    query.search = id.text();
    QList<ledger::EventRecord> events;
    const Done read = reader.forEach(query, 0, [&](const ledger::EventRecord& event) {
        if (isTheirs(event, id) || id.standsIn(event.note.toUtf8()))
            events << event;
        return true;
    });
    return read ? Result<QList<ledger::EventRecord>>(events) : tl::unexpected(read.error());
}

QString unreachedFile(const QString& file, const Error& error)
{
    //: %1 a file, %2 why
    return Words::tr("%1: %2").arg(file, error.sentence);
}

Result<QJsonObject> exportPerson(const profile::DataFolder& folder, const PersonId& id)
{
    QJsonObject json{{QStringLiteral("id"), id.text()}};
    QJsonArray events;
    QSet<QString> seen;
    const auto reader = ledger::Reader::openUntouched(folder.ledgerFile());
    if (!reader && reader.error().code != Error::Code::NotFound)
        return tl::unexpected(reader.error());
    if (reader) {
        Done added = addLedger(**reader, id, seen, events);
        if (added)
            added = addDesk(**reader, id, json);
        if (!added)
            return tl::unexpected(added.error());
    }
    json.insert(QStringLiteral("events"), events);
    QJsonArray copied;
    QStringList missed;
    const QStringList copies = ledgerCopies(folder);
    for (const QString& copy : copies) {
        const auto old = ledger::Reader::openUntouched(copy);
        const Done added = old ? addLedger(**old, id, seen, copied) : Done(tl::unexpected(old.error()));
        if (!added)
            missed << unreachedFile(copy, added.error());
    }
    json.insert(QStringLiteral("onlyInCopies"), copied);
    QJsonArray rows;
    const QStringList sheets = keptSheets(folder);
    for (const QString& sheet : sheets) {
        const auto found = sheetRows(sheet, id);
        if (!found)
            missed << unreachedFile(sheet, found.error());
        for (const auto& row : found.value_or(QJsonArray()))
            rows << row;
    }
    json.insert(QStringLiteral("rows"), rows);
    json.insert(QStringLiteral("notReached"), QJsonArray::fromStringList(missed + outOfReach()));
    return json;
}

} // namespace rookery::engine

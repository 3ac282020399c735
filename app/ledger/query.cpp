// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/query.h"

#include "ledger/database.h"
#include "ledger/record.h"
#include "ledger/whereclause.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace rookery::ledger {

namespace {

constexpr qsizetype TrigramLength = 3;

QStringList words(const QString& search)
{
    static const QRegularExpression Space(QStringLiteral("\\s+"));
    return search.split(Space, Qt::SkipEmptyParts);
}

// The index has detail=none, which knows no phrases: a word is the AND of its trigrams, and LIKE checks that
// they stand together (QT-NOTES 21). Words of one or two letters have no trigram and are left to LIKE.
QString trigrams(const QStringList& words)
{
    QStringList terms;
    for (const QString& word : words) {
        const QList<uint> letters = word.toUcs4();
        for (qsizetype i = 0; i + TrigramLength <= letters.size(); ++i) {
            const auto* first = reinterpret_cast<const char32_t*>(letters.constData() + i);
            QString term = QString::fromUcs4(first, TrigramLength);
            term.replace(u'"', QLatin1StringView("\"\""));
            terms << u'"' + term + u'"';
        }
    }
    terms.removeDuplicates();
    return terms.join(QLatin1StringView(" AND "));
}

// What must occur in the text that the index holds.
QStringList occurring(const HistoryQuery& query)
{
    QStringList found = words(query.search);
    for (const Term& term : query.terms) {
        if (term.kind <= Term::Kind::Identity)
            found << words(term.value);
    }
    return found;
}

std::string columnLike(const char* column, const std::string& value)
{
    return std::string(column) + " LIKE " + value + " ESCAPE '\\'";
}

std::string anyAttempt(const char* column, const std::string& value)
{
    return std::string("EXISTS (SELECT 1 FROM attempt WHERE attempt.event = event.id AND ") + column + " = CAST("
        + value + " AS INTEGER))";
}

std::string conditionOf(const Term& term, const std::string& value)
{
    using Kind = Term::Kind;
    const auto revenue = [&value](const char* compared) {
        return "CAST(fields ->> '$.revenue' AS REAL) " + std::string(compared) + " CAST(" + value + " AS REAL)";
    };
    switch (term.kind) {
    case Kind::OrderId:
        return columnLike("order_id", value);
    case Kind::EventId:
        return columnLike("event_id", value);
    case Kind::Profile:
        return columnLike("profile", value);
    case Kind::Agent:
        return columnLike("agent", value);
    case Kind::Note:
        return "note <> '' AND " + columnLike("note", value);
    case Kind::Batch:
        return "batch = CAST(" + value + " AS INTEGER)";
    case Kind::Host:
        return columnLike("host", value);
    case Kind::Identity:
        return columnLike(
            "(coalesce(fields ->> '$.visitorId', '') || ' ' || coalesce(fields ->> '$.sessionId', '') || ' ' || "
            "coalesce(fields ->> '$.userId', ''))",
            value);
    case Kind::Http:
        return anyAttempt("status", value);
    case Kind::HttpClass:
        return anyAttempt("status / 100", value);
    case Kind::RevenueOver:
        return revenue(">");
    case Kind::RevenueUnder:
        return revenue("<");
    case Kind::RevenueIs:
        return revenue("=");
    case Kind::Live:
        return "live = 1";
    case Kind::Practice:
        return "live = 0";
    case Kind::Noted:
        return "note <> ''";
    case Kind::Corrected:
        return "correction > 0";
    case Kind::Declined:
        return "declined = 1";
    case Kind::Anonymous:
        return "fields ->> '$.visitorId' IS NULL AND fields ->> '$.sessionId' IS NULL AND fields ->> '$.userId' IS "
               "NULL";
    case Kind::Held:
        return "hold > 0 AND state IN (1, 5)";
    case Kind::Queued:
        return "hold = 0 AND state IN (1, 5)";
    }
    Q_UNREACHABLE();
}

std::string termName(qsizetype index) { return ":term" + std::to_string(index); }

QString likePattern(QString word)
{
    word.replace(u'\\', QLatin1StringView("\\\\"));
    word.replace(u'%', QLatin1StringView("\\%"));
    word.replace(u'_', QLatin1StringView("\\_"));
    return u'%' + word + u'%';
}

// Through the partial indexes of the schema, whose conditions have to stand here word for word: few among many
// delivered ones are found without reading those.
const char* conditionOf(Standing standing)
{
    switch (standing) {
    case Standing::Any:
        return "1";
    case Standing::UnderWay:
        return "id IN (SELECT id FROM event WHERE state IN (1, 5) AND state = 1 AND failures = 0 AND hold = 0"
               " UNION ALL SELECT id FROM event WHERE state = 2)";
    case Standing::Delivered:
        return "state = 3";
    case Standing::NotDelivered:
        return "id IN (SELECT id FROM event WHERE state IN (1, 5) AND state = 1 AND (failures > 0 OR hold > 0)"
               " UNION ALL SELECT id FROM event WHERE state = 4)";
    case Standing::Unknown:
        return "id IN (SELECT id FROM event WHERE state IN (1, 5) AND state = 5)";
    }
    Q_UNREACHABLE();
}

} // namespace

Standing standingOf(State state, int failures, Hold hold)
{
    switch (state) {
    case State::Waiting:
        return failures > 0 || hold != Hold::None ? Standing::NotDelivered : Standing::UnderWay;
    case State::Sending:
        return Standing::UnderWay;
    case State::Delivered:
        return Standing::Delivered;
    case State::Refused:
        return Standing::NotDelivered;
    case State::Unknown:
        return Standing::Unknown;
    case State::Draft:
    case State::Skipped:
    case State::Cancelled:
        return Standing::Any;
    }
    Q_UNREACHABLE();
}

bool matches(const HistoryQuery& query, const AttemptRecord& attempt)
{
    const int status = attempt.result ? attempt.result->status.value_or(0) : 0;
    return std::all_of(query.terms.begin(), query.terms.end(), [status](const Term& term) {
        return (term.kind != Term::Kind::Http || status == term.value.toInt())
            && (term.kind != Term::Kind::HttpClass || status / 100 == term.value.toInt());
    });
}

std::string whereClause(const HistoryQuery& query)
{
    const bool indexed = !trigrams(occurring(query)).isEmpty();
    return whereAmongFew(query)
        + (indexed ? " AND id IN (SELECT rowid FROM event_text WHERE event_text MATCH :match)" : "");
}

std::string whereAmongFew(const HistoryQuery& query)
{
    std::string where = "1";
    const QStringList searched = words(query.search);
    for (qsizetype i = 0; i < searched.size(); ++i)
        where += " AND (text LIKE :word" + std::to_string(i) + " ESCAPE '\\' OR note LIKE :word" + std::to_string(i)
            + " ESCAPE '\\')";
    for (qsizetype i = 0; i < query.terms.size(); ++i)
        where.append(" AND (").append(conditionOf(query.terms[i], termName(i))).append(")");
    if (!query.states.isEmpty()) {
        where += " AND state IN (";
        for (const State state : query.states) {
            if (where.back() != '(')
                where += ',';
            where += std::to_string(int(state));
        }
        where += ')';
    }
    if (query.standing != Standing::Any)
        where.append(" AND ").append(conditionOf(query.standing));
    if (query.since)
        where += " AND confirmed_ms >= :since";
    if (query.until)
        where += " AND confirmed_ms < :until";
    if (!query.profile.isEmpty())
        where += " AND profile = :profile";
    if (query.bin != Bin::Included)
        where += query.bin == Bin::Hidden ? " AND binned_ms IS NULL" : " AND binned_ms IS NOT NULL";
    return where;
}

void bindQuery(SQLite::Statement& statement, const HistoryQuery& query)
{
    const QStringList searched = words(query.search);
    if (statement.getIndex(":match") > 0)
        bind(statement, ":match", trigrams(occurring(query)));
    for (qsizetype i = 0; i < query.terms.size(); ++i) {
        const Term& term = query.terms[i];
        if (term.kind <= Term::Kind::Identity)
            bind(statement, termName(i).c_str(), likePattern(term.value));
        else if (term.kind <= Term::Kind::RevenueIs)
            bind(statement, termName(i).c_str(), term.value);
    }
    for (qsizetype i = 0; i < searched.size(); ++i)
        bind(statement, (":word" + std::to_string(i)).c_str(), likePattern(searched[i]));
    if (query.since)
        bind(statement, ":since", query.since->value());
    if (query.until)
        bind(statement, ":until", query.until->value());
    if (!query.profile.isEmpty())
        bind(statement, ":profile", query.profile);
}

} // namespace rookery::ledger

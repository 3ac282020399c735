// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/query.h"

#include "ledger/database.h"

#include <QRegularExpression>
#include <QStringList>

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

std::string whereClause(const HistoryQuery& query)
{
    std::string where = "1";
    const QStringList searched = words(query.search);
    if (!trigrams(searched).isEmpty())
        where += " AND id IN (SELECT rowid FROM event_text WHERE event_text MATCH :match)";
    for (qsizetype i = 0; i < searched.size(); ++i)
        where += " AND text LIKE :word" + std::to_string(i) + " ESCAPE '\\'";
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
    if (!query.profile.isEmpty())
        where += " AND profile = :profile";
    return where;
}

void bindQuery(SQLite::Statement& statement, const HistoryQuery& query)
{
    const QStringList searched = words(query.search);
    if (const QString match = trigrams(searched); !match.isEmpty())
        bind(statement, ":match", match);
    for (qsizetype i = 0; i < searched.size(); ++i)
        bind(statement, (":word" + std::to_string(i)).c_str(), likePattern(searched[i]));
    if (query.since)
        bind(statement, ":since", query.since->value());
    if (!query.profile.isEmpty())
        bind(statement, ":profile", query.profile);
}

} // namespace rookery::ledger

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/queue.h"

#include "ledger/searchtext.h"

namespace rookery::engine {

ledger::HistoryQuery queuedOf(const QString& profile)
{
    ledger::HistoryQuery query;
    query.profile = profile;
    query.terms = {{ledger::Term::Kind::Queued}};
    return query;
}

QString queuedSearch(const QString& profile)
{
    QString text = ledger::searchPart(QStringLiteral("is"), QStringLiteral("queued"));
    if (!profile.isEmpty())
        text.append(u' ').append(ledger::exactProfilePart(profile));
    return text;
}

} // namespace rookery::engine

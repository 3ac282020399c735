// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/filterwords.h"

#include "ui/common/look.h"

#include <QCoreApplication>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::FilterWords)
};

QString moment(UtcMs time) { return time.dateTime().toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")); }

QString termWords(const ledger::Term& term, bool hidePersonal)
{
    using Kind = ledger::Term::Kind;
    switch (term.kind) {
    case Kind::OrderId:
        return Words::tr("order ID has \"%1\"").arg(term.value);
    case Kind::EventId:
        return Words::tr("event ID has \"%1\"").arg(term.value);
    case Kind::Profile:
        return Words::tr("profile has \"%1\"").arg(term.value);
    case Kind::Agent:
        return Words::tr("agent has \"%1\"").arg(term.value);
    case Kind::Note:
        return Words::tr("note has \"%1\"").arg(term.value);
    case Kind::Host:
        return Words::tr("host has \"%1\"").arg(term.value);
    case Kind::Identity:
        return hidePersonal ? Words::tr("of one visitor, session or user")
                            : Words::tr("visitor, session or user ID has \"%1\"").arg(term.value);
    case Kind::Http:
        return Words::tr("HTTP %1").arg(term.value);
    case Kind::HttpClass:
        //: HTTP 4xx
        return Words::tr("HTTP %1xx").arg(term.value);
    case Kind::Batch:
        return Words::tr("batch %1").arg(term.value);
    case Kind::RevenueOver:
        return Words::tr("revenue over %1").arg(term.value);
    case Kind::RevenueUnder:
        return Words::tr("revenue under %1").arg(term.value);
    case Kind::RevenueIs:
        return Words::tr("revenue %1").arg(term.value);
    case Kind::Live:
        return Words::tr("live");
    case Kind::Practice:
        return Words::tr("practice");
    case Kind::Noted:
        return Words::tr("with a note");
    case Kind::Corrected:
        return Words::tr("corrected");
    case Kind::Declined:
        return Words::tr("tracking declined");
    case Kind::Anonymous:
        return Words::tr("without a web identity");
    case Kind::Held:
        return Words::tr("held");
    case Kind::Queued:
        return Words::tr("going by itself");
    }
    Q_UNREACHABLE();
}

QString stateWords(const QList<ledger::State>& states)
{
    QStringList words;
    for (const ledger::State state : states) {
        ledger::EventRecord event;
        event.state = state;
        const QString word = stateWord(event);
        if (!words.contains(word))
            words << word;
    }
    return words.join(Words::tr(" or "));
}

} // namespace

QString standingWord(ledger::Standing standing)
{
    switch (standing) {
    case ledger::Standing::UnderWay:
        return Words::tr("Under way");
    case ledger::Standing::Delivered:
        return Words::tr("Delivered");
    case ledger::Standing::NotDelivered:
        return Words::tr("Not delivered");
    case ledger::Standing::Unknown:
        return Words::tr("Unknown");
    case ledger::Standing::Any:
        return Words::tr("Cancelled or skipped");
    }
    Q_UNREACHABLE();
}

QString filterWords(const ledger::HistoryQuery& query, bool hidePersonal)
{
    QStringList words;
    if (query.standing != ledger::Standing::Any)
        words << standingWord(query.standing);
    if (!query.states.isEmpty())
        words << stateWords(query.states);
    if (!query.search.isEmpty()) // it may be an ID
        words << (hidePersonal ? Words::tr("a search") : Words::tr("\"%1\" anywhere").arg(query.search));
    if (!query.profile.isEmpty())
        words << Words::tr("profile %1").arg(query.profile);
    if (query.since)
        words << Words::tr("from %1").arg(moment(*query.since));
    if (query.until)
        words << Words::tr("before %1").arg(moment(*query.until));
    for (const ledger::Term& term : query.terms)
        words << termWords(term, hidePersonal);
    if (query.bin == ledger::Bin::Only)
        words << Words::tr("in the bin");
    return words.isEmpty() ? Words::tr("All orders") : words.join(QStringLiteral("; "));
}

} // namespace rookery::ui

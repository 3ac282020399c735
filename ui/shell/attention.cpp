// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/attention.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::Attention)
};

using ledger::Hold;
using ledger::State;

} // namespace

bool Attention::needsPerson(const ledger::EventRecord& event)
{
    if (event.state == State::Refused)
        return true;
    if (!event.isOpen())
        return false;
    switch (event.hold) {
    case Hold::WebPage:
    case Hold::OtherHost:
    case Hold::TriedLong:
    case Hold::UnansweredLong:
    case Hold::Profile:
        return true;
    case Hold::None:
    case Hold::Person: // who held it knows
        return false;
    }
    Q_UNREACHABLE();
}

bool Attention::take(const QList<ledger::EventRecord>& events, bool seen)
{
    bool any = false;
    for (const ledger::EventRecord& event : events) {
        if (!needsPerson(event)) {
            m_known.remove(event.id);
            m_unseen.remove(event.id);
            continue;
        }
        const Need need{event.state, event.hold};
        const auto known = m_known.constFind(event.id);
        if (known != m_known.constEnd() && *known == need)
            continue;
        m_known.insert(event.id, need);
        any = true;
        if (seen)
            continue;
        m_unseen.insert(event.id);
        m_news = true;
    }
    return any;
}

void Attention::see()
{
    m_unseen.clear();
    m_news = false;
}

std::optional<Attention::Notice> Attention::tell()
{
    if (!std::exchange(m_news, false) || m_unseen.isEmpty())
        return {};
    const int count = int(m_unseen.size());
    const int unknown = int(std::count_if(m_unseen.begin(), m_unseen.end(),
        [this](qint64 event) { return m_known.value(event).state == State::Unknown; }));
    QStringList parts;
    if (count > unknown)
        parts << Words::tr("%Ln not delivered", nullptr, count - unknown);
    if (unknown > 0)
        parts << Words::tr("%Ln unknown", nullptr, unknown);
    return Notice{Words::tr("%Ln order(s) need you", nullptr, count), parts.join(QLatin1StringView(", ")) + u'.',
        unknown > count - unknown ? ledger::Standing::Unknown : ledger::Standing::NotDelivered};
}

} // namespace rookery::ui

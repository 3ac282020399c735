// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/judge.h"

namespace rookery::practice {

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accepted:
        return QStringLiteral("accepted");
    case Verdict::Ignored:
        return QStringLiteral("ignored");
    case Verdict::Dropped:
        return QStringLiteral("dropped");
    case Verdict::Invalid:
        return QStringLiteral("invalid");
    }
    Q_UNREACHABLE();
}

Judge::Judgement Judge::judge(const QByteArray& url, UtcMs now)
{
    pixel::CheckContext context;
    context.now = now;
    Judgement judgement{Verdict::Invalid, pixel::decode(url, context)};
    if (!judgement.decoded.isValid())
        return judgement;
    // NUL cannot occur in a valid value, so the pair is unambiguous.
    const pixel::Event& event = judgement.decoded.event;
    const QString app = event.value(pixel::Field::AppId) + QChar(u'\0');
    const QString eventKey = app + event.value(pixel::Field::EventId);
    const QString orderKey = app + event.value(pixel::Field::OrderId);
    if (m_events.contains(eventKey))
        judgement.verdict = Verdict::Ignored;
    else
        judgement.verdict = m_orders.contains(orderKey) ? Verdict::Dropped : Verdict::Accepted;
    // Beyond the bound nothing new is remembered: a practice desk never gets there, and what is known stays right.
    if (judgement.verdict != Verdict::Ignored && m_events.size() < Most) {
        m_events << eventKey;
        m_orders << orderKey;
    }
    return judgement;
}

} // namespace rookery::practice

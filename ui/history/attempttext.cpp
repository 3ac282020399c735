// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/attempttext.h"

#include "ui/common/look.h"
#include "ui/common/words.h"

#include <QCoreApplication>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::AttemptText)
};

QString leftText(const std::optional<int>& count)
{
    if (!count)
        return Words::tr("not known");
    //: how often a request really left this computer
    return *count == 0 ? Words::tr("no") : *count == 1 ? Words::tr("once") : Words::tr("%Ln times", nullptr, *count);
}

/// Whether the server has it, as far as anybody can know.
QString reachedText(const ledger::AttemptResult& result)
{
    if (result.leftCount == 0)
        return Words::tr("no");
    const QString reached
        = result.status && result.reason != QLatin1StringView("answer.html") ? Words::tr("yes") : Words::tr("perhaps");
    // A connection that was kept may close under a request, which then goes once more with the same event ID.
    return result.leftCount.value_or(0) > 1
        //: %1 "yes" or "perhaps"; the same request left this computer so many times
        ? Words::tr("%1, sent %Ln times", nullptr, *result.leftCount).arg(reached)
        : reached;
}

// Behind the sentence of the answer (delivery/outcome.h), which says already who may be asked.
QString nextStep(const ledger::EventRecord& event)
{
    if (event.state != ledger::State::Refused)
        return {};
    switch (event.lastStatus.value_or(0)) {
    case 401:
    case 403:
    case 404:
    case 410:
        return Words::tr("Until that is put right, retrying won't help.");
    default:
        return event.lastStatus < 400 ? Words::tr("Until then, retrying won't help.")
                                      : Words::tr("Edit a copy, or ask the analyst.");
    }
}

} // namespace

QString storyOf(const ledger::EventRecord& event, const QString& heldUp)
{
    const bool goesByItself = event.isOpen() && event.hold == ledger::Hold::None;
    QStringList story;
    switch (event.state) {
    case ledger::State::Sending:
        story << Words::tr("It is on its way.");
        break;
    case ledger::State::Cancelled:
        story << Words::tr("It was taken back before it left.");
        break;
    case ledger::State::Waiting:
        if (event.failures == 0 && goesByItself && heldUp.isEmpty())
            story << Words::tr("It is saved and waits for its turn.");
        break;
    default:
        break;
    }
    if (!event.message.isEmpty())
        story << event.message;
    if (goesByItself && !heldUp.isEmpty())
        story << heldUp;
    if (event.correction == ledger::CorrectionKind::Cancelled)
        story << Words::tr("The buyer has cancelled since: it is in the list of corrections for the vendor.");
    else if (event.correction == ledger::CorrectionKind::AmountChanged)
        story << Words::tr("The amount has changed since: it is in the list of corrections for the vendor.");
    if (event.orderTime)
        story << Words::tr("Ordered at %1.").arg(timeText(*event.orderTime));
    if (event.hold != ledger::Hold::None && event.isOpen())
        story << Words::tr("It does not go by itself any more: press Retry when the cause is gone.");
    else if (const QString next = nextStep(event); !next.isEmpty())
        story << next;
    return story.join(u' ');
}

QStringList attemptCells(const ledger::AttemptRecord& attempt)
{
    QStringList cells{QString::number(attempt.number), timeText(attempt.taken)};
    if (!attempt.result)
        return cells << Words::tr("Sending") << QString() << QString() << QString() << QString();
    const ledger::AttemptResult& result = *attempt.result;
    return cells << attemptLook(attempt).word << (result.status ? QString::number(*result.status) : QString())
                 << reachedText(result) << (result.endMs ? tookText(*result.endMs) : QString()) << result.sentence;
}

QString requestText(const ledger::AttemptRecord& attempt)
{
    QStringList lines{QStringLiteral("GET ") + QString::fromUtf8(attempt.url), QString(),
        Words::tr("Taken %1 by %2 (%3)").arg(attempt.taken.isoText(), attempt.agent, attempt.cause)};
    if (attempt.result)
        lines << Words::tr("Left: %1").arg(leftText(attempt.result->leftCount));
    return lines.join(u'\n');
}

QString answerText(const ledger::AttemptRecord& attempt)
{
    if (!attempt.result)
        return Words::tr("Still under way.");
    const ledger::AttemptResult& result = *attempt.result;
    QStringList lines;
    lines << (result.status ? Words::tr("HTTP %1").arg(*result.status) : Words::tr("No HTTP answer"));
    lines << result.reason + (result.detail.isEmpty() ? QString() : QStringLiteral(": ") + result.detail) << QString();
    const std::initializer_list<std::pair<QString, std::optional<qint64>>> phases{
        {Words::tr("connecting"), result.connectMs}, {Words::tr("encrypted"), result.tlsMs},
        {Words::tr("request left"), result.sentMs}, {Words::tr("headers"), result.headersMs},
        {Words::tr("end"), result.endMs}};
    for (const auto& [name, ms] : phases) {
        if (ms)
            lines << QStringLiteral("%1 ms  %2").arg(*ms, 6).arg(name);
    }
    lines << QString() << QString::fromUtf8(result.headers).trimmed() << QString() << QString::fromUtf8(result.body);
    return lines.join(u'\n').trimmed();
}

} // namespace rookery::ui

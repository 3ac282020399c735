// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/lifetext.h"

#include "ui/common/words.h"

#include <QCoreApplication>
#include <QMultiMap>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::LifeText)
};

QString sentenceOf(const ledger::Decision& decision)
{
    const QString& what = decision.what;
    if (what == QLatin1StringView("duplicate-allowed"))
        return Words::tr("sent it although the order ID was there already (event %1)").arg(decision.detail);
    if (what == QLatin1StringView("conversion-not-listed"))
        return Words::tr("used the conversion \"%1\", which the profile does not list").arg(decision.detail);
    if (what == QLatin1StringView("property-not-listed"))
        return Words::tr("used the property \"%1\", which the profile does not list").arg(decision.detail);
    if (what == QLatin1StringView("resent-as-new"))
        return Words::tr("sent it as a new event in place of %1").arg(decision.detail);
    if (what == QLatin1StringView("tracking-declined"))
        return Words::tr("recorded that the caller declined tracking");
    if (what == QLatin1StringView("cancelled"))
        return Words::tr("took it back before it left");
    if (what == QLatin1StringView("held"))
        return Words::tr("held it");
    if (what == QLatin1StringView("released"))
        return Words::tr("let it go again");
    if (what == QLatin1StringView("noted"))
        return decision.detail.isEmpty() ? Words::tr("removed the note")
                                         : Words::tr("wrote the note \"%1\"").arg(decision.detail);
    if (what == QLatin1StringView("binned"))
        return Words::tr("moved it to the bin");
    if (what == QLatin1StringView("restored"))
        return Words::tr("put it back");
    return decision.detail.isEmpty() ? what : what + QStringLiteral(": ") + decision.detail;
}

QString sentenceOf(const ledger::Correction& correction)
{
    switch (correction.kind) {
    case ledger::CorrectionKind::Cancelled:
        return Words::tr("marked it as cancelled by the buyer (%1)").arg(correction.reason);
    case ledger::CorrectionKind::AmountChanged:
        return Words::tr("changed the amount from %1 to %2 (%3)")
            .arg(correction.oldAmount, correction.newAmount, correction.reason);
    default:
        return Words::tr("took the correction back");
    }
}

} // namespace

QStringList lifeOf(const ledger::EventRecord& event, const QList<ledger::Decision>& decisions,
    const QList<ledger::Correction>& corrections)
{
    QMultiMap<qint64, QString> life; // by when; what came later was inserted later
    const auto add = [&life](UtcMs at, const QString& agent, const QString& sentence) {
        //: %1 time, %2 agent, %3 what they did
        life.insert(life.upperBound(at.value()), at.value(), Words::tr("%1  %2 %3").arg(timeText(at), agent, sentence));
    };
    add(event.confirmed, event.agent, Words::tr("entered the order"));
    for (const ledger::Decision& decision : decisions)
        add(decision.at, decision.agent, sentenceOf(decision));
    for (const ledger::Correction& correction : corrections)
        add(correction.at, correction.agent, sentenceOf(correction));
    return life.values();
}

} // namespace rookery::ui

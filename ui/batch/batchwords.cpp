// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batchwords.h"

#include "intake/ownfile.h"
#include "ui/batch/batchwork.h"
#include "ui/common/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace rookery::ui {

namespace {

using engine::RowLook;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::BatchWords)
};

const QString Dot = QStringLiteral("  \u00b7  ");

// As all other numbers count them: without the empty ones, as far as they were looked at.
qint64 rowsOf(const BatchWork& work)
{
    return work.report().looks.empty() ? work.sheet().size() : work.report().rows();
}

} // namespace

QString aboutBatch(const BatchWork& work, const std::optional<profile::Profile>& profile)
{
    if (work.isEmpty())
        return Words::tr("Many orders at once, each sent exactly once");
    const intake::TableShape& shape = work.sheet().shape();
    QStringList parts{
        Words::tr("%Ln row(s) from %1", nullptr, int(rowsOf(work))).arg(work.name()), intake::kindText(shape.kind)};
    if (const QString own = intake::ownFileText(intake::ownFileOf(shape.header)); !own.isEmpty())
        parts << own;
    if (shape.headerRow.value > 0)
        parts << Words::tr("header in row %1").arg(shape.headerRow.value);
    if (!work.mapping().name.isEmpty())
        parts << Words::tr("mapping \"%1\"").arg(work.mapping().name);
    else if (work.isMappingRemembered() && !shape.sample.empty())
        parts << Words::tr("columns as last time");
    if (profile && work.mapping().columnOf(pixel::Field::Timestamp) >= 0)
        parts << (profile->timestampFrom == profile::TimestampFrom::Order ? Words::tr("timestamp: the order's own time")
                                                                          : Words::tr("timestamp: when it is sent"));
    return parts.join(Dot);
}

QString sumsOfBatch(const BatchWork& work, const std::optional<profile::Profile>& profile)
{
    const BatchCounts& counts = work.counts();
    const engine::SheetReport& report = work.report();
    const QLocale locale;
    const qint64 ready = counts.ready();
    QStringList parts;
    if (profile && work.areSumsCurrent() && ready > 0) {
        if (report.severalCurrencies)
            parts << Words::tr("several currencies");
        else
            parts << moneyText(report.revenue, report.currency, profile->amountStyle) + u' ' + report.currency;
        if (report.tax != pixel::Amount())
            parts << Words::tr("tax %1").arg(moneyText(report.tax, report.currency, profile->amountStyle));
    }
    if (counts.count(RowLook::Fix) > 0)
        parts << Words::tr("%1 to fix").arg(locale.toString(counts.count(RowLook::Fix)));
    if (counts.duplicates() > 0)
        parts << Words::tr("%Ln duplicate(s) skipped", nullptr, int(counts.duplicates()));
    if (counts.count(RowLook::LeftOut) > 0)
        parts << Words::tr("%1 left out").arg(locale.toString(counts.count(RowLook::LeftOut)));
    if (profile && profile->pace > 0 && ready > 0)
        parts << Words::tr("about %1").arg(ageText(qRound64(std::ceil(double(ready) / profile->pace))));
    if (counts.accepted > 0)
        parts << Words::tr("%1 saved as orders").arg(locale.toString(counts.accepted));
    if (report.hasMoreFindings)
        parts << Words::tr("only the first %1 rows with a problem are explained")
                     .arg(locale.toString(engine::SheetReport::MostFindings));
    return parts.join(Dot);
}

QString knownRows(const BatchWork& work)
{
    const engine::SheetReport& report = work.report();
    const BatchCounts& counts = work.counts();
    const QLocale locale;
    const qint64 known = work.batch() == 0 ? counts.count(RowLook::Known) : 0;
    if (known == 0 || !report.knownFrom)
        return {};
    QStringList others;
    const auto add = [&](const QString& words, qint64 count) {
        if (count > 0)
            others << words.arg(locale.toString(count));
    };
    add(Words::tr("%1 ready"), counts.ready());
    add(Words::tr("%1 to fix"), counts.count(RowLook::Fix));
    if (const auto again = counts.count(RowLook::InSheet); again > 0)
        others << Words::tr("%Ln duplicate(s) of an earlier row", nullptr, int(again));
    add(Words::tr("%1 left out"), counts.count(RowLook::LeftOut));
    //: of a header that stands there again, and lines of an order behind its first
    add(Words::tr("%1 header or further line"), counts.count(RowLook::HeaderAgain) + counts.count(RowLook::OfOrder));
    const QString since = timeText(*report.knownFrom);
    QString text = others.isEmpty()
        ? Words::tr("All %1 rows are here already, since %2; none is new.").arg(locale.toString(known), since)
        : Words::tr("%1 of %2 rows are here already, since %3. The others: %4.")
              .arg(locale.toString(known), locale.toString(report.rows()), since, others.join(QStringLiteral(", ")));
    if (report.changedSince > 0)
        text += u' '
            + Words::tr("%Ln order(s) that are here stand(s) in the rows with another amount: mark them as changed in "
                        "History.",
                nullptr, int(report.changedSince));
    return text;
}

Question confirmBatch(const BatchWork& work, const profile::Profile& profile)
{
    const engine::SheetReport& report = work.report();
    const BatchCounts counts = work.counts();
    const QLocale locale;
    Question question{
        .headline = Words::tr("Send %Ln order(s) to %1?", nullptr, int(counts.ready())).arg(profile.name)};
    if (report.severalCurrencies)
        question.facts.append({Words::tr("Total"), Words::tr("in several currencies")});
    else
        question.facts.append({Words::tr("Total"),
            moneyText(report.revenue, report.currency, profile.amountStyle) + u' ' + report.currency});
    question.facts.append({Words::tr("First order"), report.firstOrder});
    question.facts.append({Words::tr("Last order"), report.lastOrder});
    if (const auto check = counts.count(RowLook::Check); check > 0)
        question.facts.append({Words::tr("To look at"), Words::tr("%1 of them").arg(locale.toString(check))});
    QStringList staying;
    if (const auto fix = counts.count(RowLook::Fix); fix > 0)
        staying << Words::tr("%Ln row(s) to fix", nullptr, int(fix));
    if (counts.duplicates() > 0)
        staying << Words::tr("%Ln duplicate(s)", nullptr, int(counts.duplicates()));
    if (const auto leftOut = counts.count(RowLook::LeftOut); leftOut > 0)
        staying << Words::tr("%Ln row(s) that you left out", nullptr, int(leftOut));
    if (!staying.isEmpty())
        question.facts.append({Words::tr("Not sent"), staying.join(QStringLiteral(", "))});
    question.text = profile.live ? Words::tr("%1 is LIVE: they are counted.").arg(profile.name)
                                 : Words::tr("%1 is for practice: nothing is counted.").arg(profile.name);
    return question;
}

} // namespace rookery::ui

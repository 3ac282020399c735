// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/importrun.h"

#include "cli/exitcode.h"
#include "cli/importreport.h"
#include "cli/terminal.h"
#include "cli/waiting.h"

#include "engine/batchimport.h"
#include "intake/ownfile.h"
#include "intake/sheet.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTimer>

namespace rookery::cli {

Result<profile::Profile> sendableProfile(const Desk& desk, const ImportOptions& options)
{
    const auto name = textOf(options.profile);
    if (!name)
        return tl::unexpected(name.error());
    const auto profiles = desk.profiles();
    if (!profiles)
        return tl::unexpected(profiles.error());
    const auto profile = profiles->find(*name);
    if (!profile)
        return tl::unexpected(profile.error());
    if (const QString why = profile->sendingForbidden(); !why.isEmpty())
        return failure(Error::Code::BadInput, why);
    return *profile;
}

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::ImportRun)
};

using namespace std::chrono_literals;

constexpr auto LookForStop = 100ms;
constexpr qint64 TellEveryMs = 1000;
constexpr qint64 LookEveryRows = 256; // even the clock takes its time

/// How many rows there were so far, once a second.
class Progress {
public:
    Progress() { m_told.start(); }
    /// `words`: with %1 in place of the number; asked for when there is something to tell.
    template <typename Words>
    void tell(Words words, qint64 count)
    {
        if (m_told.elapsed() < TellEveryMs)
            return;
        m_told.restart();
        say(words().arg(count));
    }

private:
    QElapsedTimer m_told;
};

void sayShape(const intake::TableShape& shape, const intake::Mapping& mapping)
{
    QStringList guesses{intake::kindText(shape.kind)};
    if (shape.kind == intake::Kind::Delimited)
        guesses << intake::encodingText(shape.encoding.value)
                << Words::tr("separator %1")
                       .arg(shape.separator.value == '\t' ? QStringLiteral("tab")
                                                          : QString(QLatin1Char(shape.separator.value)));
    if (!shape.sheets.isEmpty())
        guesses << Words::tr("sheet \"%1\"").arg(shape.sheets.value(shape.sheet.value - 1));
    guesses << Words::tr("numbers like %1").arg(intake::numberExample(shape.numbers.value));
    if (const QString own = intake::ownFileText(intake::ownFileOf(shape.header)); !own.isEmpty())
        guesses << own;
    say(Words::tr("Read as %1.").arg(guesses.join(QStringLiteral(", "))));
    const QStringList columns = intake::columnNames(shape.header);
    QStringList mapped;
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        if (const int column = mapping.columnOf(spec.field); column >= 0)
            mapped << QStringLiteral("\"%1\" = %2").arg(columns.value(column), pixel::key(spec.field));
    }
    say(Words::tr("Columns: %1.").arg(mapped.join(QStringLiteral(", "))));
}

void sayAgeLimit(const engine::ImportPlan& plan)
{
    if (plan.mapping.columnOf(pixel::Field::Timestamp) >= 0 && plan.profile.oldestOrderDays > 0)
        say(Words::tr("Orders of more than %Ln day(s) ago are held back: filling in past orders is the vendor's job.",
            nullptr, plan.profile.oldestOrderDays));
}

void saySummary(const engine::ImportCounts& counts, bool dryRun)
{
    say(Words::tr("%1 rows: %2 %3, %4 to fix, %5 duplicates (%6 in the file, %7 here already).")
            .arg(counts.rows)
            .arg(dryRun ? counts.ready : counts.accepted)
            .arg(dryRun ? Words::tr("ready") : Words::tr("accepted"))
            .arg(counts.fix)
            .arg(counts.duplicates())
            .arg(counts.inFile)
            .arg(counts.inLedger));
}

// What is wrong with the source itself may have hidden rows.
bool sayFindings(const QList<intake::RowFinding>& findings)
{
    bool hasErrors = false;
    for (const intake::RowFinding& finding : findings) {
        say(QStringLiteral("%1: %2 [%3]")
                .arg(pixel::severityText(finding.what.severity), finding.what.sentence, finding.what.code));
        hasErrors = hasErrors || finding.what.severity == pixel::Severity::Error;
    }
    return hasErrors;
}

int codeOfRows(const engine::ImportCounts& counts, bool skipDuplicates, bool isDamaged)
{
    const qint64 used = counts.ready + counts.accepted;
    const qint64 rejected = counts.fix + (skipDuplicates ? 0 : counts.duplicates());
    if (used == 0 && (rejected > 0 || counts.rows == 0))
        return BadUsage;
    return rejected > 0 || isDamaged ? SomeRejected : AllDone;
}

int sendAll(engine::Engine& engine, const QString& profile, const QList<qint64>& events, const StopSignal* stop)
{
    int code = deliverDue(engine, profile, stop);
    for (const qint64 event : events) {
        const auto record = engine.reader().event(event);
        code = worse(code, record ? exitCodeOf(record->state) : report(record.error()));
    }
    return code;
}

/// The ledger as it is, or the engine that may write into it.
struct Books {
    std::unique_ptr<ledger::Reader> reader;
    engine::Engine* engine = nullptr;

    [[nodiscard]] const ledger::Reader* known() const { return engine ? &engine->reader() : reader.get(); }
};

// A dry run writes nothing: it makes no ledger where there is none, and none is brought up to date for it.
Result<Books> openBooks(Desk& desk, bool dryRun, engine::Engine* opened)
{
    Books books;
    books.engine = opened;
    if (opened)
        return books;
    if (!dryRun) {
        const auto engine = desk.engine();
        if (!engine)
            return tl::unexpected(engine.error());
        books.engine = *engine;
        return books;
    }
    const auto folder = desk.folder();
    if (!folder)
        return tl::unexpected(folder.error());
    auto reader = ledger::Reader::openUntouched(folder->ledgerFile());
    if (reader)
        books.reader = *std::move(reader);
    else if (reader.error().code != Error::Code::NotFound)
        return tl::unexpected(reader.error());
    return books;
}

// Nothing of an order may go before its last row is known: it may be a line of it, or say something else. A file is
// gone through once more for that; what comes through a pipe comes once, so its rows are kept, as the window keeps
// them, and read from there.
class Looks {
public:
    /// `rows` are read again from the first one where they had to be kept.
    [[nodiscard]] static Result<Looks> of(const ImportOptions& options, std::unique_ptr<intake::RowReader>& rows)
    {
        Looks looks(options);
        if (options.canBeReadTwice())
            return looks;
        auto source = intake::readSheet(*rows, nullptr);
        if (!source)
            return tl::unexpected(source.error());
        looks.m_kept = intake::Sheet(*std::move(source));
        rows = std::make_unique<intake::SheetRows>(*looks.m_kept);
        return looks;
    }

    [[nodiscard]] Result<std::unique_ptr<intake::RowReader>> open() const
    {
        if (m_kept)
            return std::make_unique<intake::SheetRows>(*m_kept);
        return m_options->openAgain();
    }

private:
    explicit Looks(const ImportOptions& options) : m_options(&options) { }

    const ImportOptions* m_options;
    std::optional<intake::Sheet> m_kept;
};

// `plan`: with what a look through all rows finds.
Done lookThrough(const ImportOptions& options, engine::ImportPlan& plan, std::unique_ptr<intake::RowReader>& rows)
{
    if (plan.lines == intake::LineRule::First)
        return {};
    const auto looks = Looks::of(options, rows);
    if (!looks)
        return tl::unexpected(looks.error());
    const auto all = looks->open();
    if (!all)
        return tl::unexpected(all.error());
    if (plan.lines) {
        intake::ScatteredOrders scattered(**all, plan.mapping);
        if (!scattered.isEmpty()) {
            const auto again = looks->open();
            if (!again)
                return tl::unexpected(again.error());
            scattered.lookForRepeats(**again, plan.mapping, *plan.lines);
        }
        plan.scattered = std::make_shared<const intake::ScatteredOrders>(std::move(scattered));
        return {};
    }
    const intake::RepeatedOrders repeated(**all, plan.mapping);
    plan.unequal = std::make_shared<const intake::UnequalOrders>();
    if (repeated.isEmpty())
        return {};
    const auto again = looks->open();
    if (!again)
        return tl::unexpected(again.error());
    plan.unequal = std::make_shared<const intake::UnequalOrders>(**again, plan.mapping, repeated);
    return {};
}

Result<engine::ImportPlan> planOf(Desk& desk, const ImportOptions& options, std::unique_ptr<intake::RowReader>& rows)
{
    const intake::TableShape shape = rows->shape();
    engine::ImportPlan plan;
    const auto profile = sendableProfile(desk, options);
    if (!profile)
        return tl::unexpected(profile.error());
    const auto profiles = desk.profiles();
    if (!profiles)
        return tl::unexpected(profiles.error());
    plan.profile = *profile;
    plan.profiles = profiles->all();
    const auto mapping = options.readMapping(shape);
    if (!mapping)
        return tl::unexpected(mapping.error());
    plan.mapping = *mapping;
    const auto lines = options.readLineRule();
    if (!lines)
        return tl::unexpected(lines.error());
    plan.lines = *lines;
    plan.holdsCalledOff = options.holdsCalledOff;
    plan.now = engine::SystemClock().utc();
    plan.wantsCells = !options.results.empty() || !options.rejects.empty();
    plan.wantsEvents = !options.summary || plan.wantsCells;
    if (const Done ok = lookThrough(options, plan, rows); !ok)
        return tl::unexpected(ok.error());
    if (!plan.lines && (intake::hasSeveralLines(shape, plan.mapping) || !plan.unequal->isEmpty()))
        say(Words::tr("Some rows share an order ID. If they are lines of one order, say how they are put together: "
                      "--order-lines first (the first alone), sum (added up) or equal (all must say the same). Without "
                      "it orders whose rows differ in their amounts are held back; of the others the first row is "
                      "used."));
    return plan;
}

// How it was read, so that it can be read so again.
QByteArray choicesOf(const intake::TableShape& shape, const engine::ImportPlan& plan)
{
    QJsonObject json = plan.mapping.toJson(shape.header);
    json.insert(QStringLiteral("kind"), intake::kindText(shape.kind));
    json.insert(QStringLiteral("encoding"), intake::encodingText(shape.encoding.value));
    json.insert(QStringLiteral("separator"), QString(QLatin1Char(shape.separator.value)));
    json.insert(QStringLiteral("numbers"), intake::numberStyleText(shape.numbers.value));
    if (!shape.sheets.isEmpty())
        json.insert(QStringLiteral("sheet"), shape.sheets.value(shape.sheet.value - 1));
    if (plan.lines)
        json.insert(QStringLiteral("orderLines"), intake::lineRuleText(*plan.lines));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<std::unique_ptr<engine::BatchImport>> begin(std::unique_ptr<intake::RowReader> rows, engine::ImportPlan plan,
    const Books& books, const ImportOptions& options, const intake::TableShape& shape)
{
    if (!books.engine)
        return engine::BatchImport::look(std::move(rows), std::move(plan), books.known());
    const QString name
        = options.isPiped() ? Words::tr("pipe") : QFileInfo(QString::fromStdString(options.file)).fileName();
    const QByteArray choices = choicesOf(shape, plan);
    return engine::BatchImport::open(
        std::move(rows), std::move(plan), books.known(), [engine = books.engine](const auto& work) { work(*engine); },
        name, choices);
}

// Nothing of the source was used.
ImportEnd notBegun(const Error& error)
{
    ImportEnd end;
    end.code = report(error);
    end.error = error;
    return end;
}

} // namespace

// By the schedule's rules: the profile's pace, its circuit and the switch that stops all sending count as they do in
// the window, and what another program has sent meanwhile is not due any more.
int deliverDue(engine::Engine& engine, const QString& profile, const StopSignal* stop)
{
    const QStringList paused = engine.paused().value_or(QStringList());
    if (paused.contains(QString()) || paused.contains(profile))
        say(Words::tr("Sending is stopped: what was accepted waits."));
    Waiting waiting(engine);
    Progress progress;
    qint64 tried = 0;
    QObject scope; // of the connections
    QObject::connect(&engine, &engine::Engine::taken, &scope, [&](const QList<qint64>& taken) {
        tried += taken.size();
        progress.tell([] { return Words::tr("%1 sent..."); }, tried);
    });
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &scope, [&] {
        if (!stop->isAsked())
            return;
        look.stop();
        engine.finishUnderWay();
    });
    if (stop)
        look.start(LookForStop);
    int code = AllDone;
    if (const Done ok = engine.deliverOnce({profile, true, false}); ok)
        waiting.untilPassFinished();
    else
        code = report(ok.error());
    return waiting.trouble() ? worse(code, report(*waiting.trouble())) : code;
}

ImportEnd runImport(Desk& desk, const ImportOptions& options, engine::Engine* engine, const StopSignal* stop)
{
    auto rows = options.open();
    if (!rows)
        return notBegun(rows.error());
    const intake::TableShape shape = (*rows)->shape();
    auto plan = planOf(desk, options, *rows);
    if (!plan)
        return notBegun(plan.error());
    sayShape(shape, plan->mapping);
    sayAgeLimit(*plan);
    auto books = openBooks(desk, options.dryRun, engine);
    if (!books)
        return notBegun(books.error());
    const auto folder = desk.folder();
    if (!folder)
        return notBegun(folder.error());
    ImportReport told(
        {!options.summary, options.send && !options.dryRun, QString::fromStdString(options.results),
            QString::fromStdString(options.rejects), folder->path(), options.rejectsIfAny, options.skipDuplicates},
        intake::columnNames(shape.header), plan->mapping);
    if (const Done ok = told.start(); !ok)
        return notBegun(ok.error());
    const QString profile = plan->profile.name;
    auto batch = begin(*std::move(rows), *std::move(plan), *books, options, shape);
    if (!batch)
        return notBegun(batch.error());
    engine::RowImport& import = (*batch)->rows();
    Progress progress;
    QList<qint64> accepted;
    Done written;
    ImportEnd end;
    const auto tellProgress = [&] {
        if (const qint64 gone = import.counts().rows; gone % LookEveryRows == 0)
            progress.tell([] { return Words::tr("%1 rows..."); }, gone);
    };
    const auto tell = [&](const engine::ImportedRow& row) {
        tellProgress();
        if (row.id != 0)
            accepted << row.id;
        written = told.add(row);
        end.isStopped = stop && stop->isAsked();
        return written.has_value() && !end.isStopped;
    };
    const auto tellPlain = [&](const engine::PlainRow& row) {
        tellProgress();
        told.add(row);
        return true;
    };
    const Done read = import.run(tell, told.takesPlainRows() ? engine::RowImport::TellPlain(tellPlain) : nullptr);
    told.flush();
    end.counts = import.counts();
    if (end.isStopped) {
        say(Words::tr("Stopped after %1 rows, %2 of them accepted.").arg(end.counts.rows).arg(end.counts.accepted));
        end.code = accepted.isEmpty() ? AllDone : StillOpen;
        return end;
    }
    const bool isDamaged = sayFindings(import.findings());
    saySummary(end.counts, options.dryRun);
    end.code = codeOfRows(end.counts, options.skipDuplicates, isDamaged);
    end.isComplete = read && written;
    if (!read || !written) {
        // Whatever went wrong: "bad input" would say that nothing was accepted.
        const int failed = report(read ? written.error() : read.error());
        end.code = end.counts.accepted > 0 ? int(Trouble) : failed;
    } else if (const Done ok = (*batch)->close(); !ok) {
        end.code = worse(end.code, report(ok.error()));
        end.isComplete = false;
    }
    if (books->engine && !accepted.isEmpty())
        end.code = worse(end.code,
            options.send && read && written ? sendAll(*books->engine, profile, accepted, stop) : int(StillOpen));
    if (const Done ok = told.finish(books->known()); !ok) {
        end.code = worse(end.code, report(ok.error()));
        end.isComplete = false;
    }
    return end;
}

} // namespace rookery::cli

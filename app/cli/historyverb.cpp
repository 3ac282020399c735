// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/moment.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

#include "ledger/exportfile.h"
#include "ledger/harfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QLocale>
#include <QSaveFile>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::HistoryVerb)
};

struct HistoryOptions {
    std::string format = "table", search, since, output;
    std::vector<std::string> states;
    int limit = 0;
    bool hidePersonal = false;
};

Result<ledger::HistoryQuery> readQuery(const HistoryOptions& options)
{
    ledger::HistoryQuery query;
    const auto search = textOf(options.search);
    if (!search)
        return tl::unexpected(search.error());
    query.search = *search;
    for (const std::string& list : options.states) {
        const QStringList words = QString::fromStdString(list).split(u',', Qt::SkipEmptyParts);
        for (const QString& word : words) {
            const auto state = ledger::stateOfText(word);
            if (!state)
                return failure(Error::Code::BadInput,
                    Words::tr("--status: expected draft, waiting, sending, delivered, refused, unknown, skipped or "
                              "cancelled, found \"%1\".")
                        .arg(word));
            query.states << *state;
        }
    }
    if (!options.since.empty()) {
        const auto since = readMoment("--since", options.since);
        if (!since)
            return tl::unexpected(since.error());
        query.since = *since;
    }
    return query;
}

/// One way to write rows.
class RowWriter {
public:
    virtual ~RowWriter() = default;
    [[nodiscard]] virtual bool row(const ledger::EventRecord& event) = 0;
    [[nodiscard]] virtual bool end() = 0;
    [[nodiscard]] virtual qint64 cutCells() const { return 0; }
};

class ExportWriter final : public RowWriter {
public:
    ExportWriter(QIODevice& out, ledger::ExportFormat format, bool hidePersonal)
        : m_stream(ledger::makeRowStream(out, {format, false, hidePersonal}))
    {
    }
    bool row(const ledger::EventRecord& event) override { return m_stream->write(event); }
    bool end() override { return m_stream->finish(); }
    qint64 cutCells() const override { return m_stream->cutCells(); }

private:
    std::unique_ptr<ledger::RowStream> m_stream;
};

class ArrayWriter final : public RowWriter {
public:
    ArrayWriter(QIODevice& out, bool hidePersonal) : m_out(out), m_hidePersonal(hidePersonal) { }
    bool row(const ledger::EventRecord& event) override
    {
        const QByteArray lead = m_any ? ",\n" : "[\n";
        m_any = true;
        const QJsonDocument row(ledger::exportJson(event, m_hidePersonal));
        return m_out.write(lead + row.toJson(QJsonDocument::Compact)) > 0;
    }
    bool end() override { return m_out.write(m_any ? "\n]\n" : "[]\n") > 0; }

private:
    QIODevice& m_out;
    bool m_hidePersonal;
    bool m_any = false;
};

// One row an event, whatever was typed: control characters are shown, not obeyed.
QString shown(QString text)
{
    for (QChar& c : text) {
        constexpr ushort ControlPictures = 0x2400;
        if (c < u' ')
            c = QChar(ushort(ControlPictures + c.unicode()));
    }
    return text;
}

class TableWriter final : public RowWriter {
public:
    explicit TableWriter(QIODevice& out) : m_out(out) { }
    bool row(const ledger::EventRecord& event) override
    {
        const QString when
            = QLocale::c().toString(event.confirmed.dateTime().toLocalTime(), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        return line(when, ledger::stateText(event.state), event.orderId(), event.fields.value(pixel::Field::Revenue),
            event.fields.value(pixel::Field::Currency), QString::number(event.attempts),
            event.lastStatus ? QString::number(*event.lastStatus) : QStringLiteral("-"),
            event.lastTookMs ? QString::number(*event.lastTookMs) : QStringLiteral("-"), event.profile, event.agent);
    }
    bool end() override { return m_headed || header(); }

private:
    bool header()
    {
        m_headed = true;
        return line(QStringLiteral("CONFIRMED"), QStringLiteral("STATE"), QStringLiteral("ORDER"),
            QStringLiteral("REVENUE"), QStringLiteral("CUR"), QStringLiteral("TRIES"), QStringLiteral("HTTP"),
            QStringLiteral("MS"), QStringLiteral("PROFILE"), QStringLiteral("AGENT"));
    }
    bool line(const QString& when, const QString& state, const QString& order, const QString& revenue,
        const QString& currency, const QString& tries, const QString& http, const QString& ms, const QString& profile,
        const QString& agent)
    {
        if (!m_headed && !header())
            return false;
        const QString text = when.leftJustified(20) + state.leftJustified(11) + order.leftJustified(22)
            + revenue.rightJustified(12) + u' ' + currency.leftJustified(4) + tries.rightJustified(5)
            + http.rightJustified(6) + ms.rightJustified(7) + QStringLiteral("  ") + profile.leftJustified(16) + u' '
            + agent;
        return m_out.write(shown(text).toUtf8() + '\n') > 0;
    }

    QIODevice& m_out;
    bool m_headed = false;
};

std::unique_ptr<RowWriter> writerOf(const HistoryOptions& options, QIODevice& out)
{
    if (options.format == "json")
        return std::make_unique<ArrayWriter>(out, options.hidePersonal);
    if (options.format == "jsonl")
        return std::make_unique<ExportWriter>(out, ledger::ExportFormat::JsonLines, options.hidePersonal);
    if (options.format == "csv")
        return std::make_unique<ExportWriter>(out, ledger::ExportFormat::Csv, options.hidePersonal);
    if (options.format == "xlsx")
        return std::make_unique<ExportWriter>(out, ledger::ExportFormat::Xlsx, options.hidePersonal);
    return std::make_unique<TableWriter>(out);
}

tl::unexpected<Error> writeFailure()
{
    return failure(Error::Code::Storage, Words::tr("The result could not be written."));
}

// A row an attempt: what really went, as a file for the tools of browsers.
Done writeHar(
    const ledger::Reader* reader, const ledger::HistoryQuery& query, const HistoryOptions& options, QIODevice& out)
{
    ledger::HarStream har(out, options.hidePersonal);
    bool wrote = true;
    if (reader) {
        const Done read = reader->forEachAttempt(
            query, options.limit, [&](const ledger::AttemptOfEvent& attempt) { return wrote = har.write(attempt); });
        if (!read)
            return read;
    }
    return wrote && har.finish() ? Done() : writeFailure();
}

Done writeRows(
    const ledger::Reader* reader, const ledger::HistoryQuery& query, const HistoryOptions& options, QIODevice& out)
{
    const auto writer = writerOf(options, out);
    bool wrote = true;
    if (reader) {
        const Done read = reader->forEach(
            query, options.limit, [&](const ledger::EventRecord& event) { return wrote = writer->row(event); });
        if (!read)
            return read;
    }
    if (!wrote || !writer->end())
        return writeFailure();
    if (writer->cutCells() > 0)
        say(Words::tr("Longer than a cell of a workbook can be, and cut: %Ln cell(s). CSV has all of them.", nullptr,
            int(writer->cutCells())));
    return {};
}

Done writeHistory(
    const ledger::Reader* reader, const ledger::HistoryQuery& query, const HistoryOptions& options, QIODevice& out)
{
    return options.format == "har" ? writeHar(reader, query, options, out) : writeRows(reader, query, options, out);
}

// The file appears whole or not at all.
Done writeFile(const ledger::Reader* reader, const ledger::HistoryQuery& query, const HistoryOptions& options)
{
    const auto name = textOf(options.output);
    if (!name)
        return tl::unexpected(name.error());
    QSaveFile out(*name);
    const bool isOpen = out.open(QIODevice::WriteOnly);
    const Done written = isOpen ? writeHistory(reader, query, options, out) : Done();
    if (written && isOpen && out.commit())
        return {};
    if (!written && out.error() == QFileDevice::NoError)
        return written;
    return failure(
        Error::Code::Storage, Words::tr("The history could not be written to %1: %2.").arg(*name, out.errorString()));
}

Done writeToStdout(const ledger::Reader* reader, const ledger::HistoryQuery& query, const HistoryOptions& options)
{
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return writeFailure();
    const Done written = writeHistory(reader, query, options, out);
    return written && !out.flush() ? writeFailure() : written;
}

int runHistory(const Desk& desk, const HistoryOptions& options)
{
    const auto query = readQuery(options);
    if (!query)
        return report(query.error());
    if (options.format == "xlsx" && options.output.empty())
        return report({Error::Code::BadInput,
            Words::tr("A workbook is a file and nothing for a terminal or a pipe: say where with --output FILE.")});
    const auto data = desk.folder();
    if (!data)
        return report(data.error());
    const auto reader = ledger::Reader::open(data->ledgerFile());
    if (!reader && reader.error().code != Error::Code::NotFound)
        return report(reader.error());
    if (!reader)
        say(Words::tr("There is no history in %1 yet.").arg(data->path()));
    const ledger::Reader* book = reader ? reader->get() : nullptr;
    const Done written
        = options.output.empty() ? writeToStdout(book, *query, options) : writeFile(book, *query, options);
    // A table is looked at; the other formats are taken away.
    if (written && options.format != "table")
        noteInJournal(desk, QStringLiteral("export"),
            {{QStringLiteral("format"), QString::fromStdString(options.format)},
                {QStringLiteral("personalHidden"), options.hidePersonal}});
    return written ? AllDone : report(written.error());
}

int runCorrections(const Desk& desk)
{
    const auto data = desk.folder();
    if (!data)
        return report(data.error());
    QList<ledger::CorrectedEvent> corrections;
    const auto reader = ledger::Reader::open(data->ledgerFile());
    if (!reader && reader.error().code != Error::Code::NotFound)
        return report(reader.error());
    if (reader) {
        const auto found = (*reader)->correctedEvents();
        if (!found)
            return report(found.error());
        corrections = *found;
    } else {
        say(Words::tr("There is no history in %1 yet.").arg(data->path()));
    }
    QFile out;
    if (out.open(stdout, QIODevice::WriteOnly) && ledger::writeCorrections(out, corrections, false) && out.flush()) {
        noteInJournal(desk, QStringLiteral("export"), {{QStringLiteral("format"), QStringLiteral("corrections")}});
        return AllDone;
    }
    say(Words::tr("rookery-cli: the result could not be written."));
    return Trouble;
}

} // namespace

void addCorrectionsVerb(CLI::App& app, Desk& desk)
{
    CLI::App* verb = app.add_subcommand(
        "corrections", "Orders that were cancelled or changed after they went, as CSV for the vendor");
    verb->callback([&desk] { desk.run = [&desk] { return runCorrections(desk); }; });
}

void addHistoryVerb(CLI::App& app, Desk& desk)
{
    CLI::App* verb = app.add_subcommand("history", "What the ledger holds, a row an event, oldest first");
    const auto options = std::make_shared<HistoryOptions>();
    verb->add_option("--format", options->format,
            "table (default), json, jsonl, csv, xlsx (needs --output) or har (a row an attempt)")
        ->check(CLI::IsMember({"table", "json", "jsonl", "csv", "xlsx", "har"}));
    verb->add_option("--output", options->output, "Write to this file, whole or not at all, instead of stdout");
    verb->add_option("--search", options->search, "Words that must all occur, anywhere");
    verb->add_option("--status", options->states, "One of the eight states; repeat it or join with commas");
    verb->add_option("--since", options->since, "Date or ISO time of confirming");
    verb->add_option("--limit", options->limit, "At most so many rows (default: all)")->check(CLI::PositiveNumber);
    verb->add_flag("--hide-personal", options->hidePersonal, "Mask visitor, session and user ID, in the URL too");
    verb->callback([&desk, options] { desk.run = [&desk, options] { return runHistory(desk, *options); }; });
}

} // namespace rookery::cli

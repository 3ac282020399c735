// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/importreport.h"

#include "cli/terminal.h"
#include "ledger/exportfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::ImportReport)
};

// Of a line on stdout.
const QString RowKey = QStringLiteral("row");
const QString StateKey = QStringLiteral("state");
const QString OrderKey = QStringLiteral("transactionId");
const QString FieldsKey = QStringLiteral("fields");
const QString FindingsKey = QStringLiteral("findings");
// Of what is kept besides, never printed.
const QString EventKey = QStringLiteral("event");
const QString CellsKey = QStringLiteral("cells");

// Of lines that go to stdout together: a system call for each would be most of the work.
constexpr std::size_t ManyBytes = 64UL * 1024;

const QByteArray ByteOrderMark = QByteArrayLiteral("\xEF\xBB\xBF");

// Here already, and with nothing said but that.
bool isKnown(const engine::ImportedRow& row)
{
    return row.state == engine::RowState::Duplicate && row.earlier
        && std::none_of(row.findings.begin(), row.findings.end(),
            [](const intake::RowFinding& f) { return f.what.code == QLatin1StringView("revenue.changed"); });
}

QByteArray csvLine(const QStringList& cells)
{
    QByteArrayList quoted;
    for (const QString& cell : cells)
        quoted << ledger::csvCell(cell);
    return quoted.join(',') + "\r\n";
}

Done cannotWrite(const QFileDevice& file)
{
    return failure(
        Error::Code::Storage, Words::tr("%1 could not be written: %2.").arg(file.fileName(), file.errorString()));
}

Done write(QFileDevice& file, const QByteArray& bytes)
{
    return file.write(bytes) == bytes.size() ? Done() : cannotWrite(file);
}

/// The cells of a row as the header has them; what it has no column for stands in one of its own, at the end.
struct OwnCells {
    QStringList cells;
    QString extra;
};

OwnCells fitted(const QStringList& cells, qsizetype columns)
{
    OwnCells own{cells.first(qMin(columns, cells.size())), cells.mid(columns).join(QStringLiteral(" | "))};
    while (own.cells.size() < columns)
        own.cells << QString();
    return own;
}

} // namespace

Done ImportReport::start()
{
    const auto open = [](std::unique_ptr<QSaveFile>& file, const QString& name, const QStringList& header) -> Done {
        if (name.isEmpty())
            return {};
        file = std::make_unique<QSaveFile>(name);
        if (!file->open(QIODevice::WriteOnly))
            return cannotWrite(*file);
        return write(*file, ByteOrderMark + csvLine(header));
    };
    if (const Done ok = open(m_results, m_wants.results,
            m_header
                + QStringList{QStringLiteral("row"), QStringLiteral("result_order_id"),
                    QStringLiteral("result_event_id"), QStringLiteral("result_url"), QStringLiteral("result_state"),
                    QStringLiteral("result_http_status"), QStringLiteral("result_ms"),
                    QStringLiteral("result_time_sent"), QStringLiteral("result_answer"),
                    QStringLiteral("extra_cells")});
        !ok)
        return ok;
    if (const Done ok = open(m_rejects, m_wants.rejects,
            m_header
                + QStringList{QStringLiteral("error_column"), QStringLiteral("error_reason"),
                    QStringLiteral("extra_cells")});
        !ok)
        return ok;
    if (isKept()) {
        const QString folder = QFileInfo(m_wants.folder).isDir() ? m_wants.folder : QDir::tempPath();
        m_kept = std::make_unique<QTemporaryFile>(folder + QStringLiteral("/import-XXXXXX"));
        if (!m_kept->open())
            return cannotWrite(*m_kept);
    }
    return {};
}

Done ImportReport::add(const engine::ImportedRow& row)
{
    const bool isHeldBack = row.state == engine::RowState::Fix || row.state == engine::RowState::Duplicate;
    if (m_rejects && isHeldBack && !(m_wants.skipKnown && isKnown(row))) {
        m_hasRejects = true;
        QStringList columns;
        QStringList reasons;
        for (const intake::RowFinding& finding : row.findings) {
            const bool isReason = finding.what.severity == pixel::Severity::Error
                || (row.state == engine::RowState::Duplicate && finding.what.severity == pixel::Severity::Warning);
            if (!isReason)
                continue;
            if (!finding.columnName.isEmpty() && !columns.contains(finding.columnName))
                columns << finding.columnName;
            reasons << finding.what.sentence;
        }
        QStringList cells;
        for (const QByteArray& cell : row.cells)
            cells << QString::fromUtf8(cell);
        const OwnCells own = fitted(cells, m_header.size());
        const QStringList ours{columns.join(QStringLiteral(", ")), reasons.join(u' '), own.extra};
        if (const Done ok = write(*m_rejects, csvLine(own.cells + ours)); !ok)
            return ok;
    }
    if (isKept())
        return keep(row);
    if (m_wants.lines)
        print(rowJson(row));
    return {};
}

void ImportReport::add(const engine::PlainRow& row)
{
    if (!m_wants.lines)
        return;
    m_plainLine.append(m_lines, row);
    if (m_lines.size() >= ManyBytes)
        flush();
}

void ImportReport::print(const QJsonObject& json)
{
    m_lines += QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString() += '\n';
    if (m_lines.size() >= ManyBytes)
        flush();
}

void ImportReport::flush()
{
    printBytes(m_lines);
    m_lines.clear();
}

Done ImportReport::keep(const engine::ImportedRow& row)
{
    QJsonObject json = rowJson(row);
    json.insert(EventKey, row.id);
    if (m_results) {
        QJsonArray cells;
        for (const QByteArray& cell : row.cells)
            cells << QString::fromUtf8(cell);
        json.insert(CellsKey, cells);
    }
    return write(*m_kept, QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

Done ImportReport::finish(const ledger::Reader* ledger)
{
    if (isKept()) {
        if (const Done ok = tellKept(ledger); !ok)
            return ok;
    }
    flush();
    if (m_wants.rejectsIfAny && !m_hasRejects)
        m_rejects.reset();
    for (const auto& file : {m_results.get(), m_rejects.get()}) {
        if (file && !file->commit())
            return cannotWrite(*file);
    }
    return {};
}

Done ImportReport::tellKept(const ledger::Reader* ledger)
{
    if (!m_kept->seek(0))
        return cannotWrite(*m_kept);
    while (!m_kept->atEnd()) {
        QJsonObject row = QJsonDocument::fromJson(m_kept->readLine()).object();
        std::optional<ledger::EventRecord> event;
        if (const qint64 id = row.value(EventKey).toInteger(); id > 0 && ledger) {
            auto found = ledger->event(id);
            if (!found)
                return tl::unexpected(found.error());
            event = *std::move(found);
            row.insert(StateKey, ledger::stateText(event->state));
            row.insert(FieldsKey, event->fields.toJson());
        }
        if (m_results) {
            if (const Done ok = writeResult(row, event); !ok)
                return ok;
        }
        row.remove(EventKey);
        row.remove(CellsKey);
        if (m_wants.lines)
            print(row);
    }
    return {};
}

Done ImportReport::writeResult(const QJsonObject& row, const std::optional<ledger::EventRecord>& event)
{
    QStringList all;
    const QJsonArray kept = row.value(CellsKey).toArray();
    for (const auto& cell : kept)
        all << cell.toString();
    const OwnCells own = fitted(all, m_header.size());
    QStringList cells = own.cells;
    cells << QString::number(row.value(RowKey).toInteger()) << row.value(OrderKey).toString();
    if (event) {
        const QString answered = event->attempts > 0 ? event->message : QString();
        cells << event->eventId() << QString::fromUtf8(event->lastUrl) << ledger::stateText(event->state)
              << (event->lastStatus ? QString::number(*event->lastStatus) : QString())
              << (event->lastTookMs ? QString::number(*event->lastTookMs) : QString())
              << event->fields.value(pixel::Field::Timestamp) << answered;
    } else {
        QStringList reasons;
        const QJsonArray findings = row.value(FindingsKey).toArray();
        for (const auto& finding : findings)
            reasons << finding.toObject().value(QStringLiteral("message")).toString();
        cells << QString() << QString() << row.value(StateKey).toString() << QString() << QString() << QString()
              << reasons.join(u' ');
    }
    cells << own.extra;
    return write(*m_results, csvLine(cells));
}

} // namespace rookery::cli

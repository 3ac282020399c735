// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/importreport.h"

#include "cli/terminal.h"

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

// Here already, and with nothing said but that.
bool isKnown(const engine::ImportedRow& row)
{
    return row.state == engine::RowState::Duplicate && row.earlier
        && std::none_of(row.findings.begin(), row.findings.end(),
            [](const intake::RowFinding& f) { return f.what.code == engine::ChangedSinceCode; });
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

QStringList textsOf(const QList<QByteArray>& cells)
{
    QStringList texts;
    for (const QByteArray& cell : cells)
        texts << QString::fromUtf8(cell);
    return texts;
}

} // namespace

Done ImportReport::start()
{
    const auto open = [](std::unique_ptr<QSaveFile>& file, const QString& name, const QByteArray& head) -> Done {
        if (name.isEmpty())
            return {};
        file = std::make_unique<QSaveFile>(name);
        if (!file->open(QIODevice::WriteOnly))
            return cannotWrite(*file);
        return write(*file, head);
    };
    if (const Done ok = open(m_results, m_wants.results, m_resultFormat.head()); !ok)
        return ok;
    if (const Done ok = open(m_rejects, m_wants.rejects, m_rejectFormat.head()); !ok)
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
        const QByteArray line = m_rejectFormat.line(
            textsOf(row.cells), engine::reasonOf(row.findings, row.state == engine::RowState::Duplicate));
        if (const Done ok = write(*m_rejects, line); !ok)
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
        json.insert(CellsKey, QJsonArray::fromStringList(textsOf(row.cells)));
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
            std::optional<UtcMs> sent;
            if (event && event->attempts > 0) {
                const auto attempts = ledger->attempts(event->id);
                if (!attempts)
                    return tl::unexpected(attempts.error());
                if (!attempts->isEmpty())
                    sent = attempts->last().taken;
            }
            if (const Done ok = writeResult(row, event, sent); !ok)
                return ok;
        }
        row.remove(EventKey);
        row.remove(CellsKey);
        if (m_wants.lines)
            print(row);
    }
    return {};
}

Done ImportReport::writeResult(
    const QJsonObject& row, const std::optional<ledger::EventRecord>& event, std::optional<UtcMs> sent)
{
    engine::RowResult result;
    const QJsonArray kept = row.value(CellsKey).toArray();
    for (const auto& cell : kept)
        result.cells << cell.toString();
    result.row = row.value(RowKey).toInteger();
    result.orderId = row.value(OrderKey).toString();
    result.event = event;
    result.sent = sent;
    result.state = row.value(StateKey).toString();
    const QJsonArray findings = row.value(FindingsKey).toArray();
    for (const auto& finding : findings)
        result.sentences << finding.toObject().value(QStringLiteral("message")).toString();
    return write(*m_results, m_resultFormat.line(result));
}

} // namespace rookery::cli

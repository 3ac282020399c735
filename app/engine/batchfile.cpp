// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batchfile.h"

#include "ledger/reader.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace rookery::engine {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::engine::BatchFile)
};

constexpr qsizetype AskEvery = 200; // rows

RowLook lookOf(const BatchSnapshot& batch, qsizetype row)
{
    if (batch.sheet.isLeftOut(row))
        return RowLook::LeftOut;
    return std::size_t(row) < batch.report->looks.size() ? batch.report->looks[std::size_t(row)] : RowLook::Blank;
}

bool isHeldBack(RowLook look) { return look == RowLook::Fix || look == RowLook::InSheet || look == RowLook::Known; }

RowResult resultOf(const BatchSnapshot& batch, qsizetype row, RowLook look)
{
    RowResult result;
    for (const std::string_view cell : batch.sheet.cellsAt(row))
        result.cells << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
    result.row = batch.sheet.numberAt(row);
    result.orderId = batch.sheet.cellAt(row, batch.orderColumn).trimmed();
    result.state = rowLookText(look);
    return result;
}

} // namespace

Result<qint64> writeBatchFile(const QString& file, ResultFile::Kind kind, const BatchSnapshot& batch,
    const QString& ledgerFile, const std::function<bool(qint64 rows)>& goOn)
{
    const auto ledger = ledger::Reader::open(ledgerFile);
    if (!ledger)
        return tl::unexpected(ledger.error());
    QSaveFile out(file);
    const auto cannotWrite = [&] {
        return failure(Error::Code::Storage, Words::tr("%1 could not be written: %2.").arg(file, out.errorString()));
    };
    if (!out.open(QIODevice::WriteOnly))
        return cannotWrite();
    const ResultFile format(kind, intake::columnNames(batch.sheet.shape().header));
    out.write(format.head());
    qint64 rows = 0;
    bool isOrderHeld = false;
    qint64 orderRow = 0; // with the first line of the order
    for (qsizetype row = 0; row < batch.sheet.size(); ++row) {
        if (row % AskEvery == 0 && !goOn(row))
            return failure(Error::Code::Interrupted, {});
        const RowLook look = lookOf(batch, row);
        const qint64 event = std::size_t(row) < batch.events.size() ? batch.events[std::size_t(row)] : 0;
        if (look != RowLook::OfOrder && look != RowLook::Blank) {
            isOrderHeld = event == 0 && isHeldBack(look); // and so are its further lines
            orderRow = batch.sheet.numberAt(row);
        }
        if (batch.sheet.isBlank(row) || (kind == ResultFile::Kind::Rejects && !isOrderHeld))
            continue;
        RowResult result = resultOf(batch, row, look);
        const QList<intake::RowFinding> findings = batch.report->findings.value(row);
        if (kind == ResultFile::Kind::Rejects) {
            out.write(
                format.line(result.cells, reasonOf(findings, look == RowLook::InSheet || look == RowLook::Known)));
            ++rows;
            continue;
        }
        if (event != 0) {
            auto record = (*ledger)->event(event);
            if (!record)
                return tl::unexpected(record.error());
            const auto attempts = (*ledger)->attempts(event);
            if (!attempts)
                return tl::unexpected(attempts.error());
            if (!attempts->isEmpty())
                result.sent = attempts->last().taken;
            result.event = *std::move(record);
        } else {
            for (const intake::RowFinding& finding : findings)
                result.sentences << finding.what.sentence;
            if (look == RowLook::OfOrder)
                result.sentences << Words::tr("It is a line of the order in row %1.").arg(orderRow);
        }
        out.write(format.line(result));
        ++rows;
    }
    if (out.error() != QFileDevice::NoError || !out.commit())
        return cannotWrite();
    return rows;
}

} // namespace rookery::engine

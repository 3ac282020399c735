// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/exportcolumn.h"
#include "ledger/record.h"
#include "pixel/check.h"

#include <QIODevice>
#include <QJsonObject>

#include <memory>

namespace rookery::ledger {

/// How a row of the history leaves the program.
enum class ExportFormat { Csv, JsonLines, Xlsx };

struct ExportOptions {
    ExportFormat format = ExportFormat::Csv;
    bool byteOrderMark = true; ///< CSV for spreadsheets; off for pipes
    bool hidePersonal = false; ///< visitor, session and user ID are masked, in the URL too
    QStringList columns = {};  ///< keys of exportColumns() in the order wanted; empty: all. Others are passed over.
};

/// The keys of a row: those of the wire (the order ID always under transactionId), then what the ledger knows of it.
[[nodiscard]] QStringList exportColumns();

/// One event, keys as in exportColumns(); of the wire's, those that have a value.
[[nodiscard]] QJsonObject exportJson(const EventRecord& event, bool hidePersonal = false);

/// In place of a masked value: a row that has it is not taken for one that knows it.
using pixel::HiddenText;
/// With the values of visitor, session and user ID masked and nothing else changed, byte for byte.
[[nodiscard]] QByteArray maskedUrl(const QByteArray& url);

/// `none`, `cancelled`, `amount-changed`, `withdrawn`; in files.
[[nodiscard]] QString correctionText(CorrectionKind kind);

/// Writes rows one by one; never holds more than one.
class RowStream {
public:
    RowStream() = default;
    virtual ~RowStream() = default;
    Q_DISABLE_COPY_MOVE(RowStream)

    /// False when the device failed; its errorString() says why.
    [[nodiscard]] virtual bool write(const EventRecord& event) = 0;
    /// To be called last: an export of nothing still has its header.
    [[nodiscard]] virtual bool finish() = 0;
    /// Cells so long that the format has no room for all of them.
    [[nodiscard]] virtual qint64 cutCells() const { return 0; }
};

/// Of the format that the options want. A workbook needs a device that seeks.
[[nodiscard]] std::unique_ptr<RowStream> makeRowStream(QIODevice& out, const ExportOptions& options);

/// CSV and JSON lines. CSV is RFC 4180 with CRLF, and a cell that a spreadsheet would take for a formula gets a leading
/// apostrophe (BEHAVIOUR.md §Bad input). JSON is what QJsonDocument writes of exportJson(), byte for byte.
class ExportStream final : public RowStream {
public:
    ExportStream(QIODevice& out, const ExportOptions& options);

    [[nodiscard]] bool write(const EventRecord& event) override;
    [[nodiscard]] bool finish() override;

private:
    struct Column {
        ExportColumn column;
        std::string lead; // of JSON: `"key":`
    };
    void appendCsvLine(const EventRecord& event);
    void appendJsonLine(const EventRecord& event);
    [[nodiscard]] bool writeHeader();
    [[nodiscard]] bool writeLine();

    QIODevice& m_out;
    ExportOptions m_options;
    std::vector<Column> m_columns;
    std::string m_line; // kept for its memory
    bool m_headed = false;
};

/// The corrections that hold, for the vendor: CSV as ExportStream writes it, with the header
/// `transactionId,eventID,kind,sentRevenue,newRevenue,currency,reason,confirmed,correctedAt,correctedBy,profile,live`.
/// False when the device failed.
[[nodiscard]] bool writeCorrections(QIODevice& out, const QList<CorrectedEvent>& corrections, bool byteOrderMark);

/// With a leading apostrophe where a spreadsheet would take it for a formula.
[[nodiscard]] QString guardedCell(const QString& text);
/// A spreadsheet would take it for a formula, or it has apostrophes and would be one without them.
[[nodiscard]] bool needsGuard(std::string_view utf8);
/// The guarded, quoted cell.
[[nodiscard]] QByteArray csvCell(const QString& text);

} // namespace rookery::ledger

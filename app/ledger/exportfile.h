// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QIODevice>
#include <QJsonObject>

namespace rookery::ledger {

/// How a row of the history leaves the program.
enum class ExportFormat { Csv, JsonLines };

struct ExportOptions {
    ExportFormat format = ExportFormat::Csv;
    bool byteOrderMark = true; ///< CSV for spreadsheets; off for pipes
};

/// One event, keys as on the wire (the order ID always under transactionId), plus what the ledger knows of it:
/// `state, attempts, profile, confirmed, agent, status, url, message, live`.
[[nodiscard]] QJsonObject exportJson(const EventRecord& event);

/// Writes rows one by one; never holds more than one. CSV is RFC 4180 with CRLF, and a cell that a spreadsheet
/// would take for a formula gets a leading apostrophe (BEHAVIOUR.md §Bad input).
class ExportStream {
public:
    ExportStream(QIODevice& out, ExportOptions options);

    /// False when the device failed; its errorString() says why.
    [[nodiscard]] bool write(const EventRecord& event);
    /// To be called last: an export of nothing still has its header.
    [[nodiscard]] bool finish();

private:
    [[nodiscard]] bool writeHeader();
    [[nodiscard]] bool writeLine(const QByteArray& line);

    QIODevice& m_out;
    ExportOptions m_options;
    bool m_headed = false;
};

/// With a leading apostrophe where a spreadsheet would take it for a formula.
[[nodiscard]] QString guardedCell(const QString& text);
/// The guarded, quoted cell.
[[nodiscard]] QByteArray csvCell(const QString& text);

} // namespace rookery::ledger

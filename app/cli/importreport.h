// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/rowline.h"
#include "engine/resultfile.h"
#include "pixel/error.h"

#include <QSaveFile>
#include <QTemporaryFile>

#include <memory>

namespace rookery::cli {

/// What `import` tells of the rows: a JSON line each on stdout, a CSV file of all with what became of them, another one
/// of those that were held back. What waits for an outcome is kept in a temporary file, so memory stays flat.
class ImportReport final {
public:
    struct Wants {
        bool lines = false;        ///< on stdout
        bool afterSending = false; ///< the states are those after finish(): nothing is told before
        QString results;           ///< file; empty: none
        QString rejects;
        QString folder;            ///< for what waits for an outcome; the data folder
        bool rejectsIfAny = false; ///< no file of rejects where there are none
        bool skipKnown = false;    ///< an order that is here with the same amount is no reject
    };

    ImportReport(Wants wants, const QStringList& header, const intake::Mapping& mapping)
        : m_wants(std::move(wants))
        , m_resultFormat(engine::ResultFile::Kind::Results, header)
        , m_rejectFormat(engine::ResultFile::Kind::Rejects, header)
        , m_plainLine(mapping)
    {
    }

    /// Storage: a file can't be written.
    [[nodiscard]] Done start();
    [[nodiscard]] Done add(const engine::ImportedRow& row);
    /// Where neither a file nor an outcome wants more of it than its line.
    [[nodiscard]] bool takesPlainRows() const { return !isKept(); }
    void add(const engine::PlainRow& row);
    /// What was told so far is on stdout.
    void flush();
    /// Tells what waited, by what the ledger says now, and puts the files in their places.
    [[nodiscard]] Done finish(const ledger::Reader* ledger);

private:
    void print(const QJsonObject& json);
    [[nodiscard]] Done keep(const engine::ImportedRow& row);
    [[nodiscard]] Done tellKept(const ledger::Reader* ledger);
    [[nodiscard]] Done writeResult(
        const QJsonObject& row, const std::optional<ledger::EventRecord>& event, std::optional<UtcMs> sent);
    [[nodiscard]] bool isKept() const { return m_wants.afterSending || !m_wants.results.isEmpty(); }

    Wants m_wants;
    engine::ResultFile m_resultFormat;
    engine::ResultFile m_rejectFormat;
    PlainRowLine m_plainLine;
    std::string m_lines; // for stdout, not yet there
    std::unique_ptr<QTemporaryFile> m_kept;
    std::unique_ptr<QSaveFile> m_results;
    std::unique_ptr<QSaveFile> m_rejects;
    bool m_hasRejects = false;
};

} // namespace rookery::cli

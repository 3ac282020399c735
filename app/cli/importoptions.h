// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/rowimport.h"
#include "intake/opening.h"

#include <CLI/CLI.hpp>

namespace rookery::cli {

/// What `import` was told, and what it comes to.
struct ImportOptions {
    std::string file;
    std::string profile;
    std::string mapping;
    std::vector<std::string> maps;
    std::vector<std::string> constants;
    std::string encoding;
    std::string separator;
    std::string numbers;
    std::string sheet;
    std::string orderLines;
    std::string results;
    std::string rejects;
    bool dryRun = false;
    bool summary = false;
    bool send = false;
    bool skipDuplicates = false;
    bool rejectsIfAny = false;   ///< no option: no file of rejects where there are none
    bool holdsCalledOff = false; ///< no option: what was called off needs fixing instead of a warning

    void addTo(CLI::App& verb);
    /// How rows are read and by which profile, without what is read and where it is told.
    void addReadingTo(CLI::App& verb);
    /// BadInput: what is wrong with the options themselves, whatever is read.
    [[nodiscard]] Done check() const;

    [[nodiscard]] bool isPiped() const { return file == "-"; }
    [[nodiscard]] bool canBeReadTwice() const;
    /// Opens the file or what comes through the pipe. BadInput: a word that stands for nothing; no table.
    [[nodiscard]] Result<std::unique_ptr<intake::RowReader>> open() const;
    /// Of a file that open() has opened.
    [[nodiscard]] Result<std::unique_ptr<intake::RowReader>> openAgain() const;
    /// BadInput: a column or field that there is not; where nothing was said, what is in doubt and its candidates.
    [[nodiscard]] Result<intake::Mapping> readMapping(const intake::TableShape& shape) const;
    /// Nothing: each row is an order.
    [[nodiscard]] Result<std::optional<intake::LineRule>> readLineRule() const;
};

} // namespace rookery::cli

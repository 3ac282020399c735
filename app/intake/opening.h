// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/table.h"

#include "pixel/error.h"

#include <memory>
#include <optional>

namespace rookery::intake {

/// What a person decided instead of the guesses.
struct Choices {
    std::optional<Kind> kind;
    std::optional<Encoding> encoding;
    std::optional<char> separator;
    std::optional<qint64> headerRow; ///< 0: there is none
    std::optional<NumberStyle> numbers;
    std::optional<DateStyle> dates;
    std::optional<QString> sheet; ///< of a spreadsheet: its name, or else its number from 1
};

/// What the first bytes of a file or of the clipboard are, some 64 KB or all of them.
[[nodiscard]] Kind guessKind(std::string_view head);

/// For what comes through a pipe or from the clipboard: looks at the first bytes, guesses what was not chosen and gives
/// a reader of that kind. The source is read as rows are asked for. To change a choice, open again: the guesses of the
/// first time come back.
[[nodiscard]] Result<std::unique_ptr<RowReader>> openTable(TextReader::Source source, const Choices& choices = {});

/// A spreadsheet has to be jumped about in, so one without a file is taken into memory first, up to this size.
inline constexpr qint64 MaxPipedSpreadsheet = 256LL * 1024 * 1024;

/// The front door for a file: the same as openTable(), but a spreadsheet stays on the disk. What is no file, or a
/// spreadsheet of a kind that cannot be read, is an error that says what to do instead.
[[nodiscard]] Result<std::unique_ptr<RowReader>> openFile(const QString& path, const Choices& choices = {});

} // namespace rookery::intake

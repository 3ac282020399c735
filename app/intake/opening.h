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
};

/// What the first bytes of a file or of the clipboard are, some 64 KB or all of them.
[[nodiscard]] Kind guessKind(std::string_view head);

/// The one front door: looks at the first bytes, guesses what was not chosen and gives a reader of that kind. The
/// source is read as rows are asked for. To change a choice, open again: the guesses of the first time come back.
[[nodiscard]] Result<std::unique_ptr<RowReader>> openTable(TextReader::Source source, const Choices& choices = {});

} // namespace rookery::intake

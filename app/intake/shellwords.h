// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/command.h"

#include <QByteArray>

#include <optional>
#include <string_view>
#include <vector>

namespace rookery::intake {

/// One word of a command line, without the quotes and escapes of its shell.
struct ShellWord {
    QByteArray text;
    bool hasVariable = false; ///< its shell would put something else in there, nobody here knows what
    bool isTable = false;     ///< PowerShell's `@{...}`, with all that is in it
};

/// A command line taken apart and never run.
struct ShellWords {
    std::vector<ShellWord> words;
    bool isOpen = false;   ///< it ends within quotes or brackets, or with the sign that goes on in the next line
    bool goesOn = false;   ///< of these, the last one
    bool hasMore = false;  ///< another command follows, behind `;`, `&&` or `|`
    std::string_view rest; ///< that other command
};

/// By the rules of the shell: quotes, escapes, the sign at the end of a line that goes on (`\`, a backtick, `^`). An
/// ampersand in an address that nobody quoted is taken for a part of it: a shell would cut there, but nobody means
/// that.
[[nodiscard]] ShellWords splitCommand(std::string_view text, Shell shell);

/// The pairs of `@{name = 'value'; ...}`; nothing where one of them is not plain text.
[[nodiscard]] std::optional<std::vector<std::pair<QByteArray, QByteArray>>> readTable(const QByteArray& text);

} // namespace rookery::intake

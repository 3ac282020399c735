// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/shellwords.h"

namespace rookery::intake {

/// The request that a command makes: curl (bash, cmd), wget, Invoke-WebRequest and the like.
struct RequestCommand {
    enum class Flaw {
        None,
        NoAddress,
        SeveralAddresses, ///< or several commands in one
        Variable,         ///< a value that only its shell knows
        File,             ///< a value that stands in a file: none is ever read
        CutOff,           ///< it ends within quotes
    };
    QByteArray url;      ///< with the data that the command puts into it
    bool isPost = false; ///< the values travel in the body, where no collector looks
    Flaw flaw = Flaw::None;
};

/// Whether the line starts a command that makes a request, whatever stands in front of it (a prompt, `sudo`, `$r =`);
/// then also the shell that it is for, as far as its signs tell.
[[nodiscard]] std::optional<Shell> shellOfCommand(std::string_view text);

/// `text`: one command, with the line breaks within it.
[[nodiscard]] RequestCommand readCommand(std::string_view text, Shell shell);

/// What browsers put before a command for PowerShell: `$session = New-Object ...`, `$session.Cookies.Add(...)`. It
/// makes no request, and an address in a cookie is none either.
[[nodiscard]] bool isSessionLine(std::string_view line);

} // namespace rookery::intake

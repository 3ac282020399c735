// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace rookery::intake {

/// The shells for which a URL is written as a command.
enum class Shell { PowerShell, Cmd, Bash };

/// A command that makes the request when somebody pastes it at a prompt, quoted so that no value can break out
/// (BEHAVIOUR.md §Bad input): `Invoke-WebRequest`, `curl.exe`, `curl`. The one for cmd is for a prompt, not for a batch
/// file, where % means something else. Empty where it is no http or https address.
/// What is legal in a URL is given to the shell as it is; what is not (spaces, quotes, line breaks, anything beyond
/// ASCII) is percent-encoded first, as any client would have to. A URL of this program never holds such.
[[nodiscard]] QString commandFor(Shell shell, const QByteArray& url);

/// `PowerShell`, `cmd`, `bash`; for menus and settings.
[[nodiscard]] QString shellName(Shell shell);

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace rookery::pixel {

/// UTF-8, then percent-encoding with upper-case hex. `A-Z a-z 0-9 - . _ ~ / :` stay (PROTOCOL.md §Encoding).
[[nodiscard]] QByteArray percentEncode(QStringView value);

/// What a raw `+` stands for. This program never writes one, so it always comes from another tool, and most
/// tools mean a space.
enum class Plus { Space, Literal };

struct PercentDecoded {
    QString text;
    qsizetype badEscape = -1; ///< byte offset of the first `%` without two hex digits, kept as it is; -1: none
    bool validUtf8 = true;    ///< otherwise damaged bytes became U+FFFD
};
[[nodiscard]] PercentDecoded percentDecode(QByteArrayView raw, Plus plus = Plus::Space);

} // namespace rookery::pixel

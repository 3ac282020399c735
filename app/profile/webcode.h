// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"
#include "pixel/event.h"

#include <QString>

#include <functional>
#include <optional>

namespace rookery::profile {

/// How what a caller reads out from the web page becomes visitor, session and user ID.
enum class WebCodeKind {
    None,       ///< the page shows no code
    AsIs,       ///< the code is the value of one field
    Pattern,    ///< parts of the code are the values
    LookupFile, ///< the code's row in a CSV file has the values
};

/// `none`, `asIs`, `pattern`, `lookupFile`: the words of the profile's file.
[[nodiscard]] QString webCodeKindText(WebCodeKind kind);
[[nodiscard]] std::optional<WebCodeKind> webCodeKindOfText(const QString& text);

struct WebCode {
    WebCodeKind kind = WebCodeKind::None;
    pixel::Field field = pixel::Field::VisitorId; ///< for AsIs: visitor, session or user ID
    /// For Pattern: a regular expression that must match the whole code; its groups `visitor`, `session` and `user`
    /// are the values, e.g. `(?<visitor>[0-9a-f-]{36})/(?<session>[0-9a-f-]{36})`.
    QString pattern;
    /// For LookupFile: a CSV file. Its header names `code`, and `visitor`, `session`, `user` (or `visitorId`,
    /// `sessionId`, `userId`) as far as they are there, in any order; comma, semicolon or tab between them.
    QString file;

    bool operator==(const WebCode&) const = default;
};

/// Says for each value that its kind needs and that is wrong: the key of the profile's file, a sentence.
void validate(const WebCode& webCode, const std::function<void(const char* key, const QString& sentence)>& wrong);

/// The values that a code stands for: an event with visitor, session and user ID, as far as they are known. An empty
/// code is an empty event; spaces around it are nothing. BadInput (not one of ours), NotFound (not in the list),
/// Storage (the list can't be read); the sentences are for the agent.
/// The list is read anew when its file changed, not for every code; from any thread.
[[nodiscard]] Result<pixel::Event> identityOf(const WebCode& webCode, const QString& code);

/// A larger list is refused. Bytes.
inline constexpr qint64 LargestCodeList = qint64(32) * 1024 * 1024;

} // namespace rookery::profile

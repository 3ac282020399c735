// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "pixel/error.h"
#include "pixel/finding.h"

#include <QJsonObject>
#include <QString>

#include <string>
#include <string_view>

namespace rookery::cli {

/// Results go to stdout, findings and progress to stderr, both UTF-8.
void printLine(const QByteArray& line);
/// Whole lines, with their ends.
void printBytes(std::string_view lines);
void printJson(const QJsonObject& json);
void say(const QString& text);
/// Says the error; its exit code.
[[nodiscard]] int report(const Error& error);
void say(const pixel::Findings& findings);

/// The fixed line of send, deliver and resend; `last` is what the last attempt got, if it has ended.
[[nodiscard]] QJsonObject resultJson(
    const ledger::EventRecord& event, const std::optional<ledger::AttemptResult>& last);

/// What the shell handed over. BadInput: not UTF-8; nothing is replaced in silence.
[[nodiscard]] Result<QString> textOf(const std::string& argument);

} // namespace rookery::cli

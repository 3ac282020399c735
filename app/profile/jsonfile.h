// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

#include <QJsonObject>

namespace rookery::profile {

/// A JSON object as it stands in a file, and where its keys stand, so that an error can name the line.
struct JsonFile {
    QByteArray text;
    QJsonObject object;

    /// 1 for the first; of the first `"key":` in the text.
    [[nodiscard]] int lineOf(const QString& key) const;
    [[nodiscard]] Error error(const QString& key, const QString& sentence) const;
};

/// BadInput: not UTF-8, not JSON (with the line where it breaks off), not an object.
[[nodiscard]] Result<JsonFile> parseJson(const QByteArray& text);
/// BadInput (too large, a folder), Storage (cannot be read).
[[nodiscard]] Result<QByteArray> readSmallFile(const QString& file);
/// Atomically, readable by its owner only. Storage, ReadOnly, DiskFull as Storage.
[[nodiscard]] Done writeFile(const QString& file, const QByteArray& content);

} // namespace rookery::profile

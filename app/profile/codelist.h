// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"
#include "pixel/event.h"

#include <QDateTime>
#include <QHash>

namespace rookery::profile {

/// The web codes of one CSV file and whom they name (see WebCode::file).
class CodeList {
public:
    /// Storage (cannot be read), BadInput (too large, no such columns).
    [[nodiscard]] static Result<CodeList> read(const QString& file);
    [[nodiscard]] static Result<CodeList> parse(const QString& text, const QString& nameOfFile);

    /// Without regard to case. NotFound; BadInput where two rows have the code and different IDs.
    [[nodiscard]] Result<pixel::Event> find(const QString& code) const;

private:
    struct Row {
        pixel::Event identity;
        bool ambiguous = false;
    };
    QHash<QString, Row> m_rows;
};

/// The last list that was asked for; read anew when size or time of its file changed.
class CodeListShelf {
public:
    [[nodiscard]] Result<pixel::Event> find(const QString& file, const QString& code);

private:
    QString m_file;
    QDateTime m_modified;
    qint64 m_size = -1;
    bool m_isSettled = false; // it was not written just before it was read
    Result<CodeList> m_list;
};

} // namespace rookery::profile

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/utcms.h"

#include <QList>
#include <QString>

namespace rookery::ui {

/// Rows that were never sent and had to make room for others: the last of them are kept, each in a file of its own.
class PutAway final {
public:
    struct Rows {
        QString file;
        QString name; ///< where they came from
        qint64 rows = 0;
        UtcMs at;

        bool operator==(const Rows&) const = default;
    };

    explicit PutAway(QString folder) : m_folder(std::move(folder)) { }

    /// The newest first.
    [[nodiscard]] QList<Rows> all() const;
    /// Where the next ones go. The oldest of too many are deleted.
    [[nodiscard]] QString nextFile();

    static constexpr qsizetype Most = 5;

private:
    [[nodiscard]] QStringList files() const;

    QString m_folder;
    qint64 m_last = 0; // ms; its file may not be written yet
};

} // namespace rookery::ui

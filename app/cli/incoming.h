// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>

#include <chrono>

namespace rookery::cli {

/// A folder that files are put into, each to be taken once: looked at again and again, for a network drive tells nobody
/// that a file has come. What was taken goes to the subfolder `done` or `rejects`, never over a file that is there.
class Incoming final {
public:
    /// `settle`: how long a file has to stay as it is before it is taken for complete.
    Incoming(const QString& folder, std::chrono::milliseconds settle) : m_folder(folder), m_settle(settle) { }

    /// Makes the subfolders. Storage: it can't.
    [[nodiscard]] Done prepare() const;

    /// What a file was when it was taken.
    struct File {
        QString name;
        qint64 size = 0;
        QDateTime changed;

        bool operator==(const File&) const = default;
    };
    /// Files that are complete, the oldest first. One that changes, that somebody has open for writing (as far as can
    /// be told), that is empty or has the name of something unfinished is not.
    [[nodiscard]] QList<File> complete();
    /// Files that may become complete by waiting alone.
    [[nodiscard]] bool hasUnsettled() const { return m_hasUnsettled; }
    /// Files that somebody had open for writing when complete() looked last.
    [[nodiscard]] const QStringList& busy() const { return m_busy; }
    /// It stays where it is and is not given again before that time is over.
    void leave(const File& file, std::chrono::milliseconds time);

    [[nodiscard]] QString pathOf(const File& file) const { return m_folder + u'/' + file.name; }
    /// The name by which it and the files about it have room in both subfolders: its own, or `orders (2).csv`.
    [[nodiscard]] QString freeName(const File& file) const;
    [[nodiscard]] QString resultsOf(const QString& freeName) const;
    [[nodiscard]] QString rejectsOf(const QString& freeName) const;
    [[nodiscard]] QString reasonOf(const QString& freeName) const;
    /// Storage: it can't be moved. Busy: it has changed since it was taken, and is taken again when it is complete.
    [[nodiscard]] Done moveToDone(const File& file, const QString& freeName) const;
    [[nodiscard]] Done moveToRejects(const File& file, const QString& freeName) const;

private:
    struct Seen {
        File file;
        std::chrono::steady_clock::time_point since; // when it was first seen as it is
        std::chrono::steady_clock::time_point notBefore;
    };

    [[nodiscard]] Done move(const File& file, const QString& to) const;

    QString m_folder;
    std::chrono::milliseconds m_settle;
    QHash<QString, Seen> m_seen;
    bool m_hasUnsettled = false;
    QStringList m_busy;
};

/// Whether somebody has it open for writing, as far as the system tells.
[[nodiscard]] bool isOpenForWriting(const QString& path);

} // namespace rookery::cli

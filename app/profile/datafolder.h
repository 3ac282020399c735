// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

#include <QStringList>

namespace rookery::profile {

/// Where everything of one console lives; both programs use the same one.
class DataFolder {
public:
    /// `given` (--data-dir), else ROOKERY_DATA_DIR, else `data` beside the program where a file PortableMarker says so,
    /// else `Rookery` in the user's local application data.
    [[nodiscard]] static DataFolder resolve(const QString& given, const QString& programFolder = {});
    static constexpr QLatin1StringView PortableMarker{"portable.txt"};

    explicit DataFolder(QString path);

    /// Makes it, readable by its owner only. Storage, ReadOnly.
    [[nodiscard]] Done create() const;
    /// For those who only look: that it is a folder and may be read, if it is there at all. Storage.
    [[nodiscard]] Done mayBeRead() const;

    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] QString ledgerFile() const;    ///< `ledger.sqlite`
    [[nodiscard]] QString profileFolder() const; ///< `profiles`
    [[nodiscard]] QString settingsFile() const;  ///< `settings.json`
    [[nodiscard]] QString backupFolder() const;  ///< `backups`
    /// `Rookery/profiles` in the system's shared application data, strongest first.
    [[nodiscard]] static QStringList systemProfileFolders();

private:
    QString m_path;
};

} // namespace rookery::profile

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

namespace rookery::profile {

/// The profiles of one data folder, a JSON file each, and the read-only ones of the system, which take precedence.
/// Holds no copy: every call reads the folder, because another program may have changed it.
class ProfileStore {
public:
    ProfileStore(QString folder, QStringList systemFolders);

    /// Those that can be read, by name; what cannot is left to problems().
    [[nodiscard]] QList<Profile> all() const;
    /// One error for each file that is not a valid profile; the sentence names file, line and key.
    [[nodiscard]] QList<Error> problems() const;
    /// NotFound; BadInput where its file is damaged.
    [[nodiscard]] Result<Profile> find(const QString& name) const;
    /// Writes atomically. BadInput (invalid, locked), Storage.
    [[nodiscard]] Done save(const Profile& profile) const;
    /// NotFound, NotAllowed (locked), Storage. Whether events still wait for it is asked by the engine.
    [[nodiscard]] Done remove(const QString& name) const;

    [[nodiscard]] const QString& folder() const { return m_folder; }

private:
    QString m_folder;
    QStringList m_systemFolders;
};

/// A profile file's bytes; the error names line and key.
[[nodiscard]] Result<Profile> parseProfile(const QByteArray& json);

} // namespace rookery::profile

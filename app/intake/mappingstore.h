// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/mapping.h"

namespace rookery::intake {

/// The mappings that people have used, by the header they were used with, and those that they gave a name. Lives in one
/// JSON file; a damaged one is as good as none, and says so once.
class MappingStore final {
public:
    explicit MappingStore(QString file) : m_file(std::move(file)) { }

    /// BadInput: the file is no such file. A missing one is empty.
    [[nodiscard]] Done load();

    /// What was used for this header the last time, if anything was.
    [[nodiscard]] std::optional<Mapping> find(const QStringList& header) const;
    /// And kept on disk. Storage.
    [[nodiscard]] Done remember(const Mapping& mapping, const QStringList& header);

    [[nodiscard]] QStringList names() const;
    /// Under its name; it takes the place of one that has that name. Storage.
    [[nodiscard]] Done saveNamed(const Mapping& mapping, const QStringList& header);
    /// BadInput: it speaks of columns that this header does not have.
    [[nodiscard]] Result<Mapping> named(const QString& name, const QStringList& header) const;

    static constexpr qsizetype MostRemembered = 200;

private:
    [[nodiscard]] Done save() const;

    QString m_file;
    bool m_isReadable = true; // else it is left as it is
    QJsonObject m_remembered; // by signature: mapping and when it was used
    QJsonObject m_named;
};

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/keptfiles.h"

#include <QDir>
#include <QFileInfo>

namespace rookery::engine {

namespace {

QString sheetFolder(const profile::DataFolder& folder) { return folder.path() + QLatin1StringView("/batches"); }

QStringList filesIn(const QString& path, const QStringList& patterns)
{
    QStringList files;
    const QDir folder(path);
    const QStringList names = folder.entryList(patterns, QDir::Files, QDir::Name);
    for (const QString& name : names)
        files << folder.filePath(name);
    return files;
}

} // namespace

QString sheetFile(const profile::DataFolder& folder, qint64 batch)
{
    return sheetFolder(folder) + QStringLiteral("/%1.sheet").arg(batch);
}

QStringList keptSheets(const profile::DataFolder& folder)
{
    return filesIn(sheetFolder(folder), {QStringLiteral("*.sheet")});
}

QStringList ledgerCopies(const profile::DataFolder& folder)
{
    const QString stem = QFileInfo(folder.ledgerFile()).completeBaseName();
    return filesIn(folder.backupFolder(), {stem + QLatin1StringView("-*.sqlite")})
        + filesIn(folder.path(),
            {stem + QLatin1StringView("-version*.sqlite"), stem + QLatin1StringView("-set-aside-*.sqlite"),
                stem + QLatin1StringView("-damaged-*.sqlite")});
}

} // namespace rookery::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/datafolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryFile>

namespace rookery::profile {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::profile::DataFolder)
};

} // namespace

DataFolder::DataFolder(QString path) : m_path(QDir::cleanPath(QFileInfo(path).absoluteFilePath())) { }

DataFolder DataFolder::resolve(const QString& given, const QString& programFolder)
{
    if (!given.isEmpty())
        return DataFolder(given);
    if (const QString fromEnvironment = qEnvironmentVariable("ROOKERY_DATA_DIR"); !fromEnvironment.isEmpty())
        return DataFolder(fromEnvironment);
    if (!programFolder.isEmpty() && QFile::exists(programFolder + QLatin1Char('/') + PortableMarker))
        return DataFolder(programFolder + QLatin1StringView("/data"));
    return DataFolder(
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QLatin1StringView("/Rookery"));
}

Done DataFolder::create() const
{
    const QString shown = QDir::toNativeSeparators(m_path);
    const QFileInfo info(m_path);
    if (info.exists() && !info.isDir())
        return failure(Error::Code::Storage, Words::tr("%1 is a file; a data folder is needed there.").arg(shown));
    if (!info.exists()) {
        if (!QDir().mkpath(m_path))
            return failure(
                Error::Code::ReadOnly, Words::tr("The data folder %1 can't be made, so sending is off.").arg(shown));
        QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    // Tried, because permission bits do not tell of read-only disks, nor of the one who may do everything.
    QTemporaryFile probe(m_path + QLatin1StringView("/probe-XXXXXX"));
    if (!probe.open())
        return failure(Error::Code::ReadOnly,
            Words::tr("Can't save to %1, so sending is off: every order must be recorded first.").arg(shown),
            probe.errorString());
    return {};
}

Done DataFolder::mayBeRead() const
{
    const QString shown = QDir::toNativeSeparators(m_path);
    const QFileInfo info(m_path);
    if (info.exists() && !info.isDir())
        return failure(Error::Code::Storage, Words::tr("%1 is a file; a data folder is needed there.").arg(shown));
    if (info.exists() && !(info.isReadable() && info.isExecutable()))
        return failure(Error::Code::Storage, Words::tr("The data folder %1 can't be read by you.").arg(shown));
    return {};
}

QString DataFolder::ledgerFile() const { return m_path + QLatin1StringView("/ledger.sqlite"); }

QString DataFolder::profileFolder() const { return m_path + QLatin1StringView("/profiles"); }

QString DataFolder::settingsFile() const { return m_path + QLatin1StringView("/settings.json"); }

QString DataFolder::backupFolder() const { return m_path + QLatin1StringView("/backups"); }

QStringList DataFolder::systemProfileFolders()
{
    QStringList folders = QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation);
    folders.removeAll(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
    for (QString& folder : folders)
        folder += QLatin1StringView("/Rookery/profiles");
    return folders;
}

} // namespace rookery::profile

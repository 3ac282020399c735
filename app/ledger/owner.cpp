// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/owner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace rookery::ledger {

using namespace std::chrono_literals;

Owner::Owner(QString folder, QString name, std::unique_ptr<FileLock> lock)
    : m_folder(std::move(folder))
    , m_name(std::move(name))
    , m_lock(std::move(lock))
{
}

Result<Owner> Owner::make(const QString& folder)
{
    QDir().mkpath(folder);
    const QStringList left = QDir(folder).entryList(QDir::Files);
    for (const QString& name : left) {
        const QString path = folder + u'/' + name;
        if (const auto lock = FileLock::tryLock(path, 0ms))
            QFile::remove(path);
    }
    const QString name = QStringLiteral("%1-%2")
                             .arg(QCoreApplication::applicationPid())
                             .arg(QUuid::createUuid().toString(QUuid::Id128));
    const QString path = folder + u'/' + name;
    if (auto lock = FileLock::tryLock(path, 1s))
        return Owner(folder, name, std::move(lock));
    return failure(Error::Code::ReadOnly,
        QCoreApplication::translate("rookery::ledger::Owner", "Can't write to %1, so sending is off.").arg(folder));
}

Owner::~Owner()
{
    if (m_lock)
        QFile::remove(m_folder + u'/' + m_name);
}

namespace {

bool isHeld(const QString& path)
{
    if (!QFile::exists(path))
        return false;
    const auto lock = FileLock::tryLock(path, 0ms);
    return !lock; // no access is no proof that it is gone
}

} // namespace

bool Owner::isAlive(const QString& owner) const { return isHeld(m_folder + u'/' + owner); }

bool Owner::isAnyAlive(const QString& folder, const QString& except)
{
    const QStringList owners = QDir(folder).entryList(QDir::Files);
    return std::any_of(owners.begin(), owners.end(),
        [&folder, &except](const QString& owner) { return owner != except && isHeld(folder + u'/' + owner); });
}

QString ownersOf(const QString& ledger) { return QFileInfo(ledger).absolutePath() + QLatin1StringView("/owners"); }

} // namespace rookery::ledger

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/owner.h"

#include <QCoreApplication>
#include <QDir>
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

bool Owner::isAlone() const
{
    const QStringList owners = QDir(m_folder).entryList(QDir::Files);
    return std::none_of(
        owners.cbegin(), owners.cend(), [this](const QString& owner) { return owner != m_name && isAlive(owner); });
}

bool Owner::isAlive(const QString& owner) const
{
    const QString path = m_folder + u'/' + owner;
    if (!QFile::exists(path))
        return false;
    FileLock::Failure why{};
    const auto lock = FileLock::tryLock(path, 0ms, &why);
    return !lock; // no access is no proof that it is gone
}

} // namespace rookery::ledger

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

/// A disk in memory that is soon full, and may be made larger. Only root may have one.
class SmallDisk {
public:
    explicit SmallDisk(const QString& size)
        : m_isThere(runs({QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
            QStringLiteral("size=") + size, QStringLiteral("tmpfs"), path()}))
    {
    }
    ~SmallDisk()
    {
        if (m_isThere)
            QProcess::execute(QStringLiteral("umount"), {path()});
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    [[nodiscard]] bool isThere() const { return m_isThere; }
    [[nodiscard]] bool grow(const QString& size) const
    {
        return runs({QStringLiteral("-o"), QStringLiteral("remount,size=") + size, path()});
    }
    [[nodiscard]] QString path() const { return m_folder.path(); }

private:
    [[nodiscard]] static bool runs(const QStringList& arguments)
    {
        QProcess mount;
        mount.start(QStringLiteral("mount"), arguments);
        return mount.waitForFinished() && mount.exitStatus() == QProcess::NormalExit && mount.exitCode() == 0;
    }

    QTemporaryDir m_folder;
    bool m_isThere;
};

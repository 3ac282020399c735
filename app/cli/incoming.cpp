// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/incoming.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

#ifdef __linux__
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#elif defined(Q_OS_WIN)
#include <windows.h>
#endif

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::Incoming)
};

// What browsers, copying programs and spreadsheet programs call a file that is not there yet, or open.
bool isUnfinishedName(const QString& name)
{
    constexpr std::array Ends{
        "~", ".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp", ".temp", ".swp"};
    return name.startsWith(QLatin1StringView("~$")) || std::any_of(Ends.begin(), Ends.end(), [&name](const char* end) {
        return name.endsWith(QLatin1StringView(end), Qt::CaseInsensitive);
    });
}

Incoming::File fileOf(const QFileInfo& info) { return {info.fileName(), info.size(), info.lastModified()}; }

} // namespace

bool isOpenForWriting(const QString& path)
{
#ifdef __linux__
    // A lease for reading is given only where nobody writes; taking it back at once may still be answered by a signal.
    std::signal(SIGIO, SIG_IGN);
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false; // whoever opens it next says why not
    const bool isBusy = ::fcntl(fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
    ::fcntl(fd, F_SETLEASE, F_UNLCK);
    ::close(fd);
    return isBusy;
#elif defined(Q_OS_WIN)
    const QString native = QDir::toNativeSeparators(path);
    const HANDLE file = ::CreateFileW(reinterpret_cast<LPCWSTR>(native.utf16()), GENERIC_READ, FILE_SHARE_READ, nullptr,
        OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return ::GetLastError() == ERROR_SHARING_VIOLATION;
    ::CloseHandle(file);
    return false;
#else
    Q_UNUSED(path)
    return false;
#endif
}

Done Incoming::prepare() const
{
    for (const QString& name : {QStringLiteral("done"), QStringLiteral("rejects")}) {
        if (!QDir(m_folder).mkpath(name))
            return failure(Error::Code::Storage,
                Words::tr("The folder \"%1\" can't be made in %2.").arg(name, QDir::toNativeSeparators(m_folder)));
    }
    return {};
}

QList<Incoming::File> Incoming::complete()
{
    const auto now = std::chrono::steady_clock::now();
    QHash<QString, Seen> seen;
    QList<File> ready;
    m_hasUnsettled = false;
    m_busy.clear();
    const QFileInfoList all = QDir(m_folder).entryInfoList(QDir::Files | QDir::NoSymLinks, QDir::Time | QDir::Reversed);
    for (const QFileInfo& info : all) {
        const File file = fileOf(info);
        if (file.size == 0 || file.name.startsWith(u'.') || isUnfinishedName(file.name))
            continue;
        Seen one = m_seen.value(file.name, {file, now, now});
        if (one.file != file)
            one = {file, now, now};
        const bool isSettled = now - one.since >= m_settle;
        if (isSettled && now >= one.notBefore) {
            if (isOpenForWriting(pathOf(file)))
                m_busy << file.name;
            else
                ready << file;
        }
        m_hasUnsettled = m_hasUnsettled || !isSettled;
        seen.insert(file.name, one);
    }
    m_seen = seen;
    return ready;
}

void Incoming::leave(const File& file, std::chrono::milliseconds time)
{
    m_seen[file.name].notBefore = std::chrono::steady_clock::now() + time;
}

QString Incoming::resultsOf(const QString& freeName) const
{
    return m_folder + QStringLiteral("/done/") + freeName + QStringLiteral(".results.csv");
}

QString Incoming::rejectsOf(const QString& freeName) const
{
    return m_folder + QStringLiteral("/rejects/") + freeName + QStringLiteral(".rejects.csv");
}

QString Incoming::reasonOf(const QString& freeName) const
{
    return m_folder + QStringLiteral("/rejects/") + freeName + QStringLiteral(".reason.txt");
}

QString Incoming::freeName(const File& file) const
{
    const qsizetype point = file.name.lastIndexOf(u'.');
    const qsizetype stem = point > 0 ? point : file.name.size();
    for (int n = 1;; ++n) {
        const QString name = n == 1
            ? file.name
            : QStringLiteral("%1 (%2)%3").arg(file.name.first(stem)).arg(n).arg(file.name.sliced(stem));
        const QStringList taken{m_folder + QStringLiteral("/done/") + name,
            m_folder + QStringLiteral("/rejects/") + name, resultsOf(name), rejectsOf(name), reasonOf(name)};
        if (std::none_of(taken.begin(), taken.end(), [](const QString& path) { return QFileInfo::exists(path); }))
            return name;
    }
}

Done Incoming::move(const File& file, const QString& to) const
{
    const QString from = pathOf(file);
    if (fileOf(QFileInfo(from)) != file)
        return failure(Error::Code::Busy,
            Words::tr("%1 has changed while it was read. It is read again when it is complete; orders that are here "
                      "already don't count twice.")
                .arg(file.name));
    QFile moved(from);
    if (!moved.rename(to))
        return failure(
            Error::Code::Storage, Words::tr("%1 can't be moved to %2: %3.").arg(file.name, to, moved.errorString()));
    return {};
}

Done Incoming::moveToDone(const File& file, const QString& freeName) const
{
    return move(file, m_folder + QStringLiteral("/done/") + freeName);
}

Done Incoming::moveToRejects(const File& file, const QString& freeName) const
{
    return move(file, m_folder + QStringLiteral("/rejects/") + freeName);
}

} // namespace rookery::cli

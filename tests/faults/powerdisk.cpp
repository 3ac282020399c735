// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/powerdisk.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr qsizetype SectorBytes = 512;

PowerDisk* current = nullptr; // whose folder fsync() is asked about; one at a time

std::optional<struct stat> statOf(const QString& path)
{
    struct stat found { };
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? std::optional(found) : std::nullopt;
}

// Which of all files it is, whatever it is called; 0: none.
quint64 idOf(const QString& path)
{
    const auto found = statOf(path);
    return found ? found->st_ino : 0;
}

bool isWal(const QString& path) { return path.endsWith(QLatin1StringView("-wal")); }

} // namespace

// They take the place of the C library's for SQLite, for Qt and for the ledger.
extern "C" int fsync(int descriptor) { return PowerDisk::syncDescriptor(descriptor); }
extern "C" int fdatasync(int descriptor) { return PowerDisk::syncDescriptor(descriptor); }

const QList<Remains::Variant>& Remains::variants()
{
    static const QList<Variant> All{
        {"nothing arrived", Writes::None, Names::None},
        {"everything arrived", Writes::All, Names::All},
        {"every second sector arrived", Writes::EverySecondSector, Names::All},
        {"half of the last write arrived", Writes::HalfOfTheLast, Names::All},
        {"what went to the ledger arrived", Writes::ToTheLedger, Names::All},
        {"what went to the WAL arrived", Writes::ToTheWal, Names::None},
        {"removals arrived, nothing else", Writes::None, Names::Removals},
    };
    return All;
}

void Remains::apply(const Change& change, QByteArray& bytes)
{
    if (change.truncates) {
        bytes.resize(qsizetype(change.at)); // never longer here: SQLite only shortens
        return;
    }
    const qsizetype end = qsizetype(change.at) + change.bytes.size();
    if (bytes.size() < end)
        bytes.append(end - bytes.size(), '\0');
    std::copy(change.bytes.cbegin(), change.bytes.cend(), bytes.begin() + qsizetype(change.at));
}

QByteArray Remains::content(const Image& image, const QString& name, Writes writes)
{
    QByteArray bytes = image.durable;
    const bool allHere = writes == Writes::All || (writes == Writes::ToTheWal && isWal(name))
        || (writes == Writes::ToTheLedger && !isWal(name));
    if (writes == Writes::EverySecondSector) {
        qsizetype sector = 0;
        for (const Change& change : image.pending) {
            if (change.truncates && ++sector % 2 == 0)
                apply(change, bytes);
            for (qsizetype at = 0; at < change.bytes.size(); at += SectorBytes) {
                if (++sector % 2 == 0)
                    apply({change.at + at, change.bytes.mid(at, SectorBytes)}, bytes);
            }
        }
    } else if (writes == Writes::HalfOfTheLast && !image.pending.isEmpty()) {
        for (qsizetype i = 0; i + 1 < image.pending.size(); ++i)
            apply(image.pending[i], bytes);
        const Change& last = image.pending.last();
        if (!last.truncates)
            apply({last.at, last.bytes.first(last.bytes.size() / 2)}, bytes);
    } else if (allHere) {
        for (const Change& change : image.pending)
            apply(change, bytes);
    }
    return bytes;
}

Remains::Listing Remains::names(Names names) const
{
    if (names == Names::None)
        return m_synced;
    if (names == Names::All)
        return m_there;
    Listing left;
    for (auto it = m_synced.cbegin(); it != m_synced.cend(); ++it) {
        const bool renamed = !m_there.contains(it.key()) && m_there.values().contains(it.value());
        if (m_there.contains(it.key()) || renamed)
            left.insert(it.key(), it.value());
    }
    return left;
}

QMap<QString, QByteArray> Remains::files(const Variant& variant) const
{
    QMap<QString, QByteArray> files;
    const Listing listing = names(variant.names);
    for (auto it = listing.cbegin(); it != listing.cend(); ++it)
        files.insert(it.key(), content(m_images.value(it.value()), it.key(), variant.writes));
    return files;
}

/// Holds on to a file that may be removed, so that no other one gets its number. O_PATH, because closing any other
/// descriptor would take SQLite's locks away.
class PowerDisk::Pin {
public:
    explicit Pin(const QString& path)
        : m_descriptor(::open(QFile::encodeName(path).constData(), O_PATH | O_CLOEXEC)) { }
    ~Pin() { ::close(m_descriptor); }
    Q_DISABLE_COPY_MOVE(Pin)

private:
    int m_descriptor;
};

PowerDisk::PowerDisk(QString folder) : m_folder(std::move(folder))
{
    const Remains::Listing there = list();
    for (auto it = there.cbegin(); it != there.cend(); ++it) {
        const QString path = m_folder + u'/' + it.key();
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            imageOf(path).durable = file.readAll();
    }
    m_synced = there;
    current = this;
}

PowerDisk::~PowerDisk() { current = nullptr; }

void PowerDisk::arm(Fault fault, int step)
{
    m_fault = step > 0 ? fault : Fault::None;
    m_at = step;
    m_steps = 0;
    m_failed = false;
}

Remains PowerDisk::remains() const
{
    if (m_atLoss)
        return *m_atLoss;
    Remains remains;
    remains.m_images = m_images;
    remains.m_synced = m_synced;
    remains.m_there = list();
    return remains;
}

Remains::Listing PowerDisk::list() const
{
    Remains::Listing listing;
    const QDir root(m_folder);
    QDirIterator it(m_folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        const QString name = root.relativeFilePath(path);
        // The locks of processes that are gone by then, and what is memory.
        if (name.startsWith(QLatin1StringView("owners/")) || name.endsWith(QLatin1StringView(".lock"))
            || name.endsWith(QLatin1StringView("-shm")))
            continue;
        if (const Remains::Id id = idOf(path))
            listing.insert(name, id);
    }
    return listing;
}

Remains::Image& PowerDisk::imageOf(const QString& path)
{
    const Remains::Id id = idOf(path);
    if (id != 0 && !m_pins.contains(id))
        m_pins.insert(id, std::make_shared<Pin>(path));
    return m_images[id];
}

void PowerDisk::syncFile(Remains::Image& image)
{
    for (const Remains::Change& change : std::as_const(image.pending))
        Remains::apply(change, image.durable);
    image.pending.clear();
}

bool PowerDisk::grows(const Step& step) const
{
    const auto found = step.path ? statOf(QFile::decodeName(step.path)) : std::nullopt;
    return step.kind == Step::Kind::Write && (!found || step.at + step.count > found->st_size);
}

int PowerDisk::failure(Step::Kind kind) const
{
    switch (kind) {
    case Step::Kind::Open:
        return SQLITE_CANTOPEN;
    case Step::Kind::Write:
        return SQLITE_IOERR_WRITE;
    case Step::Kind::Truncate:
        return SQLITE_IOERR_TRUNCATE;
    case Step::Kind::Sync:
        return SQLITE_IOERR_FSYNC;
    case Step::Kind::Delete:
        return SQLITE_IOERR_DELETE;
    }
    Q_UNREACHABLE();
}

int PowerDisk::faultAt(Step::Kind kind)
{
    ++m_steps;
    const bool now = m_fault != Fault::None && m_fault != Fault::FullSince
        && (m_fault == Fault::Error ? m_steps == m_at : m_steps >= m_at);
    m_failed = m_failed || now;
    return now ? failure(kind) : SQLITE_OK;
}

int PowerDisk::before(const Step& step)
{
    const bool first = !m_failed;
    const int fault = faultAt(step.kind);
    if (m_fault == Fault::FullSince && m_steps >= m_at && grows(step)) {
        m_failed = true;
        return SQLITE_FULL;
    }
    if (fault == SQLITE_OK) {
        m_inSync = step.kind == Step::Kind::Sync;
        return SQLITE_OK;
    }
    if (m_fault == Fault::PowerLoss && first) {
        // In the middle of this step.
        m_atLoss = std::make_unique<Remains>(remains());
        if (step.path)
            note(step, m_atLoss->m_images[idOf(QFile::decodeName(step.path))]);
    }
    if (m_fault != Fault::PowerLoss && step.path && step.kind == Step::Kind::Sync)
        imageOf(QFile::decodeName(step.path)).pending.clear();
    return fault;
}

void PowerDisk::after(const Step& step)
{
    m_inSync = false;
    if (!step.path || step.kind == Step::Kind::Delete)
        return;
    Remains::Image& image = imageOf(QFile::decodeName(step.path));
    note(step, image);
    if (step.kind == Step::Kind::Sync)
        syncFile(image);
}

void PowerDisk::note(const Step& step, Remains::Image& image)
{
    if (step.kind == Step::Kind::Write)
        image.pending << Remains::Change{step.at, QByteArray(static_cast<const char*>(step.bytes), step.count)};
    else if (step.kind == Step::Kind::Truncate)
        image.pending << Remains::Change{step.at, {}, true};
}

int PowerDisk::syncDescriptor(int descriptor) { return current ? current->syncFolderOrFile(descriptor) : 0; }

int PowerDisk::syncFolderOrFile(int descriptor)
{
    const QString path = QFile::symLinkTarget(QStringLiteral("/proc/self/fd/%1").arg(descriptor));
    const bool isFolder = QFileInfo(path).isDir();
    if (!isFolder && m_inSync)
        return 0; // counted by the step that it is part of
    const QByteArray name = QFile::encodeName(path);
    const bool wasInSync = m_inSync;
    const int fault = isFolder ? before({Step::Kind::Sync}) : before({Step::Kind::Sync, name.constData()});
    m_inSync = wasInSync;
    if (fault != SQLITE_OK) {
        errno = EIO;
        return -1;
    }
    if (!isFolder) {
        syncFile(imageOf(path));
        return 0;
    }
    // What is under this folder is synced as it is named now, and nothing else.
    const auto isHere = [&](const QString& relative) {
        return QFileInfo(m_folder + u'/' + relative).absolutePath() == QFileInfo(path).absoluteFilePath();
    };
    for (auto it = m_synced.begin(); it != m_synced.end();)
        it = isHere(it.key()) ? m_synced.erase(it) : std::next(it);
    const Remains::Listing there = list();
    for (auto it = there.cbegin(); it != there.cend(); ++it) {
        if (isHere(it.key()))
            m_synced.insert(it.key(), it.value());
    }
    return 0;
}

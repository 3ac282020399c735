// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/stage.h"

#include "ledger/backup.h"
#include "ledger/book.h"
#include "ledger/database.h"
#include "ledger/rescue.h"
#include "ledger/unsettled.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QHashFunctions>
#include <QJsonDocument>
#include <QRegularExpression>

#include <sqlite3.h>

#include <atomic>

using namespace rookery;
using namespace rookery::ledger;

namespace {

const UtcMs Today(1'795'000'000'000);
const UtcMs LongAfter(1'900'000'000'000);
const std::atomic_bool goOn = false;

QByteArray fieldsOf(pixel::Event event)
{
    event.set(pixel::Field::Timestamp, QString());
    return QJsonDocument(event.toJson()).toJson(QJsonDocument::Compact);
}

NewEvent orderOf(const QString& orderId, const QString& eventPrefix = QStringLiteral("e-"))
{
    return Book::order(orderId, eventPrefix + orderId);
}

HistoryQuery everything() { return {}; }

QStringList filesOf(const QString& folder, const QString& pattern)
{
    return QDir(folder).entryList({pattern}, QDir::Files);
}

// Of a whole database file: in words what is wrong with it, or nothing.
QString damageOf(const QString& file)
{
    const auto db = openForReading(file);
    if (!db)
        return db.error().sentence + db.error().detail;
    try {
        const auto said = (*db)->execAndGet("PRAGMA integrity_check(1)").getString();
        if (said != "ok")
            return QString::fromStdString(said);
        SQLite::Statement foreign(**db, "PRAGMA foreign_key_check");
        return foreign.executeStep() ? QStringLiteral("a row belongs to one that is not there") : QString();
    } catch (const SQLite::Exception& e) {
        return QString::fromUtf8(e.what());
    }
}

qint64 numberIn(const QString& file, const char* sql)
{
    const auto db = openForReading(file);
    try {
        return db ? (*db)->execAndGet(sql).getInt64() : -1;
    } catch (const SQLite::Exception&) {
        return -1;
    }
}

qint64 rowsOf(const QString& file) { return numberIn(file, "SELECT count(*) FROM event"); }

// -1 where only a writer could read it.
qint64 versionOf(const QString& file) { return numberIn(file, "PRAGMA user_version"); }

void judgeAttempts(const Reader& reader, const EventRecord& event, Verdict& verdict)
{
    const auto attempts = reader.attempts(event.id);
    if (!attempts) {
        verdict.faults << QStringLiteral("no attempts of ") + event.orderId();
        return;
    }
    if (attempts->size() != event.attempts)
        verdict.faults << QStringLiteral("%1 has %2 attempts and says %3")
                              .arg(event.orderId())
                              .arg(attempts->size())
                              .arg(event.attempts);
    for (qsizetype i = 0; i < attempts->size(); ++i) {
        const AttemptRecord& attempt = attempts->at(i);
        if (attempt.number != i + 1)
            verdict.faults << QStringLiteral("the attempts of %1 are not numbered").arg(event.orderId());
        if (!attempt.result)
            verdict.faults << QStringLiteral("an attempt of %1 is open with nobody behind it").arg(event.orderId());
        if (!attempt.url.endsWith(event.target))
            verdict.faults << QStringLiteral("an attempt of %1 had other bytes").arg(event.orderId());
    }
    if (event.state == State::Sending)
        verdict.faults << QStringLiteral("%1 is being sent by nobody").arg(event.orderId());
}

void judgeEvents(Ledger& ledger, const Told& told, Verdict& verdict)
{
    QSet<QString> events;
    QSet<QString> orders;
    int recorded = 0;
    const Done read = ledger.reader().forEach(everything(), 0, [&](const EventRecord& event) {
        if (events.contains(event.eventId()) || orders.contains(event.orderId())) {
            ++verdict.doubled;
            verdict.faults << QStringLiteral("%1 is there twice").arg(event.orderId());
        }
        events << event.eventId();
        orders << event.orderId();
        recorded += event.attempts;
        if (told.accepted.contains(event.eventId()) && told.accepted[event.eventId()] != fieldsOf(event.fields))
            verdict.faults << QStringLiteral("%1 is another order now").arg(event.orderId());
        if (told.frozen.contains(event.eventId()) && told.frozen[event.eventId()] != event.target)
            verdict.faults << QStringLiteral("%1 may have left with other bytes").arg(event.orderId());
        if (told.delivered.contains(event.eventId()) && event.state != State::Delivered) {
            ++verdict.lost;
            verdict.faults << QStringLiteral("%1 was delivered and is %2").arg(event.orderId(), stateText(event.state));
        }
        judgeAttempts(ledger.reader(), event, verdict);
        return true;
    });
    if (!read)
        verdict.faults << read.error().sentence + read.error().detail;
    for (auto it = told.accepted.cbegin(); it != told.accepted.cend(); ++it) {
        if (events.contains(it.key()))
            continue;
        ++verdict.lost;
        verdict.faults << QStringLiteral("%1 was accepted and is lost").arg(it.key());
    }
    if (recorded < told.recorded)
        verdict.faults << QStringLiteral("%1 of %2 attempts are there").arg(recorded).arg(told.recorded);
}

void judgeBackups(const QString& folder, const Told& told, Verdict& verdict)
{
    const QList<Backup> backups = backupsIn(folder);
    if (backups.size() < told.backups)
        verdict.faults << QStringLiteral("%1 of %2 back-ups are there").arg(backups.size()).arg(told.backups);
    for (const Backup& backup : backups) {
        if (const QString damage = damageOf(backup.file); !damage.isEmpty())
            verdict.faults << QStringLiteral("a back-up is no good: ") + damage;
        else if (rowsOf(backup.file) < 1)
            verdict.faults << QStringLiteral("a back-up is empty");
    }
}

// Before the ledger is opened: that would make another copy. Whoever only looks sees everything too.
void judgeUntouched(const QString& folder, const Told& told, Verdict& verdict)
{
    const QString ledgerFile = folder + QStringLiteral("/ledger.sqlite");
    const QStringList copies = filesOf(folder, QStringLiteral("ledger-version*.sqlite"));
    for (const QString& name : copies) {
        const QString copy = folder + u'/' + name;
        if (const QString damage = damageOf(copy); !damage.isEmpty())
            verdict.faults << QStringLiteral("a copy of an old ledger is no good: ") + damage;
        else if (rowsOf(copy) != told.fixtureRows)
            verdict.faults << QStringLiteral("a copy of an old ledger has %1 rows").arg(rowsOf(copy));
    }
    const auto reader = Reader::openUntouched(ledgerFile);
    if (!reader) {
        if (!told.accepted.isEmpty())
            verdict.faults << QStringLiteral("can't be looked at: ") + reader.error().sentence + reader.error().detail;
        return;
    }
    const qint64 seen = (*reader)->count(everything()).value_or(-1);
    if (seen < told.accepted.size())
        verdict.faults << QStringLiteral("who only looks sees %1 of %2 orders").arg(seen).arg(told.accepted.size());
    if (told.fixture > 0 && copies.isEmpty() && versionOf(ledgerFile) > told.fixture)
        verdict.faults << QStringLiteral("brought up to date, and no copy of it before");
}

} // namespace

Verdict& Verdict::operator+=(const Verdict& other)
{
    accepted += other.accepted;
    delivered += other.delivered;
    recorded += other.recorded;
    lost += other.lost;
    doubled += other.doubled;
    faults += other.faults;
    return *this;
}

Stage::Stage(const QString& folder, const PowerDisk* disk, Told told)
    : m_folder(folder)
    , m_disk(disk)
    , m_told(std::move(told))
{
}

Done Stage::open()
{
    auto opened = Ledger::open(file());
    if (!opened)
        return tl::unexpected(opened.error());
    m_ledger = std::move(*opened);
    return {};
}

Done Stage::openAsTold()
{
    const Done opened = open();
    const bool again = !opened && opened.error().code == Error::Code::Rescued;
    return again ? open() : opened;
}

Done Stage::confirm(const QString& orderId, const QString& eventPrefix)
{
    const NewEvent order = orderOf(orderId, eventPrefix);
    const auto id = m_ledger->confirm(order, Today);
    if (!id)
        return tl::unexpected(id.error());
    if (isHeard())
        m_told.accepted.insert(order.fields.value(pixel::Field::EventId), fieldsOf(order.fields));
    return {};
}

Done Stage::confirmAll(const QString& prefix, int count)
{
    QList<NewEvent> orders;
    for (int i = 0; i < count; ++i)
        orders << orderOf(prefix + QString::number(i));
    const auto confirmed = m_ledger->confirmAll(orders, Today);
    if (!confirmed)
        return tl::unexpected(confirmed.error());
    for (const NewEvent& order : orders) {
        if (isHeard())
            m_told.accepted.insert(order.fields.value(pixel::Field::EventId), fieldsOf(order.fields));
    }
    return {};
}

Done Stage::take(int limit)
{
    TakeRequest request;
    request.now = LongAfter;
    request.ignoreDue = true;
    request.limit = limit;
    request.cause = QStringLiteral("test");
    const auto takings = m_ledger->take(request, Book::go);
    if (!takings)
        return tl::unexpected(takings.error());
    m_taken = takings->taken;
    for (const Taken& taken : takings->taken) {
        const auto event = m_ledger->reader().event(taken.event);
        if (isHeard() && event) {
            m_told.frozen.insert(event->eventId(), taken.target);
            ++m_told.recorded;
        }
    }
    return {};
}

Done Stage::complete(Move outcome)
{
    QList<Completion> completions;
    for (const Taken& taken : std::as_const(m_taken))
        completions << Book::outcome(taken, outcome, outcome == Move::Deliver ? std::optional(200) : std::nullopt);
    if (Done done = m_ledger->complete(completions); !done)
        return done;
    for (const Taken& taken : std::as_const(m_taken)) {
        const auto event = m_ledger->reader().event(taken.event);
        if (isHeard() && event && outcome == Move::Deliver)
            m_told.delivered.insert(event->eventId());
    }
    m_taken.clear();
    return {};
}

Done Stage::backUp()
{
    const auto backup = ledger::backUp(file(), backupFolder(), Today, goOn);
    if (!backup)
        return tl::unexpected(backup.error());
    if (isHeard())
        m_told.backups = int(backupsIn(backupFolder()).size());
    return {};
}

Done Stage::saveDraft(const QByteArray& content)
{
    return m_ledger->saveDraft(QStringLiteral("form"), content, Today, {});
}

void Stage::hearAll()
{
    m_told = {};
    const Done read = m_ledger->reader().forEach(everything(), 0, [this](const EventRecord& event) {
        m_told.accepted.insert(event.eventId(), fieldsOf(event.fields));
        if (!event.target.isEmpty())
            m_told.frozen.insert(event.eventId(), event.target);
        if (event.state == State::Delivered)
            m_told.delivered.insert(event.eventId());
        m_told.recorded += event.attempts;
        return true;
    });
    if (!read)
        qFatal("%s", qPrintable(read.error().detail));
    m_told.backups = int(backupsIn(backupFolder()).size());
}

const QList<Scene>& scenes()
{
    constexpr int Few = 4; // not at every step what another scene goes through as well
    // Something of every kind, the last of it in the WAL.
    static const auto someOrders = [](Stage& stage) {
        Done done = stage.confirmAll(QStringLiteral("old-"), 4);
        done = done.and_then([&] { return stage.take(2); }).and_then([&] { return stage.complete(Move::Deliver); });
        done = done.and_then([&] { return stage.take(1); }).and_then([&] { return stage.complete(Move::LoseTrack); });
        if (!done)
            qFatal("%s", qPrintable(done.error().detail));
    };
    // So that one of the next commits makes a checkpoint; few pages, each many times.
    static const auto fillTheWal = [](Stage& stage) {
        constexpr qint64 FrameBytes = 4096 + 24;
        const auto frames = [&stage] { return QFileInfo(stage.file() + QStringLiteral("-wal")).size() / FrameBytes; };
        for (char c = 'a'; frames() < 990; ++c) { // a checkpoint comes after 1000
            const qsizetype bytes = frames() < 800 ? 200'000 : 100;
            if (const Done done = stage.saveDraft(QByteArray(bytes, c)); !done)
                qFatal("%s", qPrintable(done.error().detail));
        }
    };
    static const auto inDoubt = [](Stage& stage) {
        someOrders(stage);
        markUnsettled(stage.file());
    };
    static const auto someBackups = [](Stage& stage) {
        someOrders(stage);
        for (int day = 1; day <= KeptBackups; ++day) {
            const auto made
                = ledger::backUp(stage.file(), stage.backupFolder(), UtcMs(Today.value() - day * 86'400'000LL), goOn);
            if (!made)
                qFatal("%s", qPrintable(made.error().detail));
        }
    };
    // A page without which every order is there.
    static const auto damage = [](Stage& stage) {
        someOrders(stage);
        stage.close();
        {
            SQLite::Database db(QFile::encodeName(stage.file()).toStdString(), SQLite::OPEN_READWRITE);
            db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
            const int page
                = db.execAndGet("SELECT rootpage FROM sqlite_master WHERE name = 'correction_by_event'").getInt();
            QFile file(stage.file());
            if (!file.open(QIODevice::ReadWrite) || !file.seek((page - 1) * 4096LL)
                || file.write(QByteArray(4096, 'x')) != 4096)
                qFatal("no damage");
        }
        if (!stage.open())
            qFatal("not to be opened");
        markDamaged(stage.file());
    };
    static const auto openAsToldAndConfirm = [](Stage& stage) {
        return stage.openAsTold().and_then([&] { return stage.confirm(QStringLiteral("new-1")); });
    };
    static const auto openAndConfirm
        = [](Stage& stage) { return stage.open().and_then([&] { return stage.confirm(QStringLiteral("new-1")); }); };
    static const auto confirms = [](Stage& stage) {
        return stage.confirm(QStringLiteral("new-1"))
            .and_then([&] { return stage.confirm(QStringLiteral("new-2")); })
            .and_then([&] { return stage.confirm(QStringLiteral("new-3")); });
    };
    static const auto cutOff = [](Stage& stage) {
        someOrders(stage);
        if (!stage.take(2))
            qFatal("nothing to take");
    };
    static const QList<Scene> All{
        {"the first order of a new ledger", nullptr, openAndConfirm, false},
        {"confirm", someOrders, confirms},
        {"confirm twenty rows of a batch", someOrders,
            [](Stage& stage) {
                Batch batch;
                batch.name = QStringLiteral("orders.csv");
                const auto opened = stage.ledger().openBatch(batch);
                if (!opened)
                    return Done(tl::unexpected(opened.error()));
                return stage.confirmAll(QStringLiteral("row-"), 20).and_then([&] {
                    return stage.ledger().closeBatch(*opened, 20, 0, 0);
                });
            }},
        {"take", someOrders,
            [](Stage& stage) {
                return stage.take(2).and_then([&] { return stage.confirm(QStringLiteral("new-1")); });
            }},
        {"take and record", someOrders,
            [](Stage& stage) {
                return stage.take(3).and_then([&] { return stage.complete(Move::Deliver); }).and_then([&] {
                    return stage.confirm(QStringLiteral("new-1"));
                });
            }},
        {"recover after a crash", cutOff,
            [](Stage& stage) {
                return stage.open()
                    .and_then([&] { return Done(stage.ledger().recover(LongAfter).map([](const auto&) {})); })
                    .and_then([&] { return stage.confirm(QStringLiteral("new-1")); });
            },
            false},
        {"confirm and checkpoint", someOrders, confirms, true, fillTheWal},
        {"open after a sync failed", inDoubt, openAndConfirm, false},
        {"back up", someBackups, [](Stage& stage) { return stage.backUp(); }},
        {"rescue a damaged ledger", damage, openAsToldAndConfirm, false, {}, 0, Few},
        {"migrate version 1", nullptr, openAndConfirm, false, {}, 1},
        {"migrate version 2", nullptr, openAndConfirm, false, {}, 2, Few},
        {"migrate version 3", nullptr, openAndConfirm, false, {}, 3, Few},
        {"migrate version 4", nullptr, openAndConfirm, false, {}, 4},
    };
    return All;
}

bool isLong() { return qEnvironmentVariable("ROOKERY_FAULTS") == QLatin1StringView("all"); }

int strideOf(const Scene& scene) { return isLong() ? 1 : scene.stride; }

Scratch::Scratch()
    : QTemporaryDir((QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm") : QDir::tempPath())
        + QStringLiteral("/rookery-faults-XXXXXX"))
{
}

Before::Before(const Scene& scene)
{
    const Scratch folder;
    const QString file = folder.filePath(QStringLiteral("ledger.sqlite"));
    Stage stage(folder.path(), nullptr, {});
    if (scene.fixture > 0) {
        const QString fixture = QStringLiteral(":/fixtures/version%1.sqlite").arg(scene.fixture);
        // What it holds is read from a migrated copy.
        if (!QFile::copy(fixture, file) || !QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner)
            || !stage.open())
            qFatal("no fixture");
        stage.hearAll();
        stage.close();
        QFile original(fixture);
        if (!original.open(QIODevice::ReadOnly))
            qFatal("no fixture");
        m_files.insert(QStringLiteral("ledger.sqlite"), original.readAll());
        m_told = stage.told();
        m_told.fixture = scene.fixture;
        m_told.fixtureRows = int(m_told.accepted.size());
        return;
    }
    if (!scene.prepare)
        return;
    if (const Done opened = stage.open(); !opened)
        qFatal("%s", qPrintable(opened.error().sentence));
    scene.prepare(stage);
    stage.hearAll();
    stage.close();
    m_told = stage.told();
    QDirIterator it(folder.path(), QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile found(it.next());
        const QString name = QDir(folder.path()).relativeFilePath(found.fileName());
        if (!name.endsWith(QLatin1StringView("-shm")) && found.open(QIODevice::ReadOnly))
            m_files.insert(name, found.readAll());
    }
}

void Before::write(const QMap<QString, QByteArray>& files, const QString& folder)
{
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        const QString path = folder + u'/' + it.key();
        QFile file(path);
        if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly)
            || file.write(it.value()) != it.value().size())
            qFatal("no room for %s", qPrintable(path));
    }
}

Stage stageOf(const Scene& scene, const Before& before, const PowerDisk& disk)
{
    constexpr int Seed = 1; // of the numbers by which a WAL knows its own frames
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, Seed, nullptr);
    Stage stage(disk.folder(), &disk, before.told());
    if (scene.opensFirst && !stage.open())
        qFatal("not to be opened");
    if (scene.warmUp)
        scene.warmUp(stage);
    return stage;
}

size_t hashOf(const QMap<QString, QByteArray>& files, const Told& told)
{
    static const QRegularExpression Dates(QStringLiteral("-[0-9-]+"));
    size_t hash
        = qHashMulti(0, told.accepted.size(), told.frozen.size(), told.delivered.size(), told.recorded, told.backups);
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        hash = qHashMulti(hash, QString(it.key()).remove(Dates), it.value());
    return hash;
}

Verdict judge(const QString& folder, const Told& told)
{
    Verdict verdict;
    verdict.accepted = int(told.accepted.size());
    verdict.delivered = int(told.delivered.size());
    verdict.recorded = told.recorded;
    judgeUntouched(folder, told, verdict);
    Stage stage(folder, nullptr, told);
    if (const Done opened = stage.openAsTold(); !opened) {
        verdict.lost += int(told.accepted.size());
        verdict.faults << opened.error().sentence + opened.error().detail;
        return verdict;
    }
    if (!stage.ledger().recover(LongAfter))
        verdict.faults << QStringLiteral("nothing is recovered");
    judgeEvents(stage.ledger(), told, verdict);
    judgeBackups(stage.backupFolder(), told, verdict);
    if (const QString damage = damageOf(stage.file()); !damage.isEmpty())
        verdict.faults << damage;
    if (const Done next = stage.confirm(QStringLiteral("the-next")); !next)
        verdict.faults << QStringLiteral("no next order: ") + next.error().sentence;
    return verdict;
}

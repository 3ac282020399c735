// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/powerdisk.h"
#include "faults/stage.h"

#include <QTest>

#include <sqlite3.h>

using namespace rookery;

namespace {

/// What a walk over the steps of a scene came to.
struct Walk {
    int steps = 0;
    int states = 0; ///< of the disk, different ones
    int openings = 0;
    Verdict verdict;
};

// The power goes at each step in turn, and after the last one.
Walk walk(const Scene& scene)
{
    const Before before(scene);
    Walk walk;
    QSet<size_t> seen;
    bool reached = true;
    for (int step = 1; reached; step += strideOf(scene)) {
        const Scratch folder;
        before.copyTo(folder.path());
        Remains remains;
        Told told;
        {
            PowerDisk disk(folder.path());
            Stage stage = stageOf(scene, before, disk);
            disk.arm(PowerDisk::Fault::PowerLoss, step);
            const Done done = scene.act(stage);
            reached = disk.hasFailed();
            if (!reached && !done)
                qFatal("%s", qPrintable(done.error().sentence + done.error().detail));
            walk.steps += reached ? 1 : 0;
            remains = disk.remains();
            told = stage.told();
        }
        for (const Remains::Variant& variant : Remains::variants()) {
            const QMap<QString, QByteArray> files = remains.files(variant);
            const size_t state = hashOf(files, told);
            ++walk.states;
            if (seen.contains(state))
                continue;
            seen.insert(state);
            ++walk.openings;
            const Scratch after;
            Before::write(files, after.path());
            Verdict verdict = judge(after.path(), told);
            for (QString& fault : verdict.faults)
                fault.prepend(QStringLiteral("step %1, %2: ").arg(step).arg(QLatin1String(variant.name)));
            walk.verdict += verdict;
        }
    }
    return walk;
}

// As far as the ledger knows it asks for FULL; every connection is at NORMAL all the same.
class LessSynchronous {
public:
    LessSynchronous() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(&LessSynchronous::begin)); }
    ~LessSynchronous() { sqlite3_reset_auto_extension(); }
    Q_DISABLE_COPY_MOVE(LessSynchronous)

private:
    static int begin(sqlite3* db, char** /*error*/, const sqlite3_api_routines* /*api*/)
    {
        sqlite3_exec(db, "PRAGMA synchronous = NORMAL", nullptr, nullptr, nullptr);
        sqlite3_set_authorizer(
            db,
            [](void*, int what, const char* name, const char* value, const char*, const char*) {
                const bool raises = what == SQLITE_PRAGMA && value && sqlite3_stricmp(name, "synchronous") == 0;
                return raises ? SQLITE_IGNORE : SQLITE_OK;
            },
            nullptr);
        return SQLITE_OK;
    }
};

void say(const Scene& scene, const Walk& walk)
{
    qInfo("%s: the power went at %d steps, %d disks of which %d differ; accepted %d, delivered %d, recorded %d, "
          "lost %d, doubled %d",
        scene.name, walk.steps, walk.states, walk.openings, walk.verdict.accepted, walk.verdict.delivered,
        walk.verdict.recorded, walk.verdict.lost, walk.verdict.doubled);
}

} // namespace

/// What the program said is true after a power cut, whenever it comes and whatever the disk had not written by then.
class PowerLossTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasToldIsThereWheneverThePowerGoes_data()
    {
        QTest::addColumn<int>("scene");
        for (int i = 0; i < scenes().size(); ++i)
            QTest::addRow("%s", scenes()[i].name) << i;
    }
    void whatWasToldIsThereWheneverThePowerGoes()
    {
        QFETCH(const int, scene);
        const Walk walked = walk(scenes()[scene]);
        say(scenes()[scene], walked);
        QVERIFY2(walked.verdict.faults.isEmpty(), qPrintable(walked.verdict.faults.mid(0, 20).join(u'\n')));
        QCOMPARE(walked.verdict.lost, 0);
        QCOMPARE(walked.verdict.doubled, 0);
        QVERIFY(walked.steps > 5);
    }

    // The same walk where a commit is not synced: what finds nothing here would find nothing anywhere.
    void withLessSynchronyTheWalkFindsLosses_data()
    {
        QTest::addColumn<int>("scene");
        for (int i = 0; i < scenes().size(); ++i) {
            const QLatin1StringView name(scenes()[i].name);
            if (scenes()[i].warmUp && !isLong())
                continue;
            if (name.startsWith(QLatin1StringView("confirm")) || name.startsWith(QLatin1StringView("take")))
                QTest::addRow("%s", scenes()[i].name) << i;
        }
    }
    void withLessSynchronyTheWalkFindsLosses()
    {
        QFETCH(const int, scene);
        const LessSynchronous less;
        const Walk walked = walk(scenes()[scene]);
        say(scenes()[scene], walked);
        QVERIFY(walked.verdict.lost > 0);
        QCOMPARE(walked.verdict.doubled, 0);
    }
};

QTEST_GUILESS_MAIN(PowerLossTest)
#include "tst_powerloss.moc"

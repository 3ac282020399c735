// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/powerdisk.h"
#include "faults/stage.h"

#include <QTest>

#include <algorithm>

using namespace rookery;

namespace {

struct Walk {
    int steps = 0;
    int refused = 0;  ///< the call said that it failed
    int openings = 0; ///< after the power went as well
    Verdict verdict;
};

bool isAboutTheDisk(const Error& error)
{
    const bool code = error.code == Error::Code::Storage || error.code == Error::Code::DiskFull
        || error.code == Error::Code::ReadOnly;
    return code && !error.sentence.isEmpty();
}

// Rows of a batch are there all together or not at all.
void judgeBatch(const Stage& stage, Verdict& verdict)
{
    const auto& reader = stage.ledger().reader();
    int rows = 0;
    for (int i = 0; i < 20; ++i)
        rows += reader.find(QStringLiteral("e-row-%1").arg(i)) ? 1 : 0;
    if (rows != 0 && rows != 20)
        verdict.faults << QStringLiteral("%1 of 20 rows are there").arg(rows);
}

// What a person does when the disk is well again: another order, and the one that failed once more.
void goOn(Stage& stage, Verdict& verdict)
{
    if (!stage.isOpen()) {
        if (const Done opened = stage.openAsTold(); !opened) {
            verdict.faults << QStringLiteral("not opened again: ") + opened.error().sentence + opened.error().detail;
            return;
        }
    }
    if (const Done done = stage.confirm(QStringLiteral("after")); !done)
        verdict.faults << QStringLiteral("not accepted afterwards: ") + done.error().sentence + done.error().detail;
    const Done again = stage.confirm(QStringLiteral("new-1"), QStringLiteral("again-"));
    if (!again && again.error().code != Error::Code::Duplicate)
        verdict.faults << QStringLiteral("not accepted again: ") + again.error().sentence;
    if (!stage.ledger().recover(UtcMs(1'900'000'000'000)))
        verdict.faults << QStringLiteral("nothing is recovered");
    judgeBatch(stage, verdict);
}

Walk walk(const Scene& scene, PowerDisk::Fault fault)
{
    const Before before(scene);
    Walk walk;
    QSet<size_t> seen;
    bool reached = true;
    for (int step = 1; reached; step += strideOf(scene)) {
        const Scratch folder;
        before.copyTo(folder.path());
        Verdict verdict;
        Remains remains;
        Told told;
        {
            PowerDisk disk(folder.path());
            Stage stage = stageOf(scene, before, disk);
            disk.arm(fault, step);
            const Done done = scene.act(stage);
            reached = disk.steps() >= step;
            walk.steps += reached ? 1 : 0;
            if (!done) {
                ++walk.refused;
                if (!disk.hasFailed() || !isAboutTheDisk(done.error()))
                    verdict.faults << QStringLiteral("said: ") + done.error().sentence + done.error().detail;
            }
            disk.arm(PowerDisk::Fault::None, 0);
            goOn(stage, verdict);
            remains = disk.remains();
            told = stage.told();
        }
        // The last and hardest question: the power goes, and nothing arrives that was not synced.
        const Remains::Variant& variant = Remains::variants().first();
        const QMap<QString, QByteArray> files = remains.files(variant);
        const size_t state = hashOf(files, told);
        if (!seen.contains(state)) {
            seen.insert(state);
            ++walk.openings;
            const Scratch after;
            Before::write(files, after.path());
            verdict += judge(after.path(), told);
        }
        for (QString& wrong : verdict.faults)
            wrong.prepend(QStringLiteral("step %1: ").arg(step));
        walk.verdict += verdict;
    }
    return walk;
}

} // namespace

/// A disk that fails or fills says so, keeps what was accepted, and is worked on again when it is well.
class DiskErrorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatFailsIsSaidAndTheRestHolds_data()
    {
        QTest::addColumn<int>("scene");
        QTest::addColumn<PowerDisk::Fault>("fault");
        for (int i = 0; i < scenes().size(); ++i) {
            QTest::addRow("%s, one error", scenes()[i].name) << i << PowerDisk::Fault::Error;
            QTest::addRow("%s, errors from then on", scenes()[i].name) << i << PowerDisk::Fault::ErrorsSince;
            QTest::addRow("%s, full from then on", scenes()[i].name) << i << PowerDisk::Fault::FullSince;
        }
    }
    void whatFailsIsSaidAndTheRestHolds()
    {
        QFETCH(const int, scene);
        QFETCH(const PowerDisk::Fault, fault);
        const Walk walked = walk(scenes()[scene], fault);
        const Verdict& verdict = walked.verdict;
        qInfo("failed at %d steps, said so %d times, %d different disks; accepted %d, delivered %d, recorded %d, lost "
              "%d, doubled %d",
            walked.steps, walked.refused, walked.openings, verdict.accepted, verdict.delivered, verdict.recorded,
            verdict.lost, verdict.doubled);
        QVERIFY2(verdict.faults.isEmpty(), qPrintable(verdict.faults.mid(0, 20).join(u'\n')));
        QCOMPARE(verdict.lost, 0);
        QCOMPARE(verdict.doubled, 0);
        QVERIFY(walked.refused > 0);
    }

    // The system tells only the program whose sync it was that it failed.
    void whoHasTheLedgerOpenBesideTheOneThatFailedLosesNothing()
    {
        const Before before(*std::find_if(scenes().cbegin(), scenes().cend(),
            [](const Scene& scene) { return QLatin1StringView(scene.name) == QLatin1StringView("confirm"); }));
        Verdict all;
        bool reached = true;
        int steps = 0;
        for (int step = 1; reached; steps = step++) {
            const Scratch folder;
            before.copyTo(folder.path());
            PowerDisk disk(folder.path());
            Stage failing(folder.path(), &disk, before.told());
            Stage other(folder.path(), &disk, before.told());
            QVERIFY(failing.open() && other.open());
            disk.arm(PowerDisk::Fault::ErrorsSince, step);
            reached = !failing.confirm(QStringLiteral("first"));
            disk.arm(PowerDisk::Fault::None, 0);
            const Done done = other.confirm(QStringLiteral("second"));
            QVERIFY2(done, done ? "" : qPrintable(done.error().sentence + done.error().detail));
            const Remains remains = disk.remains();
            const Told told = other.told();
            failing.close();
            other.close();
            const Scratch after;
            Before::write(remains.files(Remains::variants().first()), after.path());
            all += judge(after.path(), told);
        }
        qInfo("failed at %d steps; accepted %d, lost %d, doubled %d", steps, all.accepted, all.lost, all.doubled);
        QVERIFY2(all.faults.isEmpty(), qPrintable(all.faults.mid(0, 20).join(u'\n')));
        QVERIFY(steps > 5);
    }
};

QTEST_GUILESS_MAIN(DiskErrorsTest)
#include "tst_diskerrors.moc"

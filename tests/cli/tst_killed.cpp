// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

/// A short form of what is run with hundreds of kills by hand: `send` is killed at random moments, then `deliver`
/// has to leave collector and ledger in agreement.
class KilledTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noOrderIsLostNorSentUnderTwoNames()
    {
        constexpr int Orders = 20;
        constexpr quint32 Seed = 7;
        constexpr int LongestMs = 40;
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, 0);
        QRandomGenerator random(Seed);
        QStringList promised;
        for (int i = 0; i < Orders; ++i) {
            const QString order = QStringLiteral("K-%1").arg(i);
            QProcess process;
            cli.start(process,
                {QStringLiteral("--data-dir"), QFileInfo(cli.file(QStringLiteral("x"))).absolutePath(),
                    QStringLiteral("send"), QStringLiteral("--profile"), QStringLiteral("P"), QStringLiteral("--set"),
                    QStringLiteral("transactionId=") + order, QStringLiteral("revenue=5")});
            (void)process.waitForFinished(random.bounded(1, LongestMs));
            process.kill();
            process.waitForFinished();
            if (!process.readAllStandardOutput().isEmpty())
                promised << order;
        }
        QCOMPARE(cli({QStringLiteral("deliver")}).code, 0);

        QHash<QString, QSet<QString>> urlsOf;
        QHash<QString, QSet<QString>> eventsOf;
        const QJsonArray received = practice.events();
        for (const auto& event : received) {
            const QString url = event.toObject().value(QStringLiteral("url")).toString();
            const QUrlQuery query{QUrl(url)};
            const QString order = query.queryItemValue(QStringLiteral("transactionId"));
            urlsOf[order] << url;
            eventsOf[order] << query.queryItemValue(QStringLiteral("eventID"));
        }
        QSet<QString> inLedger;
        const QList<QJsonObject> rows
            = cli({QStringLiteral("history"), QStringLiteral("--format"), QStringLiteral("jsonl")}).lines();
        for (const QJsonObject& row : rows) {
            const QString order = row.value(QStringLiteral("transactionId")).toString();
            QVERIFY2(!inLedger.contains(order), qPrintable(order));
            inLedger << order;
            QCOMPARE(row.value(QStringLiteral("state")).toString(), QStringLiteral("delivered"));
            QVERIFY2(urlsOf.contains(order), qPrintable(order));
            QCOMPARE(urlsOf[order].size(), 1);
            QCOMPARE(eventsOf[order].size(), 1);
        }
        for (auto it = urlsOf.constBegin(); it != urlsOf.constEnd(); ++it)
            QVERIFY2(inLedger.contains(it.key()), qPrintable(it.key()));
        for (const QString& order : std::as_const(promised))
            QVERIFY2(inLedger.contains(order), qPrintable(order));
    }
};

QTEST_GUILESS_MAIN(KilledTest)
#include "tst_killed.moc"

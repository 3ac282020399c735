// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"

#include <QTest>

namespace {

constexpr int Trouble = 1;
constexpr int BadUsage = 2;

bool write(const QString& name, const QByteArray& bytes)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray read(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class BadInputTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBadValueIsNamedAndNothingIsAccepted_data()
    {
        QTest::addColumn<QString>("setting");
        const std::pair<const char*, const char*> rows[]{{"comma", "revenue=12,50"}, {"words", "revenue=much"},
            {"exponent", "revenue=1e5"}, {"thousands sign", "revenue=1,000.00"}, {"refund", "revenue=-5"},
            {"empty revenue", "revenue="}, {"tax in words", "tax=some"}, {"lower-case currency", "currency=gbp"},
            {"no currency", "currency=XXQ"}, {"no zone", "timezone=London"}, {"seconds", "timestamp=1735689600"},
            {"other event", "event=pv"},
            {"zero-width space",
                "transactionId=A\xE2\x80\x8B"
                "1"},
            {"control character", "transactionId=A\x01"}, {"bidi control", "transactionId=A\xE2\x80\xAE"},
            {"unknown key", "colour=red"}, {"no equals sign", "revenue"}};
        for (const auto& [name, setting] : rows)
            QTest::addRow("%s", name) << QString::fromUtf8(setting);
    }
    void aBadValueIsNamedAndNothingIsAccepted()
    {
        QFETCH(QString, setting);
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, 0);
        const Said said = cli.send(QStringLiteral("A-1"), {QStringLiteral("--set"), setting});
        QCOMPARE(said.code, BadUsage);
        QVERIFY(said.out.isEmpty());
        QVERIFY(!said.err.isEmpty());
        QCOMPARE(practice.events().size(), 0);
        QCOMPARE(
            cli({QStringLiteral("history"), QStringLiteral("--format"), QStringLiteral("jsonl")}).out, QByteArray());
    }

    void aProfileFileCutInHalfIsNamedWithItsLine()
    {
        const Console cli;
        QCOMPARE(cli.addProfile(9).code, 0);
        const QString name = cli.file(QStringLiteral("profiles/P.json"));
        const QByteArray whole = read(name);
        QVERIFY(write(name, whole.first(whole.size() / 2)));
        const Said said = cli.send(QStringLiteral("A-1"));
        QCOMPARE(said.code, BadUsage);
        QVERIFY2(said.err.contains("P.json") && said.err.contains("ine "), said.err.constData());
    }

    void anUnknownProfileIsNamed()
    {
        const Console cli;
        const Said said = cli.send(QStringLiteral("A-1"));
        QCOMPARE(said.code, BadUsage);
        QVERIFY(said.err.contains("\"P\""));
    }

    void aLedgerThatIsNotOneIsLeftAsItIs()
    {
        const Console cli;
        QCOMPARE(cli.addProfile(9).code, 0);
        const QString name = cli.file(QStringLiteral("ledger.sqlite"));
        const QByteArray bytes(5000, 'x');
        QVERIFY(write(name, bytes));
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, Trouble);
        QCOMPARE(cli({QStringLiteral("history")}).code, Trouble);
        QCOMPARE(read(name), bytes);
    }

    void aDataFolderThatIsAFileIsNamed()
    {
        const Console cli;
        const QString name = cli.file(QStringLiteral("file"));
        QVERIFY(write(name, "not a folder"));
        const Said said = cli.run({QStringLiteral("--data-dir"), name, QStringLiteral("pause")});
        QCOMPARE(said.code, Trouble);
        QVERIFY(said.err.contains(name.toUtf8()));
        QCOMPARE(read(name), QByteArray("not a folder"));
    }

    void nonsenseIsBadUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addRow("nothing") << QStringList();
        QTest::addRow("unknown verb") << QStringList{QStringLiteral("dance")};
        QTest::addRow("unknown option") << QStringList{QStringLiteral("history"), QStringLiteral("--loud")};
        QTest::addRow("no profile") << QStringList{
            QStringLiteral("send"), QStringLiteral("--set"), QStringLiteral("revenue=5")};
        QTest::addRow("wait in words") << QStringList{QStringLiteral("send"), QStringLiteral("--profile"),
            QStringLiteral("P"), QStringLiteral("--wait"), QStringLiteral("long")};
    }
    void nonsenseIsBadUsage()
    {
        QFETCH(QStringList, arguments);
        const Console cli;
        QCOMPARE(cli(arguments).code, BadUsage);
    }
};

QTEST_GUILESS_MAIN(BadInputTest)
#include "tst_badinput.moc"

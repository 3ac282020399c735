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
        QTest::addColumn<QByteArray>("reason");
        const std::tuple<const char*, const char*, const char*> rows[]{
            {"comma", "revenue=12,50", "revenue.not-decimal"},
            {"words", "revenue=much", "revenue.not-decimal"},
            {"exponent", "revenue=1e5", "revenue.not-decimal"},
            {"thousands sign", "revenue=1,000.00", "revenue.not-decimal"},
            {"13 digits", "revenue=1234567890123", "revenue.too-long"},
            {"refund", "revenue=-5", "revenue.negative"},
            {"empty revenue", "revenue=", "revenue.missing"},
            {"no order ID", "transactionId=", "transactionId.missing"},
            {"tax in words", "tax=some", "tax.not-decimal"},
            {"lower-case currency", "currency=gbp", "currency.lower-case"},
            {"no currency", "currency=XXQ", "currency.unknown"},
            {"another currency", "currency=EUR", "currency.not-the-accounts"},
            {"no zone", "timezone=London", "timezone.unknown"},
            {"time as a value", "timestamp=1735689600000", "--at"},
            {"event ID as a value", "eventID=e-1", "--event-id"},
            {"other event", "event=pv", "event.not-constant"},
            {"zero-width space", "transactionId=A\xE2\x80\x8B", "transactionId.forbidden-character"},
            {"control character", "transactionId=A\x01", "transactionId.forbidden-character"},
            {"bidi control", "transactionId=A\xE2\x80\xAE", "transactionId.forbidden-character"},
            {"only spaces", "transactionId=  ", "transactionId.blank"},
            {"unknown key", "colour=red", "colour"},
            {"the other order key", "orderId=A-1", "transactionId="},
            {"no equals sign", "revenue", "KEY=VALUE"},
        };
        for (const auto& [name, setting, reason] : rows)
            QTest::addRow("%s", name) << QString::fromUtf8(setting) << QByteArray(reason);
    }
    void aBadValueIsNamedAndNothingIsAccepted()
    {
        QFETCH(QString, setting);
        QFETCH(QByteArray, reason);
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, 0);
        QStringList arguments{
            QStringLiteral("send"), QStringLiteral("--profile"), QStringLiteral("P"), QStringLiteral("--set"), setting};
        for (const QString& other : {QStringLiteral("transactionId=A-1"), QStringLiteral("revenue=19.99")}) {
            if (!setting.startsWith(other.first(other.indexOf(u'='))))
                arguments << other;
        }
        const Said said = cli(arguments);
        QCOMPARE(said.code, BadUsage);
        QVERIFY(said.out.isEmpty());
        QVERIFY2(said.err.contains(reason), said.err.constData());
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/answerscript.h"

#include <QTest>

using rookery::practice::AnswerScript;
using rookery::practice::ScriptedAnswer;
using namespace std::chrono_literals;

class AnswerScriptTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersInOrderAndThenBehaves()
    {
        auto script = AnswerScript::parse(R"([{"status":503,"delayMs":20},{"html":true,"repeat":2}])");
        QVERIFY(script);
        QCOMPARE(script->left(), 3);
        const ScriptedAnswer first = script->next();
        QCOMPARE(first.status, 503);
        QVERIFY(first.delay == 20ms);
        QVERIFY(script->next().html);
        QVERIFY(script->next().html);
        QCOMPARE(script->next().status, 200);
        QVERIFY(!script->next().html);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("named");
        QTest::addRow("no JSON") << QByteArray("[{") << QString();
        QTest::addRow("no array") << QByteArray("{}") << QString();
        QTest::addRow("unknown key") << QByteArray(R"([{"stutus":503}])") << QStringLiteral("stutus");
        QTest::addRow("status") << QByteArray(R"([{"status":99}])") << QStringLiteral("status");
        QTest::addRow("break") << QByteArray(R"([{"break":"soon"}])") << QStringLiteral("break");
        QTest::addRow("repeat") << QByteArray(R"([{"repeat":0}])") << QStringLiteral("repeat");
        QTest::addRow("a header that splits")
            << QByteArray(R"([{"retryAfter":"1\r\nX: 1"}])") << QStringLiteral("retryAfter");
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, named);
        const auto script = AnswerScript::parse(json);
        QVERIFY(!script);
        QVERIFY2(script.error().sentence.contains(named), qPrintable(script.error().sentence));
    }
};

QTEST_GUILESS_MAIN(AnswerScriptTest)
#include "tst_answerscript.moc"

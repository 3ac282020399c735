// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/attempttext.h"

#include <QTest>

using namespace rookery;

namespace {

ledger::AttemptResult resultOf(std::optional<int> status, std::optional<int> left, const QString& reason = {})
{
    ledger::AttemptResult result;
    result.status = status;
    result.leftCount = left;
    result.reason = reason;
    return result;
}

} // namespace

class AttemptTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhetherAndHowOftenItReachedTheServer_data()
    {
        QTest::addColumn<ledger::AttemptResult>("result");
        QTest::addColumn<QString>("reached");
        QTest::addRow("answered") << resultOf(200, 1) << QStringLiteral("yes");
        QTest::addRow("never left") << resultOf({}, 0) << QStringLiteral("no");
        QTest::addRow("no answer") << resultOf({}, 1) << QStringLiteral("perhaps");
        QTest::addRow("a page instead") << resultOf(200, 1, QStringLiteral("answer.html")) << QStringLiteral("perhaps");
        QTest::addRow("interrupted") << resultOf({}, {}) << QStringLiteral("perhaps");
        QTest::addRow("the connection closed under the first")
            << resultOf(200, 2) << QStringLiteral("yes, sent 2 times");
        QTest::addRow("and under the second too") << resultOf({}, 3) << QStringLiteral("perhaps, sent 3 times");
    }

    void saysWhetherAndHowOftenItReachedTheServer()
    {
        QFETCH(const ledger::AttemptResult, result);
        constexpr qsizetype Reached = 4; // the column behind the status
        ledger::AttemptRecord attempt;
        attempt.number = 1;
        attempt.result = result;
        QTEST(ui::attemptCells(attempt).at(Reached), "reached");
    }
};

QTEST_MAIN(AttemptTextTest)
#include "tst_attempttext.moc"

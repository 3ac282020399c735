// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/till.h"

#include "engine/resultfile.h"
#include "engine/sheetcheck.h"
#include "intake/opening.h"

using namespace Qt::StringLiterals;
using namespace rookery;
using engine::RowLook;

namespace {

const QByteArray Orders = "Ref,Total,VAT\r\n"
                          "A-001,10.00,1.00\r\n" // ready
                          "A-002,\"12,50\",\r\n" // to fix, with a suggestion
                          "A-003,\"88,00\",\r\n" // the same
                          "A-001,10.00,1.00\r\n" // again
                          "A-005,5.00,9.00\r\n"  // worth a look
                          "A-006,54.00,\r\n"     // here already
                          "A-007,70.00,\r\n"     // here already, for another amount
                          "Ref,Total,VAT\r\n"    // the header again
                          "A-009,90.00,\r\n";    // taken out

intake::Sheet sheetOf(const QByteArray& text)
{
    auto rows = intake::openTable(intake::sourceOf(std::string_view(text.constData(), std::size_t(text.size()))));
    return intake::Sheet(*intake::readSheet(**rows, {}));
}

engine::ImportPlan planOf(const Till& till, const intake::Sheet& sheet)
{
    engine::ImportPlan plan;
    plan.profile = till.profile();
    plan.profiles = {till.profile()};
    plan.mapping = intake::suggestMapping(sheet.shape()).mapping;
    plan.now = till.clock.utc();
    return plan;
}

} // namespace

class SheetCheckTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachRowIsWhatItWouldBeOnAccepting()
    {
        Till till;
        QVERIFY(till.confirm(u"A-006"_s) > 0);
        QVERIFY(till.confirm(u"A-007"_s) > 0);
        intake::Sheet sheet = sheetOf(Orders);
        sheet.setCell(5, 1, u"19.99"_s); // as it was confirmed
        sheet.setLeftOut(8, true);
        sheet.addRows(1);
        const auto report = engine::checkSheet(sheet, planOf(till, sheet), &till.engine->reader(), {});
        QVERIFY(report);
        const std::vector<RowLook> expected{RowLook::Ready, RowLook::Fix, RowLook::Fix, RowLook::InSheet,
            RowLook::Check, RowLook::Known, RowLook::Known, RowLook::HeaderAgain, RowLook::LeftOut, RowLook::Blank};
        QCOMPARE(report->looks, expected);
        QCOMPARE(report->rows(), 9);
        QCOMPARE(report->ready(), 2);
        QCOMPARE(report->duplicates(), 3);
        QCOMPARE(report->revenue.text(), u"15.00"_s);
        QCOMPARE(report->tax.text(), u"10.00"_s);
        QCOMPARE(report->currency, u"GBP"_s);
        QCOMPARE(report->firstOrder, u"A-001"_s);
        QCOMPARE(report->lastOrder, u"A-005"_s);
        QCOMPARE(report->changedSince, 1);
        QVERIFY(report->knownFrom);
        QCOMPARE(report->earlier.value(5).orderId(), u"A-006"_s);
        qint64 all = 0;
        for (const qint64 count : report->counts)
            all += count;
        QCOMPARE(all, qint64(sheet.size())); // it adds up
    }

    void anOrderThatIsHereInOtherLettersIsReadyAndTold_data()
    {
        QTest::addColumn<QString>("here");
        QTest::addColumn<QString>("row");
        QTest::addColumn<bool>("isTold");
        QTest::addColumn<int>("before"); // rows, so that it is no more looked up alone
        for (const int before : {0, 1200}) {
            const auto add = [before](const char* name, const QString& here, const QString& row, bool isTold) {
                QTest::addRow("%s, behind %d rows", name, before) << here << row << isTold << before;
            };
            add("small and capital", u"AB-006"_s, u"ab-006"_s, true);
            add("some of them", u"ab-x6"_s, u"aB-X6"_s, true);
            add("with an accent", u"\u00c4B-1"_s, u"\u00e4b-1"_s, true);
            add("another order", u"AB-006"_s, u"ab-007"_s, false);
            add("the same", u"AB-006"_s, u"AB-006"_s, false);
            add("figures alone", u"0006"_s, u"0007"_s, false);
        }
    }

    void anOrderThatIsHereInOtherLettersIsReadyAndTold()
    {
        QFETCH(const QString, here);
        QFETCH(const QString, row);
        QFETCH(const bool, isTold);
        QFETCH(const int, before);
        Till till;
        QVERIFY(till.confirm(here) > 0);
        QByteArray text = "Ref,Total\r\n";
        for (int i = 0; i < before; ++i)
            text += "P-" + QByteArray::number(i) + ",1.00\r\n";
        const intake::Sheet sheet = sheetOf(text + row.toUtf8() + ",5.00\r\n");
        const auto report = engine::checkSheet(sheet, planOf(till, sheet), &till.engine->reader(), {});
        QVERIFY(report);
        QCOMPARE(report->looks.back(), isTold ? RowLook::Check : row == here ? RowLook::Known : RowLook::Ready);
        QCOMPARE(report->ready(), row == here ? before : before + 1);
        const auto findings = report->findings.value(before);
        QCOMPARE(findings.size(), row == here ? 2 : isTold ? 1 : 0);
        if (!isTold)
            return;
        QCOMPARE(findings.first().what.code, engine::OtherLettersCode);
        QVERIFY(findings.first().what.sentence.contains(here));
    }

    void theSameProblemInSeveralRowsIsOne()
    {
        Till till;
        const intake::Sheet sheet = sheetOf(Orders);
        const auto report = engine::checkSheet(sheet, planOf(till, sheet), nullptr, {});
        QVERIFY(report);
        QVERIFY(!report->problems.isEmpty());
        const engine::SheetProblem& first = report->problems.first();
        QCOMPARE(first.severity, pixel::Severity::Error);
        QCOMPARE(first.rows, 2);
        QCOMPARE(first.fixable, 2);
        QCOMPARE(first.column, 1);
        QCOMPARE(report->findings.value(1).first().fix, u"12.50"_s);
    }

    void linesOfOneOrderAreToldOfOnce()
    {
        Till till;
        const intake::Sheet sheet = sheetOf("Ref,Total\r\nA-1,1.00\r\nA-1,2.00\r\nA-2,3.00\r\n");
        engine::ImportPlan plan = planOf(till, sheet);
        plan.lines = intake::LineRule::Sum;
        const auto report = engine::checkSheet(sheet, plan, nullptr, {});
        QVERIFY(report);
        QCOMPARE(report->looks, (std::vector<RowLook>{RowLook::Ready, RowLook::OfOrder, RowLook::Ready}));
        QCOMPARE(report->revenue.text(), u"6.00"_s);
    }

    void halfAnOrderIsNotReady()
    {
        Till till;
        const intake::Sheet sheet = sheetOf("Ref,Total\r\nA-1,1.00\r\nA-2,3.00\r\nA-1,2.00\r\n");
        engine::ImportPlan plan = planOf(till, sheet);
        plan.lines = intake::LineRule::Sum;
        const auto report = engine::checkSheet(sheet, plan, nullptr, {});
        QVERIFY(report);
        QCOMPARE(report->looks, (std::vector<RowLook>{RowLook::Fix, RowLook::Ready, RowLook::Fix}));
    }

    void aRowThatComesBackAsItStoodIsADuplicateOfItsOrder()
    {
        Till till;
        const intake::Sheet sheet = sheetOf("Ref,Total\r\nA-1,1.00\r\nA-1,2.00\r\nA-2,3.00\r\nA-1,1.00\r\n");
        engine::ImportPlan plan = planOf(till, sheet);
        for (const auto rule : {intake::LineRule::Sum, intake::LineRule::First}) {
            plan.lines = rule;
            const auto report = engine::checkSheet(sheet, plan, nullptr, {});
            QVERIFY(report);
            QCOMPARE(report->looks,
                (std::vector<RowLook>{RowLook::Ready, RowLook::OfOrder, RowLook::Ready, RowLook::InSheet}));
            QCOMPARE(report->revenue.text(), rule == intake::LineRule::Sum ? u"6.00"_s : u"4.00"_s);
        }
    }

    void rowsThatDifferAreHeldBackUnlessAPersonSaysThatTheyAreDuplicates()
    {
        Till till;
        intake::Sheet sheet = sheetOf("Ref,Total\r\nA-1,1.00\r\nA-2,3.00\r\nA-1,2.00\r\n");
        engine::ImportPlan plan = planOf(till, sheet);
        const auto looks = [&] { return engine::checkSheet(sheet, plan, nullptr, {})->looks; };
        QCOMPARE(looks(), (std::vector<RowLook>{RowLook::Fix, RowLook::Ready, RowLook::Fix}));
        plan.laterRowsAreDuplicates = true;
        QCOMPARE(looks(), (std::vector<RowLook>{RowLook::Ready, RowLook::Ready, RowLook::InSheet}));
        plan.laterRowsAreDuplicates = false;
        sheet.setLeftOut(0, true);
        QCOMPARE(looks(), (std::vector<RowLook>{RowLook::LeftOut, RowLook::Ready, RowLook::Ready}));
    }

    void whoeverDoesNotWantItAnyMoreIsObeyed()
    {
        Till till;
        QByteArray many = "Ref,Total\r\n";
        for (int i = 0; i < 2000; ++i)
            many += "A-" + QByteArray::number(i) + ",1.00\r\n";
        const intake::Sheet sheet = sheetOf(many);
        const auto report = engine::checkSheet(sheet, planOf(till, sheet), nullptr, [](qint64) { return false; });
        QVERIFY(!report);
        QCOMPARE(report.error().code, Error::Code::Interrupted);
    }

    void resultsStandBehindTheCellsOfTheSource()
    {
        const engine::ResultFile file(engine::ResultFile::Kind::Results, {u"Ref"_s, u"Total"_s});
        QVERIFY(file.head().startsWith("\xEF\xBB\xBFRef,Total,row,result_order_id,"));
        engine::RowResult row;
        row.cells = {u"=A1"_s};
        row.row = 7;
        row.orderId = u"A1"_s;
        row.state = u"fix"_s;
        QCOMPARE(file.line(row), QByteArray("'=A1,,7,A1,,,fix,,,,,\r\n"));
        row.cells = {u"A1"_s, u"2"_s, u"more"_s, u"and more"_s};
        QVERIFY(file.line(row).endsWith(",more | and more\r\n"));
    }

    void rejectsSayWhatIsWrongAndWhere()
    {
        const engine::ResultFile file(engine::ResultFile::Kind::Rejects, {u"Ref"_s, u"Total"_s});
        const QStringList cells{u"A1"_s, u"12,50"_s};
        intake::RowFinding wrong;
        wrong.columnName = u"Total"_s;
        wrong.what.sentence = u"no number"_s;
        intake::RowFinding remark = wrong;
        remark.what.severity = pixel::Severity::Warning;
        remark.what.sentence = u"large"_s;
        QCOMPARE(file.line(cells, engine::reasonOf({wrong, remark}, false)),
            QByteArray("A1,\"12,50\",Total,no number,\r\n"));
        QCOMPARE(file.line(cells, engine::reasonOf({wrong, remark}, true)),
            QByteArray("A1,\"12,50\",Total,no number large,\r\n"));
    }
};

QTEST_GUILESS_MAIN(SheetCheckTest)
#include "tst_sheetcheck.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/look.h"
#include "ui/history/advice.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace rookery;
using ledger::Hold;
using ledger::State;
using ui::Advice;

namespace {

ledger::EventRecord order(State state, Hold hold = Hold::None)
{
    ledger::EventRecord event;
    event.state = state;
    event.hold = hold;
    event.profile = QStringLiteral("ACME UK");
    event.host = QStringLiteral("corvidae.example.com");
    event.fields.set(pixel::Field::OrderId, QStringLiteral("1234abcd"));
    event.fields.set(pixel::Field::UserId, QStringLiteral("SECRET"));
    return event;
}

ledger::AttemptRecord attempt(const QString& reason)
{
    ledger::AttemptRecord record;
    record.url = "https://corvidae.example.com/i?userId=SECRET&transactionId=1234abcd";
    record.result = ledger::AttemptResult();
    record.result->reason = reason;
    record.result->sentence = QStringLiteral("It did not work.");
    return record;
}

} // namespace

class AdviceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachFailureHasTheHelpThatFits_data()
    {
        QTest::addColumn<State>("state");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QList<Advice>>("advice");
        const auto row = [](State state, const char* reason, const QList<Advice>& advice) {
            QTest::addRow("%s", reason) << state << QString::fromLatin1(reason) << advice;
        };
        row(State::Waiting, "net.host-not-found", {Advice::CheckProfile, Advice::CopyForIt});
        row(State::Waiting, "net.refused", {Advice::CopyForIt});
        row(State::Waiting, "net.cancelled", {});
        row(State::Waiting, "tls.expired", {Advice::CopyForIt});
        row(State::Waiting, "proxy.sign-in", {Advice::NetworkSettings, Advice::CopyForIt});
        row(State::Waiting, "http.407", {Advice::NetworkSettings, Advice::CopyForIt});
        row(State::Waiting, "http.503", {});
        row(State::Waiting, "http.429", {});
        row(State::Waiting, "route.invalid", {Advice::CheckProfile, Advice::CopyForAnalyst});
        row(State::Refused, "http.302", {Advice::CopyForAnalyst});
        row(State::Refused, "http.400", {Advice::CopyForAnalyst});
        row(State::Refused, "http.403", {Advice::CopyForAnalyst});
        row(State::Refused, "http.404", {Advice::CheckProfile, Advice::CopyForAnalyst});
        row(State::Unknown, "answer.html", {Advice::OpenBrowser, Advice::CopyForIt});
        row(State::Unknown, "answer.none", {});
        row(State::Delivered, "http.404", {}); // of a later resend
    }
    void eachFailureHasTheHelpThatFits()
    {
        QFETCH(State, state);
        QFETCH(QString, reason);
        QFETCH(QList<Advice>, advice);
        QVERIFY(ui::adviceFor(order(state), attempt(reason)) == advice);
    }

    void whatIsHeldByItsProfileLeadsThere()
    {
        const QList<Advice> profile{Advice::CheckProfile};
        QVERIFY(ui::adviceFor(order(State::Waiting, Hold::OtherHost), std::nullopt) == profile);
        QVERIFY(ui::adviceFor(order(State::Waiting, Hold::Profile), std::nullopt) == profile);
        QVERIFY(ui::adviceFor(order(State::Waiting), std::nullopt).isEmpty());
    }

    void nobodyElseLearnsWhoBought()
    {
        const auto event = order(State::Refused);
        const QString it = ui::reportForIt(event, attempt(QStringLiteral("http.400")));
        QVERIFY(it.contains(QStringLiteral("corvidae.example.com")));
        QVERIFY(it.contains(QStringLiteral("http.400")));
        QVERIFY(!it.contains(QStringLiteral("1234abcd")));
        QVERIFY(!it.contains(QStringLiteral("SECRET")));
        const QString analyst = ui::reportForAnalyst(event, attempt(QStringLiteral("http.400")));
        QVERIFY(analyst.contains(QStringLiteral("transactionId=1234abcd")));
        QVERIFY(!analyst.contains(QStringLiteral("SECRET")));
    }

    void whereOnlyItCanHelpItIsToldFirst_data()
    {
        QTest::addColumn<State>("state");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("primary");
        const QString it = ui::adviceText(Advice::CopyForIt);
        QTest::addRow("certificate") << State::Waiting << QStringLiteral("tls.expired") << it;
        QTest::addRow("web page") << State::Unknown << QStringLiteral("answer.html")
                                  << QStringLiteral("Open the browser");
        QTest::addRow("proxy") << State::Waiting << QStringLiteral("http.407") << it;
        QTest::addRow("server is down") << State::Waiting << QStringLiteral("net.refused") << QString();
        QTest::addRow("refused") << State::Refused << QStringLiteral("http.404")
                                 << ui::adviceText(Advice::CheckProfile);
    }
    void whereOnlyItCanHelpItIsToldFirst()
    {
        QFETCH(State, state);
        QFETCH(QString, reason);
        QFETCH(QString, primary);
        ui::AdviceRow row;
        row.show(order(state), {attempt(reason)});
        QString found;
        const auto buttons = row.findChildren<QPushButton*>();
        for (const QPushButton* button : buttons) {
            if (button->palette().color(QPalette::Button) == ui::colours().accent)
                found += button->text();
        }
        QCOMPARE(found, primary);
    }

    void aButtonDoesWhatItSays()
    {
        ui::AdviceRow row;
        QSignalSpy wanted(&row, &ui::AdviceRow::profileWanted);
        row.show(order(State::Refused), {attempt(QStringLiteral("http.404"))});
        QVERIFY(row.isVisible());
        const auto buttons = row.findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 2);
        buttons.at(0)->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("ACME UK"));
        buttons.at(1)->click();
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("http.404")));
        row.show(order(State::Delivered), {attempt(QStringLiteral("delivered"))});
        QVERIFY(!row.isVisible());
    }
};

QTEST_MAIN(AdviceTest)
#include "tst_advice.moc"

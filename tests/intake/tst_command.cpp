// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/command.h"

#include "intake/paste.h"
#include "pixel/percent.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery;
using namespace rookery::intake;

Q_DECLARE_METATYPE(rookery::intake::Shell)

namespace {

const QByteArray Ours = "https://corvidae.example.com/i?timestamp=1735689600000&event=tr&timezone=Europe/London"
                        "&characterSet=UTF-8&eventID=e-1&conversionName=Sale&transactionId=A%26B%25PATH%25%20%27x%27"
                        "&currency=GBP&revenue=11.99";

struct Nasty {
    const char* name;
    QByteArray url;
    QByteArray read; // what a shell must hand over; empty: the URL itself
};

QByteArray withValue(const QByteArray& value) { return "https://corvidae.example.com/i?x=" + value + "&revenue=1"; }

QList<Nasty> nastyUrls()
{
    return {
        {"of ours", Ours, {}},
        {"single quotes", withValue("a'b''c'"), {}},
        {"quote and the end of a command", withValue("';touch${IFS}gone;'"), withValue("';touch$%7BIFS%7Dgone;'")},
        {"command substitution", withValue("$(id)"), {}},
        {"variables", withValue("$HOME$PATH"), {}},
        {"backticks", withValue("`id`"), withValue("%60id%60")},
        {"double quotes", withValue("\"&calc&\""), withValue("%22&calc&%22")},
        {"percent variable", withValue("%PATH%"), withValue("%25PATH%25")},
        {"percent variable that looks encoded", withValue("%ABC%20"), {}},
        {"substring of a variable", withValue("%COMSPEC:~0,3%20"), withValue("%25COMSPEC:~0,3%20")},
        {"ampersands", withValue("1&&calc&|calc"), withValue("1&&calc&%7Ccalc")},
        {"carets", withValue("a^&b^^c"), withValue("a%5E&b%5E%5Ec")},
        {"exclamation marks", withValue("!!x!PATH!"), {}},
        {"spaces", withValue("a b\tc"), withValue("a%20b%09c")},
        {"redirection", withValue("a>b<c|d"), withValue("a%3Eb%3Cc%7Cd")},
        {"line breaks", withValue("a\r\ncalc\nb"), withValue("a%0D%0Acalc%0Ab")},
        {"NUL", withValue(QByteArray("a\0b", 3)), withValue("a%00b")},
        {"beyond ASCII", withValue("Zo\xC3\xAB"), withValue("Zo%C3%AB")},
        {"typographic quotes", withValue("\xE2\x80\x98;calc;\xE2\x80\x99\xE2\x80\x9A\xE2\x80\x9B"),
            withValue("%E2%80%98;calc;%E2%80%99%E2%80%9A%E2%80%9B")},
        {"backslashes", withValue("a\\'b\\"), withValue("a%5C'b%5C")},
        {"ranges of curl", withValue("[1-9]{a,b}"), withValue("%5B1-9%5D%7Ba,b%7D")},
        {"IPv6 host", "http://[::1]:8080/i?x=1", {}},
        {"brackets, semicolons, commas", withValue("(a);b,c=d"), {}},
        {"comment", withValue("a#b"), {}},
    };
}

QByteArray expected(const Nasty& nasty) { return nasty.read.isEmpty() ? nasty.url : nasty.read; }

} // namespace

class CommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTheCommandOfEachShell()
    {
        const QByteArray url = "https://a.example.com/i?x=it's&y=%2F!";
        QCOMPARE(commandFor(Shell::PowerShell, url),
            u"Invoke-WebRequest -Uri 'https://a.example.com/i?x=it''s&y=%2F!' -UseBasicParsing"_s);
        QCOMPARE(commandFor(Shell::Bash, url), u"curl --include 'https://a.example.com/i?x=it'\\''s&y=%2F!'"_s);
        QCOMPARE(commandFor(Shell::Cmd, url), u"curl.exe --include https://a.example.com/i?x=it^%^27s^&y=^%^2F^%^21"_s);
    }

    void aPastedCommandIsTheSameUrlAgain_data()
    {
        QTest::addColumn<Shell>("shell");
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("read");
        for (const Shell shell : {Shell::PowerShell, Shell::Cmd, Shell::Bash}) {
            for (const Nasty& nasty : nastyUrls()) {
                QByteArray read = expected(nasty);
                if (shell == Shell::Cmd)
                    read.replace('!', "%21").replace('\'', "%27");
                QTest::addRow("%s, %s", qPrintable(shellName(shell)), nasty.name) << shell << nasty.url << read;
            }
        }
    }
    void aPastedCommandIsTheSameUrlAgain()
    {
        QFETCH(Shell, shell);
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, read);
        const QString command = commandFor(shell, url);
        QCOMPARE(findUrls(command), QStringList{QString::fromUtf8(read)});
        QCOMPARE(readPaste(command, pixel::AmountStyle::Point).kind, Pasted::Kind::Url);
    }

    void theFieldsOfAnOrderSurviveEachShell_data()
    {
        QTest::addColumn<Shell>("shell");
        for (const Shell shell : {Shell::PowerShell, Shell::Cmd, Shell::Bash})
            QTest::addRow("%s", qPrintable(shellName(shell))) << shell;
    }
    void theFieldsOfAnOrderSurviveEachShell()
    {
        QFETCH(Shell, shell);
        const QString orderId = u"a'b''\"%PATH%!x!^&|<>$(id)`id`\\ \u2019Zoë\n🐦"_s;
        const QByteArray url = "https://corvidae.example.com/i?transactionId=" + pixel::percentEncode(orderId)
            + "&currency=GBP&revenue=11.99";
        const Pasted pasted = readPaste(commandFor(shell, url), pixel::AmountStyle::Point);
        QCOMPARE(pasted.fields.value(pixel::Field::OrderId), orderId);
        QCOMPARE(pasted.fields.value(pixel::Field::Revenue), u"11.99"_s);
    }

    void noCommandHoldsMoreThanOneLineOfPlainText()
    {
        for (const Shell shell : {Shell::PowerShell, Shell::Cmd, Shell::Bash}) {
            for (const Nasty& nasty : nastyUrls()) {
                const QString command = commandFor(shell, nasty.url);
                QVERIFY(std::all_of(
                    command.begin(), command.end(), [](QChar c) { return c >= u' ' && c <= u'~' && c != u'"'; }));
            }
        }
    }

    // The first phase of cmd at its prompt, over any variable that a machine may have: nothing is there to replace.
    void cmdFindsNoVariableInIt()
    {
        for (const Nasty& nasty : nastyUrls()) {
            const QString command = commandFor(Shell::Cmd, nasty.url);
            for (qsizetype at = command.indexOf(u'%'); at >= 0; at = command.indexOf(u'%', at + 1)) {
                QCOMPARE(command.at(at - 1), QChar(u'^'));
                QCOMPARE(command.at(at + 1), QChar(u'^'));
            }
            QVERIFY(!command.contains(u'!'));
        }
    }

    // Behind a caret every character stands for itself, and what has a meaning never stands without one.
    void cmdSeesNoOperatorInIt()
    {
        for (const Nasty& nasty : nastyUrls()) {
            const QString command = commandFor(Shell::Cmd, nasty.url);
            for (qsizetype i = 0; i < command.size(); ++i) {
                if (command.at(i) == u'^')
                    ++i;
                else
                    QVERIFY(!u"&|<>()%"_s.contains(command.at(i)));
            }
            QVERIFY(!command.endsWith(u'^'));
        }
    }

    void bashHandsOverTheUrlAndRunsNothing_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("read");
        for (const Nasty& nasty : nastyUrls())
            QTest::addRow("%s", nasty.name) << nasty.url << expected(nasty);
    }
    void bashHandsOverTheUrlAndRunsNothing()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, read);
        const QString bash = QStandardPaths::findExecutable(u"bash"_s);
        if (bash.isEmpty())
            QSKIP("There is no bash here.");
        // A function in place of curl prints what it was given, one argument a line.
        const QString script = u"curl() { printf '%s\\n' \"$@\"; }\n"_s + commandFor(Shell::Bash, url);
        QProcess process;
        process.start(bash, {u"--norc"_s, u"-c"_s, script});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardOutput(), "--include\n" + read + '\n');
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QCOMPARE(process.exitCode(), 0);
    }

    void whatIsNoWebAddressIsNoCommand_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addRow("nothing") << QByteArray();
        QTest::addRow("a request target") << QByteArray("/i?x=1");
        QTest::addRow("an option") << QByteArray("-o/etc/passwd");
        QTest::addRow("a file") << QByteArray("file:///etc/passwd?x");
    }
    void whatIsNoWebAddressIsNoCommand()
    {
        QFETCH(QByteArray, url);
        for (const Shell shell : {Shell::PowerShell, Shell::Cmd, Shell::Bash})
            QCOMPARE(commandFor(shell, url), QString());
    }
};

QTEST_GUILESS_MAIN(CommandTest)
#include "tst_command.moc"

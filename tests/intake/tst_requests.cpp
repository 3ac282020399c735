// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/checked.h"
#include "intake/command.h"
#include "intake/jsonelements.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::Field;

namespace {

// A whole pixel request, with `change` put behind it.
QByteArray target(const QByteArray& order, const QByteArray& more = {})
{
    return "/i?timestamp=1795500000000&event=tr&trackerVersion=na&appId=shop&platform=server&digitalProperty=shop-uk"
           "&timezone=Europe/London&characterSet=UTF-8&eventID=e-"
        + order + "&conversionName=Sale&transactionId=" + order + "&currency=GBP&revenue=10.00" + more;
}

QByteArray url(const QByteArray& order, const QByteArray& more = {})
{
    return "https://corvidae.example.com" + target(order, more);
}

QByteArray logLine(const QByteArray& request, const QByteArray& behind = "200 43")
{
    return "203.0.113.9 - - [23/Nov/2026:10:30:09 +0000] \"" + request + "\" " + behind + '\n';
}

QByteArray balancerLine(const QByteArray& order, const QByteArray& statuses)
{
    return "2026-11-23T10:00:07.186641Z app/my-lb/50dc6c 192.0.2.39:2817 10.0.0.1:80 0.086 0.048 0.037 " + statuses
        + " 0 57 \"GET https://corvidae.example.com:443" + target(order)
        + " HTTP/1.1\" \"curl/7.46.0\" ECDHE-RSA TLSv1.2 arn:aws:e \"Root=1-58\" \"corvidae.example.com\"\n";
}

// What a query is in a log that writes it apart from the path.
QByteArray query(const QByteArray& order, const QByteArray& more = {}) { return target(order, more).sliced(3); }

QByteArray harEntry(const QByteArray& address, const QByteArray& status = "200")
{
    return "{\"startedDateTime\":\"2026-11-23T10:00:00.000Z\",\"time\":1.5,\"request\":{\"method\":\"GET\",\"url\":\""
        + address
        + "\",\"cookies\":[{\"name\":\"a\",\"value\":\"secret\"}],\"headers\":[{\"name\":\"Authorization\","
          "\"value\":\"Bearer secret\"}],\"queryString\":[]},\"response\":{\"status\":"
        + status + ",\"content\":{\"text\":\"secret \\\"}]\"}},\"cache\":{}}";
}

QByteArray har(const QByteArrayList& entries)
{
    return "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"x\",\"version\":\"1\"},\"pages\":[{\"id\":\"p\"}],"
           "\"entries\":["
        + entries.join(',') + "]}}";
}

} // namespace

class RequestsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheLog()
    {
        const QByteArray bytes = sample(u"access.log"_s);
        const auto reader = opened(bytes);
        QVERIFY(reader);
        QCOMPARE(reader->shape().kind, Kind::AccessLog);
        const QStringList expected
            = QString::fromUtf8(sample(u"access.log.expected"_s)).split(u'\n', Qt::SkipEmptyParts);
        const QStringList lines = checkedLines(*reader, shopRules(reader->shape()));
        QCOMPARE(lines.size(), 60);
        for (qsizetype i = 0; i < lines.size(); ++i)
            QCOMPARE(lines[i], expected.value(i));
        QCOMPARE(fileFindings(*reader), u"0 log.other-requests"_s);
        QVERIFY(reader->findings().first().what.sentence.contains(u"12"_s));
    }

    void readsTheCommands()
    {
        const QByteArray bytes = sample(u"commands.txt"_s);
        const auto reader = opened(bytes);
        QVERIFY(reader);
        QCOMPARE(reader->shape().kind, Kind::Commands);
        QCOMPARE(checkedLines(*reader, shopRules(reader->shape())),
            (QStringList{u"1 ready T1 11.99"_s, u"2 ready T2 12.99"_s, u"3 ready T3 13.99"_s,
                u"4 ready T4 14.99 url.incomplete"_s, u"5 ready T5 15.99"_s, u"6 ready T6 16.99"_s,
                u"7 ready T7 17.99"_s}));
        QCOMPARE(fileFindings(*reader), u"0 request.maybe-sent"_s);
    }

    // Seen once, an eventID belongs to its event for ever.
    void keepsTheEventIdFromTheNewEvent()
    {
        const QByteArray bytes = url("1") + '\n' + url("2");
        const auto reader = opened(bytes);
        QCOMPARE(reader->shape().kind, Kind::Urls);
        const CheckRules rules = shopRules(reader->shape());
        const int column = int(reader->shape().header.indexOf(u"eventID"_s));
        QVERIFY(column >= 0);
        QVERIFY(!rules.mapping.fieldOf(column));
        QVERIFY(!isMappable(Field::EventId));
        RowCheck check(rules);
        Row row;
        QVERIFY(reader->next(row));
        QCOMPARE(textOf(row.cells[std::size_t(column)]), u"e-1"_s);
        QCOMPARE(check.check(row), Verdict::Ready);
        QCOMPARE(check.event().value(Field::EventId), QString());
    }

    void readsAddresses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const QByteArray& text, const QString& rows,
                             const QString& findings = u"0 request.maybe-sent"_s) {
            QTest::addRow("%s", name) << text << rows << findings;
        };
        row("blank lines and comments", "# mine\n\n" + url("1") + "\r\n// more\r\n  " + url("2") + "  \n",
            u"3 ready 1 10.00; 5 ready 2 10.00"_s);
        row("in quotes and brackets", "\"" + url("1") + "\",\n<" + url("2") + ">\n'" + url("3") + "';",
            u"1 ready 1 10.00; 2 ready 2 10.00; 3 ready 3 10.00"_s);
        row("no address", url("1") + "\nhello\n" + url("2"),
            u"1 ready 1 10.00; 2 fix url.not-a-request; 3 ready 2 10.00"_s);
        row("another page", "https://example.com/shop?orderId=7&revenue=5\n" + url("1"),
            u"1 fix url.not-a-request; 2 ready 1 10.00"_s);
        row("no query", "https://corvidae.example.com/i\n" + url("1"), u"1 fix url.not-a-request; 2 ready 1 10.00"_s);
        row("two in a line", url("1") + ' ' + url("2") + '\n', u"1 fix url.several"_s, QString());
        row("a page view", "https://corvidae.example.com/i?event=pv&trackerVersion=na&eventID=4\n",
            u"1 fix url.other-event"_s, QString());
        row("from a web page", url("1").replace("&", "&amp;"), u"1 ready 1 10.00 damaged.amp"_s);
        row("through a decoder",
            url("1").replace("&currency",
                "\xC2\xA4"
                "cy"),
            u"1 ready 1 10.00 damaged.currency@currency"_s);
        row("encoded twice", url("A%2520B"),
            u"1 ready A%20B 10.00 url.double-encoding@eventID "
            "url.double-encoding@transactionId"_s);
        row("an unknown key", url("1", "&coupon=X"), u"1 ready 1 10.00 url.unknown-key"_s);
        row("the same twice", url("1", "&revenue=10.00"), u"1 ready 1 10.00 url.repeated-key@revenue"_s);
        row("two revenues", url("1", "&revenue=11.00"), u"1 fix 1 10.00 url.repeated-key@revenue"_s);
        row("two order IDs", url("1", "&orderId=2"),
            u"1 fix 1 10.00 url.order-id-key@transactionId url.two-order-ids@transactionId"_s);
        row("seconds", url("1").replace("1795500000000", "1795500000"),
            u"1 ready 1 10.00 timestamp.seconds@timestamp"_s);
        row("a space", url("1").replace("=Sale", "=Sale today"),
            u"1 ready 1 10.00 url.unencoded@conversionName conversionName.not-listed@conversionName"_s);
        row("a fragment", url("1") + "#top", u"1 ready 1 10.00 url.fragment"_s);
        row("a plus", url("1+2"), u"1 ready 1 2 10.00 url.plus@eventID url.plus@transactionId"_s);
        row("a phone app", url("1").replace("revenue=", "transactionTotal="),
            u"1 fix 1 url.dialect@revenue revenue.missing@revenue"_s);
        row("sent again", url("1") + '\n' + url("1"),
            u"1 ready 1 10.00; 2 duplicate 1 10.00 eventID.retried@eventID transactionId.in-file@transactionId"_s);
        row("an eventID for two orders", url("1") + '\n' + url("2").replace("e-2", "e-1"),
            u"1 ready 1 10.00; 2 ready 2 10.00 eventID.reused@eventID"_s);
        row("no eventID", "https://corvidae.example.com/i?event=tr&orderId=1&revenue=2.00",
            u"1 ready 1 2.00 url.order-id-key@transactionId url.incomplete"_s, QString());
        row("not UTF-8", url("%FF"), u"1 fix \uFFFD 10.00 url.not-utf8@eventID url.not-utf8@transactionId"_s);
        row("endless", url(QByteArray(70'000, 'x')), u"1 fix url.not-a-request"_s, QString());
    }
    void readsAddresses()
    {
        QFETCH(QByteArray, text);
        Choices choices;
        choices.kind = Kind::Urls;
        const auto reader = opened(text, choices);
        QTEST(checkedLines(*reader, shopRules(reader->shape())).join(u"; "_s), "rows");
        QTEST(fileFindings(*reader), "findings");
    }

    void readsLogs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const QByteArray& text, const QString& rows,
                             const QString& findings = {}) { QTest::addRow("%s", name) << text << rows << findings; };
        const QByteArray request = "GET " + target("1") + " HTTP/1.1";
        row("common", logLine(request), u"1 ready 1 10.00 request.already-sent@status"_s);
        row("combined, behind a host", "shop.example.com:443 " + logLine(request, "204 - \"-\" \"curl/8\""),
            u"1 ready 1 10.00 request.already-sent@status"_s);
        row("refused", logLine(request, "503 0"), u"1 ready 1 10.00 request.was-refused@status"_s);
        row("retried", logLine(request, "503 0") + logLine(request),
            u"1 ready 1 10.00 request.was-refused@status; 2 duplicate 1 10.00 request.already-sent@status "
            "eventID.retried@eventID transactionId.in-file@transactionId"_s);
        row("asked before sending", logLine("OPTIONS " + target("1") + " HTTP/1.1"), QString(),
            u"0 log.other-requests"_s);
        row("page views", logLine("GET /i?event=pv&eventID=3 HTTP/1.1"), QString(), u"0 log.other-events"_s);
        row("no request", logLine("-", "408 0") + logLine("\\x16\\x03\\x01", "400 0"), QString(),
            u"0 log.other-requests"_s);
        row("a shop's own address", logLine("GET /checkout?orderId=5&currency=GBP HTTP/1.1"), QString(),
            u"0 log.other-requests"_s);
        row("quotes in a value", logLine("GET " + target("1", "&note=a\\\"b\\x22c") + " HTTP/1.1"),
            u"1 ready 1 10.00 url.unknown-key request.already-sent@status"_s);
        row("a load balancer", "https " + balancerLine("1", "200 200") + "h2 " + balancerLine("2", "502 -"),
            u"1 ready 1 10.00 request.already-sent@status; 2 ready 2 10.00 request.was-refused@status"_s);
        row("a load balancer whose client had gone", "https " + balancerLine("1", "460 204"),
            u"1 ready 1 10.00 request.already-sent@status"_s);
        row("a classic load balancer", balancerLine("1", "200 200"), u"1 ready 1 10.00 request.already-sent@status"_s);
        row("a load balancer, cut off", ("https " + balancerLine("1", "200 200")).first(300),
            u"1 fix log.broken-line"_s);
        const QByteArray iis
            = "#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2026-11-23 "
              "10:00:00\r\n"
              "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port c-ip cs(User-Agent) sc-status "
              "time-taken\r\n";
        const auto iisLine = [](const QByteArray& asked, const QByteArray& status, const QByteArray& method = "GET") {
            return "2026-11-23 10:00:07 10.0.0.1 " + method + " /i " + asked + " 443 203.0.113.1 Mozilla/5.0+(X) "
                + status + " 15\r\n";
        };
        row("IIS", iis + iisLine(query("1"), "200") + iisLine(query("A%20B"), "500"),
            u"5 ready 1 10.00 request.already-sent@status; 6 ready A B 10.00 request.was-refused@status"_s);
        row("IIS, other requests", iis + iisLine("-", "200") + iisLine(query("1"), "200", "OPTIONS"), QString(),
            u"0 log.other-requests"_s);
        row("IIS, columns that change",
            iis + iisLine(query("1"), "200") + "#Fields: cs-uri-query sc-status cs-method cs-uri-stem\r\n" + query("2")
                + " 404 GET /i\r\n#Fields: date time cs-uri-stem\r\n2026-11-23 10:00:07 /i\r\n",
            u"5 ready 1 10.00 request.already-sent@status; 7 ready 2 10.00 request.was-refused@status"_s,
            u"9 log.strange-lines"_s);
        row("IIS, cut off", iis + iisLine(query("1"), "200").first(200), u"5 fix log.broken-line"_s);
        row("no status in it", "#Fields: cs-uri-stem cs-uri-query\n/i " + query("1"), u"2 ready 1 10.00"_s);
        row("path and query in one", "#Fields: cs-uri sc-status\n" + target("1") + " 200",
            u"2 ready 1 10.00 request.already-sent@status"_s);
        const QByteArray cloudFront
            = "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) "
              "cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query\n";
        const auto edgeLine = [](const QByteArray& asked, const QByteArray& status) {
            return "2026-11-23\t10:00:07\tFRA\t43\t203.0.113.1\tGET\td1.example.net\t/i\t" + status + "\t-\tMoz\t"
                + asked + '\n';
        };
        row("CloudFront", cloudFront + edgeLine(query("1"), "200") + edgeLine(query("2"), "503"),
            u"3 ready 1 10.00 request.already-sent@status; 4 ready 2 10.00 request.was-refused@status"_s);
        row("CloudFront encodes once more", cloudFront + edgeLine(query("A%2520B"), "200"),
            u"3 ready A B 10.00 request.already-sent@status"_s);
        row("CloudFront, a percent sign", cloudFront + edgeLine(query("A%252520B"), "200"),
            u"3 ready A%20B 10.00 url.double-encoding@eventID url.double-encoding@transactionId "
            "request.already-sent@status"_s);
        row("CloudFront does not encode once more", cloudFront + edgeLine(query("A%20B"), "200"),
            u"3 ready A B 10.00 request.already-sent@status"_s);
        row("CloudFront, nobody waited for an answer", cloudFront + edgeLine(query("1"), "000"), u"3 ready 1 10.00"_s);
        row("cut off", logLine(request).first(200), u"1 fix log.broken-line"_s);
        row("another line", "Log of Monday\n" + logLine(request), u"2 ready 1 10.00 request.already-sent@status"_s,
            u"1 log.strange-lines"_s);
        row("no status", logLine(request, "- -"), u"1 fix log.broken-line"_s);
    }
    void readsLogs()
    {
        QFETCH(QByteArray, text);
        Choices choices;
        choices.kind = Kind::AccessLog;
        const auto reader = opened(text, choices);
        QTEST(checkedLines(*reader, shopRules(reader->shape())).join(u"; "_s), "rows");
        QTEST(fileFindings(*reader), "findings");
    }

    // A person may take the order's time from it.
    void saysWhenItWasLogged_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("logged");
        QTest::addRow("combined") << logLine("GET " + target("1") + " HTTP/1.1") << u"23/Nov/2026:10:30:09 +0000"_s;
        QTest::addRow("load balancer") << "https " + balancerLine("1", "200 200") << u"2026-11-23T10:00:07.186641Z"_s;
        QTest::addRow("W3C") << "#Fields: date time cs-uri\n2026-11-23 10:00:07 " + target("1")
                             << u"2026-11-23T10:00:07Z"_s;
    }
    void saysWhenItWasLogged()
    {
        QFETCH(QByteArray, text);
        const auto reader = opened(text);
        QCOMPARE(reader->shape().kind, Kind::AccessLog);
        Row row;
        QVERIFY(reader->next(row));
        QTEST(textOf(row.cells.back()), "logged");
    }

    void readsCommands_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char* name, const QByteArray& text, const QString& rows) {
            QTest::addRow("%s", name) << text << rows;
        };
        const QByteArray plain = "https://corvidae.example.com/i";
        row("curl over several lines",
            "curl -sS \\\n  -H 'Cookie: a=b' \\\n  '" + url("1") + "' \\\n  --compressed\ncurl '" + url("2") + "'",
            u"1 ready 1 10.00; 5 ready 2 10.00"_s);
        row("curl as a browser copies it for cmd",
            "curl ^\"" + url("1").replace("&", "^&") + "^\" ^\n  -H ^\"accept: */*^\" ^\n  --compressed",
            u"1 ready 1 10.00"_s);
        row("cmd with percent signs", "curl.exe " + url("A%20B").replace("&", "^&").replace("%", "^%^"),
            u"1 ready A B 10.00"_s);
        row("PowerShell over several lines",
            "Invoke-WebRequest -UseBasicParsing `\n  -Uri \"" + url("1")
                + "\" `\n  -Headers @{\n\"Accept\"=\"*/*\"\n  \"Cookie\"=\"a=b; c=d\"\n}\niwr '" + url("2") + "'",
            u"1 ready 1 10.00; 7 ready 2 10.00"_s);
        row("PowerShell with a table",
            "Invoke-RestMethod -Uri " + plain
                + " -Body @{ event = 'tr'; transactionId = \"A'1\"; currency='GBP'\n revenue = 5.50 }",
            u"1 ready A'1 5.50 url.incomplete"_s);
        row("a quote in a value", "curl '" + url("O'\\''Neill") + "'\niwr '" + url("P''Q") + "'",
            u"1 ready O'Neill 10.00; 2 ready P'Q 10.00"_s);
        row("behind a prompt",
            "$ curl '" + url("1") + "'\nPS C:\\> iwr '" + url("2") + "'\n$r = iwr '" + url("3") + "'",
            u"1 ready 1 10.00; 2 ready 2 10.00; 3 ready 3 10.00"_s);
        row("nobody quoted it", "curl " + url("1") + "\nwget -O /dev/null " + url("2"),
            u"1 ready 1 10.00; 2 ready 2 10.00"_s);
        row("encoded by curl", "curl -G " + plain + " -d event=tr --data-urlencode 'transactionId=A&B' -d revenue=1.00",
            u"1 ready A&B 1.00 url.incomplete"_s);
        row("into the body", "curl " + plain + " --data 'event=tr&transactionId=1&revenue=2.00'",
            u"1 ready 1 2.00 url.incomplete command.post"_s);
        row("wget, into the body", "wget --post-data='event=tr&transactionId=1&revenue=2.00' " + plain,
            u"1 ready 1 2.00 url.incomplete command.post"_s);
        row("cut off", "curl 'https://corvidae.example.com/i?event=tr&transactionId=1\ncurl '" + url("2") + "'",
            u"1 fix command.cut-off; 2 ready 2 10.00"_s);
        row("goes on nowhere", "curl \\", u"1 fix command.cut-off"_s);
        row("no address", "curl -sS\ncurl --version", u"1 fix command.no-address; 2 fix command.no-address"_s);
        row("a variable", "curl \"" + url("1", "&tax=$TAX") + "\"\ncurl '" + url("2", "&note=$TAX") + "'",
            u"1 fix command.variable; 2 ready 2 10.00 url.unknown-key"_s);
        row("a variable of cmd", "curl \"" + url("%ORDER%").replace("&", "^&") + "\"", u"1 fix command.variable"_s);
        row("a file", "curl -G " + plain + " -d @order.txt\ncurl -G " + plain + " --data-urlencode transactionId@id",
            u"1 fix command.file; 2 fix command.file"_s);
        row("two at once", "curl '" + url("1") + "' && curl '" + url("2") + "'", u"1 fix url.several"_s);
        row("two addresses", "curl '" + url("1") + "' '" + url("2") + "'", u"1 fix url.several"_s);
        row("piped away", "curl '" + url("1") + "' | cat > /dev/null", u"1 ready 1 10.00"_s);
        row("a health check", "curl https://corvidae.example.com/health?x=1", u"1 fix url.not-a-request"_s);
        row("another program", "fetch(\"" + url("1") + "\");", u"1 ready 1 10.00"_s);
        row("as Chrome copies it",
            "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n$session.UserAgent = "
            "\"Mozilla/5.0\"\n"
            "$session.Cookies.Add((New-Object System.Net.Cookie(\"from\", \"https://x.example/?a=1\", \"/\", \"x\")))\n"
            "Invoke-WebRequest -UseBasicParsing -Uri \""
                + url("1") + "\" `\n-WebSession $session `\n-Headers @{\n\"method\"=\"GET\"\n  \"path\"=\"/i\"\n}",
            u"4 ready 1 10.00"_s);
        row("a script", "#!/bin/sh\nset -e\ncurl '" + url("1") + "'", u"3 ready 1 10.00"_s);
    }
    void readsCommands()
    {
        QFETCH(QByteArray, text);
        Choices choices;
        choices.kind = Kind::Commands;
        const auto reader = opened(text, choices);
        QTEST(checkedLines(*reader, shopRules(reader->shape())).join(u"; "_s), "rows");
    }

    void knowsCommandsBehindASession()
    {
        QCOMPARE(
            guessKind("$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n$session.UserAgent = "
                      "\"Mozilla/5.0\"\nInvoke-WebRequest -Uri \"https://corvidae.example.com/i?event=tr\" `\n"
                      "-WebSession $session `\n-Headers @{\n\"method\"=\"GET\"\n}"),
            Kind::Commands);
    }

    // What copyable commands this program writes, it reads.
    void readsWhatThisProgramWrites_data()
    {
        QTest::addColumn<Shell>("shell");
        QTest::addRow("PowerShell") << Shell::PowerShell;
        QTest::addRow("cmd") << Shell::Cmd;
        QTest::addRow("bash") << Shell::Bash;
    }
    void readsWhatThisProgramWrites()
    {
        QFETCH(Shell, shell);
        const QByteArray bytes = commandFor(shell, url("A%26B%27C%25D%21")).toUtf8();
        const auto reader = opened(bytes);
        QCOMPARE(reader->shape().kind, Kind::Commands);
        QCOMPARE(checkedLines(*reader, shopRules(reader->shape())), QStringList{u"1 ready A&B'C%D! 10.00"_s});
    }

    void readsHar_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const QByteArray& text, const QString& rows,
                             const QString& findings = {}) { QTest::addRow("%s", name) << text << rows << findings; };
        row("one", har({harEntry(url("1"))}), u"1 ready 1 10.00 request.already-sent@status"_s);
        row("others",
            har({harEntry("https://example.com/"), harEntry(url("1"), "0"),
                harEntry("https://x/i?event=pv&eventID=1")}),
            u"2 ready 1 10.00"_s, u"0 har.other-requests; 0 har.other-events"_s);
        row("refused, then sent again", har({harEntry(url("1"), "503"), harEntry(url("1"))}),
            u"1 ready 1 10.00 request.was-refused@status; 2 duplicate 1 10.00 request.already-sent@status "
            "eventID.retried@eventID transactionId.in-file@transactionId"_s);
        row("escapes", har({harEntry(url("1").replace("/", "\\/").replace("&", "\\u0026"))}),
            u"1 ready 1 10.00 request.already-sent@status"_s);
        row("no request", har({"{\"time\":1}", "7", "[]", harEntry(url("1"))}),
            u"4 ready 1 10.00 request.already-sent@status"_s,
            u"1 har.not-an-entry; 2 har.not-an-entry; 3 har.not-an-entry"_s);
        const auto posted = [](const QByteArray& mimeType, const QByteArray& body) {
            return "{\"request\":{\"method\":\"POST\",\"url\":\"https://corvidae.example.com/i\",\"postData\":"
                   "{\"mimeType\":\""
                + mimeType + "\",\"text\":\"" + body + "\"}},\"response\":{\"status\":0}}";
        };
        row("into the body",
            har({posted("application/x-www-form-urlencoded", "event=tr&transactionId=1&revenue=2.00")}),
            u"1 ready 1 2.00 url.incomplete command.post"_s);
        row("into the body as something else", har({posted("application/json", "{}")}), QString(),
            u"1 har.unread-body; 0 har.other-requests"_s);
        row("no entries", har({}), QString());
        row("cut off", har({harEntry(url("1")), harEntry(url("2"))}).chopped(60),
            u"1 ready 1 10.00 request.already-sent@status"_s, u"2 table.not-json"_s);
        row("something else", "{\"a\":1}", QString(), u"1 table.not-json"_s);
        row("text", "hello", QString(), u"1 table.not-json"_s);
        row("endless brackets", "{\"log\":{\"entries\":[" + QByteArray(100'000, '['), QString(), u"1 table.not-json"_s);
        row("an address that is none", har({"{\"request\":{\"method\":\"GET\",\"url\":{\"a\":\"secret\"}}}"}),
            QString(), u"1 har.not-an-entry"_s);
    }
    void readsHar()
    {
        QFETCH(QByteArray, text);
        Choices choices;
        choices.kind = Kind::Har;
        const auto reader = opened(text, choices);
        QTEST(checkedLines(*reader, shopRules(reader->shape())).join(u"; "_s), "rows");
        QTEST(fileFindings(*reader), "findings");
    }

    void knowsAHarFile() { QCOMPARE(guessKind(viewOf(har({harEntry(url("1"))}))), Kind::Har); }

    // Cookies, authorisation and answers stay outside.
    void keepsNoSecretOfAHarFile()
    {
        const QByteArray bytes = har({harEntry(url("1"))});
        rookery::intake::TextReader text(sourceOf(viewOf(bytes)));
        JsonElements entries(text, {true, "log.entries"},
            {"startedDateTime", "request", "request.method", "request.url", "response", "response.status"});
        std::string entry;
        QVERIFY(entries.next(entry));
        QVERIFY(entry.find("secret") == std::string::npos);
        QVERIFY(entry.find("Authorization") == std::string::npos);
        QVERIFY(entry.find("transactionId=1") != std::string::npos);
        QVERIFY(!entries.next(entry));
        QVERIFY(!entries.isBroken());
    }

    void readsWhatDoesNotFitIntoABuffer()
    {
        QByteArray bytes;
        for (int i = 0; i < 2'000; ++i)
            bytes += logLine("GET " + target(QByteArray::number(i)) + " HTTP/1.1");
        const auto reader = opened(bytes);
        QCOMPARE(reader->shape().sample.size(), 100UL);
        QCOMPARE(allRows(*reader).size(), 2'000);
        QVERIFY(reader->findings().isEmpty());
    }
};

QTEST_GUILESS_MAIN(RequestsTest)
#include "tst_requests.moc"

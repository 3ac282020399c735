// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/ownfile.h"

#include "intake/requestrow.h"
#include "intake/verdicts.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace rookery::intake;
using namespace Qt::StringLiterals;
using rookery::pixel::Field;

namespace {

const QStringList Own{u"Ref"_s, u"Total"_s, u"Customer ID"_s};
const QStringList History{u"timestamp"_s, u"event"_s, u"eventID"_s, u"transactionId"_s, u"currency"_s, u"revenue"_s,
    u"state"_s, u"attempts"_s, u"profile"_s, u"confirmed"_s, u"live"_s, u"url"_s};

QByteArray tableOf(const QStringList& header, const QByteArray& rows)
{
    return header.join(u',').toUtf8() + '\n' + rows;
}

// Of a history that was exported as JSON lines.
QByteArray lineOf(const QJsonObject& more)
{
    QJsonObject json{{u"transactionId"_s, u"A-1"_s}, {u"eventID"_s, u"e-1"_s}, {u"state"_s, u"refused"_s},
        {u"attempts"_s, 1}, {u"confirmed"_s, u"2026-11-26"_s}, {u"revenue"_s, u"5.00"_s}};
    for (auto one = more.begin(); one != more.end(); ++one)
        json.insert(one.key(), one.value());
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

class OwnFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatWeWrote_data()
    {
        QTest::addColumn<QStringList>("header");
        QTest::addColumn<OwnFile>("file");
        QTest::addColumn<int>("state");
        QTest::addRow("somebody else's") << Own << OwnFile::None << -1;
        QTest::addRow("results") << Own + resultColumns() << OwnFile::Results << 7;
        QTest::addRow("rejects") << Own + rejectColumns() << OwnFile::Rejects << -1;
        QTest::addRow("a history") << History << OwnFile::History << 6;
        QTest::addRow("some of the columns") << Own + resultColumns().first(5) << OwnFile::None << -1;
        QTest::addRow("a state of somebody else's") << Own + QStringList{u"state"_s} << OwnFile::None << -1;
    }
    void knowsWhatWeWrote()
    {
        QFETCH(QStringList, header);
        QFETCH(OwnFile, file);
        QFETCH(int, state);
        QCOMPARE(ownFileOf(header), file);
        QCOMPARE(ownStateColumn(header), state);
        QCOMPARE(ownFileText(file).isEmpty(), file == OwnFile::None);
    }

    void readsResultsAsTheSourceTheyWereMadeOf()
    {
        const QByteArray ours
            = "2,A-1,01a21e00-16d6-7aa8-a339-e21417484d00,https://x.example/i?revenue=10.00,refused,400,"
              "12,2026-11-26T10:00:00.000Z,no,\n";
        const auto source = opened(tableOf(Own, "A-1,10.00,C-7\n"));
        const auto results = opened(tableOf(Own + resultColumns(), "A-1,10.00,C-7," + ours));
        const Suggestion suggested = suggestMapping(results->shape());
        QVERIFY(suggested.isComplete());
        QCOMPARE(suggested.mapping, suggestMapping(source->shape()).mapping);
        QCOMPARE(headerSignature(results->shape().header), headerSignature(source->shape().header));
    }

    void numbersOfAHistoryAreReadAsTheyWereWritten_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("row");
        const auto history = [](const char* revenue, const char* separator) {
            const QByteArrayList cells{
                "", "tr", "e-1", "A-1", "GBP", revenue, "refused", "1", "P", "2026-11-26", "live", ""};
            return QByteArray(
                History.join(QLatin1StringView(separator)).toUtf8() + '\n' + cells.join(separator) + '\n');
        };
        QTest::addRow("three decimals") << history("1.234", ",") << u"2 ready revenue.minor-unit"_s;
        QTest::addRow("saved by a spreadsheet since") << history("1.234", ";") << u"2 fix revenue.ambiguous"_s;
        const QByteArray line = lineOf({{u"revenue"_s, u"1.234"_s}});
        QTest::addRow("three decimals in JSON")
            << line + line << u"1 ready revenue.minor-unit/2 duplicate as 1 revenue.minor-unit transactionId.in-file"_s;
    }
    void numbersOfAHistoryAreReadAsTheyWereWritten()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, row);
        QCOMPARE(verdictsOf(text).join(u'/'), row);
    }

    void aFieldThatOnlyALaterOrderHasIsKept()
    {
        QByteArray text;
        for (int i = 1; i < 150; ++i)
            text += lineOf({{u"transactionId"_s, u"A-%1"_s.arg(i)}});
        text += lineOf({{u"userId"_s, u"3f2b8c1e-0c55-4d1a-9a10-5a5a5a5a5a5a"_s}});
        const auto reader = opened(text);
        const int column = suggestMapping(reader->shape()).mapping.columnOf(Field::UserId);
        QVERIFY(column >= 0);
        QByteArray last;
        for (Row row; reader->next(row);)
            last = QByteArray(row.cells[std::size_t(column)].data(), qsizetype(row.cells[std::size_t(column)].size()));
        QCOMPARE(last, QByteArray("3f2b8c1e-0c55-4d1a-9a10-5a5a5a5a5a5a"));
        QVERIFY(reader->findings().isEmpty());
    }

    void whatWasOnItsWayIsNotSentInSilence_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("found");
        for (const char* state : {"delivered", "waiting", "sending", "unknown"})
            QTest::addRow("%s", state) << QByteArray(state) << u"2 ready request.already-sent"_s;
        for (const char* state : {"refused", "fix", "duplicate", "skipped", ""})
            QTest::addRow("'%s'", state) << QByteArray(state) << QString();
        QTest::addRow("cancelled") << QByteArray("cancelled") << u"2 ready order.called-off"_s;
    }
    void whatWasOnItsWayIsNotSentInSilence()
    {
        QFETCH(QByteArray, state);
        QFETCH(QString, found);
        QCOMPARE(
            verdictsOf(tableOf(Own + resultColumns(), "A-1,10.00,C-7,2,A-1,,," + state + ",,,,,\n")).join(u'/'), found);
        QCOMPARE(verdictsOf(tableOf(History,
                                ",tr,01a21e00-16d6-7aa8-a339-e21417484d00,A-1,GBP,10.00," + state
                                    + ",1,P,2026-11-27T17:14:12.054Z,live,\n"))
                     .join(u'/'),
            found);
    }

    void cellsThatNoColumnHadRoomForAreMendedInResultsToo()
    {
        QCOMPARE(verdictsOf(tableOf(Own + resultColumns(), "A-1,10,C-7,2,A-1,,,fix,,,,,50\n")),
            QStringList{u"2 fix table.extra-cell"_s});
    }

    void anOrderOfPracticeIsNotReportedInSilence()
    {
        QCOMPARE(verdictsOf(tableOf(History, ",tr,e,A-1,GBP,10.00,refused,1,P,2026-11-27T17:14:12.054Z,practice,\n")),
            QStringList{u"2 ready order.called-off"_s});
    }
};

QTEST_GUILESS_MAIN(OwnFileTest)
#include "tst_ownfile.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/lookahead.h"
#include "intake/readahead.h"
#include "intake/sample.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;

class LookAheadTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRowComesWithTheNext()
    {
        const QByteArray bytes = "Ref,Total\nA,1\nBB,2,x\n\nC\n";
        LookAhead rows(opened(bytes));
        QStringList found;
        for (Row row; rows.next(row);) {
            QStringList following;
            for (const std::string_view cell : row.following)
                following << textOf(cell);
            found << shown(row) + u" > "_s + following.join(u'|');
        }
        QCOMPARE(found, (QStringList{u"2[A|1] > BB|2|x"_s, u"3[BB|2|x] > C"_s, u"5[C] > "_s}));
        Row row;
        QVERIFY(!rows.next(row)); // and stays at the end
    }

    void saysWhatTheReaderSays()
    {
        const QByteArray bytes = "Ref,Total\nA,1\n\"B\" x,1\nRef,Total\nC,\"2\n\xE9";
        const auto itself = opened(bytes);
        LookAhead ahead(opened(bytes));
        Row one;
        Row two;
        while (itself->next(one)) {
            QVERIFY(ahead.next(two));
            QCOMPARE(shown(two), shown(one));
            QCOMPARE(std::vector(two.oddCells.begin(), two.oddCells.end()),
                std::vector(one.oddCells.begin(), one.oddCells.end()));
            QCOMPARE(two.flaws.size(), one.flaws.size());
        }
        QVERIFY(!ahead.next(two));
        QCOMPARE(ahead.shape().encoding.value, itself->shape().encoding.value);
        QCOMPARE(ahead.findings().size(), itself->findings().size());
        QVERIFY(!ahead.findings().isEmpty());
    }

    void aFileOfNothingHasNoRows()
    {
        const QByteArray bytes = "Ref,Total\n";
        LookAhead rows(opened(bytes));
        Row row;
        QVERIFY(!rows.next(row));
    }

    void whoLooksAheadIsLeftAlone()
    {
        const QByteArray bytes = "Ref,Total\nA,1\n";
        auto ahead = std::make_unique<ReadAhead>(opened(bytes));
        const RowReader* const itself = ahead.get();
        const auto same = lookingAhead(std::move(ahead));
        QCOMPARE(same.get(), itself);
    }
};

QTEST_GUILESS_MAIN(LookAheadTest)
#include "tst_lookahead.moc"

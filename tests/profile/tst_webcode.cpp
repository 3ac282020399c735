// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/webcode.h"

#include "profile/codelist.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::profile;
using rookery::Error;
using rookery::pixel::Field;

namespace {

const QString Visitor = u"a8469964-2f2d-41fe-94fa-7e71c1df1022"_s;
const QString Session = u"b1aadba2-97c4-4c48-9fff-ae9b51579470"_s;

} // namespace

class WebCodeTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const QByteArray& content) const
    {
        const QString path = m_folder.filePath(u"codes.csv"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write the list");
        return path;
    }

    static void setModified(const QString& path, const QDateTime& time)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadWrite) || !file.setFileTime(time, QFileDevice::FileModificationTime))
            qFatal("cannot set the time of the list");
    }

private Q_SLOTS:
    void asItIsGoesIntoItsField()
    {
        const auto identity = identityOf({WebCodeKind::AsIs, Field::SessionId, {}, {}}, u" "_s + Session + u"\n"_s);
        QVERIFY(identity.has_value());
        QCOMPARE(identity->value(Field::SessionId), Session);
        QVERIFY(!identity->has(Field::VisitorId));
        QVERIFY(!identity->has(Field::UserId));
    }

    void aPatternTakesTheCodeApart()
    {
        const WebCode code{
            WebCodeKind::Pattern, Field::VisitorId, u"(?<visitor>[0-9a-f-]{36})/(?<session>[0-9a-f-]{36})"_s, {}};
        const auto identity = identityOf(code, Visitor + u'/' + Session);
        QVERIFY(identity.has_value());
        QCOMPARE(identity->value(Field::VisitorId), Visitor);
        QCOMPARE(identity->value(Field::SessionId), Session);
        QVERIFY(!identity->has(Field::UserId));
    }

    void aPatternMatchesTheWholeCode_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addRow("something behind") << u"v12x"_s;
        QTest::addRow("something in front") << u"xv12"_s;
        QTest::addRow("a part") << u"v"_s;
        QTest::addRow("a line behind") << u"v12\nv"_s;
    }
    void aPatternMatchesTheWholeCode()
    {
        QFETCH(QString, code);
        const auto identity = identityOf({WebCodeKind::Pattern, Field::VisitorId, u"(?<user>v[0-9]+)"_s, {}}, code);
        QVERIFY(!identity.has_value());
        QVERIFY(identity.error().sentence.contains(u"does not look like one of ours"_s));
    }

    void aListHasItsColumnsInAnyOrder_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addRow("commas") << QByteArray("code,visitor,session,user\nAB12," + Visitor.toUtf8() + ",,u-1\n");
        QTest::addRow("other order, other names")
            << QByteArray("userId,Code,sessionId,visitorId\r\nu-1,ab12,," + Visitor.toUtf8() + "\r\n");
        QTest::addRow("semicolons") << QByteArray("code;visitor;user\n ab12 ;" + Visitor.toUtf8() + ";u-1");
        QTest::addRow("tabs") << QByteArray("code\tvisitor\tuser\nab12\t" + Visitor.toUtf8() + "\tu-1");
        QTest::addRow("quotes") << QByteArray("\"code\",\"visitor\",\"user\",\"note\"\n\"ab12\",\"" + Visitor.toUtf8()
            + "\",\"u-1\",\"a, \"\"b\"\"\nc\"\n");
        QTest::addRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "code,visitor,user\nab12,"
            + Visitor.toUtf8() + ",u-1\n");
        QTest::addRow("the same row twice")
            << QByteArray("code,visitor,user\nab12," + Visitor.toUtf8() + ",u-1\nAB12," + Visitor.toUtf8() + ",u-1\n");
    }
    void aListHasItsColumnsInAnyOrder()
    {
        QFETCH(QByteArray, list);
        const auto identity = identityOf({WebCodeKind::LookupFile, Field::VisitorId, {}, write(list)}, u" aB12 "_s);
        QVERIFY2(identity.has_value(), identity ? "" : qPrintable(identity.error().sentence));
        QCOMPARE(identity->value(Field::VisitorId), Visitor);
        QCOMPARE(identity->value(Field::UserId), u"u-1"_s);
        QVERIFY(!identity->has(Field::SessionId));
    }

    void aCodeThatNamesNobodyForSureIsRefused_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QString>("sentence");
        QTest::addRow("not there") << QByteArray("code,user\nzz,u\n") << u"is not in the list"_s;
        QTest::addRow("twice") << QByteArray("code,user\nab12,u-1\nAB12,u-2\n") << u"more than once"_s;
        QTest::addRow("empty row") << QByteArray("code,user\nab12,\n") << u"names nobody"_s;
        QTest::addRow("hidden character") << QByteArray("code,user\nab12,u\xE2\x80\x8B\n") << u"one of ours"_s;
        QTest::addRow("no code column") << QByteArray("user,visitor\nab12,u\n") << u"no column \"code\""_s;
        QTest::addRow("no other column") << QByteArray("code,name\nab12,u\n") << u"no column \"visitor\""_s;
        QTest::addRow("empty file") << QByteArray() << u"no column"_s;
    }
    void aCodeThatNamesNobodyForSureIsRefused()
    {
        QFETCH(QByteArray, list);
        QFETCH(QString, sentence);
        const auto identity = identityOf({WebCodeKind::LookupFile, Field::VisitorId, {}, write(list)}, u"ab12"_s);
        QVERIFY(!identity.has_value());
        QVERIFY2(identity.error().sentence.contains(sentence), qPrintable(identity.error().sentence));
    }

    void aListThatIsNotThereIsSaidSo()
    {
        const auto identity
            = identityOf({WebCodeKind::LookupFile, Field::VisitorId, {}, m_folder.filePath(u"none"_s)}, u"x"_s);
        QVERIFY(!identity.has_value());
        QVERIFY(identity.error().code == Error::Code::Storage);
    }

    void aChangedListIsReadAnew()
    {
        const WebCode code{WebCodeKind::LookupFile, Field::VisitorId, {}, write("code,user\nab12,u-1\n")};
        QCOMPARE(identityOf(code, u"ab12"_s)->value(Field::UserId), u"u-1"_s);
        write("code,user\nab12,user-2\n");
        QCOMPARE(identityOf(code, u"ab12"_s)->value(Field::UserId), u"user-2"_s);
    }

    void aListThatIsWrittenTwiceInOneMomentIsReadAnew()
    {
        const QDateTime now = QDateTime::currentDateTime();
        const QString file = write("code,user\nab12,u-1\n");
        setModified(file, now);
        CodeListShelf shelf;
        QCOMPARE(shelf.find(file, u"ab12"_s)->value(Field::UserId), u"u-1"_s);
        write("code,user\nab12,u-2\n");
        setModified(file, now);
        QCOMPARE(shelf.find(file, u"ab12"_s)->value(Field::UserId), u"u-2"_s);
    }

    void aListIsNotReadForEveryCode()
    {
        QByteArray list = "code,user\n";
        for (int i = 0; i < 20'000; ++i)
            list += "c" + QByteArray::number(i) + ",u" + QByteArray::number(i) + "\n";
        const QString file = write(list);
        const QDateTime modified = QDateTime::currentDateTime().addDays(-1);
        setModified(file, modified);
        CodeListShelf shelf;
        QCOMPARE(shelf.find(file, u"c19999"_s)->value(Field::UserId), u"u19999"_s);
        // Other content in the same size, and the clock put back: whoever reads it again would notice.
        write(list.replace("c19999,u19999", "c19999,v19999"));
        setModified(file, modified);
        QCOMPARE(shelf.find(file, u"c19999"_s)->value(Field::UserId), u"u19999"_s);
    }

    void anEmptyCodeIsNothing()
    {
        const auto identity = identityOf({WebCodeKind::LookupFile, Field::VisitorId, {}, u"/none"_s}, u"  "_s);
        QVERIFY(identity.has_value());
        QVERIFY(*identity == rookery::pixel::Event());
    }

    void withoutAKindThereIsNoCode() { QVERIFY(!identityOf({}, u"ab12"_s).has_value()); }

    void kindsHaveWords()
    {
        for (const WebCodeKind kind :
            {WebCodeKind::None, WebCodeKind::AsIs, WebCodeKind::Pattern, WebCodeKind::LookupFile})
            QVERIFY(webCodeKindOfText(webCodeKindText(kind)) == kind);
        QVERIFY(!webCodeKindOfText(u"other"_s).has_value());
    }
};

QTEST_APPLESS_MAIN(WebCodeTest)
#include "tst_webcode.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/verdicts.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;

class IdCheckTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsThatWereReadInAnotherEncodingAreAsked_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const QByteArray& text, const QString& found) {
            QTest::addRow("%s", name) << "Order ID;Total;User ID\n" + text << found;
        };
        row("UTF-8", "Gr\xC3\xBC-1;1.50;\n\xE6\xB3\xA8-2;2.50;\n", {});
        row("UTF-8 of what was no more", "Gr\xC3\x83\xC2\xBC-1;1.50;\n", u"2 fix transactionId.misread(Gr\u00FC-1)"_s);
        row("a euro sign of what was no more", "\xC3\xA2\xE2\x80\x9A\xC2\xAC-1;1.50;\n",
            u"2 fix transactionId.misread(\u20AC-1)"_s);
        row("two encodings in one file", "Gr\xFC-1;1.50;\nGr\xC3\xBC-2;2.50;\n\xC4-3;3.50;\n",
            u"2 ready transactionId.guessed-letters/3 fix transactionId.misread(Gr\u00FC-2)/"
            "4 ready transactionId.guessed-letters"_s);
        row("a code page that may be another", "\x8E-1;1.50;\nGr\x9F-2;2.50;\n\xB4-3;3.50;\nA-4;4.50;\n",
            u"2 ready transactionId.guessed-letters/3 ready transactionId.guessed-letters/"
            "4 ready transactionId.guessed-letters"_s);
        row("a user", "A-1;1.50;J\xF6rg\n", u"2 ready userId.guessed-letters userId.not-uuid"_s);
        row("capitals with a tilde", "N\xC3\x83O-1;1.50;\n", {});
    }
    void idsThatWereReadInAnotherEncodingAreAsked()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, found);
        QCOMPARE(verdictsOf(text).join(u'/'), found);
    }

    void aPersonSaysWhichEncodingItIs()
    {
        Choices choices;
        choices.encoding = Encoding::Windows1252;
        QCOMPARE(verdictsOf("Order ID;Total\nGr\xFC-1;1.50\n", choices), QStringList());
    }
};

QTEST_GUILESS_MAIN(IdCheckTest)
#include "tst_idcheck.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/textencoding.h"
#include "intake/utf8.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::intake;

namespace {

// Bytes of a pipe that gives `step` at a time.
TextReader::Source dripOf(std::string_view bytes, std::size_t step)
{
    return [bytes, step](char* to, qsizetype max) mutable {
        const std::size_t n = std::min({bytes.size(), step, std::size_t(max)});
        std::memcpy(to, bytes.data(), n);
        bytes.remove_prefix(n);
        return qsizetype(n);
    };
}

QByteArray readAll(TextReader& reader, std::size_t room = 4096)
{
    std::string buffer(room, '\0');
    QByteArray out;
    while (const qsizetype n = reader.read(buffer.data(), qsizetype(room)))
        out.append(buffer.data(), n);
    return out;
}

QByteArray utf16(const QString& text, bool bigEndian)
{
    QByteArray out;
    for (const QChar c : text) {
        const char high = char(c.unicode() >> 8);
        const char low = char(c.unicode() & 0xFF);
        out.append(bigEndian ? high : low).append(bigEndian ? low : high);
    }
    return out;
}

const QString Sample = u"Bestellung;Betr\u00E4ge \u20AC;\U0001F600\r\n0001;12,50;x\r\n"_s;

} // namespace

class TextEncodingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAndSaysWhatItGuessed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<bool>("isCertain");
        QTest::addRow("nothing") << QByteArray() << QString() << u"utf-8"_s << false;
        QTest::addRow("ASCII") << QByteArray("a,b\n") << u"a,b\n"_s << u"utf-8"_s << false;
        QTest::addRow("UTF-8") << Sample.toUtf8() << Sample << u"utf-8"_s << false;
        QTest::addRow("UTF-8 with a mark") << "\xEF\xBB\xBF" + Sample.toUtf8() << Sample << u"utf-8"_s << true;
        QTest::addRow("only a mark") << QByteArray("\xEF\xBB\xBF") << QString() << u"utf-8"_s << true;
        QTest::addRow("UTF-16LE with a mark") << "\xFF\xFE" + utf16(Sample, false) << Sample << u"utf-16le"_s << true;
        QTest::addRow("UTF-16BE with a mark") << "\xFE\xFF" + utf16(Sample, true) << Sample << u"utf-16be"_s << true;
        QTest::addRow("UTF-16LE") << utf16(Sample, false) << Sample << u"utf-16le"_s << false;
        QTest::addRow("UTF-16BE") << utf16(Sample, true) << Sample << u"utf-16be"_s << false;
        QTest::addRow("Windows-1252") << QByteArray("Gr\xF6\xDF"
                                                    "e \x80\x85;1\n")
                                      << u"Gr\u00F6\u00DFe \u20AC\u2026;1\n"_s << u"windows-1252"_s << false;
        QTest::addRow("NULs in UTF-8 stay") << QByteArray("a\0b,c\n", 6) << u"a\0b,c\n"_s << u"utf-8"_s << false;
    }
    void readsAndSaysWhatItGuessed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QFETCH(QString, encoding);
        QFETCH(bool, isCertain);
        const std::string_view view(bytes.constData(), std::size_t(bytes.size()));
        for (const std::size_t step : {1UL, 3UL, 100'000UL}) {
            for (const std::size_t room : {64UL, 4096UL}) {
                TextReader reader(dripOf(view, step));
                QCOMPARE(readAll(reader, room), text.toUtf8());
                QCOMPARE(encodingText(reader.encoding()), encoding);
                QCOMPARE(reader.isCertain(), isCertain);
                QCOMPARE(reader.damaged(), 0);
            }
        }
    }

    // The head of the file is ASCII and only much later it shows what it is.
    void changesItsMindAtTheFirstForeignByte_data()
    {
        QTest::addColumn<QByteArray>("tail");
        QTest::addColumn<QByteArray>("read");
        QTest::addColumn<QString>("encoding");
        QTest::addRow("Windows-1252") << QByteArray("M\xFCller,Stra\xDF"
                                                    "e\n")
                                      << QByteArray("Müller,Straße\n") << u"windows-1252"_s;
        QTest::addRow("UTF-8") << QByteArray("Müller,Straße\n") << QByteArray("Müller,Straße\n") << u"utf-8"_s;
        QTest::addRow("damaged UTF-8") << QByteArray("M\xC3ller, Straße, Größe\n")
                                       << QByteArray("M\uFFFDller, Straße, Größe\n") << u"utf-8"_s;
    }
    void changesItsMindAtTheFirstForeignByte()
    {
        QFETCH(QByteArray, tail);
        QFETCH(QByteArray, read);
        QFETCH(QString, encoding);
        const QByteArray head = QByteArray("0001,12.50\n").repeated(20'000);
        const QByteArray bytes = head + tail;
        const std::string_view view(bytes.constData(), std::size_t(bytes.size()));
        for (const std::size_t step : {7'777UL, 100'000UL}) {
            TextReader reader(dripOf(view, step));
            QCOMPARE(readAll(reader, 65'536), head + read);
            QCOMPARE(encodingText(reader.encoding()), encoding);
        }
    }

    void replacesWhatIsNoTextAndCounts_data()
    {
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("read");
        QTest::addColumn<int>("damaged");
        QTest::addRow("stray tail byte") << u"utf-8"_s << QByteArray("a\x80z") << QByteArray("a\uFFFDz") << 1;
        QTest::addRow("overlong") << u"utf-8"_s << QByteArray("\xC0\xAF") << QByteArray("\uFFFD\uFFFD") << 2;
        QTest::addRow("surrogate") << u"utf-8"_s << QByteArray("\xED\xA0\x80") << QByteArray("\uFFFD\uFFFD\uFFFD") << 3;
        QTest::addRow("cut off") << u"utf-8"_s << QByteArray("a\xE2\x82") << QByteArray("a\uFFFD") << 1;
        QTest::addRow("too high") << u"utf-8"_s << QByteArray("\xF4\x90\x80\x80")
                                  << QByteArray("\uFFFD\uFFFD\uFFFD\uFFFD") << 4;
        QTest::addRow("lone high surrogate")
            << u"utf-16le"_s << QByteArray("\x00\xD8z\x00", 4) << QByteArray("\uFFFDz") << 1;
        QTest::addRow("lone low surrogate")
            << u"utf-16le"_s << QByteArray("\x00\xDCz\x00", 4) << QByteArray("\uFFFDz") << 1;
        QTest::addRow("half a unit") << u"utf-16le"_s << QByteArray("z\x00q", 3) << QByteArray("z\uFFFD") << 1;
        QTest::addRow("holes of the code page")
            << u"windows-1252"_s << QByteArray("\x81\x9D") << QByteArray("\u0081\u009D") << 0;
    }
    void replacesWhatIsNoTextAndCounts()
    {
        QFETCH(QString, encoding);
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, read);
        QFETCH(int, damaged);
        for (const std::size_t step : {1UL, 100UL}) {
            TextReader reader(dripOf({bytes.constData(), std::size_t(bytes.size())}, step), encodingOfText(encoding));
            QCOMPARE(readAll(reader, 64), read);
            QCOMPARE(reader.damaged(), damaged);
        }
    }

    void readsAsAPersonChose()
    {
        TextReader reader(sourceOf("\xC3\xA4"), Encoding::Windows1252);
        QCOMPARE(readAll(reader), QByteArray("\u00C3\u00A4"));
        QVERIFY(reader.isCertain());
        TextReader marked(sourceOf("\xEF\xBB\xBF"
                                   "a"),
            Encoding::Utf8);
        QCOMPARE(readAll(marked), QByteArray("a"));
    }

    void saysThatReadingFailed()
    {
        TextReader reader([](char*, qsizetype) { return qsizetype(-1); });
        QCOMPARE(readAll(reader), QByteArray());
        QVERIFY(reader.hasFailed());
    }

    void showsAnExampleOfItsGuess()
    {
        QCOMPARE(guessEncoding("id;note\n1;Gr\xF6\xDF"
                               "e ge\xE4ndert\n")
                     .example,
            std::string("Größe"));
        QCOMPARE(guessEncoding("id;note\n1;Größe\n").example, std::string("Größe"));
        QVERIFY(guessEncoding("id;note\n").isOnlyAscii);
    }

    void knowsTheNamesOfEncodings()
    {
        for (const Encoding e : {Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252})
            QCOMPARE(encodingOfText(encodingText(e)), e);
        QCOMPARE(encodingOfText(u"CP1252"_s), Encoding::Windows1252);
        QVERIFY(!encodingOfText(u"klingon"_s));
    }

    // Every code point there and back.
    void writesWhatItTakesForValid()
    {
        std::array<char, 4> bytes{};
        for (char32_t c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
            if (c >= 0xD800 && c < 0xE000)
                continue;
            const std::size_t n = writeUtf8(c, bytes.data());
            QCOMPARE(QByteArray(bytes.data(), qsizetype(n)), QString::fromUcs4(&c, 1).toUtf8());
            const Utf8Step step = utf8Step({bytes.data(), n});
            QVERIFY(step.isValid && step.size == n);
        }
    }
};

QTEST_GUILESS_MAIN(TextEncodingTest)
#include "tst_textencoding.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/amounttext.h"
#include "intake/cellshape.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::AmountStyle;

class CellShapeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsShapes_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("shapes"); // a amount, d date, u UUID, c currency, o order
        QTest::addRow("nothing") << QString() << QString();
        QTest::addRow("word") << u"paid"_s << QString();
        QTest::addRow("order") << u"PH-010410"_s << u"o"_s;
        QTest::addRow("order with a sign") << u"#1001"_s << u"o"_s;
        QTest::addRow("digits") << u"00000100"_s << u"ao"_s;
        QTest::addRow("exponent is no amount") << u"1E5"_s << u"o"_s;
        QTest::addRow("amount") << u"1,000.99"_s << u"ao"_s;
        QTest::addRow("pounds") << u"\u00A31,000.99"_s << u"ao"_s;
        QTest::addRow("euros behind") << u"1.000,99 \u20AC"_s << u"a"_s;
        QTest::addRow("with a code") << u"GBP 1,349.50"_s << u"a"_s;
        QTest::addRow("French") << u"1\u202F234,56"_s << u"ao"_s;
        QTest::addRow("negative") << u"-5.00"_s << u"ao"_s;
        QTest::addRow("not an amount") << u"12 boxes"_s << QString();
        QTest::addRow("ISO date") << u"2026-11-23"_s << u"do"_s;
        QTest::addRow("date and time") << u"23/11/2026 09:00"_s << u"d"_s;
        QTest::addRow("German date") << u"01.11.2026"_s << u"ado"_s;
        QTest::addRow("UUID") << u"8679739f-8a1c-48fb-b498-d46b78e0fa01"_s << u"uo"_s;
        QTest::addRow("currency") << u"GBP"_s << u"c"_s;
        QTest::addRow("lower-case currency") << u"gbp"_s << QString();
    }
    void knowsShapes()
    {
        QFETCH(QString, cell);
        QFETCH(QString, shapes);
        const std::string bytes = cell.toStdString();
        QString found;
        found += isAmountLike(bytes) ? u"a"_s : QString();
        found += isDateLike(bytes) ? u"d"_s : QString();
        found += isUuid(bytes) ? u"u"_s : QString();
        found += isCurrencyCode(bytes) ? u"c"_s : QString();
        found += isOrderLike(bytes) ? u"o"_s : QString();
        QCOMPARE(found, shapes);
    }

    void knowsStyles_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("style");
        QTest::addRow("point") << u"12.50"_s << u"en"_s;
        QTest::addRow("comma") << u"12,50"_s << u"de"_s;
        QTest::addRow("both, point last") << u"1,234.567"_s << u"en"_s;
        QTest::addRow("both, comma last") << u"1.234,5"_s << u"de"_s;
        QTest::addRow("space and comma") << u"1 234,56"_s << u"fr"_s;
        QTest::addRow("thousands or decimals") << u"1,234"_s << QString();
        QTest::addRow("nothing leads no group") << u"0,500"_s << u"de"_s;
        QTest::addRow("nothing leads no group, a point") << u"0.500"_s << u"en"_s;
        QTest::addRow("four digits lead none") << u"1234,500"_s << u"de"_s;
        QTest::addRow("points group") << u"1.234.567"_s << u"de"_s;
        QTest::addRow("commas group") << u"1,234,567"_s << u"en"_s;
        QTest::addRow("whole") << u"1234"_s << QString();
        QTest::addRow("word") << u"n/a"_s << QString();
    }
    void knowsStyles()
    {
        QFETCH(QString, cell);
        QFETCH(QString, style);
        const auto found = styleOf(cell.toStdString());
        QCOMPARE(found ? numberStyleText(*found) : QString(), style);
    }

    void readsPlainAmounts_data()
    {
        QTest::addColumn<QString>("style");
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("wire");
        QTest::addRow("en") << u"en"_s << u"1000.99"_s << u"1000.99"_s;
        QTest::addRow("en, grouped") << u"en"_s << u" \u00A31,234,567.8 "_s << u"1234567.8"_s;
        QTest::addRow("en, one group") << u"en"_s << u"1,234"_s << u"1234"_s;
        QTest::addRow("en, in doubt") << u"en"_s << u"1.234"_s << QString();
        QTest::addRow("en, a comma") << u"en"_s << u"12,50"_s << QString();
        QTest::addRow("plain") << u"plain"_s << u"1.234"_s << u"1.234"_s;
        QTest::addRow("plain, with a sign") << u"plain"_s << u"\u00A31.234"_s << u"1.234"_s;
        QTest::addRow("plain, grouped") << u"plain"_s << u"1,234"_s << QString();
        QTest::addRow("de") << u"de"_s << u"1.651,54"_s << u"1651.54"_s;
        QTest::addRow("de, a point") << u"de"_s << u"12.50"_s << QString();
        QTest::addRow("fr") << u"fr"_s << u"1\u202F234\u00A0567,5"_s << u"1234567.5"_s;
        QTest::addRow("es") << u"es"_s << u"\u20AC 12,50"_s << u"12.50"_s;
        QTest::addRow("negative") << u"en"_s << u"-5.00"_s << QString();
        QTest::addRow("word") << u"en"_s << u"n/a"_s << QString();
        QTest::addRow("only a sign") << u"en"_s << u"$"_s << QString();
        QTest::addRow("ends with a point") << u"en"_s << u"5."_s << QString();
        QTest::addRow("wrong groups") << u"en"_s << u"1,23,456"_s << QString();
    }
    void readsPlainAmounts()
    {
        QFETCH(QString, style);
        QFETCH(QString, cell);
        QFETCH(QString, wire);
        std::array<char, 32> buffer{};
        const std::string bytes = cell.toStdString();
        const std::string_view found = plainAmount(bytes, *numberStyleOfText(style), true, buffer);
        QCOMPARE(QString::fromUtf8(found.data(), qsizetype(found.size())), wire);
    }

    void leavesALoneGroupInDoubtWhereNothingSaysThatItIsOne()
    {
        std::array<char, 32> buffer{};
        const auto read = [&](std::string_view cell, NumberStyle style, bool isKnown) {
            return std::string(plainAmount(cell, style, isKnown, buffer));
        };
        QCOMPARE(read("1,234", NumberStyle::En, true), std::string("1234"));
        QCOMPARE(read("1,234", NumberStyle::En, false), std::string());
        QCOMPARE(read("1.234", NumberStyle::De, false), std::string());
        QCOMPARE(read("1.234", NumberStyle::Fr, true), std::string());
        QCOMPARE(read("1,234.50", NumberStyle::En, false), std::string("1234.50"));
        QCOMPARE(read("1\u202F234", NumberStyle::Fr, false), std::string("1234"));
    }

    // The short way never reads an amount that the long one reads otherwise, or asks about.
    void readsPlainAmountsAsTheFormDoes()
    {
        const bool holds = rc::check("plainAmount() agrees with readAmount()", [] {
            const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                "1", "0", "23", "456", "78", ".", ",", " ", "\u00A0", "\u202F", "\u00A3", "-", "'", "$", "\u20AC"));
            std::string cell;
            for (const std::string& part : parts)
                cell += part;
            for (const NumberStyle style : {NumberStyle::En, NumberStyle::De, NumberStyle::Fr, NumberStyle::Es}) {
                const bool isKnown = *rc::gen::arbitrary<bool>();
                std::array<char, 32> buffer{};
                const std::string_view wire = plainAmount(cell, style, isKnown, buffer);
                if (wire.empty())
                    continue;
                const AmountReading reading
                    = readAmount(QString::fromStdString(cell), amountStyle(style), groupingOf(style, isKnown));
                RC_ASSERT(reading.amount.has_value());
                RC_ASSERT(reading.amount->text().toStdString() == wire);
                RC_ASSERT(!reading.other && !reading.inOtherStyle);
            }
        });
        QVERIFY(holds);
    }

    void trimsSpacesOfAllKinds()
    {
        QCOMPARE(trimmed("\u00A0 a b\t\u202F"), std::string_view("a b"));
        QCOMPARE(trimmed("  "), std::string_view());
        QCOMPARE(trimmed("\u00E9"), std::string_view("\u00E9"));
    }
};

QTEST_GUILESS_MAIN(CellShapeTest)
#include "tst_cellshape.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/fieldstext.h"

#include <QJsonDocument>
#include <QTest>

#include <rapidcheck.h>

using namespace rookery;
using namespace rookery::ledger;
using namespace Qt::StringLiterals;

namespace {

pixel::Event byQt(const QByteArray& json) { return pixel::Event::fromJson(QJsonDocument::fromJson(json).object()); }

} // namespace

class FieldsTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatQtReads_data()
    {
        QTest::addColumn<QByteArray>("json");
        // With ' for ".
        for (const char* json : {"{'revenue':'19.90','transactionId':'A-1'}", "{'revenue': '1', 'tax' : '2' }", "{}",
                 "", "null", "[]", "{'revenue':'1'} ", "{'revenue':'1'}x", "{'revenue':'1',}", "{,'revenue':'1'}",
                 "{'revenue':'1' 'tax':'2'}", "{'revenue':'1','revenue':'2'}", "{'revenue':5,'tax':'2'}",
                 "{'revenue':'5", "{'revenue':null}", "{'tax':'\\'\\\\\\u00e9'}", "{'tax':'é'}", "{'tax':'\xFF'}",
                 "{'tax':'\n'}", "{'later':{'tax':'1'},'tax':'2'}", "{'revenue':''}", "{'Revenue':'1','revenue ':'2'}",
                 "\xEF\xBB\xBF{'tax':'1'}", "{'tax':'1'}{'tax':'2'}", "{\n'tax':'1'\n}"})
            QTest::addRow("%s", json) << QByteArray(json).replace('\'', '"');
    }
    void readsWhatQtReads()
    {
        QFETCH(QByteArray, json);
        QCOMPARE(fieldsOfText(json), byQt(json));
    }

    void readsWhatItWrote()
    {
        const bool holds = rc::check([](const std::vector<std::string>& texts) {
            pixel::Event event;
            for (std::size_t i = 0; i < std::min<std::size_t>(texts.size(), pixel::FieldCount); ++i)
                event.set(pixel::Field(i), QString::fromStdString(texts[i]));
            const QByteArray json = QJsonDocument(event.toJson()).toJson(QJsonDocument::Compact);
            RC_ASSERT(fieldsOfText(json) == event);
            RC_ASSERT(fieldsOfText(json) == byQt(json));
            const QByteArray cut = json.first(*rc::gen::inRange<qsizetype>(0, json.size()));
            RC_ASSERT(fieldsOfText(cut) == byQt(cut));
        });
        QVERIFY(holds);
    }
};

QTEST_APPLESS_MAIN(FieldsTextTest)
#include "tst_fieldstext.moc"

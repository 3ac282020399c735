// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/person.h"

#include "intake/sheetfile.h"
#include "ledger/backup.h"
#include "ledger/book.h"
#include "ledger/soundness.h"

#include <QDir>
#include <QJsonArray>

using namespace rookery;

namespace {

const QString Visitor = QStringLiteral("3f2b8c1e-0c55-4d1a-9a10-77aa77aa77aa");
const UtcMs Now(1'763'989'327'000);
std::atomic_bool goOn = false;

/// A data folder with a ledger, a copy of it, an older one, and rows of a batch.
struct Folder : Book {
    Folder()
    {
        const qint64 theirs = order(QStringLiteral("A"), Visitor);
        order(QStringLiteral("B"), QStringLiteral("someone-else"));
        deliver(theirs);
        QVERIFY(ledger::backUp(file(), data().backupFolder(), Now, goOn));
        const QString older = folder.filePath(QStringLiteral("ledger-version5-20261101-101010-000.sqlite"));
        QVERIFY(QFile::copy(QStringLiteral(":/fixtures/version5.sqlite"), older));
        QVERIFY(QFile::setPermissions(older, QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("batches")));
        intake::TableShape shape;
        shape.header = {QStringLiteral("Order"), QStringLiteral("Visitor")};
        const auto source = std::make_shared<intake::SheetSource>(shape);
        for (const auto& [order, visitor] : {std::pair<std::string, std::string>("A", Visitor.toStdString()),
                 std::pair<std::string, std::string>("C", "someone-else")}) {
            const std::array<std::string_view, 2> cells{order, visitor};
            intake::Row row;
            row.number = order == "A" ? 2 : 3;
            row.cells = cells;
            source->table.append(row);
        }
        intake::Sheet sheet(source);
        sheet.setCell(1, 1, QStringLiteral("was ") + Visitor);
        QVERIFY(intake::writeSheetFile(sheetFile(), {sheet, {{QStringLiteral("name"), Visitor}}}));
    }
    [[nodiscard]] profile::DataFolder data() const { return profile::DataFolder(folder.path()); }
    [[nodiscard]] QString sheetFile() const { return folder.filePath(QStringLiteral("batches/working.sheet")); }

    qint64 order(const QString& id, const QString& visitor)
    {
        ledger::NewEvent event = Book::order(id, QStringLiteral("e-") + id);
        event.fields.set(pixel::Field::VisitorId, visitor);
        const auto confirmed = ledger->confirm(event, UtcMs(1000));
        return confirmed ? *confirmed : 0;
    }
    void deliver(qint64 event)
    {
        ledger::TakeRequest request = due();
        request.ids = {event};
        QVERIFY(ledger->complete({outcome(take(request).value(0), ledger::Move::Deliver, 200)}));
    }
    [[nodiscard]] Result<engine::PersonErasure> erase(const QString& id, bool cancel = false) const
    {
        return engine::erasePerson(
            *ledger, data(), *ledger::PersonId::parse(id), cancel, Now, QStringLiteral("desk 4"));
    }
    /// Files in which the bytes stand.
    [[nodiscard]] QStringList filesWith(const QByteArray& bytes) const
    {
        QStringList found;
        for (const QString& sub : {QString(), QStringLiteral("/batches"), QStringLiteral("/backups")}) {
            const QDir folderOf(folder.path() + sub);
            const QStringList names = folderOf.entryList(QDir::Files);
            for (const QString& name : names) {
                QFile one(folderOf.filePath(name));
                if (one.open(QIODevice::ReadOnly) && one.readAll().contains(bytes))
                    found << name;
            }
        }
        return found;
    }
};

QJsonArray array(const QJsonObject& json, const char* key) { return json.value(QLatin1StringView(key)).toArray(); }

} // namespace

class PersonTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPlaceIsExported()
    {
        Folder all;
        QVERIFY(all.ledger->saveDraft(
            QStringLiteral("parked:1"), R"({"visitorId":")" + Visitor.toUtf8() + R"("})", Now, {}));
        const auto json = engine::exportPerson(all.data(), *ledger::PersonId::parse(Visitor));
        QVERIFY2(json, json ? "" : qPrintable(json.error().detail));
        QCOMPARE(array(*json, "events").size(), 1);
        const QJsonObject event = array(*json, "events")[0].toObject();
        QCOMPARE(event.value(QStringLiteral("transactionId")).toString(), QStringLiteral("A"));
        QVERIFY(array(event, "tries")[0].toObject().value(QStringLiteral("url")).toString().contains(Visitor));
        QCOMPARE(array(*json, "drafts").size(), 1);
        QCOMPARE(array(*json, "rows").size(), 2);
        QCOMPARE(array(*json, "onlyInCopies").size(), 0); // the copy has the same one
        QVERIFY(!array(*json, "notReached").isEmpty());
    }

    void whatOnlyACopyHasIsExportedToo()
    {
        const Folder all;
        const auto json = engine::exportPerson(all.data(), *ledger::PersonId::parse(QStringLiteral("user-five")));
        QVERIFY(json);
        QCOMPARE(array(*json, "events").size(), 0);
        QCOMPARE(array(*json, "onlyInCopies").size(), 1);
    }

    void everyPlaceIsErased()
    {
        const Folder all;
        QVERIFY(all.filesWith(Visitor.toUtf8()).size() >= 3);
        const auto erased = all.erase(Visitor);
        QVERIFY2(erased, erased ? "" : qPrintable(erased.error().sentence));
        QCOMPARE(erased->ledger.orders, QStringList{QStringLiteral("A")});
        QCOMPARE(erased->files.size(), 2);
        QVERIFY2(erased->notReached.isEmpty(), qPrintable(erased->notReached.join(u' ')));
        QVERIFY(erased->isWalGone);
        QCOMPARE(all.filesWith(Visitor.toUtf8()), QStringList());
        QVERIFY(all.filesWith("someone-else").size() >= 3); // nobody else is touched
        for (const QString& copy : {all.file(), ledger::backupsIn(all.data().backupFolder()).first().file}) {
            const auto reader = ledger::Reader::open(copy);
            QVERIFY(reader);
            const auto found = (*reader)->soundness(goOn);
            QVERIFY2(found && found->isSound(), qPrintable(copy));
            QCOMPARE((*reader)->find(QStringLiteral("A"))->state, ledger::State::Delivered);
        }
        const auto kept = intake::readSheetFile(all.sheetFile());
        QVERIFY(kept);
        QCOMPARE(kept->sheet.cellAt(0, 1).trimmed(), QString());
        QCOMPARE(kept->sheet.cellAt(1, 1).trimmed(), QStringLiteral("was"));
        QCOMPARE(kept->sheet.originalAt(1, 1), QStringLiteral("someone-else"));
        QCOMPARE(kept->sheet.cellAt(0, 0), QStringLiteral("A"));
    }

    void aCopyOfAnOlderVersionIsErasedAndStaysOld()
    {
        const Folder all;
        QCOMPARE(all.filesWith("user-five").size(), 1);
        const auto erased = all.erase(QStringLiteral("user-five"));
        QVERIFY(erased);
        QVERIFY2(erased->notReached.isEmpty(), qPrintable(erased->notReached.join(u' ')));
        QCOMPARE(erased->files.size(), 1);
        QCOMPARE(all.filesWith("user-five"), QStringList());
        const auto reader = ledger::Reader::openAsItIs(erased->files.firstKey());
        const auto found = (*reader)->soundness(goOn);
        QVERIFY2(found->isSound(), qPrintable(found->problems.join(u' ')));
        QCOMPARE(found->schema, 5);
    }

    void whatWaitsIsTakenBackOnlyWhereSomebodySaysSo()
    {
        Folder all;
        const qint64 waiting = all.order(QStringLiteral("W"), Visitor);
        const auto kept = all.erase(Visitor);
        QVERIFY(kept);
        QCOMPARE(kept->ledger.open, QStringList{QStringLiteral("W")});
        QCOMPARE(all.event(waiting).state, ledger::State::Waiting);
        QCOMPARE(all.event(waiting).fields.value(pixel::Field::VisitorId), Visitor);
        const auto taken = all.erase(Visitor, true);
        QVERIFY(taken);
        QCOMPARE(taken->cancelled, QStringList{QStringLiteral("W")});
        QVERIFY(taken->ledger.open.isEmpty());
        QCOMPARE(all.event(waiting).state, ledger::State::Cancelled);
        QCOMPARE(all.filesWith(Visitor.toUtf8()), QStringList());
    }

    void aFileThatCannotBeReadIsNamedAndTheOthersAreDone_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addRow("a back-up") << QStringLiteral("backups/ledger-20200101-000000.sqlite");
        QTest::addRow("out of which the rest was rescued") << QStringLiteral("ledger-damaged-20200101-000000.sqlite");
    }
    void aFileThatCannotBeReadIsNamedAndTheOthersAreDone()
    {
        QFETCH(const QString, name);
        const Folder all;
        QFile damaged(all.folder.filePath(name));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write(QByteArray(9000, 'x'));
        damaged.close();
        QFile sheet(all.folder.filePath(QStringLiteral("batches/7.sheet")));
        QVERIFY(sheet.open(QIODevice::WriteOnly));
        sheet.write("half of it");
        sheet.close();
        const auto erased = all.erase(Visitor);
        QVERIFY(erased);
        QCOMPARE(erased->notReached.size(), 2);
        QVERIFY(erased->notReached.join(u' ').contains(QFileInfo(name).fileName()));
        QVERIFY(erased->notReached.join(u' ').contains(QStringLiteral("7.sheet")));
        QCOMPARE(all.filesWith(Visitor.toUtf8()), QStringList());
    }

    void nobodyErasesUnderAWindow()
    {
        const Folder all;
        const auto window = ledger::Ledger::open(all.file());
        const auto refused = all.erase(Visitor);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::NotAllowed);
        QCOMPARE(all.event(1).fields.value(pixel::Field::VisitorId), Visitor);
    }
};

QTEST_GUILESS_MAIN(PersonTest)
#include "tst_person.moc"

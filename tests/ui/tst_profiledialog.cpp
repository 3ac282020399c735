// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "profile/profilefile.h"
#include "ui/common/bar.h"
#include "ui/common/card.h"
#include "ui/profile/profiledialog.h"
#include "ui/profile/profileform.h"
#include "ui/profile/profilerow.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSpinBox>

using namespace rookery;

namespace {

/// The dialog, and its fields by the keys of the profile's file.
struct Setup {
    explicit Setup(Counter& counter) : dialog(*counter.desk, counter.window.get())
    {
        dialog.show();
        dialog.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &dialog); // its window counts as active while its parent is
    }
    void set(const char* key, const QString& text)
    {
        dialog.findChild<QLineEdit*>(QLatin1StringView(key))->setText(text);
    }
    void fillIn()
    {
        set("name", QStringLiteral("ACME UK"));
        set("host", QStringLiteral("Corvidae.Example.com"));
        set("appId", QStringLiteral("acme-uk"));
        set("properties", QStringLiteral("acme-shop, acme-b2b"));
        set("conversions", QStringLiteral("Sale"));
        set("currency", QStringLiteral("gbp"));
        set("timeZone", QStringLiteral("Europe/London"));
    }
    QPushButton* button(const QString& words)
    {
        const auto buttons = dialog.findChildren<QPushButton*>();
        for (QPushButton* button : buttons) {
            if (button->text().remove(u'&') == words)
                return button;
        }
        return nullptr;
    }
    QString example() { return dialog.findChild<QPlainTextEdit*>(QStringLiteral("example"))->toPlainText(); }
    QStringList problems()
    {
        QStringList problems;
        const auto labels = dialog.findChild<ui::ProfileForm*>()->findChildren<QLabel*>();
        for (const QLabel* label : labels) {
            if (!label->isHidden() && label->text().contains(QStringLiteral("xpected")))
                problems << label->text();
        }
        return problems;
    }

    QLineEdit* edit(const char* key) { return dialog.findChild<QLineEdit*>(QLatin1StringView(key)); }
    QComboBox* choice(const char* key) { return dialog.findChild<QComboBox*>(QLatin1StringView(key)); }
    QString remark(const char* name) { return dialog.findChild<ui::Remark*>(QLatin1StringView(name))->text(); }
    QString bar() { return dialog.findChild<ui::Bar*>()->text(); }
    ui::ProfileRow* row(const QString& key)
    {
        const auto rows = dialog.findChildren<ui::ProfileRow*>();
        for (ui::ProfileRow* row : rows) {
            if (row->key() == key)
                return row;
        }
        return nullptr;
    }
    QStringList rowsShown()
    {
        QStringList keys;
        const auto rows = dialog.findChildren<ui::ProfileRow*>();
        for (const ui::ProfileRow* row : rows) {
            if (!row->isHidden() && !row->key().isEmpty())
                keys << row->key();
        }
        return keys;
    }
    /// The facts under "Test connection", name and value by turns.
    QStringList facts()
    {
        QStringList texts;
        const auto labels = dialog.findChild<QWidget*>(QStringLiteral("connectionFacts"))->findChildren<QLabel*>();
        for (const QLabel* label : labels)
            texts << label->text();
        return texts;
    }

    ui::ProfileDialog dialog;
};

profile::Profile liveProfile(const QString& name)
{
    profile::Profile p;
    p.name = name;
    p.live = true;
    p.colour = profile::usualColour(true);
    p.host = QStringLiteral("corvidae.example.com");
    p.appId = QStringLiteral("acme-uk");
    p.properties = {QStringLiteral("acme-shop")};
    p.conversions = {QStringLiteral("Sale")};
    p.currency = QStringLiteral("GBP");
    p.timeZone = QStringLiteral("Europe/London");
    return p;
}

QString textOfFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class ProfileDialogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewProfileIsSavedAndChosen()
    {
        Counter counter(false);
        Setup setup(counter);
        setup.fillIn();
        setup.button(QStringLiteral("Save"))->click();
        QTRY_VERIFY(counter.desk->profile().has_value());
        const auto profile = *counter.desk->profile();
        QCOMPARE(profile.name, QStringLiteral("ACME UK"));
        QCOMPARE(profile.host, QStringLiteral("corvidae.example.com"));
        QCOMPARE(profile.currency, QStringLiteral("GBP"));
        QCOMPARE(profile.properties, QStringList({QStringLiteral("acme-shop"), QStringLiteral("acme-b2b")}));
        QVERIFY(!profile.live);
    }

    void theFirstFieldHasTheKeysFromTheStart()
    {
        Counter counter(false);
        const Setup setup(counter);
        const auto* name = setup.dialog.findChild<QLineEdit*>(QStringLiteral("name"));
        QCOMPARE(QApplication::focusWidget(), static_cast<const QWidget*>(name));
    }

    void theExampleIsAnAddressThatFollowsTheFields()
    {
        Counter counter(false);
        Setup setup(counter);
        setup.fillIn();
        QVERIFY(setup.example().startsWith(QStringLiteral("https://corvidae.example.com/i?timestamp=")));
        QVERIFY(setup.example().contains(QStringLiteral("transactionId=1234abcd")));
        setup.dialog.findChild<QComboBox*>(QStringLiteral("orderKey"))->setCurrentIndex(1);
        QVERIFY(setup.example().contains(QStringLiteral("orderId=1234abcd")));
        setup.set("path", QStringLiteral("/other"));
        QVERIFY(setup.example().contains(QStringLiteral("corvidae.example.com/other?")));
    }

    void whatIsWrongIsSaidUnderItsFieldAndNotSaved()
    {
        Counter counter(false);
        Setup setup(counter);
        setup.fillIn();
        QVERIFY(setup.problems().isEmpty()); // nobody is told off while typing the first one
        setup.set("host", QStringLiteral("https://corvidae.example.com/i"));
        setup.button(QStringLiteral("Save"))->click();
        QCOMPARE(setup.problems().size(), 1);
        QVERIFY(setup.problems().first().contains(QStringLiteral("https://")));
        QVERIFY(!counter.desk->profile().has_value());
    }

    void aLiveProfileNeedsAPersonsWord()
    {
        Counter counter(false);
        Setup setup(counter);
        setup.fillIn();
        setup.dialog.findChild<QComboBox*>(QStringLiteral("live"))->setCurrentIndex(1);
        counter.answerNext(QStringLiteral("Cancel"));
        setup.button(QStringLiteral("Save"))->click();
        QVERIFY(counter.asked.contains(QStringLiteral("counted")));
        QVERIFY(counter.defaultAnswer.contains(QStringLiteral("Cancel")));
        QVERIFY(!counter.desk->profile().has_value());
        counter.answerNext(QStringLiteral("LIVE"));
        setup.button(QStringLiteral("Save"))->click();
        QTRY_VERIFY(counter.desk->profile().has_value());
        QVERIFY(counter.desk->profile()->live);
    }

    void aNameThatIsTakenIsRefused()
    {
        Counter counter; // has "Till"
        Setup setup(counter);
        setup.button(QStringLiteral("New profile"))->click();
        setup.fillIn();
        setup.set("name", QStringLiteral("TILL"));
        setup.button(QStringLiteral("Save"))->click();
        QCOMPARE(counter.desk->profiles().size(), 1);
        QCOMPARE(counter.desk->profiles().first().name, QStringLiteral("Till"));
    }

    void aRenamedProfileIsOneProfile()
    {
        Counter counter;
        Setup setup(counter);
        setup.set("name", QStringLiteral("Front desk"));
        setup.button(QStringLiteral("Save"))->click();
        QTRY_COMPARE(counter.desk->profiles().first().name, QStringLiteral("Front desk"));
        QTRY_COMPARE(counter.desk->profiles().size(), 1); // for a moment there are two: none is ever missing
        QCOMPARE(counter.desk->profile()->name, QStringLiteral("Front desk"));
    }

    void aChangeIsNotLostWithoutAWord()
    {
        Counter counter;
        Setup setup(counter);
        setup.set("appId", QStringLiteral("other"));
        counter.answerNext(QStringLiteral("Cancel"));
        setup.button(QStringLiteral("Close"))->click();
        QVERIFY(!counter.asked.isEmpty());
        QVERIFY(setup.dialog.isVisible());
        counter.answerNext(QStringLiteral("Discard"));
        setup.button(QStringLiteral("Close"))->click();
        QVERIFY(!setup.dialog.isVisible());
    }

    // --- Search

    void searchHidesWhatItIsNotAbout_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QStringList>("rows");
        QTest::addRow("a label") << QStringLiteral("scheme") << QStringList{QStringLiteral("scheme")};
        QTest::addRow("a hint") << QStringLiteral("certificates") << QStringList{QStringLiteral("caFile")};
        QTest::addRow("a value") << QStringLiteral("till-sho") << QStringList{QStringLiteral("properties")};
        QTest::addRow("a section") << QStringLiteral("desk 1,000") << QStringList{QStringLiteral("amountStyle")};
        QTest::addRow("nothing") << QStringLiteral("zebra") << QStringList();
    }
    void searchHidesWhatItIsNotAbout()
    {
        QFETCH(QString, words);
        QFETCH(QStringList, rows);
        Counter counter;
        Setup setup(counter);
        const QStringList all = setup.rowsShown();
        QTest::keyClick(&setup.dialog, Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(setup.edit("searchSettings")->hasFocus());
        QTest::keyClicks(setup.edit("searchSettings"), words);
        QCOMPARE(setup.rowsShown(), rows);
        QTest::keyClick(setup.edit("searchSettings"), Qt::Key_Escape);
        QCOMPARE(setup.rowsShown(), all);
        QVERIFY(setup.dialog.isVisible());
        QTest::keyClick(setup.edit("searchSettings"), Qt::Key_Escape);
        QVERIFY(!setup.dialog.isVisible());
    }

    void aLongListOfProfilesHasAFilter()
    {
        Counter counter;
        const profile::ProfileStore store(counter.desk->folder().profileFolder(), {});
        for (int i = 0; i < 7; ++i)
            QVERIFY(store.save(liveProfile(QStringLiteral("ACME %1").arg(i))));
        counter.desk->readProfiles();
        Setup setup(counter);
        QVERIFY(!setup.edit("profileFilter")->isHidden());
        setup.edit("profileFilter")->setText(QStringLiteral("acme 3"));
        const auto* list = setup.dialog.findChild<QListWidget*>(QStringLiteral("profiles"));
        int shown = 0;
        for (int row = 0; row < list->count(); ++row)
            shown += list->item(row)->isHidden() ? 0 : 1;
        QCOMPARE(shown, 1);
    }

    // --- The connection

    void aTestOfTheConnectionSendsNoEvent()
    {
        Counter counter;
        Setup setup(counter);
        QSignalSpy received(&counter.collector, &practice::PracticeCollector::received);
        setup.dialog.findChild<QPushButton*>(QStringLiteral("testConnection"))->click();
        QTRY_VERIFY(setup.remark("connectionResult").contains(QStringLiteral("is reachable")));
        QVERIFY(setup.facts().contains(QStringLiteral("HTTP status")));
        QCOMPARE(received.size(), 0);
        setup.dialog.findChild<QPushButton*>(QStringLiteral("copyForIt"))->click();
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("HTTP status: ")));
    }

    void whatWasFoundIsForgottenWithOtherSettings()
    {
        Counter counter;
        Setup setup(counter);
        setup.dialog.findChild<QPushButton*>(QStringLiteral("testConnection"))->click();
        auto* result = setup.dialog.findChild<QWidget*>(QStringLiteral("connectionResult"));
        QTRY_VERIFY(setup.remark("connectionResult").contains(QStringLiteral("is reachable")));
        QVERIFY(!result->isHidden());
        setup.set("appId", QStringLiteral("other")); // does not matter to it
        QVERIFY(!result->isHidden());
        setup.set("host", QStringLiteral("localhost"));
        QVERIFY(result->isHidden());
    }

    void whatCannotBeTestedIsSaidUnderItsField()
    {
        Counter counter(false);
        Setup setup(counter);
        setup.button(QStringLiteral("All settings"))->click();
        setup.set("host", QStringLiteral("https://corvidae.example.com"));
        setup.dialog.findChild<QPushButton*>(QStringLiteral("testConnection"))->click();
        QVERIFY(setup.remark("hostProblem").contains(QStringLiteral("without https://")));
        QVERIFY(setup.remark("nameProblem").isEmpty());
        QVERIFY(setup.edit("host")->hasFocus());
    }

    // --- Files

    void anExportedProfileComesBackAsPracticeUnderAFreeName()
    {
        Counter counter;
        const profile::ProfileStore store(counter.desk->folder().profileFolder(), {});
        QVERIFY(store.save(liveProfile(QStringLiteral("ACME UK"))));
        counter.desk->readProfiles();
        counter.desk->chooseProfile(QStringLiteral("ACME UK"));
        Setup setup(counter);
        const QString file = counter.folder.filePath(QStringLiteral("uk.rookery-profile"));
        setup.dialog.exportTo(file);
        QVERIFY(textOfFile(file).contains(QStringLiteral("corvidae.example.com")));
        counter.answerNext(QStringLiteral("practice"));
        setup.dialog.importFile(file);
        QVERIFY(counter.asked.contains(QStringLiteral("LIVE")));
        QVERIFY(counter.defaultAnswer.contains(QStringLiteral("practice")));
        QCOMPARE(setup.edit("name")->text(), QStringLiteral("ACME UK 2"));
        QCOMPARE(setup.choice("live")->currentIndex(), 0);
        QCOMPARE(counter.desk->profiles().size(), 2); // not saved yet
        setup.button(QStringLiteral("Save"))->click();
        QTRY_COMPARE(counter.desk->profiles().size(), 3);
        QTRY_VERIFY(!counter.desk->profile()->live);
    }

    void anImportedProfileIsLiveByAPersonsWordAlone()
    {
        Counter counter;
        Setup setup(counter);
        const QString file = counter.folder.filePath(QStringLiteral("uk.rookery-profile"));
        QVERIFY(profile::exportProfile(liveProfile(QStringLiteral("ACME UK")), file));
        counter.answerNext(QStringLiteral("Import as LIVE"));
        setup.dialog.importFile(file);
        QCOMPARE(setup.choice("live")->currentIndex(), 1);
        setup.button(QStringLiteral("Save"))->click(); // asks no second time
        QTRY_COMPARE(counter.desk->profiles().size(), 2);
        QTRY_VERIFY(counter.desk->profile()->live);
    }

    void aFileThatIsNoProfileIsSaidSo()
    {
        Counter counter;
        Setup setup(counter);
        const QString path = counter.folder.filePath(QStringLiteral("bad.rookery-profile"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\n\"name\": 7}");
        file.close();
        setup.dialog.importFile(path);
        QVERIFY(setup.bar().contains(QStringLiteral("Line 2")));
        QCOMPARE(setup.edit("name")->text(), QStringLiteral("Till")); // what was shown stays
    }

    void aWrongProfileIsNotExported()
    {
        Counter counter;
        Setup setup(counter);
        setup.set("currency", QStringLiteral("XX"));
        const QString file = counter.folder.filePath(QStringLiteral("bad.rookery-profile"));
        setup.dialog.exportTo(file);
        QVERIFY(!QFile::exists(file));
        QVERIFY(setup.bar().contains(QStringLiteral("currency")));
    }

    // --- A copy, and ways back

    void aCopyIsPracticeAndNotSavedUntilSave()
    {
        Counter counter;
        const profile::ProfileStore store(counter.desk->folder().profileFolder(), {});
        QVERIFY(store.save(liveProfile(QStringLiteral("ACME UK"))));
        counter.desk->readProfiles();
        counter.desk->chooseProfile(QStringLiteral("ACME UK"));
        Setup setup(counter);
        setup.button(QStringLiteral("Duplicate"))->click();
        QCOMPARE(setup.edit("name")->text(), QStringLiteral("ACME UK copy"));
        QCOMPARE(setup.choice("live")->currentIndex(), 0);
        QCOMPARE(store.all().size(), 2);
        counter.answerNext(QStringLiteral("Cancel")); // leaving it asks
        setup.button(QStringLiteral("Close"))->click();
        QVERIFY(setup.dialog.isVisible());
        setup.button(QStringLiteral("Discard changes"))->click();
        QCOMPARE(setup.edit("name")->text(), QStringLiteral("ACME UK"));
        setup.button(QStringLiteral("Duplicate"))->click();
        setup.button(QStringLiteral("Save"))->click();
        QTRY_COMPARE(counter.desk->profiles().size(), 3);
        QTRY_VERIFY(!counter.desk->profile()->live);
    }

    void whatWasSavedCanBeTakenBack()
    {
        Counter counter;
        Setup setup(counter);
        setup.set("appId", QStringLiteral("other"));
        setup.button(QStringLiteral("Save"))->click();
        QTRY_COMPARE(counter.desk->profile()->appId, QStringLiteral("other"));
        QTRY_VERIFY(setup.bar().contains(QStringLiteral("Saved")));
        setup.button(QStringLiteral("Undo"))->click();
        QTRY_COMPARE(counter.desk->profile()->appId, QStringLiteral("till-app"));
        QTRY_COMPARE(setup.edit("appId")->text(), QStringLiteral("till-app"));
    }

    void aNewNameCanBeTakenBack()
    {
        Counter counter;
        Setup setup(counter);
        setup.set("name", QStringLiteral("Front desk"));
        setup.button(QStringLiteral("Save"))->click();
        QTRY_VERIFY(setup.bar().contains(QStringLiteral("Saved")));
        setup.button(QStringLiteral("Undo"))->click();
        QTRY_COMPARE(counter.desk->profile()->name, QStringLiteral("Till"));
        QTRY_COMPARE(counter.desk->profiles().size(), 1);
    }

    void aNewProfileThatIsTakenBackIsNotTypedAgain()
    {
        Counter counter;
        Setup setup(counter);
        setup.button(QStringLiteral("New profile"))->click();
        setup.fillIn();
        setup.button(QStringLiteral("Save"))->click();
        QTRY_VERIFY(setup.bar().contains(QStringLiteral("Saved")));
        setup.button(QStringLiteral("Undo"))->click();
        QTRY_COMPARE(counter.desk->profiles().size(), 1);
        QTRY_VERIFY(setup.bar().contains(QStringLiteral("not saved")));
        QCOMPARE(setup.edit("appId")->text(), QStringLiteral("acme-uk"));
        QVERIFY(setup.button(QStringLiteral("Save"))->isEnabled());
    }

    void aRemovedProfileComesBack()
    {
        Counter counter;
        Setup setup(counter);
        const profile::Profile before = *counter.desk->profile();
        counter.answerNext(QStringLiteral("Remove"));
        setup.button(QStringLiteral("Remove..."))->click();
        QTRY_VERIFY(counter.desk->profiles().isEmpty());
        QTRY_VERIFY(setup.bar().contains(QStringLiteral("is removed")));
        setup.button(QStringLiteral("Undo"))->click();
        QTRY_COMPARE(counter.desk->profiles().size(), 1);
        QVERIFY(counter.desk->profiles().first() == before);
    }

    void whatWasDiscardedComesBack()
    {
        Counter counter;
        Setup setup(counter);
        setup.set("host", QStringLiteral("corvidae.example.org"));
        setup.button(QStringLiteral("Discard changes"))->click();
        QCOMPARE(setup.edit("host")->text(), QStringLiteral("127.0.0.1"));
        setup.button(QStringLiteral("Undo"))->click();
        QCOMPARE(setup.edit("host")->text(), QStringLiteral("corvidae.example.org"));
        QVERIFY(setup.button(QStringLiteral("Save"))->isEnabled());
    }

    void changesCanBeDiscarded()
    {
        Counter counter;
        Setup setup(counter);
        setup.set("appId", QStringLiteral("other"));
        setup.button(QStringLiteral("Discard changes"))->click();
        QCOMPARE(setup.edit("appId")->text(), QStringLiteral("till-app"));
        QVERIFY(!setup.button(QStringLiteral("Discard changes"))->isEnabled());
        setup.button(QStringLiteral("Close"))->click(); // asks nothing
        QVERIFY(!setup.dialog.isVisible());
    }

    // --- The example

    void theExampleIsJudgedByTheRules()
    {
        Counter counter;
        Setup setup(counter);
        QCOMPARE(setup.remark("verdict"), QStringLiteral("Passes all checks"));
        setup.set("appId", QStringLiteral("your-app-id"));
        QCOMPARE(setup.remark("verdict"), QStringLiteral("Worth a look"));
        setup.set("appId", QString());
        QVERIFY(setup.remark("verdict").contains(QStringLiteral("missing or wrong")));
        setup.set("appId", QStringLiteral("till-app"));
        setup.set("currency", QStringLiteral("JPY")); // has no decimals
        QCOMPARE(setup.remark("verdict"), QStringLiteral("Passes all checks"));
    }

    void whatIsWrongIsSaidOnceTheFieldIsLeft()
    {
        Counter counter(false);
        Setup setup(counter);
        setup.edit("currency")->setFocus();
        QTest::keyClicks(setup.edit("currency"), QStringLiteral("XX"));
        QVERIFY(setup.remark("currencyProblem").isEmpty());
        QWidget* list = QApplication::activePopupWidget(); // has the keys while it offers what begins with XX
        QTest::keyClick(list ? list : setup.edit("currency"), Qt::Key_Tab);
        QTRY_VERIFY(!setup.remark("currencyProblem").isEmpty());
        QVERIFY(setup.remark("hostProblem").isEmpty()); // nobody was there yet
    }

    // --- The first one

    void theFirstProfileAsksForFiveValues()
    {
        Counter counter(false);
        Setup setup(counter);
        QCOMPARE(setup.rowsShown(),
            (QStringList{QStringLiteral("name"), QStringLiteral("host"), QStringLiteral("appId"),
                QStringLiteral("properties"), QStringLiteral("currency")}));
        setup.button(QStringLiteral("All settings"))->click();
        QVERIFY(setup.rowsShown().contains(QStringLiteral("timeZone")));
        QVERIFY(setup.button(QStringLiteral("All settings"))->isHidden());
    }

    void theFirstProfileIsSavedAsPracticeAndMadeLiveDeliberately()
    {
        Counter counter(false);
        Setup setup(counter);
        setup.fillIn();
        setup.button(QStringLiteral("Save"))->click();
        QTRY_VERIFY(setup.bar().contains(QStringLiteral("Saved as practice")));
        counter.answerNext(QStringLiteral("Make it LIVE"));
        setup.button(QStringLiteral("Make it LIVE..."))->click();
        QTRY_VERIFY(counter.desk->profile()->live);
        QVERIFY(counter.asked.contains(QStringLiteral("counted")));
        QCOMPARE(counter.desk->profile()->colour, profile::usualColour(true));
    }

    void practiceIsOnePressAway()
    {
        Counter counter(false);
        Setup setup(counter);
        setup.button(QStringLiteral("Practise first"))->click();
        QTRY_VERIFY(counter.desk->profile().has_value());
        QVERIFY(!counter.desk->profile()->live);
        QVERIFY(!setup.dialog.isVisible());
    }

    // --- Values

    void everyValueSurvivesTheForm()
    {
        profile::Profile p = liveProfile(QStringLiteral("ACME UK"));
        p.port = 8443;
        p.connectTo = QStringLiteral("203.0.113.7");
        p.pace = 0.123;
        p.unusualFactor = 7.555;
        p.properties = {QStringLiteral("a, b"), QStringLiteral("c")}; // a comma in a name
        p.conversions = {QStringLiteral("Sale"), QStringLiteral("Lead")};
        p.orderKey = pixel::OrderKey::Both;
        p.amountStyle = pixel::AmountStyle::Comma;
        p.timestampFrom = profile::TimestampFrom::Order;
        p.connectTimeout = std::chrono::milliseconds(1234);
        p.webCode = {profile::WebCodeKind::Pattern, pixel::Field::UserId, QStringLiteral("(?<user>.+) "), {}};
        p.retentionDays = 30;
        p.oldestOrderDays = 45;
        ui::ProfileForm form(new QWidget);
        form.setProfile(p);
        QVERIFY(form.profile() == p);
        form.findChild<QLineEdit*>(QStringLiteral("properties"))->setText(QStringLiteral("x , y,"));
        QCOMPARE(form.profile().properties, QStringList({QStringLiteral("x"), QStringLiteral("y")}));
    }

    void aWebCodeCanBeTried()
    {
        Counter counter;
        Setup setup(counter);
        QVERIFY(setup.row(QStringLiteral("webCodePattern"))->isHidden());
        setup.choice("webCode")->setCurrentIndex(int(profile::WebCodeKind::Pattern));
        QVERIFY(!setup.row(QStringLiteral("webCodePattern"))->isHidden());
        setup.set("webCodePattern", QStringLiteral("(?<visitor>[0-9]+)-(?<user>[a-z]+)"));
        setup.set("webCodeTrial", QStringLiteral("12-ab"));
        QTRY_COMPARE(setup.remark("webCodeIdentity"), QStringLiteral("Visitor ID 12, User ID ab"));
        setup.set("webCodeTrial", QStringLiteral("12"));
        QTRY_VERIFY(setup.remark("webCodeIdentity").contains(QStringLiteral("does not look like one of ours")));
        setup.button(QStringLiteral("Save"))->click();
        QTRY_VERIFY(counter.desk->profile()->webCode.kind == profile::WebCodeKind::Pattern);
    }

    void theWheelChangesNothing()
    {
        Counter counter;
        Setup setup(counter);
        auto* port = setup.dialog.findChild<QSpinBox*>(QStringLiteral("port"));
        const int before = port->value();
        QWheelEvent wheel(QPointF(5, 5), port->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120), Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(port, &wheel);
        QCOMPARE(port->value(), before);
    }

    void whatTheAdministratorSetIsReadAndNotChanged()
    {
        Counter counter;
        const QTemporaryDir shared;
        const QByteArray usual = qgetenv("XDG_DATA_DIRS");
        qputenv("XDG_DATA_DIRS", shared.path().toLocal8Bit());
        const auto back = qScopeGuard([&usual] { qputenv("XDG_DATA_DIRS", usual); });
        const QStringList folders = profile::DataFolder::systemProfileFolders();
        const auto ours = std::find_if(folders.begin(), folders.end(),
            [&shared](const QString& folder) { return folder.startsWith(shared.path()); });
        if (ours == folders.end())
            QSKIP("the system's folder cannot be moved here");
        QVERIFY(QDir().mkpath(*ours));
        QVERIFY(profile::ProfileStore(*ours, {}).save(liveProfile(QStringLiteral("Locked"))));
        counter.desk->readProfiles();
        counter.desk->chooseProfile(QStringLiteral("Locked"));
        Setup setup(counter);
        QVERIFY(setup.edit("host")->isReadOnly());
        QVERIFY(setup.edit("host")->isEnabled()); // can be reached and copied
        QVERIFY(setup.choice("orderKey")->isHidden());
        QVERIFY(setup.button(QStringLiteral("Remove..."))->isHidden());
        QVERIFY(!setup.button(QStringLiteral("Save"))->isEnabled());
        setup.button(QStringLiteral("Duplicate"))->click();
        QVERIFY(!setup.edit("host")->isReadOnly());
        QVERIFY(!setup.choice("orderKey")->isHidden());
    }

    void everyFieldHasANameForThoseWhoListen()
    {
        Counter counter;
        Setup setup(counter);
        const auto widgets = setup.dialog.findChild<ui::ProfileForm*>()->findChildren<QWidget*>();
        for (const QWidget* widget : widgets) {
            const bool field = qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget)
                || (qobject_cast<const QLineEdit*>(widget) && !qobject_cast<const QAbstractSpinBox*>(widget->parent()));
            if (field)
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }
};

QTEST_MAIN(ProfileDialogTest)
#include "tst_profiledialog.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "ui/profile/profiledialog.h"
#include "ui/profile/profileform.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>

using namespace rookery;

namespace {

/// The dialog, and its fields by the keys of the profile's file.
struct Setup {
    explicit Setup(Counter& counter) : dialog(*counter.desk, counter.window.get()) { dialog.show(); }
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

    ui::ProfileDialog dialog;
};

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
};

QTEST_MAIN(ProfileDialogTest)
#include "tst_profiledialog.moc"

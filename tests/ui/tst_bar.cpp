// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/bar.h"

#include <QPushButton>
#include <QTest>

using rookery::ui::Bar;

namespace {

QList<Bar::Answer> fourAnswers()
{
    return {{QStringLiteral("Items: add up"), {}}, {QStringLiteral("Take the first"), {}},
        {QStringLiteral("The same again"), {}}, {QStringLiteral("Duplicates"), {}}};
}

QList<QPushButton*> shown(const Bar& bar)
{
    QList<QPushButton*> buttons = bar.findChildren<QPushButton*>();
    buttons.removeIf([](const QPushButton* button) { return !button->isVisible(); });
    return buttons;
}

} // namespace

class BarTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersStandBesideTheWordsWhereThereIsRoom()
    {
        Bar bar;
        bar.resize(1200, 60);
        bar.say(Bar::Mood::Careful, QStringLiteral("Some orders stand in several rows."), fourAnswers());
        const QList<QPushButton*> buttons = shown(bar);
        QCOMPARE(buttons.size(), 4);
        QTRY_COMPARE(buttons.first()->mapTo(&bar, QPoint()).y(), buttons.last()->mapTo(&bar, QPoint()).y());
        QVERIFY(bar.heightForWidth(1200) < 2 * buttons.first()->height());
    }

    void whereThereIsNotTheyStandBelowItAndNoneIsCut()
    {
        Bar bar;
        const int oneLine = [&bar] {
            bar.resize(1200, 60);
            bar.say(Bar::Mood::Careful, QStringLiteral("Some orders stand in several rows."), fourAnswers());
            return bar.heightForWidth(1200);
        }();
        const int narrow = shown(bar).first()->sizeHint().width() * 2 + 60;
        bar.resize(narrow, 60);
        bar.resize(narrow, bar.heightForWidth(narrow));
        QVERIFY(bar.height() > oneLine);
        QVERIFY(bar.minimumSizeHint().width() <= narrow);
        const QList<QPushButton*> buttons = shown(bar);
        for (const QPushButton* button : buttons) {
            const QRect place(button->mapTo(&bar, QPoint()), button->size());
            QVERIFY2(bar.rect().contains(place), qPrintable(button->text()));
            QVERIFY(button->width() >= button->minimumSizeHint().width());
        }
    }
};

QTEST_MAIN(BarTest)
#include "tst_bar.moc"

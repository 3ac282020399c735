// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QTextEdit>
#include <QToolButton>

using namespace rookery;

namespace {

/// What Qt puts inside its own widgets speaks for itself or not at all.
bool isInner(const QWidget* widget)
{
    if (widget->objectName().startsWith(QLatin1StringView("qt_")) || widget->inherits("QLineEditIconButton")
        || widget->inherits("QTableCornerButton") || widget->inherits("QHeaderView") || widget->inherits("QScrollBar")
        || widget->inherits("QSplitterHandle"))
        return true;
    for (const QWidget* parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (parent->inherits("QComboBoxPrivateContainer") || parent->inherits("QTabBar"))
            return true;
    }
    return widget->inherits("QComboBoxPrivateContainer") || widget->isWindow();
}

bool isForPeople(const QWidget* widget)
{
    return widget->focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton*>(widget)
        || qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTextEdit*>(widget)
        || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractItemView*>(widget);
}

/// Those in sight that would be read as nothing.
QStringList nameless(const Counter& counter)
{
    QStringList nameless;
    const auto widgets = counter.window->findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        if (!widget->isVisible() || !isForPeople(widget) || isInner(widget))
            continue;
        const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
        if (!face || face->text(QAccessible::Name).trimmed().isEmpty())
            nameless << QStringLiteral("%1 \"%2\" in %3")
                            .arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName(),
                                QLatin1StringView(widget->parentWidget()->metaObject()->className()));
    }
    return nameless;
}

void sendOne(const Counter& counter)
{
    counter.type(QStringLiteral("A-1"));
    counter.press(Qt::Key_Tab);
    counter.type(QStringLiteral("5"));
    counter.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(counter.ledger().value(0).state, ledger::State::Delivered);
}

} // namespace

class AccessibilityTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingThatTakesKeysOrClicksHasAName()
    {
        {
            Counter first(false);
            QVERIFY2(nameless(first).isEmpty(), qPrintable(nameless(first).join(u'\n')));
        }
        Counter counter;
        sendOne(counter);
        counter.type(QStringLiteral("A-2"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("1.234")); // one thing or the other: it asks
        counter.press(Qt::Key_Tab);
        counter.press(Qt::Key_F9); // sending is stopped
        QTRY_VERIFY(counter.desk->isPaused({}));
        const auto buttons = counter.window->findChildren<QToolButton*>();
        for (QToolButton* button : buttons) {
            if (button->text().contains(QStringLiteral("More")))
                button->click();
        }
        QVERIFY2(nameless(counter).isEmpty(), qPrintable(nameless(counter).join(u'\n')));
        counter.press(Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("history"));
        QVERIFY2(nameless(counter).isEmpty(), qPrintable(nameless(counter).join(u'\n')));
    }

    void everyLabelOfAFieldLeadsToIt()
    {
        Counter counter;
        QStringList seen;
        const auto labels = counter.window->findChildren<QLabel*>();
        for (const QLabel* label : labels) {
            if (label->buddy())
                seen << label->buddy()->objectName();
        }
        for (const char* key : {"transactionId", "revenue", "tax", "shipping"})
            QVERIFY2(seen.contains(QLatin1StringView(key)), key);
    }

    void tabGoesThroughTheFormInReadingOrder()
    {
        Counter counter;
        QTRY_COMPARE(QApplication::focusWidget(), counter.field("transactionId"));
        sendOne(counter); // so that every button of the page may be pressed
        counter.type(QStringLiteral("A-2"));
        counter.press(Qt::Key_T, Qt::ControlModifier);
        QStringList order;
        QWidget* const first = QApplication::focusWidget();
        do {
            order << QApplication::focusWidget()->objectName();
            counter.press(Qt::Key_Tab);
        } while (QApplication::focusWidget() != first && order.size() < 60);
        order.removeAll(QString());
        qsizetype at = -1;
        for (const char* name :
            {"transactionId", "revenue", "tax", "shipping", "send", "clear", "previewPlain", "address"}) {
            const qsizetype next = order.indexOf(QLatin1StringView(name));
            QVERIFY2(next > at, qPrintable(QLatin1StringView(name) + QStringLiteral(" in ") + order.join(u' ')));
            at = next;
        }
    }

    // That it is raised as an alert too needs a screen reader to be seen: Qt drops it where none listens.
    void resultsHaveWordsToBeAnnouncedWith()
    {
        Counter counter;
        sendOne(counter);
        const auto says = [&counter](const char* type, const char* words) {
            const auto widgets = counter.window->findChildren<QWidget*>();
            return std::any_of(widgets.begin(), widgets.end(), [&](const QWidget* widget) {
                return widget->parentWidget()->inherits(type)
                    && widget->accessibleName().startsWith(QLatin1StringView(words));
            });
        };
        QTRY_VERIFY(says("rookery::ui::StatusLine", "Practice: Order A-1 delivered"));
        counter.press(Qt::Key_F9);
        QTRY_VERIFY(says("rookery::ui::WorldStrip", "All sending is stopped. Orders are saved and wait."));
    }
};

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"

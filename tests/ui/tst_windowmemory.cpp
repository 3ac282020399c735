// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/windowmemory.h"

#include <QFile>
#include <QHeaderView>
#include <QJsonDocument>
#include <QScreen>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using rookery::ui::WindowMemory;

namespace {

/// A window with a table and a splitter that have names, as the history has.
struct Window : QWidget {
    explicit Window(int columns = 3)
    {
        model.setColumnCount(columns);
        table = new QTableView;
        table->setObjectName(QStringLiteral("table"));
        table->setModel(&model);
        splitter = new QSplitter;
        splitter->setObjectName(QStringLiteral("splitter"));
        splitter->addWidget(table);
        splitter->addWidget(new QWidget);
        auto* layout = new QVBoxLayout(this);
        layout->addWidget(splitter);
    }
    QStandardItemModel model;
    QTableView* table;
    QSplitter* splitter;
};

} // namespace

class WindowMemoryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void bringsBackPlaceColumnsAndSplitter()
    {
        Window before;
        before.setGeometry(40, 50, 640, 400);
        before.show();
        before.table->setColumnWidth(1, 177);
        before.table->horizontalHeader()->moveSection(0, 2);
        before.splitter->setSizes({400, 200});
        const QList<int> sizes = before.splitter->sizes();
        WindowMemory(file()).keep(before);

        Window after;
        const WindowMemory memory(file());
        QVERIFY(memory.placeWindow(after));
        after.show();
        memory.arrangeParts(after);
        QCOMPARE(after.geometry(), before.geometry());
        QCOMPARE(after.table->columnWidth(1), 177);
        QCOMPARE(after.table->horizontalHeader()->visualIndex(0), 2);
        QTRY_COMPARE(after.splitter->sizes(), sizes);
    }

    void bringsBackAWindowThatFilledTheScreen()
    {
        Window before;
        before.setGeometry(40, 50, 640, 400);
        before.showMaximized();
        QTRY_VERIFY(before.isMaximized());
        WindowMemory(file()).keep(before);
        Window after;
        QVERIFY(WindowMemory(file()).placeWindow(after));
        QVERIFY(after.isMaximized());
    }

    void bringsAWindowBackFromAScreenThatIsGone()
    {
        Window before;
        before.setGeometry(9000, 7000, 640, 400);
        before.show();
        WindowMemory(file()).keep(before);
        Window after;
        QVERIFY(WindowMemory(file()).placeWindow(after));
        QVERIFY(QGuiApplication::primaryScreen()->geometry().contains(after.geometry()));
    }

    void leavesOutWhatDoesNotFitAnyMore()
    {
        Window before;
        before.show();
        before.table->setColumnWidth(1, 177);
        WindowMemory(file()).keep(before);
        Window after(5); // a later version has more columns
        const int usual = after.table->columnWidth(1);
        WindowMemory(file()).arrangeParts(after);
        QCOMPARE(after.table->horizontalHeader()->count(), 5);
        QCOMPARE(after.table->columnWidth(1), usual);
    }

    void startsAfreshFromNothingAndFromNonsense_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addRow("no file") << QByteArray();
        QTest::addRow("no JSON") << QByteArray("\x01\x02 not a window");
        QTest::addRow("other types") << QByteArray(R"({"place": 5, "parts": ["table"]})");
        QTest::addRow("a place that is none") << QByteArray(R"({"place": "AAAA"})");
    }
    void startsAfreshFromNothingAndFromNonsense()
    {
        QFETCH(QByteArray, content);
        if (!content.isEmpty()) {
            QFile out(file());
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(content);
        }
        Window window;
        window.resize(300, 200);
        WindowMemory memory(file());
        QVERIFY(!memory.placeWindow(window));
        memory.arrangeParts(window);
        QCOMPARE(window.size(), QSize(300, 200));
        memory.keep(window);
        QVERIFY(WindowMemory(file()).placeWindow(window));
    }

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("window.json")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(WindowMemoryTest)
#include "tst_windowmemory.moc"

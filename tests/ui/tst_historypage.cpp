// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "ui/history/comparepane.h"
#include "ui/history/eventdetails.h"
#include "ui/history/exportdialog.h"
#include "ui/history/exporter.h"
#include "ui/history/historyactions.h"
#include "ui/history/historyfinder.h"
#include "ui/history/historymodel.h"
#include "ui/history/historypage.h"
#include "ui/history/historytable.h"
#include "ui/history/matching.h"
#include "ui/history/notespane.h"
#include "ui/history/pagecolumn.h"
#include "ui/history/selectionpane.h"
#include "ui/shell/verbs.h"

#include "intake/opening.h"

#include <QClipboard>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QTableView>
#include <QTableWidget>

#include <algorithm>

#include <sqlite3.h>

using namespace rookery;
using ledger::State;
using pixel::Field;
using ui::Verb;

namespace {

practice::AnswerScript script(const QByteArray& json) { return *practice::AnswerScript::parse(json); }

/// Accepts an order as the form does.
void add(const Counter& counter, const QString& id, const QString& revenue = QStringLiteral("19.99"))
{
    engine::Order order;
    order.profile = QStringLiteral("Till");
    order.typed.set(Field::OrderId, id);
    order.typed.set(Field::Revenue, revenue);
    bool done = false;
    counter.desk->ask(
        counter.window.get(), [order](engine::Engine& engine) { return engine.confirm(order); },
        [&done](const Result<qint64>& accepted) { done = accepted.has_value(); });
    QTRY_VERIFY(done);
}

/// An order that came to rest in this state, with the history page in front and the order chosen.
void addAndRest(const Counter& counter, const QString& id, State state)
{
    add(counter, id);
    QTRY_COMPARE(counter.ledger().first().state, state);
    counter.window->showHistoryPage();
    const auto* model = counter.window->findChild<ui::HistoryModel*>();
    QTRY_VERIFY(model->rowCount() > 0 && model->record(0) == counter.ledger().first());
    auto* table = counter.window->findChild<ui::HistoryTable*>();
    table->selectRow(0);
    table->setFocus();
}

ui::HistoryPage* page(const Counter& counter) { return counter.window->findChild<ui::HistoryPage*>(); }
QTableView* table(const Counter& counter) { return counter.window->findChild<QTableView*>(QStringLiteral("history")); }
QPlainTextEdit* noteOf(const Counter& counter)
{
    return counter.window->findChild<QPlainTextEdit*>(QStringLiteral("note"));
}
ui::Bar* noteBar(const Counter& counter) { return counter.window->findChild<ui::NotesPane*>()->findChild<ui::Bar*>(); }
QString keptNote(const Counter& counter)
{
    const auto draft = counter.desk->reader()->draft(ledger::noteSlot(counter.ledger().first().id));
    return draft && *draft ? QString::fromUtf8((*draft)->content) : QString();
}

/// What a program that was killed leaves on its disk.
struct Remains {
    explicit Remains(const Counter& killed)
    {
        QDirIterator files(killed.folder.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            const QString copy = left.filePath(QDir(killed.folder.path()).relativeFilePath(file));
            QVERIFY(QDir().mkpath(QFileInfo(copy).path()) && QFile::copy(file, copy));
        }
    }

    QTemporaryDir left;
};

/// The same desk when it was started again: with what was there before anything else had the keys.
struct Afterwards : Remains, Counter {
    explicit Afterwards(const Counter& killed) : Remains(killed), Counter(false)
    {
        close();
        QVERIFY(QDir(folder.path()).removeRecursively() && QFile::rename(left.path(), folder.path()));
        open();
        window->showHistoryPage();
        QTRY_VERIFY(!noteBar(*this)->text().isEmpty());
    }
};

/// An order with a note half typed, and kept as it stands.
void typeHalfANote(const Counter& counter)
{
    addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
    QTRY_VERIFY(counter.window->findChild<ui::HistoryPage*>()->can(Verb::Note));
    counter.press(Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(noteOf(counter)));
    counter.type(QStringLiteral("call back at "));
    QTRY_VERIFY(keptNote(counter).contains(QStringLiteral("call back at ")));
}

QList<QStringList> csvRows(const QString& file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return {};
    QList<QStringList> rows;
    const QList<QByteArray> lines = in.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (!line.trimmed().isEmpty())
            rows << QString::fromUtf8(line.trimmed()).split(u',');
    }
    return rows;
}

} // namespace

class HistoryPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewOrderAppearsAndIsSelectedOnArrival()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 1);
        counter.window->showHistoryPage();
        QCOMPARE(table(counter)->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(QApplication::focusWidget(), table(counter));
    }

    void theDetailsShowEachAttemptAndTheWholeRequest()
    {
        Counter counter;
        counter.collector.setScript(script(R"([{"status":404}])"));
        addAndRest(counter, QStringLiteral("A-1"), State::Refused);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 1);
        counter.window->showHistoryPage();
        auto* details = counter.window->findChild<ui::EventDetails*>();
        QTRY_VERIFY(details->isVisible());
        QStringList shown;
        const auto texts = details->findChildren<QPlainTextEdit*>();
        for (const QPlainTextEdit* text : texts)
            shown << text->toPlainText();
        QVERIFY(shown.join(u' ').contains(QString::fromUtf8(counter.ledger().first().lastUrl)));
        QVERIFY(shown.join(u' ').contains(QStringLiteral("HTTP 404")));
    }

    void retrySendsTheSameBytesAgain()
    {
        Counter counter;
        counter.collector.setScript(script(R"([{"status":404}])"));
        addAndRest(counter, QStringLiteral("A-1"), State::Refused);
        QTRY_VERIFY(page(counter)->can(Verb::Retry));
        counter.press(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().first().state, State::Delivered);
        QCOMPARE(counter.collector.events().size(), 2);
        QCOMPARE(counter.collector.events()[0].url, counter.collector.events()[1].url);
    }

    void resendAsNewAsksFirstAndCancelIsTheDefault()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        QTRY_VERIFY(page(counter)->can(Verb::ResendAsNew));
        counter.answerNext(QStringLiteral("Cancel"));
        page(counter)->perform(Verb::ResendAsNew);
        QVERIFY(counter.defaultAnswer.contains(QStringLiteral("Cancel")));
        QCOMPARE(counter.ledger().size(), 1);
        counter.answerNext(QStringLiteral("Resend"));
        page(counter)->perform(Verb::ResendAsNew);
        QTRY_COMPARE(counter.ledger().size(), 2);
        QVERIFY(counter.ledger()[0].eventId() != counter.ledger()[1].eventId());
    }

    void aCopyToEditFillsTheFormAndSendsNothing()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        QTRY_VERIFY(page(counter)->can(Verb::EditCopy));
        counter.press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
        QCOMPARE(counter.field("revenue")->text(), QStringLiteral("19.99"));
        QCOMPARE(counter.ledger().size(), 1);
    }

    void aWaitingOrderCanBeCancelled()
    {
        Counter counter;
        counter.desk->tell([](engine::Engine& engine) { return engine.pause({}); });
        addAndRest(counter, QStringLiteral("A-1"), State::Waiting);
        QTRY_VERIFY(page(counter)->can(Verb::CancelOrder));
        page(counter)->perform(Verb::CancelOrder);
        QTRY_COMPARE(counter.ledger().first().state, State::Cancelled);
        QTRY_VERIFY(!page(counter)->can(Verb::CancelOrder));
        QVERIFY(counter.collector.events().isEmpty());
    }

    void filtersShowWhatTheirWordSays()
    {
        Counter counter;
        counter.collector.setScript(script(R"([{"status":404}])"));
        addAndRest(counter, QStringLiteral("refused"), State::Refused);
        addAndRest(counter, QStringLiteral("fine"), State::Delivered);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 2);
        page(counter)->filter(ledger::Standing::NotDelivered);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 1);
        page(counter)->filter(ledger::Standing::Delivered);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 1);
        page(counter)->filter(ledger::Standing::Unknown);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 0);
        page(counter)->filter(ledger::Standing::Any);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 2);
    }

    void theChipsShowWhatIsTypedAndTakeItsPlace()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        const auto chip = [&counter](const QString& name) {
            const auto buttons = page(counter)->findChildren<QPushButton*>();
            const auto found = std::find_if(
                buttons.begin(), buttons.end(), [&name](const QPushButton* one) { return one->text() == name; });
            return *found;
        };
        auto* search = counter.window->findChild<QLineEdit*>(QStringLiteral("search"));
        QVERIFY(chip(QStringLiteral("Any state"))->isChecked());
        page(counter)->search(QStringLiteral("apples status:delivered"));
        QVERIFY(chip(QStringLiteral("Delivered"))->isChecked());
        QVERIFY(!chip(QStringLiteral("Any state"))->isChecked());
        chip(QStringLiteral("Unknown"))->click();
        QCOMPARE(search->text(), QStringLiteral("apples"));
        QVERIFY(chip(QStringLiteral("Unknown"))->isChecked());
        QVERIFY(!chip(QStringLiteral("Delivered"))->isChecked());
        page(counter)->search(QStringLiteral("is:binned"));
        QVERIFY(chip(QStringLiteral("Bin"))->isChecked());
        QVERIFY(!chip(QStringLiteral("Any state"))->isChecked());
        chip(QStringLiteral("Any state"))->click();
        QCOMPARE(search->text(), QString());
        QVERIFY(chip(QStringLiteral("Any state"))->isChecked());
    }

    void whereNothingMatchesItSaysWhatWouldWhateverTheState()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        page(counter)->search(QStringLiteral("A-1 status:unknown"));
        const auto* widen = counter.window->findChild<QPushButton*>(QStringLiteral("widen"));
        QTRY_VERIFY(widen->isVisible());
        counter.window->findChild<QPushButton*>(QStringLiteral("widen"))->click();
        QTRY_COMPARE(table(counter)->model()->rowCount(), 1);
        QTRY_VERIFY(!widen->isVisible());
    }

    void inALowWindowThePageScrollsAndTheKeysStayInSight()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        counter.window->resize(counter.window->width(), counter.window->minimumSizeHint().height());
        auto* column = counter.window->findChild<ui::PageColumn*>();
        constexpr int Lines = 16; // fewer than the page needs, more than the note
        column->setMaximumHeight(Lines * column->fontMetrics().lineSpacing());
        QTRY_VERIFY(column->verticalScrollBar()->maximum() > 0);
        counter.press(Qt::Key_L, Qt::ControlModifier);
        auto* note = counter.window->findChild<QPlainTextEdit*>(QStringLiteral("note"));
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(note));
        QTRY_VERIFY(
            column->viewport()->rect().contains(QRect(note->mapTo(column->viewport(), QPoint(0, 0)), note->size())));
        const auto* details = counter.window->findChild<ui::EventDetails*>();
        QTRY_VERIFY(table(counter)->mapTo(column->widget(), QPoint(0, table(counter)->height())).y()
            <= details->mapTo(column->widget(), QPoint(0, 0)).y());
    }

    void searchIsOneKeyAwayAndEscapeClearsIt()
    {
        Counter counter;
        add(counter, QStringLiteral("apples-1"));
        add(counter, QStringLiteral("pears-2"));
        counter.press(Qt::Key_F, Qt::ControlModifier);
        auto* search = counter.window->findChild<QLineEdit*>(QStringLiteral("search"));
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(search));
        counter.type(QStringLiteral("pears"));
        QTRY_COMPARE(table(counter)->model()->rowCount(), 1);
        counter.press(Qt::Key_Escape);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 2);
    }

    void copiedRowsAreTabSeparatedWithAHeader()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("=1+1"), State::Delivered);
        QTRY_VERIFY(page(counter)->can(Verb::CopyRows));
        counter.press(Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].contains(QStringLiteral("Order ID\tRevenue")));
        QVERIFY(lines[1].contains(QStringLiteral("\t'=1+1\t"))); // no formula in a spreadsheet
        counter.press(Qt::Key_U, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(counter.ledger().first().lastUrl));
    }

    void theExportHoldsWhatIsShownOldestFirst()
    {
        Counter counter;
        for (const auto* id : {"pear-1", "pear-2", "plum-3"})
            add(counter, QLatin1StringView(id));
        QTRY_COMPARE(counter.collector.events().size(), 3);
        ledger::HistoryQuery query;
        query.search = QStringLiteral("pear");
        const QString file = counter.folder.filePath(QStringLiteral("out.csv"));
        ui::Exporter exporter;
        QSignalSpy finished(&exporter, &ui::Exporter::finished);
        exporter.start(counter.desk->folder().ledgerFile(), query, file, {});
        QVERIFY(exporter.isRunning());
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.first().at(1).toLongLong(), 2);
        const QList<QStringList> rows = csvRows(file);
        QCOMPARE(rows.size(), 3);
        QFile raw(file);
        QVERIFY(raw.open(QIODevice::ReadOnly));
        QVERIFY(raw.readAll().startsWith("\xEF\xBB\xBF")); // for spreadsheets
        const qsizetype column = rows[0].indexOf(QStringLiteral("transactionId"));
        QVERIFY(column > 0);
        QCOMPARE(rows[1][column], QStringLiteral("pear-1"));
        QCOMPARE(rows[2][column], QStringLiteral("pear-2"));

        const auto lines = ui::exportHistory(
            counter.desk->folder().ledgerFile(), {}, file, {ledger::ExportFormat::JsonLines, false});
        QVERIFY(lines);
        QCOMPARE(lines->rows, 3);
        QFile in(file);
        QVERIFY(in.open(QIODevice::ReadOnly));
        const QJsonObject first = QJsonDocument::fromJson(in.readLine()).object();
        QCOMPARE(first.value(QStringLiteral("transactionId")).toString(), QStringLiteral("pear-1"));
        QCOMPARE(first.value(QStringLiteral("state")).toString(), QStringLiteral("delivered"));
    }

    void aWorkbookHoldsTheSameRowsAsTheCsv()
    {
        Counter counter;
        for (const auto* id : {"0012", "=1+1"})
            add(counter, QLatin1StringView(id));
        QTRY_COMPARE(counter.collector.events().size(), 2);
        const QString file = counter.folder.filePath(QStringLiteral("Größe 字.xlsx"));
        ledger::ExportOptions options;
        options.format = ledger::ExportFormat::Xlsx;
        ui::Exporter exporter;
        QSignalSpy finished(&exporter, &ui::Exporter::finished);
        exporter.start(counter.desk->folder().ledgerFile(), {}, file, options);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.first().at(1).toLongLong(), 2);
        QCOMPARE(finished.first().at(2).toLongLong(), 0);
        const auto reader = intake::openFile(file);
        QVERIFY(reader);
        const qsizetype column = (*reader)->shape().header.indexOf(QStringLiteral("transactionId"));
        QVERIFY(column > 0);
        QStringList orders;
        for (intake::Row row; (*reader)->next(row);)
            orders << QString::fromStdString(std::string(row.cells[std::size_t(column)]));
        QCOMPARE(orders, (QStringList{QStringLiteral("0012"), QStringLiteral("=1+1")}));
    }

    void theExportDialogGivesWhatWasChosen_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<ui::ExportKind>("kind");
        QTest::addColumn<ledger::ExportFormat>("format");
        QTest::addColumn<QString>("ending");
        QTest::addRow("CSV") << QStringLiteral("CSV") << ui::ExportKind::Csv << ledger::ExportFormat::Csv
                             << QStringLiteral("csv");
        QTest::addRow("workbook") << QStringLiteral("Excel workbook") << ui::ExportKind::Xlsx
                                  << ledger::ExportFormat::Xlsx << QStringLiteral("xlsx");
        QTest::addRow("JSON lines") << QStringLiteral("JSON lines") << ui::ExportKind::JsonLines
                                    << ledger::ExportFormat::JsonLines << QStringLiteral("jsonl");
    }
    void theExportDialogGivesWhatWasChosen()
    {
        QFETCH(QString, button);
        QFETCH(ui::ExportKind, kind);
        QFETCH(ledger::ExportFormat, format);
        QFETCH(QString, ending);
        ui::ExportDialog dialog(QStringLiteral("2 orders"), {QStringLiteral("transactionId")});
        QVERIFY(dialog.kind() == ui::ExportKind::Csv);
        const auto press = [&dialog](const QString& text) {
            for (auto* radio : dialog.findChildren<QRadioButton*>()) {
                if (radio->text().remove(u'&').startsWith(text))
                    radio->click();
            }
        };
        press(button);
        QVERIFY(dialog.kind() == kind);
        QVERIFY(dialog.options().format == format);
        QVERIFY(dialog.options().columns.isEmpty());
        press(QStringLiteral("The columns of the table"));
        QCOMPARE(dialog.options().columns, QStringList{QStringLiteral("transactionId")});
        QCOMPARE(ui::endingOf(kind), ending);
        QVERIFY(ui::fileKindText(kind).endsWith(QStringLiteral("(*.%1)").arg(ending)));
    }

    void theFileOfRequestsHasOneEntryAnAttempt()
    {
        Counter counter;
        counter.collector.setScript(script(R"([{"status":404}])"));
        addAndRest(counter, QStringLiteral("A-1"), State::Refused);
        QTRY_VERIFY(page(counter)->can(Verb::Retry));
        page(counter)->perform(Verb::Retry);
        QTRY_COMPARE(counter.ledger().first().state, State::Delivered);
        const QString file = counter.folder.filePath(QStringLiteral("out.har"));
        ui::Exporter exporter;
        QSignalSpy finished(&exporter, &ui::Exporter::finished);
        exporter.startHar(counter.desk->folder().ledgerFile(), {}, file, false);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.first().at(1).toLongLong(), 2);
        QFile in(file);
        QVERIFY(in.open(QIODevice::ReadOnly));
        const QJsonArray entries
            = QJsonDocument::fromJson(in.readAll())[QStringLiteral("log")][QStringLiteral("entries")].toArray();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[0][QStringLiteral("response")][QStringLiteral("status")].toInt(), 404);
        QCOMPARE(entries[1][QStringLiteral("request")][QStringLiteral("url")].toString().toUtf8(),
            counter.ledger().first().lastUrl);
    }

    void anExportThatIsGivenUpLeavesNothing()
    {
        Counter counter;
        for (const auto* id : {"A-1", "A-2"})
            add(counter, QLatin1StringView(id));
        for (const auto format : {ledger::ExportFormat::Csv, ledger::ExportFormat::Xlsx}) {
            ledger::ExportOptions options;
            options.format = format;
            const QString file = counter.folder.filePath(QStringLiteral("out"));
            const auto result = ui::exportHistory(
                counter.desk->folder().ledgerFile(), {}, file, options, [](qint64 rows) { return rows < 2; });
            QVERIFY(!result);
            QCOMPARE(result.error().code, Error::Code::Interrupted);
            QCOMPARE(QDir(counter.folder.path()).entryList({QStringLiteral("out*")}), QStringList());
        }
    }

    void aBinnedOrderIsOutOfSightAndComesBack()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        QTRY_VERIFY(page(counter)->can(Verb::MoveToBin));
        counter.press(Qt::Key_Delete);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 0);
        QVERIFY(counter.ledger().first().binned.has_value());
        QTRY_VERIFY(page(counter)->can(Verb::Undo));
        page(counter)->perform(Verb::Undo);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 1);
        QVERIFY(!counter.ledger().first().binned.has_value());
    }

    void aNoteIsSavedFoundAndUndone()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        QTRY_VERIFY(page(counter)->can(Verb::Note));
        counter.press(Qt::Key_L, Qt::ControlModifier);
        auto* note = counter.window->findChild<QPlainTextEdit*>(QStringLiteral("note"));
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(note));
        counter.type(QStringLiteral("called IT"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().first().note, QStringLiteral("called IT"));
        QCOMPARE(counter.ledger().size(), 1); // Ctrl+Enter sent nothing
        page(counter)->perform(Verb::Find);
        counter.type(QStringLiteral("note:IT"));
        QTRY_COMPARE(table(counter)->model()->rowCount(), 1);
        QTRY_VERIFY(page(counter)->can(Verb::Undo));
        page(counter)->perform(Verb::Undo);
        QTRY_COMPARE(counter.ledger().first().note, QString());
    }

    void aHalfTypedNoteOutlivesTheProgram()
    {
        Counter counter;
        typeHalfANote(counter);
        const Afterwards after(counter);
        QCOMPARE(noteOf(after)->toPlainText(), QStringLiteral("call back at "));
        QVERIFY(noteOf(after)->isVisible());
        QVERIFY(noteBar(after)->text().startsWith(QStringLiteral("Restored what you were typing at ")));
        QCOMPARE(after.ledger().first().note, QString()); // nobody has saved it
        after.press(Qt::Key_L, Qt::ControlModifier);
        after.type(QStringLiteral("five"));
        after.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(after.ledger().first().note, QStringLiteral("call back at five"));
        QTRY_COMPARE(keptNote(after), QString());
        QCOMPARE(noteBar(after)->text(), QString());
        QTRY_VERIFY(page(after)->can(Verb::Undo));
        page(after)->perform(Verb::Undo);
        QTRY_COMPARE(after.ledger().first().note, QString());
        QCOMPARE(keptNote(after), QString());
    }

    void aRestoredNoteThatNobodyTouchedIsNotSavedInPassing()
    {
        Counter counter;
        typeHalfANote(counter);
        const Afterwards after(counter);
        after.press(Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(noteOf(after)));
        add(after, QStringLiteral("A-2"));
        QTRY_COMPARE(table(after)->model()->rowCount(), 2);
        auto* rows = after.window->findChild<ui::HistoryTable*>();
        rows->setFocus();
        rows->selectRow(0);
        QCOMPARE(noteOf(after)->toPlainText(), QString());
        QCOMPARE(noteBar(after)->text(), QString());
        rows->selectRow(1);
        QCOMPARE(noteOf(after)->toPlainText(), QStringLiteral("call back at "));
        QCOMPARE(after.ledger().last().note, QString());
    }

    void aDiscardedNoteIsGoneUntilItIsTakenBack()
    {
        Counter counter;
        typeHalfANote(counter);
        const Afterwards after(counter);
        noteBar(after)->answer(0);
        QCOMPARE(noteOf(after)->toPlainText(), QString());
        QCOMPARE(noteBar(after)->text(), QString());
        QTRY_COMPARE(keptNote(after), QString());
        noteOf(after)->setFocus();
        after.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(noteOf(after)->toPlainText(), QStringLiteral("call back at "));
        QTRY_VERIFY(!keptNote(after).isEmpty());
    }

    void whereTheOnlyOrderGoesToTheBinTheKeysGoToTheSearch()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        QTRY_VERIFY(page(counter)->can(Verb::MoveToBin));
        QCOMPARE(QApplication::focusWidget(), table(counter));
        counter.press(Qt::Key_Delete);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 0);
        const auto* search = counter.window->findChild<QLineEdit*>(QStringLiteral("search"));
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<const QWidget*>(search));
        QTRY_VERIFY(!table(counter)->isVisible());
        QCOMPARE(QApplication::focusWidget(), static_cast<const QWidget*>(search));
        QTRY_VERIFY(page(counter)->can(Verb::Undo));
        counter.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 1);
    }

    void homeAndEndGoToTheFirstAndTheLastOrder()
    {
        Counter counter;
        for (const char* id : {"A-1", "A-2", "A-3"})
            add(counter, QLatin1StringView(id));
        counter.window->showHistoryPage();
        QTRY_COMPARE(table(counter)->model()->rowCount(), 3);
        table(counter)->setFocus();
        const auto chosen = [&counter] {
            QList<int> rows;
            const QModelIndexList all = table(counter)->selectionModel()->selectedRows();
            for (const QModelIndex& index : all)
                rows << index.row();
            std::sort(rows.begin(), rows.end());
            return rows;
        };
        for (const auto modifiers : {Qt::NoModifier, Qt::ControlModifier}) {
            counter.press(Qt::Key_End, modifiers);
            QCOMPARE(chosen(), QList<int>{2});
            counter.press(Qt::Key_Home, modifiers);
            QCOMPARE(chosen(), QList<int>{0});
        }
        counter.press(Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(chosen(), (QList<int>{0, 1, 2}));
    }

    void whatWasDeliveredCannotBeCancelledAnyMore()
    {
        Counter counter;
        counter.desk->tell([](engine::Engine& engine) { return engine.pause({}); });
        addAndRest(counter, QStringLiteral("A-1"), State::Waiting);
        const QAction* cancel = counter.window->findChild<ui::Verbs*>()->action(Verb::CancelOrder);
        QTRY_VERIFY(cancel->isEnabled());
        counter.window->showOrderPage();
        QVERIFY(!cancel->isEnabled());
        counter.window->showHistoryPage();
        QTRY_VERIFY(cancel->isEnabled());
        counter.desk->tell([](engine::Engine& engine) { return engine.resume({}); });
        QTRY_COMPARE(counter.ledger().first().state, State::Delivered);
        QTRY_VERIFY(!cancel->isEnabled());
    }

    void aNoteThatCouldNotBeSavedStaysWhereItWasTyped()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        QTRY_VERIFY(page(counter)->can(Verb::Note));
        sqlite3* other = nullptr;
        QCOMPARE(sqlite3_open(counter.desk->folder().ledgerFile().toUtf8().constData(), &other), SQLITE_OK);
        const auto close = qScopeGuard([&other] { sqlite3_close(other); });
        const auto run = [&other](const char* sql) { return sqlite3_exec(other, sql, nullptr, nullptr, nullptr); };
        QCOMPARE(run("CREATE TRIGGER no_note BEFORE UPDATE OF note ON event BEGIN SELECT RAISE(ABORT, 'no'); END"),
            SQLITE_OK);
        counter.press(Qt::Key_L, Qt::ControlModifier);
        auto* note = counter.window->findChild<QPlainTextEdit*>(QStringLiteral("note"));
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(note));
        counter.type(QStringLiteral("called IT"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        const auto* bar = counter.window->findChild<ui::HistoryPage*>()->findChild<ui::Bar*>();
        QTRY_VERIFY(!bar->text().isEmpty());
        QCOMPARE(note->toPlainText(), QStringLiteral("called IT"));
        QCOMPARE(counter.ledger().first().note, QString());
        QCOMPARE(run("DROP TRIGGER no_note"), SQLITE_OK);
        QTRY_VERIFY(counter.window->findChild<ui::NotesPane*>()->findChild<QPushButton*>()->isEnabled());
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().first().note, QStringLiteral("called IT"));
    }

    void whileSendingIsStoppedNothingUrgesARetry()
    {
        Counter counter;
        counter.collector.setScript(script(R"([{"status":503,"retryAfter":3600}])"));
        addAndRest(counter, QStringLiteral("A-1"), State::Waiting);
        QTRY_COMPARE(counter.ledger().first().attempts, 1);
        const auto* details = counter.window->findChild<ui::EventDetails*>();
        const auto says = [details](const char* words) {
            const auto labels = details->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(),
                [words](const QLabel* label) { return label->text().contains(QLatin1StringView(words)); });
        };
        const auto urges = [details] {
            const auto buttons = details->findChildren<QPushButton*>();
            return std::any_of(buttons.begin(), buttons.end(), [](const QPushButton* button) {
                return button->palette().color(QPalette::Button) == ui::colours().accent;
            });
        };
        QTRY_VERIFY(urges());
        QVERIFY(!says("resumed"));
        QTRY_COMPARE(QApplication::focusWidget(), table(counter));
        counter.desk->tell([](engine::Engine& engine) { return engine.pause({}); });
        QTRY_VERIFY(says("It is saved and goes when sending is resumed."));
        QVERIFY(!urges());
        QCOMPARE(QApplication::focusWidget(), table(counter));
        QCOMPARE(table(counter)->selectionModel()->selectedRows().size(), 1);

        QSignalSpy said(counter.desk.get(), &ui::Desk::said);
        page(counter)->perform(Verb::Retry);
        QTRY_COMPARE(said.size(), 1);
        QVERIFY(said.first().first().toString().contains(QStringLiteral("A-1 goes at once when it is resumed")));
        QCOMPARE(counter.collector.events().size(), 1);
        counter.desk->tell([](engine::Engine& engine) { return engine.resume({}); });
        QTRY_COMPARE(counter.ledger().first().state, State::Delivered);
        QTRY_VERIFY(!says("resumed"));
    }

    void whatIsSettledDoesNotGoAgainWhileSendingIsStopped()
    {
        Counter counter;
        counter.collector.setScript(script(R"([{"status":404}])"));
        addAndRest(counter, QStringLiteral("A-1"), State::Refused);
        counter.desk->tell([](engine::Engine& engine) { return engine.pause({}); });
        QTRY_VERIFY(counter.desk->isPaused({}));
        page(counter)->perform(Verb::Retry);
        const auto* bar = page(counter)->findChild<ui::Bar*>();
        QTRY_VERIFY2(bar->text().startsWith(QStringLiteral("Sending is stopped")), qPrintable(bar->text()));
        QCOMPARE(counter.ledger().first().state, State::Refused);
    }

    void aLedgerThatCannotBeReadHasNothingToLookFor()
    {
        Counter counter;
        counter.close();
        const QString file = profile::DataFolder(counter.folder.path()).ledgerFile();
        QVERIFY(QFile::remove(file) && QDir().mkdir(file));
        counter.desk = std::make_unique<ui::Desk>(profile::DataFolder(counter.folder.path()), QStringLiteral("desk 4"));
        counter.window = std::make_unique<ui::MainWindow>(*counter.desk);
        QSignalSpy failed(counter.desk.get(), &ui::Desk::failed);
        connect(counter.window.get(), &ui::MainWindow::begun, counter.desk.get(), &ui::Desk::open);
        counter.window->show();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!counter.desk->reader());
        counter.window->showHistoryPage();
        const auto labels = page(counter)->findChildren<QLabel*>();
        QVERIFY(std::none_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->isVisible() && label->text().contains(QStringLiteral("order(s)"));
        }));
        QVERIFY(!counter.window->findChild<QLineEdit*>(QStringLiteral("search"))->isEnabled());
        const auto buttons = page(counter)->findChild<ui::HistoryFinder*>()->findChildren<QPushButton*>();
        QVERIFY(buttons.size() > 5);
        QVERIFY(std::none_of(
            buttons.begin(), buttons.end(), [](const QPushButton* button) { return button->isEnabled(); }));
        QVERIFY(!page(counter)->can(Verb::Find));
    }

    void whatStillHasToGoStaysInSightAndTheReasonIsSaid()
    {
        Counter counter;
        counter.desk->tell([](engine::Engine& engine) { return engine.pause({}); });
        QTRY_VERIFY(counter.desk->isPaused({}));
        addAndRest(counter, QStringLiteral("A-1"), State::Waiting);
        QTRY_COMPARE(QApplication::focusWidget(), table(counter));
        QSignalSpy said(counter.desk.get(), &ui::Desk::said);
        counter.press(Qt::Key_Delete);
        QTRY_COMPARE(said.size(), 1);
        QVERIFY(said.first().first().toString().contains(QStringLiteral("Cancel")));
        auto* bar = counter.window->findChild<ui::HistoryPage*>()->findChild<ui::Bar*>();
        QCOMPARE(bar->text(), said.first().first().toString());
        QVERIFY(!counter.ledger().first().binned);
        bar->findChild<QPushButton*>()->click(); // "Cancel order"
        const auto* model = counter.window->findChild<ui::HistoryModel*>();
        QTRY_COMPARE(model->record(0).state, State::Cancelled);
        table(counter)->setFocus();
        counter.press(Qt::Key_Delete);
        QTRY_VERIFY(counter.ledger().first().binned);
        QTRY_VERIFY(counter.window->findChild<ui::HistoryPage*>()->can(ui::Verb::Undo)); // it was told of
        counter.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!counter.ledger().first().binned);
    }

    void aCorrectedOrderIsNotSentAgainInPassing()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        ledger::Correction cancelled;
        cancelled.kind = ledger::CorrectionKind::Cancelled;
        cancelled.reason = QStringLiteral("changed her mind");
        counter.desk->tell([id = counter.ledger().first().id, cancelled](
                               engine::Engine& engine) { return engine.correct(id, cancelled); });
        const auto* model = counter.window->findChild<ui::HistoryModel*>();
        QTRY_COMPARE(model->record(0).correction, ledger::CorrectionKind::Cancelled);
        counter.answerNext(QStringLiteral("Cancel"));
        page(counter)->perform(Verb::Retry);
        QVERIFY(counter.asked.contains(QStringLiteral("cancelled")));
        QVERIFY(counter.defaultAnswer.contains(QStringLiteral("Cancel")));
        QCOMPARE(counter.collector.events().size(), 1);
        counter.answerNext(QStringLiteral("Send"));
        page(counter)->perform(Verb::Retry);
        QTRY_COMPARE(counter.collector.events().size(), 2);
    }

    void severalAreRetriedAndTheOthersNamed()
    {
        Counter counter;
        counter.collector.setScript(script(R"([{"status":200},{"status":404},{"status":404}])"));
        for (const auto* id : {"A-1", "A-2", "A-3"})
            addAndRest(counter, QLatin1StringView(id), QByteArray(id) == "A-1" ? State::Delivered : State::Refused);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 3);
        table(counter)->selectAll();
        const auto* pane = counter.window->findChild<ui::SelectionPane*>();
        QTRY_VERIFY(pane->isVisible());
        QCOMPARE(pane->button(Verb::Retry)->text(), QStringLiteral("Retry 2"));
        QCOMPARE(pane->button(Verb::Retry)->toolTip(), QStringLiteral("1 delivered left out"));
        QCOMPARE(pane->button(Verb::Export)->text(), QStringLiteral("Export the 3 shown..."));
        page(counter)->perform(Verb::Retry);
        QTRY_COMPARE(counter.collector.events().size(), 5);
        QTRY_COMPARE(counter.ledger()[0].state, State::Delivered);
        QTRY_COMPARE(counter.ledger()[1].state, State::Delivered);
        QCOMPARE(counter.ledger()[2].attempts, 1);
    }

    void severalNotesAreUndoneEachToItsOwn()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        addAndRest(counter, QStringLiteral("A-2"), State::Delivered);
        const QList<ledger::EventRecord> orders = counter.ledger();
        bool noted = false;
        counter.desk->ask(
            counter.window.get(),
            [id = orders[0].id](engine::Engine& engine) {
                return engine.setNotes({{id, QStringLiteral("called IT")}});
            },
            [&noted](const Result<QList<qint64>>& changed) { noted = changed.has_value(); });
        QTRY_VERIFY(noted);
        auto* actions = counter.window->findChild<ui::HistoryActions*>();
        actions->setNote(counter.ledger(), QStringLiteral("trade fair"));
        QTRY_COMPARE(counter.ledger()[1].note, QStringLiteral("trade fair"));
        QCOMPARE(counter.ledger()[0].note, QStringLiteral("trade fair"));
        QTRY_VERIFY(page(counter)->can(Verb::Undo));
        page(counter)->perform(Verb::Undo);
        QTRY_COMPARE(counter.ledger()[0].note, QStringLiteral("called IT"));
        QCOMPARE(counter.ledger()[1].note, QString());
    }

    void cancellingSeveralSaysHowManyItCameTooLateFor()
    {
        Counter counter;
        counter.desk->tell([](engine::Engine& engine) { return engine.pause({}); });
        addAndRest(counter, QStringLiteral("A-1"), State::Waiting);
        addAndRest(counter, QStringLiteral("A-2"), State::Waiting);
        addAndRest(counter, QStringLiteral("A-3"), State::Waiting);
        const QList<ledger::EventRecord> chosen = counter.ledger();
        bool cancelled = false;
        counter.desk->ask(
            counter.window.get(), [id = chosen[0].id](engine::Engine& engine) { return engine.cancel(id); },
            [&cancelled](const Done& done) { cancelled = done.has_value(); });
        QTRY_VERIFY(cancelled);
        counter.window->findChild<ui::HistoryActions*>()->perform(
            Verb::CancelOrder, engine::Choice(chosen)); // as it was seen before
        QTRY_COMPARE(counter.ledger()[2].state, State::Cancelled);
        const auto* bar = page(counter)->findChild<ui::Bar*>();
        QTRY_COMPARE(bar->text(), QStringLiteral("2 order(s) cancelled. 1 could not be taken back any more."));
        QVERIFY(counter.collector.events().isEmpty());
    }

    void whatIsBeingCollectedIsGivenUpWithTheWindow()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        QTRY_VERIFY(page(counter)->can(Verb::SelectMatching));
        page(counter)->perform(Verb::SelectMatching);
        page(counter)->perform(Verb::SelectMatching); // the first one is given up
        QTRY_VERIFY(!page(counter)->can(Verb::SelectMatching));
        ui::Matching matching;
        matching.collect(counter.desk->folder().ledgerFile(), {});
        counter.close();
    }

    void allThatMatchCanBeChosen()
    {
        Counter counter;
        counter.desk->tell([](engine::Engine& engine) { return engine.pause({}); });
        constexpr int Many = ui::HistoryModel::PageSize + 5;
        for (int i = 0; i < Many; ++i)
            add(counter, QStringLiteral("A-%1").arg(i));
        counter.window->showHistoryPage();
        QTRY_VERIFY(page(counter)->can(Verb::SelectMatching));
        page(counter)->perform(Verb::SelectMatching);
        QTRY_VERIFY(!page(counter)->can(Verb::SelectMatching));
        page(counter)->perform(Verb::CancelOrder);
        ledger::HistoryQuery cancelled;
        cancelled.states = {State::Cancelled};
        QTRY_COMPARE_WITH_TIMEOUT(counter.desk->reader()->count(cancelled).value_or(0), Many, 30'000);
    }

    void twoOrdersAreHeldAgainstEachOther()
    {
        Counter counter;
        addAndRest(counter, QStringLiteral("A-1"), State::Delivered);
        addAndRest(counter, QStringLiteral("A-2"), State::Delivered);
        QTRY_COMPARE(table(counter)->model()->rowCount(), 2);
        table(counter)->selectAll();
        QTRY_VERIFY(page(counter)->can(Verb::Compare));
        counter.press(Qt::Key_K, Qt::ControlModifier);
        const auto* pane = counter.window->findChild<ui::ComparePane*>();
        QTRY_VERIFY(pane->isVisible());
        const auto* rows = pane->findChild<QTableWidget*>();
        QStringList keys;
        for (int row = 0; row < rows->rowCount(); ++row)
            keys << rows->item(row, 0)->text();
        QCOMPARE(keys,
            QStringList({QStringLiteral("transactionId"), QStringLiteral("timestamp"), QStringLiteral("eventID")}));
    }

    void whatComesInDoesNotMoveWhatIsLookedAt()
    {
        Counter counter;
        counter.desk->tell([](engine::Engine& engine) { return engine.pause({}); });
        for (int i = 0; i < 60; ++i)
            add(counter, QStringLiteral("A-%1").arg(i));
        counter.window->showHistoryPage();
        QTRY_COMPARE(table(counter)->model()->rowCount(), 60);
        QScrollBar* bar = table(counter)->verticalScrollBar();
        bar->setValue(bar->maximum() / 2);
        const QModelIndex looked = table(counter)->indexAt(QPoint(5, 5));
        const QString order = looked.siblingAtColumn(ui::HistoryModel::OrderId).data().toString();
        add(counter, QStringLiteral("new"));
        QTRY_COMPARE(table(counter)->model()->rowCount(), 61);
        QCOMPARE(
            table(counter)->indexAt(QPoint(5, 5)).siblingAtColumn(ui::HistoryModel::OrderId).data().toString(), order);
        const auto pills = table(counter)->findChildren<QPushButton*>();
        QCOMPARE(pills.size(), 1);
        QVERIFY(pills.first()->isVisible());
        pills.first()->click();
        QCOMPARE(bar->value(), 0);
        QVERIFY(!pills.first()->isVisible());
    }

    void anExportThatCannotBeWrittenSaysSoAndLeavesNothing()
    {
        Counter counter;
        add(counter, QStringLiteral("A-1"));
        const QString file = counter.folder.filePath(QStringLiteral("no/such/folder/out.csv"));
        const auto result = ui::exportHistory(counter.desk->folder().ledgerFile(), {}, file, {});
        QVERIFY(!result);
        QVERIFY(result.error().sentence.contains(file));
        QVERIFY(!QFile::exists(file));
    }
};

QTEST_MAIN(HistoryPageTest)
#include "tst_historypage.moc"

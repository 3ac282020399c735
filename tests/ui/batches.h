// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/counter.h"
#include "ui/shell/verbs.h"

#include "ui/batch/batchgrid.h"
#include "ui/batch/batchpage.h"
#include "ui/batch/sheetmodel.h"
#include "ui/common/bar.h"

#include <QAbstractItemModelTester>
#include <QClipboard>

using namespace Qt::StringLiterals;
using namespace rookery;
using ledger::State;
using ui::BatchWork;

inline const QString Rows = u"Ref\tTotal\tVAT\tNotes\r\n"
                            "0001\t1,000.99\t200.20\tcalls back\r\n"
                            "0002\t12,50\t\t\r\n"
                            "0003\t88,00\t\t\r\n"
                            "0001\t1,000.99\t200.20\t\r\n"
                            "1E5\t19.99\t3.33\t\r\n"_s;

inline QString manyRows(qint64 count)
{
    QString rows = u"Ref\tTotal\r\n"_s;
    for (qint64 i = 0; i < count; ++i)
        rows += u"M-%1\t1.00\r\n"_s.arg(i);
    return rows;
}

/// The page of batches, in front.
struct Batches : Counter {
    Batches()
    {
        window->showBatchPage();
        page = window->findChild<ui::BatchPage*>();
        QVERIFY(page);
        follow();
    }
    /// The page tells of many changes at once; until then its keys are as they were.
    [[nodiscard]] bool offers(ui::Verb verb) const
    {
        return QTest::qWaitFor([&] { return window->findChild<ui::Verbs*>()->action(verb)->isEnabled(); });
    }
    void follow()
    {
        work = &page->work();
        grid = window->findChild<ui::BatchGrid*>();
        model = window->findChild<ui::SheetModel*>();
        tester = std::make_unique<QAbstractItemModelTester>(model);
    }
    void paste(const QString& text)
    {
        QGuiApplication::clipboard()->setText(text);
        press(Qt::Key_V, Qt::ControlModifier);
        settle();
    }
    void settle() const
    {
        QTRY_COMPARE(work->doing(), BatchWork::Doing::Nothing);
        QTRY_VERIFY(work->whyNotSend() != BatchWork::tr("The rows are being checked."));
    }
    void stopSending() const
    {
        desk->tell([](engine::Engine& engine) { return engine.pause({}); });
        QTRY_VERIFY(desk->isPaused(u"Till"_s));
    }
    void sendNow()
    {
        answerNext(u"Send"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(work->doing(), BatchWork::Doing::Countdown);
        comeBack();
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return model->data(model->index(row, column), Qt::DisplayRole).toString();
    }
    [[nodiscard]] QStringList column(int column) const
    {
        QStringList all;
        for (int row = 0; row < model->rowCount(); ++row)
            all << cell(row, column);
        return all;
    }
    /// By any of the bars of the page.
    [[nodiscard]] bool isSaid(const QString& words) const
    {
        const auto bars = page->findChildren<ui::Bar*>();
        return std::any_of(bars.begin(), bars.end(), [&](const ui::Bar* bar) { return bar->text().contains(words); });
    }
    [[nodiscard]] QPushButton* button(const QString& words) const
    {
        const auto buttons = window->findChildren<QPushButton*>();
        for (QPushButton* one : buttons) {
            if (one->isVisible() && one->text().contains(words))
                return one;
        }
        return nullptr;
    }

    ui::BatchPage* page = nullptr;
    BatchWork* work = nullptr;
    ui::BatchGrid* grid = nullptr;
    ui::SheetModel* model = nullptr;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

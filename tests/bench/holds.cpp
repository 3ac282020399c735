// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's event loop stands still while somebody looks through a large history.
// holds DATA_FOLDER [ORDERS_FILE]: prints a JSON line for each action, with the longest hold in ms.
#include "practice/practicecollector.h"
#include "profile/datafolder.h"
#include "profile/profilestore.h"
#include "ui/batch/batchgrid.h"
#include "ui/batch/batchpage.h"
#include "ui/batch/sheetmodel.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/history/exporter.h"
#include "ui/history/historymodel.h"
#include "ui/order/recentmodel.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>

#include <algorithm>
#include <functional>

using namespace rookery;

namespace {

constexpr int Settle = 300; // ms without anything being read
constexpr int Pages = 150;
constexpr int Notable = 30; // ms
constexpr int Sent = 20'000;

/// Asks the event loop for a turn again and again, and notes how long it took to get one.
class Probe {
public:
    Probe()
    {
        QObject::connect(
            &m_timer, &QTimer::timeout, &m_timer, [this] { m_longest = qMax(m_longest, m_since.restart()); });
        m_timer.start(0);
        m_since.start();
    }
    void reset()
    {
        m_longest = 0;
        m_since.restart();
    }
    [[nodiscard]] qint64 longest() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

/// Says on stderr whose turn it was that took so long.
class Watched final : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override
    {
        QElapsedTimer took;
        took.start();
        QByteArray name = receiver->metaObject()->className(); // read before: its turn may be its last
        if (const QObject* owner = receiver->parent())
            name = QByteArray(owner->metaObject()->className()) + "'s " + name;
        const int type = event->type();
        const bool done = QApplication::notify(receiver, event);
        if (took.elapsed() > Notable && thread() == QThread::currentThread())
            qWarning("%lld ms: %s, event %d", took.elapsed(), name.constData(), type);
        return done;
    }
};

void spinUntil(const std::function<bool()>& done)
{
    QElapsedTimer quiet;
    quiet.start();
    while (quiet.elapsed() < Settle) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        if (!done())
            quiet.restart();
    }
}

QLineEdit* editNamed(const QWidget& window, const QString& name)
{
    const auto edits = window.findChildren<QLineEdit*>();
    const auto found = std::find_if(
        edits.begin(), edits.end(), [&](const QLineEdit* edit) { return edit->accessibleName() == name; });
    return found == edits.end() ? nullptr : *found;
}

bool says(const QWidget& window, const QString& words)
{
    const auto labels = window.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(),
        [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
}

using Measure
    = std::function<void(const QString& name, const std::function<void()>& act, const std::function<bool()>& done)>;

/// A file as large as a ledger, on the page of batches.
void measureBatch(ui::MainWindow& window, const QString& file, const Measure& measure)
{
    auto* page = window.findChild<ui::BatchPage*>();
    auto* grid = window.findChild<ui::BatchGrid*>();
    auto* model = window.findChild<ui::SheetModel*>();
    ui::BatchWork& work = page->work();
    const auto isIdle = [&work] { return work.doing() == ui::BatchWork::Doing::Nothing && work.report().rows() > 0; };
    measure(
        QStringLiteral("open a batch"), [&] { window.openBatch(file); }, isIdle);
    int pages = 0;
    measure(
        QStringLiteral("scroll %1 pages of it").arg(Pages), [] {},
        [&] {
            if (pages >= Pages)
                return true;
            ++pages;
            grid->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
            return false;
        });
    measure(
        QStringLiteral("to its end"), [&] { grid->scrollToBottom(); }, [] { return true; });
    measure(
        QStringLiteral("what needs fixing"), [&] { model->setFilter(ui::RowFilter::Fix); },
        [&] { return model->isFilled(); });
    measure(
        QStringLiteral("find in its rows"), [&] { model->setFilter(ui::RowFilter::All, QStringLiteral("0999")); },
        [&] { return model->isFilled(); });
    model->setFilter(ui::RowFilter::All);
    measure(
        QStringLiteral("change a cell"),
        [&] { model->setData(model->index(0, ui::SheetModel::FirstField + 1), QStringLiteral("1.00"), Qt::EditRole); },
        isIdle);
    measure(
        QStringLiteral("fix all"),
        [&] {
            if (!work.report().problems.isEmpty())
                work.fixAll(work.report().problems.first());
        },
        isIdle);
}

/// Another batch, from the confirming of its rows to the last answer, on the page that shows it; then on New order.
void measureSending(ui::MainWindow& window, const Measure& measure)
{
    auto* page = window.findChild<ui::BatchPage*>();
    ui::BatchWork& work = page->work();
    const auto isIdle = [&work] { return work.doing() == ui::BatchWork::Doing::Nothing; };
    const auto bringIn = [&](const char* prefix) {
        QByteArray rows = "Order ID,Total\n";
        for (int i = 0; i < Sent; ++i)
            rows += prefix + QByteArray::number(i) + ",19.99\n";
        page->openSource({QStringLiteral("sent.csv"), {}, rows});
        spinUntil([&] { return isIdle() && work.counts().ready() == Sent; });
    };
    const auto send = [&work] {
        work.send();
        work.sendNow();
    };
    window.showBatchPage();
    work.clear();
    bringIn("one-");
    measure(QStringLiteral("save and send %1").arg(Sent), send,
        [&] { return isIdle() && work.counts().delivered == Sent; });
    work.clear();
    bringIn("two-");
    measure(
        QStringLiteral("the same, on New order"),
        [&] {
            send();
            window.showOrderPage();
        },
        [&] { return isIdle() && work.counts().delivered == Sent; });
    window.showBatchPage();
    measure(
        QStringLiteral("open it again"), [&] { work.reopen(work.batch()); },
        [&] { return isIdle() && work.counts().delivered == Sent; });
}

/// A collector for the practice profile, on a thread of its own: what it does holds nobody.
class Collector {
public:
    explicit Collector(const profile::DataFolder& folder)
    {
        m_collector.moveToThread(&m_thread);
        m_thread.start();
        quint16 port = 0;
        QMetaObject::invokeMethod(
            &m_collector, [&] { port = m_collector.listen(0).value_or(0); }, Qt::BlockingQueuedConnection);
        profile::ProfileStore store(folder.profileFolder(), {});
        auto practice = store.find(QStringLiteral("Practice"));
        if (!practice)
            return;
        practice->port = port;
        (void)store.save(*practice);
    }
    ~Collector()
    {
        QMetaObject::invokeMethod(
            &m_collector, [this] { m_collector.close(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Collector)

private:
    practice::PracticeCollector m_collector{[] { return UtcMs(QDateTime::currentMSecsSinceEpoch()); }};
    QThread m_thread;
};

} // namespace

int main(int argc, char** argv)
{
    Watched app(argc, argv);
    if (argc < 2)
        return 2;
    ui::applyLook(app, ui::Scheme::Light);
    const Collector collector{profile::DataFolder(QString::fromLocal8Bit(argv[1]))};
    ui::Desk desk(profile::DataFolder(QString::fromLocal8Bit(argv[1])), QStringLiteral("bench"));
    ui::MainWindow window(desk);
    bool opened = false;
    QObject::connect(&window, &ui::MainWindow::begun, &desk, &ui::Desk::open);
    QObject::connect(&desk, &ui::Desk::opened, &window, [&opened] { opened = true; });
    window.show();
    QApplication::setActiveWindow(&window); // where no window manager gives it the keys
    spinUntil([&opened] { return opened; });
    auto* model = window.findChild<ui::HistoryModel*>();
    auto* table = window.findChild<QTableView*>(QStringLiteral("history"));
    auto* search = window.findChild<QLineEdit*>(QStringLiteral("search"));

    Probe probe;
    QTextStream out(stdout);
    const auto measure = [&](const QString& name, const std::function<void()>& act, const std::function<bool()>& done) {
        probe.reset();
        QElapsedTimer all;
        all.start();
        act();
        spinUntil(done);
        out << QJsonDocument(
            QJsonObject{{QStringLiteral("action"), name}, {QStringLiteral("holdMs"), probe.longest()},
                {QStringLiteral("tookMs"), all.elapsed() - Settle}, {QStringLiteral("rows"), model->rowCount()}})
                   .toJson(QJsonDocument::Compact)
            << Qt::endl;
    };
    const auto read = [model] { return !model->isReading() && model->count().has_value(); };

    measure(
        QStringLiteral("show the page"), [&] { window.showHistoryPage(); }, read);
    int pages = 0;
    measure(
        QStringLiteral("scroll %1 pages").arg(Pages), [] {},
        [&] {
            if (pages >= Pages)
                return true;
            ++pages;
            table->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
            return false;
        });
    for (const char* text : {"PH-0999", "zqx", "9", "rev>2499", "note:nothing", "is:failed", "status:unknown", ""}) {
        const QString typed = QLatin1StringView(text);
        measure(
            QStringLiteral("search \"%1\"").arg(typed),
            [&] {
                search->clear();
                for (const QChar letter : typed) {
                    search->setText(search->text() + letter);
                    QCoreApplication::processEvents();
                }
            },
            read);
    }
    window.showOrderPage();
    QLineEdit* orderId = editNamed(window, QStringLiteral("Order ID"));
    QLineEdit* revenue = editNamed(window, QStringLiteral("Revenue"));
    measure(
        QStringLiteral("leave an order ID that is known"),
        [&] {
            orderId->setFocus();
            orderId->insert(QStringLiteral("PH-0500000"));
            revenue->setFocus(Qt::TabFocusReason);
        },
        [&window] { return says(window, QStringLiteral("sent before")); });
    const auto* last = window.findChild<ui::RecentModel*>();
    measure(
        QStringLiteral("accept an order"),
        [&] {
            orderId->clear();
            orderId->insert(QStringLiteral("PH-NEW"));
            revenue->insert(QStringLiteral("19.99"));
            window.findChild<QPushButton*>(QStringLiteral("send"))->click();
        },
        [&] { return last->index(0).data() == QStringLiteral("PH-NEW"); });
    QTemporaryDir folder;
    ui::Exporter exporter;
    measure(
        QStringLiteral("export all"),
        [&] { exporter.start(desk.folder().ledgerFile(), {}, folder.filePath(QStringLiteral("all.csv")), {}); },
        [&exporter] { return !exporter.isRunning(); });
    if (argc > 2)
        measureBatch(window, QString::fromLocal8Bit(argv[2]), measure);
    measureSending(window, measure);
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/datafolder.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/shell/appearance.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/selftest.h"
#include "ui/shell/singlewindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QPainter>
#include <QPixmap>
#include <QTimer>
#include <QTranslator>

#include <algorithm>
#include <cstdio>
#include <cstring>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace rookery;

namespace {

constexpr int BadUsage = 2;
constexpr int ScreenshotFailed = 1;
constexpr int SelfTestFailed = 1;
constexpr int DeepestLayout = 10;

struct Options {
    QString dataDir;
    QString agent;
    QString page;
    QString search;
    QString screenshot;
    QString file; // of orders, to open as a batch, or of a profile
    int settleMs = 0;
    std::optional<ui::Scheme> scheme; // for this start
    bool practice = false;
    bool selfTest = false;
};

Options readOptions(const QApplication& app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Reports offline orders to a Corvidae collector"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption dataDir(QStringLiteral("data-dir"), QStringLiteral("Data folder."), QStringLiteral("D"));
    const QCommandLineOption agent(QStringLiteral("agent"), QStringLiteral("Who is recorded."), QStringLiteral("NAME"));
    const QCommandLineOption practice(
        QStringLiteral("practice"), QStringLiteral("Start with the practice collector and its profile."));
    const QCommandLineOption page(
        QStringLiteral("page"), QStringLiteral("First page: order, batch or history."), QStringLiteral("PAGE"));
    const QCommandLineOption search(
        QStringLiteral("search"), QStringLiteral("Start with the history, looking for this."), QStringLiteral("TEXT"));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"), QStringLiteral("Write a picture of the window and end."), QStringLiteral("FILE"));
    const QCommandLineOption settle(QStringLiteral("settle"),
        QStringLiteral("Wait so many ms before the picture (300)."), QStringLiteral("MS"), QStringLiteral("300"));
    const QCommandLineOption scheme(
        QStringLiteral("scheme"), QStringLiteral("Colours for this start: light or dark."), QStringLiteral("SCHEME"));
    const QCommandLineOption selfTest(QStringLiteral("self-test"),
        QStringLiteral("Say whether everything is there that the program needs, and end."));
    parser.addOptions({dataDir, agent, practice, page, search, screenshot, settle, scheme, selfTest});
    parser.addPositionalArgument(QStringLiteral("file"),
        QStringLiteral("Orders to open as a batch, or a .rookery-profile."), QStringLiteral("[FILE]"));
    parser.process(app);
    Options options{parser.value(dataDir), parser.value(agent), parser.value(page), parser.value(search),
        parser.value(screenshot), {}, parser.value(settle).toInt(), std::nullopt, parser.isSet(practice),
        parser.isSet(selfTest)};
    if (parser.isSet(scheme))
        options.scheme = parser.value(scheme) == QLatin1StringView("dark") ? ui::Scheme::Dark : ui::Scheme::Light;
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1)
        parser.showHelp(BadUsage);
    if (!files.isEmpty())
        options.file = QFileInfo(files.first()).absoluteFilePath();
    return options;
}

/// The window, and what is open over it.
QPixmap pictureOf(ui::MainWindow* window)
{
    QPixmap picture = window->grab();
    QPainter painter(&picture);
    for (QWidget* other : QApplication::topLevelWidgets()) {
        if (other != window && other->isVisible())
            painter.drawPixmap(other->pos() - window->pos(), other->grab());
    }
    return picture;
}

void prepareProcess()
{
#ifdef Q_OS_UNIX
    ::umask(077); // what this program writes is its owner's
#endif
}

} // namespace

int main(int argc, char** argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    prepareProcess();
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    // What is only said needs no display.
    if (std::any_of(argv + 1, argv + argc,
            [](const char* one) { return std::strcmp(one, "--help") == 0 || std::strcmp(one, "--version") == 0; }))
        qputenv("QT_QPA_PLATFORM", "offscreen");
#endif
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Rookery"));
    QApplication::setApplicationVersion(QStringLiteral(ROOKERY_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("rookery"));
    QTranslator plurals; // English needs one too: "1 order", "2 orders"
    if (plurals.load(QStringLiteral(":/i18n/rookery_en.qm")))
        QApplication::installTranslator(&plurals);
    const Options options = readOptions(app);
    if (options.selfTest)
        return ui::selfTest() ? 0 : SelfTestFailed;
    const profile::DataFolder folder
        = profile::DataFolder::resolve(options.dataDir, QCoreApplication::applicationDirPath());

    ui::SingleWindow single(folder.path());
    if (options.screenshot.isEmpty()) {
        if (single.raiseOther(options.file))
            return 0;
        single.listen();
    }

    ui::Desk desk(folder, options.agent);
    ui::Appearance appearance(desk, options.scheme);
    QObject::connect(&single, &ui::SingleWindow::asked, &appearance, [&](const QString& file) {
        appearance.window()->comeForward();
        if (!file.isEmpty())
            appearance.window()->openFile(file);
    });

    const auto begin = [&] {
        if (options.practice)
            desk.practise();
        if (options.page == QLatin1StringView("history"))
            appearance.window()->showHistoryPage();
        if (options.page == QLatin1StringView("batch"))
            appearance.window()->showBatchPage();
        if (!options.file.isEmpty())
            appearance.window()->openFile(options.file);
        if (!options.search.isEmpty())
            appearance.window()->showSearch(options.search);
    };
    QObject::connect(&desk, &ui::Desk::opened, &appearance, begin, Qt::SingleShotConnection);
    if (!options.screenshot.isEmpty()) {
        const auto takePicture = [&] {
            QTimer::singleShot(options.settleMs, &appearance, [&] {
                for (int level = 0; level < DeepestLayout; ++level)
                    QCoreApplication::processEvents(); // layouts settle from the outside in
                QApplication::exit(pictureOf(appearance.window()).save(options.screenshot) ? 0 : ScreenshotFailed);
            });
        };
        QObject::connect(&desk, &ui::Desk::opened, &appearance, takePicture);
        QObject::connect(&desk, &ui::Desk::failed, &appearance, takePicture);
    }
    // Nothing of the ledger is read before the window is there.
    QObject::connect(appearance.window(), &ui::MainWindow::begun, &desk, [&] {
        if (qEnvironmentVariableIsSet("ROOKERY_PRINT_FIRST_PAINT"))
            std::fprintf(stderr, "first-paint-ms %lld\n", static_cast<long long>(sinceStart.elapsed()));
        desk.open();
    });
    appearance.window()->show();
    return QApplication::exec();
}

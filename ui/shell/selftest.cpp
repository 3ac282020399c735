// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/selftest.h"

#include "engine/selftest.h"

#include <QApplication>
#include <QImageReader>
#include <QPixmap>
#include <QStyle>

#include <algorithm>
#include <array>
#include <cstdio>

namespace rookery::ui {

namespace {

engine::SelfCheck platformCheck()
{
    return {QStringLiteral("platform"), true,
        QApplication::platformName() + QStringLiteral(", style ") + QApplication::style()->name()};
}

engine::SelfCheck imageFormatCheck()
{
    const QByteArrayList there = QImageReader::supportedImageFormats();
    constexpr std::array Wanted{"png", "svg"};
    const bool all = std::all_of(Wanted.begin(), Wanted.end(), [&there](const char* f) { return there.contains(f); });
    return {QStringLiteral("image formats"), all, QString::fromLatin1(there.join(' '))};
}

// Drawn by the plugin that reads SVG, from the resources.
engine::SelfCheck iconCheck()
{
    constexpr int Side = 32;
    const QPixmap drawn = QIcon(QStringLiteral(":/icons/rookery.svg")).pixmap(Side);
    const QImage image = drawn.toImage().convertToFormat(QImage::Format_ARGB32);
    bool isBlank = true;
    for (int y = 0; y < image.height() && isBlank; ++y) {
        for (int x = 0; x < image.width() && isBlank; ++x)
            isBlank = qAlpha(image.pixel(x, y)) == 0;
    }
    return {QStringLiteral("icons"), !isBlank, QStringLiteral("%1 pixels").arg(drawn.width())};
}

} // namespace

bool selfTest()
{
    QList<engine::SelfCheck> checks = engine::selfTest();
    checks << platformCheck() << imageFormatCheck() << iconCheck();
    for (const engine::SelfCheck& check : std::as_const(checks))
        std::fprintf(stdout, "%s\n", check.line().constData());
    return std::fflush(stdout) == 0 && engine::hasPassed(checks);
}

} // namespace rookery::ui

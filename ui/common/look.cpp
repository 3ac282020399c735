// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/look.h"

#include "ui/common/style.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPainter>
#include <QPixmapCache>
#include <QStyleFactory>
#include <QSvgRenderer>
#include <QtMath>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::Look)
};

const Colours Light{"#f4f6f8", "#ffffff", "#fbfcfd", "#d8dee6", "#8b97a6", "#17202b", "#566273", "#1a5fb4", "#ffffff",
    "#e6effa", "#1b7340", "#b3261e", "#6b3fa0", "#2a5d8a", "#8a5200", "#0b6e75", "#dbe8f8", "#fbeceb", "#fdf3e1"};
const Colours Dark{"#14181d", "#1b2027", "#20262e", "#333c47", "#76838f", "#e7ecf2", "#a3b0bd", "#82b4f5", "#0d1826",
    "#1f3350", "#6fcf97", "#ff9088", "#c3a5f0", "#8ec1ee", "#f0bd6c", "#6fd0d6", "#24405f", "#3a2120", "#362a15"};

const Colours* current = &Light;

constexpr int DarkBelow = 128;
constexpr qreal TitleScale = 1.35;
constexpr int SmallestIcon = 16;
constexpr qreal IconToText = 1.25;

int percentOfText = 100;

// What the system gave before we asked for more or less of it.
const QFont& systemFont()
{
    static const QFont Font = QApplication::font();
    return Font;
}

QPalette paletteOf(const Colours& c)
{
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, c.raised);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.notDelivered);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::PlaceholderText, c.muted);
    p.setColor(QPalette::ToolTipBase, c.raised);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Light, c.surface);
    p.setColor(QPalette::Midlight, c.accentSoft);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Dark, c.outline);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.muted);
    return p;
}

QPixmap draw(const QString& name, const QColor& colour, int scale)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QSvgRenderer renderer(file.readAll().replace("currentColor", colour.name().toLatin1()));
    QPixmap pixmap(iconSide() * scale, iconSide() * scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

} // namespace

QString schemeText(Scheme scheme)
{
    return scheme == Scheme::Light ? QStringLiteral("light")
        : scheme == Scheme::Dark   ? QStringLiteral("dark")
                                   : QStringLiteral("system");
}

Scheme schemeOf(const QString& text)
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        if (text == schemeText(scheme))
            return scheme;
    }
    return Scheme::System;
}

bool systemIsDark()
{
    const auto isDark = [](const QPalette& palette) { return palette.color(QPalette::Window).lightness() < DarkBelow; };
    // Once we have set a palette the application's says nothing of the system any more; Fusion's own goes by it.
    static const bool DarkAtStart = isDark(QApplication::palette());
    const std::unique_ptr<QStyle> fusion(QStyleFactory::create(QStringLiteral("Fusion")));
    static const bool FusionDarkAtStart = isDark(fusion->standardPalette());
    const bool fusionDark = isDark(fusion->standardPalette());
    return fusionDark == FusionDarkAtStart ? DarkAtStart : fusionDark;
}

void applyLook(QApplication& app, Scheme scheme, int textPercent)
{
    const QFont& font = systemFont();
    const bool dark = systemIsDark(); // asked before our palette is there
    current = scheme == Scheme::Dark || (scheme == Scheme::System && dark) ? &Dark : &Light;
    if (textPercent != percentOfText) {
        percentOfText = textPercent;
        QFont scaled = font;
        scaled.setPointSizeF(font.pointSizeF() * textPercent / 100);
        QApplication::setFont(scaled);
    }
#ifndef Q_OS_MACOS
    if (!qobject_cast<Style*>(QApplication::style()))
        QApplication::setStyle(new Style);
#endif
    QApplication::setPalette(paletteOf(*current));
    app.setWindowIcon(QIcon(QStringLiteral(":/icons/rookery.svg")));
}

const Colours& colours() { return *current; }

QString stateWord(const ledger::EventRecord& event)
{
    switch (event.state) {
    case ledger::State::Draft:
        return Words::tr("Draft");
    case ledger::State::Waiting:
        return event.failures > 0 || event.hold != ledger::Hold::None ? Words::tr("Not delivered")
                                                                      : Words::tr("Waiting");
    case ledger::State::Sending:
        return Words::tr("Sending");
    case ledger::State::Delivered:
        return Words::tr("Delivered");
    case ledger::State::Refused:
        return Words::tr("Not delivered");
    case ledger::State::Unknown:
        return Words::tr("Unknown");
    case ledger::State::Skipped:
        return Words::tr("Skipped");
    case ledger::State::Cancelled:
        return Words::tr("Cancelled");
    }
    Q_UNREACHABLE();
}

QString attemptWord(const ledger::AttemptRecord& attempt)
{
    if (!attempt.result)
        return Words::tr("Sending");
    switch (attempt.result->outcome) {
    case ledger::Move::Deliver:
        return Words::tr("Delivered");
    case ledger::Move::Refuse:
    case ledger::Move::Postpone:
        return Words::tr("Not delivered");
    default:
        return Words::tr("Unknown");
    }
}

StateLook lookOf(const ledger::EventRecord& event)
{
    const Colours& c = colours();
    const QString word = stateWord(event);
    switch (event.state) {
    case ledger::State::Draft:
        return {word, c.muted, QStringLiteral("draft")};
    case ledger::State::Waiting:
        if (event.failures > 0 || event.hold != ledger::Hold::None)
            return {word, c.notDelivered, QStringLiteral("refused")};
        return {word, c.waiting, QStringLiteral("waiting")};
    case ledger::State::Sending:
        return {word, c.waiting, QStringLiteral("sending")};
    case ledger::State::Delivered:
        return {word, c.delivered, QStringLiteral("delivered")};
    case ledger::State::Refused:
        return {word, c.notDelivered, QStringLiteral("refused")};
    case ledger::State::Unknown:
        return {word, c.unknown, QStringLiteral("unknown")};
    case ledger::State::Skipped:
        return {word, c.muted, QStringLiteral("skipped")};
    case ledger::State::Cancelled:
        return {word, c.muted, QStringLiteral("cancelled")};
    }
    Q_UNREACHABLE();
}

int iconSide() { return qMax(SmallestIcon, qRound(QFontInfo(QApplication::font()).pixelSize() * IconToText)); }

bool isTextLarge()
{
    constexpr int LargeIcon = 24;
    return iconSide() >= LargeIcon;
}

StateLook attemptLook(const ledger::AttemptRecord& attempt)
{
    const Colours& c = colours();
    const QString word = attemptWord(attempt);
    if (!attempt.result)
        return {word, c.waiting, QStringLiteral("sending")};
    switch (attempt.result->outcome) {
    case ledger::Move::Deliver:
        return {word, c.delivered, QStringLiteral("delivered")};
    case ledger::Move::Refuse:
    case ledger::Move::Postpone:
        return {word, c.notDelivered, QStringLiteral("refused")};
    default:
        return {word, c.unknown, QStringLiteral("unknown")};
    }
}

Sign signOf(bool wrong)
{
    return wrong ? Sign{QStringLiteral("check"), colours().notDelivered}
                 : Sign{QStringLiteral("look"), colours().check};
}

QIcon icon(const QString& name, const QColor& colour)
{
    const int scale = qCeil(qGuiApp->devicePixelRatio()); // of the sharpest screen
    const QString key = QStringLiteral("rookery/%1/%2/%3").arg(name, colour.name()).arg(iconSide() * scale);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = draw(name, colour, scale);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

QColor readable(const QColor& colour)
{
    const bool darkScheme = colours().surface.lightness() < colours().text.lightness();
    constexpr int Half = 128;
    constexpr int Shift = 170; // per cent
    if (darkScheme && colour.lightness() < Half)
        return colour.lighter(Shift);
    return !darkScheme && colour.lightness() > Half ? colour.darker(Shift) : colour;
}

QIcon swatch(const QString& colour)
{
    const int side = iconSide() * 2; // for the sharpest screen
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(readable(QColor(colour)));
    const qreal inset = side * 3.0 / 16;
    painter.drawRoundedRect(QRectF(pixmap.rect()).adjusted(inset, inset, -inset, -inset), inset, inset);
    painter.end();
    return pixmap;
}

void softenSelection(QAbstractItemView* view)
{
    QPalette palette = view->palette();
    palette.setColor(QPalette::Highlight, current->selected);
    palette.setColor(QPalette::HighlightedText, current->text);
    view->setPalette(palette);
}

QFont titleFont()
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * TitleScale);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont monospaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(font.pointSizeF() * percentOfText / 100);
    return font;
}

} // namespace rookery::ui

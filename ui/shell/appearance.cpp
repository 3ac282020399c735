// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/appearance.h"

#include "ui/common/desk.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>

namespace rookery::ui {

namespace {

constexpr int AgainMs = 50;

} // namespace

Appearance::Appearance(Desk& desk, std::optional<Scheme> given, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_given(given)
{
    m_change.setSingleShot(true);
    connect(&m_change, &QTimer::timeout, this, &Appearance::change);
    connect(&m_desk, &Desk::appearanceChanged, this, [this] {
        m_given.reset();
        m_change.start(0);
    });
    apply();
    makeWindow();
}

Appearance::~Appearance() = default;

Scheme Appearance::scheme() const { return m_given.value_or(schemeOf(m_desk.settings().scheme)); }

Appearance::Look Appearance::wanted() const
{
    const bool dark = scheme() == Scheme::Dark || (scheme() == Scheme::System && systemIsDark());
    return {dark, m_desk.settings().textPercent};
}

void Appearance::apply()
{
    m_applied = wanted();
    applyLook(*qobject_cast<QApplication*>(QApplication::instance()), scheme(), m_desk.settings().textPercent);
}

void Appearance::makeWindow()
{
    m_window = std::make_unique<MainWindow>(m_desk);
    m_window->installEventFilter(this);
}

bool Appearance::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ThemeChange)
        m_change.start(0);
    return QObject::eventFilter(watched, event);
}

void Appearance::change()
{
    if (wanted() == m_applied)
        return;
    if (QApplication::activeModalWidget() || QApplication::activePopupWidget() || !m_window->mayBeReplaced()) {
        m_window->makeWay();
        return m_change.start(AgainMs);
    }
    const std::unique_ptr<MainWindow> before = std::move(m_window);
    const QJsonObject memo = before->memo();
    apply();
    makeWindow();
    m_window->takeUp(memo);
    // The new one first: there is a window at any moment.
    if (before->isVisible()) {
        m_window->show();
        m_window->takeUpKeys(memo);
    }
}

} // namespace rookery::ui

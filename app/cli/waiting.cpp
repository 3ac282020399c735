// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/waiting.h"

#include <QTimer>

namespace rookery::cli {

Waiting::Waiting(engine::Engine& engine)
{
    QObject::connect(&engine, &engine::Engine::troubled, &m_loop, [this](const Error& error) {
        m_trouble = error;
        m_loop.quit();
    });
    QObject::connect(&engine, &engine::Engine::passFinished, &m_loop, [this] {
        m_passFinished = true;
        m_loop.quit();
    });
}

void Waiting::untilPassFinished()
{
    m_passFinished = false;
    m_loop.exec();
}

void Waiting::sleep(std::chrono::milliseconds time)
{
    QTimer::singleShot(time, &m_loop, &QEventLoop::quit);
    m_loop.exec();
}

} // namespace rookery::cli

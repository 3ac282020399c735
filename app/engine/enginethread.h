// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"

#include <QPointer>
#include <QThread>

#include <functional>

namespace rookery::engine {

/// An Engine on a thread of its own, for programs with a window: nothing that it does blocks the window.
class EngineThread final {
public:
    EngineThread(const profile::DataFolder& folder, const QString& agent);
    /// Waits until what is being written is written.
    ~EngineThread();

    EngineThread(const EngineThread&) = delete;
    EngineThread& operator=(const EngineThread&) = delete;

    /// For connecting its signals (they arrive queued); call it only through run().
    [[nodiscard]] Engine* engine() const { return m_engine; }

    /// From now on the engine tries at once when this computer goes online. Loads a plugin of the platform, which
    /// takes its time: after the window is there.
    void watchNetwork() const;

    /// Runs `work(Engine&)` on the engine's thread and `then(result)` on this one, unless `context` is gone by then.
    template <typename Work, typename Then>
    void run(QObject* context, Work work, Then then) const
    {
        QMetaObject::invokeMethod(m_engine,
            [this, context = QPointer<QObject>(context), work = std::move(work), then = std::move(then)]() mutable {
                auto result = work(*m_engine);
                // By way of an object that outlives both: the context may go at any moment on its own thread.
                QMetaObject::invokeMethod(
                    m_home.get(), [context, then = std::move(then), result = std::move(result)]() mutable {
                        if (context)
                            then(std::move(result));
                    });
            });
    }

    /// The same for what takes its time: `work(Engine&, answer)` calls `answer(result)` once, on the engine's thread,
    /// when it has it.
    template <typename Answer, typename Work, typename Then>
    void runLater(QObject* context, Work work, Then then) const
    {
        const std::function<void(const Answer&)> answer
            = [this, context = QPointer<QObject>(context), then = std::move(then)](const Answer& result) {
                  QMetaObject::invokeMethod(m_home.get(), [context, then, result] {
                      if (context)
                          then(result);
                  });
              };
        QMetaObject::invokeMethod(m_engine, [this, work = std::move(work), answer] { work(*m_engine, answer); });
    }

private:
    SystemClock m_clock;
    UuidV7 m_ids;
    std::unique_ptr<QObject> m_home = std::make_unique<QObject>(); // on the window's thread
    QThread m_thread;
    Engine* m_engine; // lives on m_thread, which deletes it
};

} // namespace rookery::engine

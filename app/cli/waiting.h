// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"

#include <QEventLoop>

#include <chrono>

namespace rookery::cli {

/// Runs the event loop until a signal of the engine, a trouble or the end of patience.
class Waiting {
public:
    explicit Waiting(engine::Engine& engine);

    /// Or until there is trouble.
    void untilPassFinished();
    [[nodiscard]] bool passFinished() const { return m_passFinished; }
    void sleep(std::chrono::milliseconds time);
    [[nodiscard]] const std::optional<Error>& trouble() const { return m_trouble; }

private:
    QEventLoop m_loop;
    std::optional<Error> m_trouble;
    bool m_passFinished = false;
};

} // namespace rookery::cli

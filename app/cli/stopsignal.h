// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace rookery::cli {

/// While it is there, the first SIGINT or SIGTERM only asks for an end; the next one ends the process at once. One at a
/// time.
class StopSignal final {
public:
    StopSignal();
    ~StopSignal();
    Q_DISABLE_COPY_MOVE(StopSignal)

    [[nodiscard]] bool isAsked() const;
};

} // namespace rookery::cli

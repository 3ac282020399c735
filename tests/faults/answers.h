// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/model.h"

#include "delivery/outcome.h"

/// What comes back as whoever sent the request sees it, and what BEHAVIOUR.md calls it.
struct Look {
    model::Came came;
    QNetworkReply::NetworkError error;
    int status;
    int left;
    bool complete;
    bool timedOut;
    const char* type;
    int retryAfter; ///< s
    rookery::delivery::Outcome outcome;
};
inline constexpr int LooksCount = 13;
[[nodiscard]] const Look& lookOf(model::Came came);
[[nodiscard]] rookery::delivery::Answer answerOf(const Look& look);

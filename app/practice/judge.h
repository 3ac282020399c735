// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/decode.h"

#include <QSet>

namespace rookery::practice {

/// What the real collector would most likely make of an event (PROTOCOL.md §The fields).
enum class Verdict {
    Accepted,
    Ignored, ///< its eventID was seen before
    Dropped, ///< another event with its order ID was seen before
    Invalid,
};
[[nodiscard]] QString verdictText(Verdict verdict);

/// Remembers which events and orders it has seen, for each application. Pure but for that memory, which is
/// bounded: beyond a million IDs nothing new is remembered.
class Judge {
public:
    struct Judgement {
        Verdict verdict = Verdict::Invalid;
        pixel::DecodedUrl decoded;
    };
    /// `url`: a whole URL or a request target.
    [[nodiscard]] Judgement judge(const QByteArray& url, UtcMs now);

private:
    static constexpr qsizetype Most = 1'000'000;

    QSet<QString> m_events;
    QSet<QString> m_orders;
};

} // namespace rookery::practice

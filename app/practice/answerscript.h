// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

#include <QByteArray>
#include <QList>

#include <chrono>

namespace rookery::practice {

/// One answer to an event. The default is a collector's: 200 with a 1x1 GIF.
struct ScriptedAnswer {
    enum class Break {
        None,
        Before, ///< the connection is reset without an answer
        Midway, ///< half of the answer, then the connection is closed
    };
    int status = 200;
    std::chrono::milliseconds delay{0};
    Break breaks = Break::None;
    bool html = false;     ///< a sign-in page instead of the image
    QByteArray retryAfter; ///< the header's value; empty: not sent
    QByteArray location;   ///< the header's value; empty: not sent
};

/// How the practice collector misbehaves: the answers to the next events, in order; then it behaves again.
class AnswerScript {
public:
    AnswerScript() = default;
    explicit AnswerScript(QList<ScriptedAnswer> answers) : m_answers(std::move(answers)) { }

    /// A JSON array of objects with any of `status`, `delayMs`, `break` ("before", "midway"), `html`, `retryAfter`,
    /// `location`, `repeat` (how many events get it, 1 to 100000). BadInput names the entry and the key.
    [[nodiscard]] static Result<AnswerScript> parse(const QByteArray& json);

    /// The answer to the next event.
    [[nodiscard]] ScriptedAnswer next() { return m_answers.isEmpty() ? ScriptedAnswer() : m_answers.takeFirst(); }
    [[nodiscard]] qsizetype left() const { return m_answers.size(); }

private:
    QList<ScriptedAnswer> m_answers;
};

} // namespace rookery::practice

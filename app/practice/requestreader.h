// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace rookery::practice {

/// One HTTP/1.x request, its target byte for byte as it came.
struct Request {
    QByteArray method;
    QByteArray target;
    int minorVersion = 1;
    QList<QPair<QByteArray, QByteArray>> headers;

    /// By name without regard to case; empty if it is not there.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    [[nodiscard]] int count(QByteArrayView name) const;
    [[nodiscard]] bool keepsAlive() const;
};

/// Cuts requests out of a stream of bytes. Bounded: whoever sends more than a request should have is refused.
class RequestReader {
public:
    enum class Status {
        NeedsMore,
        Ready,          ///< take() has it
        Malformed,      ///< 400
        TargetTooLong,  ///< 414
        HeadersTooLong, ///< 431
        BodyTooLong,    ///< 413
    };

    void feed(QByteArrayView bytes) { m_buffer += bytes; }
    /// Looks for a whole request, with its body, which is read over.
    [[nodiscard]] Status next();
    [[nodiscard]] Request take() { return std::exchange(m_request, {}); }
    [[nodiscard]] bool isEmpty() const { return m_buffer.isEmpty(); }

    static constexpr qsizetype LongestTarget = qsizetype(16) * 1024;
    static constexpr qsizetype LongestHead = qsizetype(48) * 1024;
    static constexpr qsizetype LongestBody = qsizetype(64) * 1024;

private:
    [[nodiscard]] Status readHead(QByteArrayView head);

    QByteArray m_buffer;
    Request m_request;
};

} // namespace rookery::practice

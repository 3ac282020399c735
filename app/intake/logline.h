// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <string_view>

namespace rookery::intake {

/// One line of a web server's log, as far as an order is concerned. Who asked (address, user, browser) is left behind.
struct LogLine {
    QByteArray method; ///< empty: the log does not say
    QByteArray target; ///< as the client sent it: the server's escapes are taken away
    QByteArray time;   ///< as it stands in the log; with its zone, if the log has one for all
    int status = 0;    ///< 0: the log does not say
};

/// Of the common and the combined format, and of a load balancer of AWS (with its type in front or without). What a
/// balancer's target answered goes before what the balancer did.
[[nodiscard]] std::optional<LogLine> readLogLine(std::string_view line);

/// Whether the line is one of a load balancer of AWS.
[[nodiscard]] bool isBalancerLine(std::string_view line);

/// The names of the columns that a line `#Fields:` gives to those below it: the extended format of the W3C, as IIS and
/// CloudFront write it. Times of it are UTC.
class LogFields final {
public:
    /// Nothing: the line is none, or says of no request what it was for.
    [[nodiscard]] static std::optional<LogFields> of(std::string_view line);

    [[nodiscard]] std::optional<LogLine> read(std::string_view line) const;

private:
    static constexpr std::size_t None = std::string_view::npos;

    std::size_t m_count = 0;
    std::size_t m_date = None;
    std::size_t m_time = None;
    std::size_t m_method = None;
    std::size_t m_stem = None;
    std::size_t m_query = None;
    std::size_t m_uri = None; // both together
    std::size_t m_status = None;
    bool m_isEncoded = false; // what was sent is percent-encoded once more
};

} // namespace rookery::intake

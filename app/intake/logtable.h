// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/linereader.h"
#include "intake/logline.h"
#include "intake/requestrow.h"
#include "intake/texttable.h"

#include <optional>

namespace rookery::intake {

/// The pixel requests in a web server's log, each a row with the number of its line. All else is passed over and
/// counted in one finding. The columns are those of RequestRow and, for people to see, the answer's `status` and when
/// it was `logged`.
class LogTable final : public TextTable {
public:
    LogTable(TextReader::Source source, const Choices& choices);

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] qint64 position() const override { return m_lines.position(); }

private:
    [[nodiscard]] bool read(std::string_view line);
    void finish();

    LineReader m_lines;
    RequestRow m_request;
    std::optional<LogFields> m_fields; // of the lines below, if they have names
    qint64 m_others = 0;               // requests for something else
    qint64 m_otherEvents = 0;          // pixel requests that report no order
    qint64 m_strange = 0;              // lines that are none of a log
    qint64 m_firstStrange = 0;
    bool m_isAtEnd = false;
};

} // namespace rookery::intake

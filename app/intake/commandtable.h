// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/command.h"
#include "intake/linereader.h"
#include "intake/requestrow.h"
#include "intake/texttable.h"

namespace rookery::intake {

/// Commands that make pixel requests (PowerShell, curl for bash and cmd, wget), each a row with the number of its first
/// line, parsed and never run; bare addresses among them count as well. One that cannot be understood whole (it is cut
/// off, or takes a value from a variable or a file) is a row with an error. Other lines of a script are passed over and
/// counted in one finding.
class CommandTable final : public TextTable {
public:
    CommandTable(TextReader::Source source, const Choices& choices);

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] qint64 position() const override { return m_lines.position(); }

private:
    [[nodiscard]] bool nextLine();
    [[nodiscard]] bool read();
    void readCommandFrom(Shell shell);
    void readAddress(const QByteArray& url);
    void finish();

    LineReader m_lines;
    RequestRow m_request;
    std::string m_line; // the one at hand, unless m_isTaken
    bool m_isTaken = true;
    qint64 m_lineNumber = 0;
    qint64 m_number = 0;
    std::string m_command;
    qint64 m_withEventId = 0;
    qint64 m_others = 0;
    qint64 m_firstOther = 0;
    bool m_isAtEnd = false;
};

} // namespace rookery::intake

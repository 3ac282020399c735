// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/jsonelements.h"
#include "intake/requestrow.h"
#include "intake/texttable.h"

namespace rookery::intake {

/// The pixel requests in a HAR file (1.2), each a row with the number of its entry, from 1. Of an entry only method,
/// address, status and time ever leave the scanner: headers, cookies, bodies and answers are gone through a byte at a
/// time and kept nowhere (BEHAVIOUR.md §Bad input). The columns are those of RequestRow, `status` and `started`.
class HarTable final : public TextTable {
public:
    HarTable(TextReader::Source source, const Choices& choices);

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] qint64 position() const override { return m_entries.position(); }

private:
    [[nodiscard]] bool read();
    void finish();

    JsonElements m_entries;
    RequestRow m_request;
    std::string m_entry;
    qint64 m_number = 0;
    qint64 m_others = 0;
    qint64 m_otherEvents = 0;
    bool m_isAtEnd = false;
};

} // namespace rookery::intake

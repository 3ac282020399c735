// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QIODevice>
#include <QJsonObject>

namespace rookery::ledger {

/// One attempt as an entry of HAR 1.2: the request as it really went, byte for byte, and what came back. Keys of our
/// own begin with an underscore: `_orderId _eventID _state` of its order (state as in exportJson()), `_outcome`,
/// `_attempt`, `_cause`, `_agent`, `_profile`, `_live`, and `_error` where no answer came. What the ledger does not
/// keep, such as the headers of the request, is empty and its size -1.
///
/// `hidePersonal` masks visitor, session and user ID in the address, leaves out what was kept of the body (it may
/// repeat them), and masks each header that holds one of them or sets a cookie.
[[nodiscard]] QJsonObject harEntry(const AttemptOfEvent& one, bool hidePersonal);

/// Writes a HAR file entry by entry; never holds more than one.
class HarStream final {
public:
    HarStream(QIODevice& out, bool hidePersonal) : m_out(out), m_hidePersonal(hidePersonal) { }

    /// False when the device failed; its errorString() says why.
    [[nodiscard]] bool write(const AttemptOfEvent& attempt);
    /// To be called last: a file without entries is one too.
    [[nodiscard]] bool finish();

private:
    [[nodiscard]] bool begin();
    [[nodiscard]] bool put(const QByteArray& bytes) { return m_out.write(bytes) == bytes.size(); }

    QIODevice& m_out;
    bool m_hidePersonal;
    bool m_begun = false;
    bool m_any = false;
};

} // namespace rookery::ledger

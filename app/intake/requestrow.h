// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/seenorders.h"
#include "intake/table.h"

#include "pixel/decode.h"

#include <map>

namespace rookery::intake {

/// Of the finding that a request has been answered, so that its order is most likely counted.
inline constexpr QLatin1StringView AlreadySentCode("request.already-sent");

/// A pixel request that was once written down or sent, as a row: what lists of addresses, logs, HAR files and commands
/// have in common.
///
/// The columns are the wire keys of all fields, so that a mapping fits every such file, and the host. The eventID is
/// one of them for people to see; no field takes it: what comes of the row is another event with an ID of its own
/// (PROTOCOL.md §What "the same event" means).
class RequestRow final {
public:
    enum class Is {
        Order,
        OtherEvent, ///< a pixel request, but for a page view or the like
        Nothing,    ///< not for the collector at all
    };

    /// `more`: columns behind those of the request, filled by setMore().
    explicit RequestRow(const QStringList& more = {});

    [[nodiscard]] const QStringList& header() const { return m_header; }

    /// Takes a whole URL or a request target apart. What is wrong with the request as such (damage, double encoding,
    /// unknown and repeated keys, keys that are missing) becomes a flaw of the row; what is wrong with a value is left
    /// to whoever checks the row with its mapping.
    Is read(const QByteArray& url, qint64 number);
    /// Empty cells and one error: what stands in the row cannot be read.
    void readNothing(qint64 number, const char* code, const QString& sentence, const QString& found);

    void setMore(int index, const QByteArray& value);
    /// What an answer of this status means for who wants to send the order again; 0: not known.
    void addAnswer(int status);
    void addFlaw(int column, pixel::Severity severity, const char* code, const QString& sentence);
    /// Says where the same event stood in an earlier row of the file: one order that was sent again.
    void addRepeat();

    /// Good until the next read.
    [[nodiscard]] Row row();
    [[nodiscard]] bool hasEventId() const;
    [[nodiscard]] bool isDamaged() const { return m_isDamaged; }

private:
    void takeFindings(const pixel::DecodedUrl& decoded);
    void takeFinding(const pixel::Finding& found, const pixel::DecodedUrl& decoded);
    void addMissing(const pixel::DecodedUrl& decoded);

    QStringList m_header;
    int m_moreAt = 0;
    qint64 m_number = 0;
    bool m_isDamaged = false;
    std::vector<QByteArray> m_texts;
    std::vector<std::string_view> m_cells;
    std::vector<RowFinding> m_flaws;

    SeenOrders m_events; // by eventID
    SeenOrders m_pairs;  // by eventID and order ID together
};

} // namespace rookery::intake

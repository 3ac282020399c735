// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/amountstyle.h"
#include "pixel/decode.h"

#include <QStringList>

namespace rookery::intake {

/// What somebody pasted into the form of one order.
struct Pasted {
    enum class Kind {
        Nothing,  ///< plain text for the field it was pasted into
        Url,      ///< a pixel URL, bare or inside a command line
        Row,      ///< one row of a table: order ID, revenue, tax, shipping
        Identity, ///< visitor, session or user IDs that say which they are
        Uuid,     ///< one ID that does not
        Rows,     ///< several rows; `lines` says how many
    };
    Kind kind = Kind::Nothing;
    pixel::Event fields; ///< what a person types, as wire text where it could be read, else as pasted
    int lines = 0;
    pixel::Findings findings; ///< of a URL
};

/// The http and https addresses with a query in a text: bare, in a command line of any of the shells of command.h, in
/// markup. Each as it was before it was quoted for its shell.
[[nodiscard]] QStringList findUrls(const QString& text);

/// Commands are looked through for a URL and never run. A damaged URL is repaired, and the findings say so.
[[nodiscard]] Pasted readPaste(const QString& text, pixel::AmountStyle style);

} // namespace rookery::intake

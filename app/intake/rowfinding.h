// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/finding.h"

namespace rookery::intake {

/// A finding about one cell, one row or, without a row, the whole file (BEHAVIOUR.md §Bad input): where, what was
/// expected, what was found, what to do.
struct RowFinding {
    qint64 row = 0;     ///< as the spreadsheet counts; 0: the file as a whole
    int column = -1;    ///< from 0; -1: no cell in particular
    QString columnName; ///< its header
    pixel::Finding what;
    QString expected;
    QString found;
    QString fix; ///< the value to put there instead; empty: a person has to know
};

/// By row, column, code, sentence, expected, found, fix; what does not apply is left out.
[[nodiscard]] QJsonObject toJson(const RowFinding& finding);

} // namespace rookery::intake

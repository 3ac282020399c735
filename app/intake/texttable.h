// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/opening.h"

namespace rookery::intake {

/// What the readers of text have in common: encoding, guesses from the first rows, findings of the file.
class TextTable : public RowReader {
public:
    /// Fills the guesses of the shape from the rows of `first`, a reader of the same kind over the first bytes alone.
    void guessFrom(RowReader& first, std::string_view head, bool headIsWhole, const Choices& choices);

protected:
    TextTable(Kind kind, TextReader::Source source, const Choices& choices);

    void report(qint64 row, pixel::Severity severity, const char* code, const QString& sentence, int column = -1);
    /// To be called once, at the end: what is wrong with the text as a whole. `lastRow`: the last one that could be
    /// read, where that is known.
    void reportText(qint64 lastRow = 0);
    /// Of text at the beginning of the file.
    void guessEncodingOf(std::string_view head, bool headIsWhole, const Choices& choices);
    /// From the sample.
    void guessStyles(const Choices& choices);

    TextReader m_text; // NOLINT(*-non-private-member-variables-in-classes)
};

/// One finding about a row, or about the cell of one of its columns.
[[nodiscard]] RowFinding flawOf(const TableShape& shape, qint64 row, int column, pixel::Severity severity,
    const char* code, const QString& sentence);

/// For a finding: what stands in the file, cut where it gets long.
[[nodiscard]] QString excerptOf(std::string_view text);

} // namespace rookery::intake

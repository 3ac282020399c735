// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace rookery::intake {

/// What we put behind the columns of a source when we write a file of results, or of rejects. The last one is for cells
/// that the header has no column for.
[[nodiscard]] QStringList resultColumns();
[[nodiscard]] QStringList rejectColumns();

/// Files that we wrote ourselves, which people open again: what is in them may be here already.
enum class OwnFile { None, Results, Rejects, History };

[[nodiscard]] OwnFile ownFileOf(const QStringList& header);
/// What it is, for people, in the middle of a sentence or alone; empty: none of them.
[[nodiscard]] QString ownFileText(OwnFile file);
/// By column, whether we put it there: they tell of a time before and are nobody's values. Those of a history are its
/// fields.
[[nodiscard]] std::vector<bool> ownColumns(const QStringList& header);
/// The column in which we wrote how far each order had got, or -1.
[[nodiscard]] int ownStateColumn(const QStringList& header);

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace rookery::ui {

/// To offer where a file is saved: in the person's documents, `orders_ACME-UK_2026-11-23_1042.csv`. An empty profile
/// is left out.
[[nodiscard]] QString suggestedFile(const QString& stem, const QString& profile, const QString& ending);

} // namespace rookery::ui

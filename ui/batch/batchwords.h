// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"
#include "ui/common/question.h"

#include <QString>

namespace rookery::ui {

class BatchWork;

/// What it is, where from and how it was read: a line.
[[nodiscard]] QString aboutBatch(const BatchWork& work, const std::optional<profile::Profile>& profile);
/// What would go, what would not, and how long it takes: a line.
[[nodiscard]] QString sumsOfBatch(const BatchWork& work, const std::optional<profile::Profile>& profile);
/// That orders of it are here already, and what the other rows are: all of them together are all rows. Empty: none is.
[[nodiscard]] QString knownRows(const BatchWork& work);
/// What a person agrees to before the first row goes.
[[nodiscard]] Question confirmBatch(const BatchWork& work, const profile::Profile& profile);

} // namespace rookery::ui

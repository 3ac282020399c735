// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPushButton;

namespace rookery::ui {

/// For a button that is the primary one at times (engine/choice.h says when).
void setPrimary(QPushButton* button, bool primary);

} // namespace rookery::ui

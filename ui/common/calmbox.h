// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QComboBox;

namespace rookery::ui {

/// A box that is chosen from on purpose. A wheel that scrolls the page does not change it, nor does what is typed for
/// somewhere else: a letter opens its list and goes to what begins so, and Enter takes that.
void calmBox(QComboBox* box);

} // namespace rookery::ui

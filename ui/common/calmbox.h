// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QComboBox;

namespace rookery::ui {

/// A box that is chosen from on purpose: neither a wheel that scrolls the page nor what is typed for somewhere else
/// changes it while its list is closed.
void calmBox(QComboBox* box);

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidgetList>

namespace rookery::ui {

/// Moves the keys from the pane that has them to the next (or previous) one that can take them: to the widget there
/// that had them last, or to its first.
void focusNextPane(const QWidgetList& panes, bool forward);

} // namespace rookery::ui

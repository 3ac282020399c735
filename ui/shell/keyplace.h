// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

class QWidget;

namespace rookery::ui {

// Where the keys of a window are, for the window that takes its place: which field, and what is selected in it.

[[nodiscard]] QJsonObject keyPlaceOf(const QWidget& window);
/// False: there is no such field to be seen.
[[nodiscard]] bool takeUpKeyPlace(QWidget& window, const QJsonObject& memo);

} // namespace rookery::ui

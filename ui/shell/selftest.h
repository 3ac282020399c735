// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rookery::ui {

/// What engine::selfTest() looks at, and what the window needs beside it: Qt's plugins, icons, a style. A line each on
/// standard output; whether all is there.
[[nodiscard]] bool selfTest();

} // namespace rookery::ui

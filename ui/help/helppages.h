// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/keysheet.h"

namespace rookery::ui {

/// One page of the help.
struct HelpPage {
    QString title;
    QString icon; ///< of resources/icons
    QString html; ///< colours as they are now
};

/// All of them. What the program knows itself is taken from there: the fields from pixel's table, the states' words
/// from lookOf(), the keys from the menus; so the help cannot say something else.
[[nodiscard]] QList<HelpPage> helpPages(const QList<KeyEntry>& keys);

} // namespace rookery::ui

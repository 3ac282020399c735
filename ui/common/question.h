// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

#include <QString>

class QWidget;

namespace rookery::ui {

/// For the few things that cannot be taken back: `yes` names what would happen, and the default is Cancel, or what `no`
/// names.
[[nodiscard]] bool askDeliberately(
    QWidget* parent, const QString& title, const QString& text, const QString& yes, const QString& no = {});
/// The same, before orders are counted: LIVE stands beside it, filled with the profile's colour.
[[nodiscard]] bool askBeforeLive(
    QWidget* parent, const profile::Profile& profile, const QString& title, const QString& text, const QString& yes);
/// For what a person should know before going on, and nothing is lost either way; the default is `yes`.
[[nodiscard]] bool askOnce(
    QWidget* parent, const QString& title, const QString& text, const QString& yes, const QString& no);

} // namespace rookery::ui

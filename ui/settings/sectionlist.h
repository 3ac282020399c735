// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace rookery::ui {

/// The sections of the settings, as the rail has its pages: icon and word. Those that a search found nothing in are
/// gone.
class SectionList final : public QListWidget {
    Q_OBJECT

public:
    explicit SectionList(QWidget* parent = nullptr);

    /// `icon` of resources/icons.
    void addSection(const QString& name, const QString& icon);
    /// As wide as its widest word.
    void fit();
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

class QWidget;

namespace rookery::ui {

/// Of a splitter: it stands where somebody left it.
inline constexpr auto RestoredProperty = "rookeryRestored";
/// Of a button that is one of several to choose from: whether it was chosen is remembered by its object name.
inline constexpr auto RememberedProperty = "rookeryRemembered";

/// Where the window was, and how its tables, splitters and choices were set, in window.json of the data folder: a
/// console that is moved takes it along. Nothing depends on it: what cannot be read or written is left out.
class WindowMemory final {
public:
    explicit WindowMemory(QString file);

    /// Place, size and whether it fills the screen. A screen that is gone is no place: the window comes to one that is
    /// there. False: nothing is remembered.
    [[nodiscard]] bool placeWindow(QWidget& window) const;
    /// The columns of each table and the shares of each splitter below `parent` that has an object name, and the
    /// buttons that are remembered. What was remembered of another number of columns, or for another size of text, does
    /// not fit and is not used.
    void arrangeParts(const QWidget& parent) const;
    /// Takes all of it, and writes it if anything is different.
    void keep(const QWidget& window);

private:
    QString m_file;
    QJsonObject m_kept;
};

} // namespace rookery::ui

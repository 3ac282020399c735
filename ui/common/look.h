// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QColor>
#include <QIcon>
#include <QPalette>

class QAbstractItemView;
class QApplication;

namespace rookery::ui {

/// The colours of a scheme by role; the contrasts behind them are in the design's table.
struct Colours {
    QColor window, surface, raised, line, outline, text, muted, accent, onAccent, accentSoft;
    QColor delivered, notDelivered, unknown, waiting, check, practice, selected, softBad, softCareful;
};

enum class Scheme { System, Light, Dark };

/// Style and palette of the whole program; once, before the first widget.
void applyLook(QApplication& app, Scheme scheme);
[[nodiscard]] const Colours& colours();

/// A state as people read it: word, colour and a shape that differs without colour.
struct StateLook {
    QString word;
    QColor colour;
    QString icon; ///< of resources/icons
};
/// Waiting after a failure, or held, is "Not delivered" for people, as refused is (BEHAVIOUR.md §States).
[[nodiscard]] StateLook lookOf(const ledger::EventRecord& event);

/// One of our own SVGs, drawn in this colour.
[[nodiscard]] QIcon icon(const QString& name, const QColor& colour);

/// A small square of a profile's colour.
[[nodiscard]] QIcon swatch(const QString& colour);
/// Selected rows keep the colours of their text.
void softenSelection(QAbstractItemView* view);
/// The text in a weight or size that the design gives a place.
[[nodiscard]] QFont titleFont();
[[nodiscard]] QFont monospaceFont();

} // namespace rookery::ui

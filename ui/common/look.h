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
/// As settings.json has it.
[[nodiscard]] QString schemeText(Scheme scheme);
[[nodiscard]] Scheme schemeOf(const QString& text);

/// Style, palette and font of the whole program, before the first widget. Widgets take colours and metrics when
/// they are made: after a second call they have to be made anew (shell/appearance.h).
/// `textPercent`: of the system's own size.
void applyLook(QApplication& app, Scheme scheme, int textPercent = 100);
/// Whether the desktop is set to dark windows, as far as Qt knows.
[[nodiscard]] bool systemIsDark();
[[nodiscard]] const Colours& colours();

/// A state as people read it: word, colour and a shape that differs without colour.
struct StateLook {
    QString word;
    QColor colour;
    QString icon; ///< of resources/icons
};
/// Waiting after a failure, or held, is "Not delivered" for people, as refused is (BEHAVIOUR.md §States).
[[nodiscard]] StateLook lookOf(const ledger::EventRecord& event);

/// The words alone, from any thread.
[[nodiscard]] QString stateWord(const ledger::EventRecord& event);
[[nodiscard]] QString attemptWord(const ledger::AttemptRecord& attempt);

/// The side of an icon beside text: 16, and more where the text is larger.
[[nodiscard]] int iconSide();
/// Text is so large that the usual screen has little room: what is around it gives way.
[[nodiscard]] bool isTextLarge();

/// What became of one attempt, in the same words.
[[nodiscard]] StateLook attemptLook(const ledger::AttemptRecord& attempt);

/// How serious it is, in a shape that differs without colour (UX.md §3): what is wrong, or only worth a look.
struct Sign {
    QString icon;
    QColor colour;
};
[[nodiscard]] Sign signOf(bool wrong);

/// One of our own SVGs, drawn in this colour.
[[nodiscard]] QIcon icon(const QString& name, const QColor& colour);

/// A profile's colour as it stands out from our surface: some are chosen for the other scheme.
[[nodiscard]] QColor readable(const QColor& colour);
/// A small square of a profile's colour.
[[nodiscard]] QIcon swatch(const QString& colour);
/// Selected rows keep the colours of their text.
void softenSelection(QAbstractItemView* view);
/// The text in a weight or size that the design gives a place.
[[nodiscard]] QFont titleFont();
[[nodiscard]] QFont monospaceFont();

} // namespace rookery::ui

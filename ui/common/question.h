// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>

class QWidget;

namespace rookery::ui {

/// What a person decides about. All of it is plain text: order IDs and names are never markup.
struct Question {
    struct Fact {
        QString name;
        QString value;
        bool operator==(const Fact&) const = default;
    };
    QString headline; ///< a few words; the title of the window too
    QList<Fact> facts = {};
    QString text = {};

    bool operator==(const Question&) const = default;
};

/// For the few things that cannot be taken back: `yes` names what would happen, and the default is Cancel, or what `no`
/// names.
[[nodiscard]] bool askDeliberately(
    QWidget* parent, const QString& headline, const QString& text, const QString& yes, const QString& no = {});
/// Where orders are about to go: what stands beside the question as LIVE or PRACTICE, in the profile's colour
/// (Desk::colourOf()).
struct Destination {
    bool live = false;
    QColor colour;
};
/// The same, before orders go.
[[nodiscard]] bool askBeforeSending(
    QWidget* parent, const Destination& to, const Question& question, const QString& yes);
/// For what a person should know before going on, and nothing is lost either way; the default is `yes`.
[[nodiscard]] bool askOnce(
    QWidget* parent, const QString& headline, const QString& text, const QString& yes, const QString& no);

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/utcms.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace rookery::ui {

class Desk;

/// A note as it was being typed when the program ended.
struct TypedNote {
    QString note;
    UtcMs saved;
};

/// Keeps a note that is being typed in the ledger, half a second after a key, so that a crash costs nobody a word.
class NoteKeeper final : public QObject {
    Q_OBJECT

public:
    explicit NoteKeeper(Desk& desk, QObject* parent = nullptr);

    [[nodiscard]] std::optional<TypedNote> typed(qint64 event) const;
    /// `note` as typed; nothing: there is nothing that is not saved.
    void keep(qint64 event, const std::optional<QString>& note);
    /// Writes at once what still waits for its half second.
    void flush();

private:
    void write();

    Desk& m_desk;
    qint64 m_event = 0;
    std::optional<QString> m_note;
    QTimer m_timer;
};

} // namespace rookery::ui

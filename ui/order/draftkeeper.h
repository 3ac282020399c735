// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/utcms.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

namespace rookery::ui {

class Desk;

/// Keeps what is being typed in the ledger, half a second after the last key, so that a crash costs nobody a word.
class DraftKeeper final : public QObject {
    Q_OBJECT

public:
    explicit DraftKeeper(Desk& desk, QObject* parent = nullptr);

    /// Reads what was left behind; restored() follows if there is something.
    void restore();
    /// `draft` empty: nothing is typed, nothing is kept.
    void keep(const QJsonObject& draft);
    /// Writes at once what still waits for its half second.
    void flush();

Q_SIGNALS:
    void restored(const QJsonObject& draft, rookery::UtcMs saved);
    void saved();

private:
    void write();

    Desk& m_desk;
    QJsonObject m_draft;
    QTimer m_timer;
};

} // namespace rookery::ui

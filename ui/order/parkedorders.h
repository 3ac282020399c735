// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/reader.h"
#include "ui/common/bar.h"

#include <QJsonObject>
#include <QObject>

#include <functional>

namespace rookery::ui {

class Desk;

/// Saves orders for later in the ledger, and takes them up or discards them there: none is lost between form and
/// ledger.
class ParkedOrders final : public QObject {
    Q_OBJECT

public:
    explicit ParkedOrders(Desk& desk, QObject* parent = nullptr);

    /// parked() follows when it is in the ledger; until then what is typed has to stay.
    void park(const QJsonObject& typed);
    /// Once everything that is being parked is; `accept` says whether the form took it, and keeps it as its own draft
    /// then. Otherwise it stays parked.
    void take(const ledger::Draft& draft, const std::function<bool(const QJsonObject& typed)>& accept);
    void discard(const ledger::Draft& draft);

Q_SIGNALS:
    /// As it was typed.
    void parked(const QJsonObject& typed);
    void said(rookery::ui::Bar::Mood mood, const QString& text, const QList<rookery::ui::Bar::Answer>& answers);

private:
    void bringBack(const ledger::Draft& draft);

    Desk& m_desk;
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/courier.h"

#include <QElapsedTimer>
#include <QTimer>

class QNetworkRequest;

namespace rookery::delivery {

/// One request under way: gathers the facts, holds the time limits and the largest body. landed() comes once.
class Flight final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype LargestBody = qsizetype(64) * 1024;

    /// `mayReuse`: the manager may have a connection already.
    Flight(QNetworkAccessManager& network, const QNetworkRequest& request, const Route& route, bool mayReuse);
    ~Flight() override;

    void abort();
    [[nodiscard]] const Answer& answer() const { return m_answer; }

Q_SIGNALS:
    void landed();

private:
    void onSent();
    void onTimeout();
    void readBody();
    void onFinished();
    void land();
    [[nodiscard]] bool mayHaveLeft() const;
    [[nodiscard]] Phases::Ms elapsed() const { return Phases::Ms(m_clock.elapsed()); }
    void note(std::optional<Phases::Ms>& phase) const;

    Answer m_answer;
    Phases::Ms m_answerTimeout;
    bool m_mayReuse;
    QElapsedTimer m_clock; ///< steady
    QTimer m_limit;
    QNetworkReply* m_reply; ///< owned by the manager, deleted here
    bool m_finished = false;
};

} // namespace rookery::delivery

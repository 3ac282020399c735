// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"
#include "practice/answerscript.h"
#include "practice/judge.h"

#include <QObject>

#include <functional>
#include <memory>

class QTcpServer;

namespace rookery::practice {

struct Request;

/// One event as it came in.
struct ReceivedEvent {
    QByteArray url; ///< `http://<Host header><raw target>`, nothing normalised
    UtcMs received;
    Judge::Judgement judgement;

    [[nodiscard]] QJsonObject toJson() const;
};

/// A collector on this computer that answers like the real one and says what it would make of each event.
/// Loopback only; `Host:` must name this computer, so that no web page elsewhere can talk to it (421);
/// bounded in size, time and count. `GET /events` lists what it got, oldest first.
class PracticeCollector final : public QObject {
    Q_OBJECT

public:
    struct Limits {
        std::chrono::milliseconds requestTime{10'000}; ///< from the first byte to the last
        std::chrono::milliseconds idleTime{30'000};
        int connections = 64;
        int events = 10'000; ///< the newest are kept
    };

    explicit PracticeCollector(std::function<UtcMs()> clock, QObject* parent = nullptr);
    PracticeCollector(std::function<UtcMs()> clock, Limits limits, QObject* parent = nullptr);
    ~PracticeCollector() override;

    /// 0: any free port. The port; Busy if it is taken.
    [[nodiscard]] Result<quint16> listen(quint16 port);
    void close();
    [[nodiscard]] quint16 port() const;      ///< 0: not listening
    [[nodiscard]] QByteArray origin() const; ///< `http://127.0.0.1:PORT`
    void setScript(AnswerScript script) { m_script = std::move(script); }
    [[nodiscard]] const QList<ReceivedEvent>& events() const { return m_events; }
    [[nodiscard]] qint64 forgotten() const { return m_forgotten; }

Q_SIGNALS:
    /// events().last() is new.
    void received();

private:
    friend class Connection;
    /// What to answer, and how.
    struct Reply {
        int status = 200;
        QByteArray contentType = "text/plain; charset=utf-8";
        QByteArray headers; ///< further ones, each with CRLF
        QByteArray body;
        std::chrono::milliseconds delay{0};
        ScriptedAnswer::Break breaks = ScriptedAnswer::Break::None;
    };
    [[nodiscard]] Reply answer(const Request& request);
    [[nodiscard]] Reply answerEvent(const QByteArray& host, const QByteArray& target);
    [[nodiscard]] Reply listEvents() const;
    void accept(QTcpServer& server);

    std::function<UtcMs()> m_clock;
    Limits m_limits;
    Judge m_judge;
    AnswerScript m_script;
    QList<ReceivedEvent> m_events;
    qint64 m_forgotten = 0;
    int m_connections = 0;
    std::unique_ptr<QTcpServer> m_server;
    std::unique_ptr<QTcpServer> m_server6; // ::1, where the computer has it
};

} // namespace rookery::practice

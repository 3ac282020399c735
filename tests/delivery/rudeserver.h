// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSslConfiguration>
#include <QTcpServer>

#include <chrono>
#include <optional>

/// How the rude server treats one request.
struct Manners {
    enum class Ending {
        KeepAlive, ///< the connection stays usable
        Silence,   ///< it stays open, and nothing more is said
        Close,
        Reset, ///< RST, whatever was still under way is lost
    };

    QByteArray bytes; ///< written as they are
    Ending ending = Ending::KeepAlive;
    bool beforeReading = false;         ///< acts when the connection comes, before the request (and before TLS)
    qsizetype pieceSize = 0;            ///< dribbles `bytes` in pieces of this size, 0: all at once
    std::chrono::milliseconds pause{0}; ///< before each piece

    /// A whole answer with a right Content-Length; `headers` are lines that end with CRLF.
    static Manners answer(int status, const QByteArray& headers = {}, const QByteArray& body = {});
    static Manners html(const QByteArray& body = "<!DOCTYPE html><html><body>Sign in to Wi-Fi</body></html>");
    static Manners raw(const QByteArray& bytes, Ending ending = Ending::Close);
    static Manners silence() { return raw({}, Ending::Silence); }
    static Manners reset() { return raw({}, Ending::Reset); }
    static Manners close() { return raw({}, Ending::Close); }

    Manners before() const;
    Manners dribbled(qsizetype size, std::chrono::milliseconds each) const;
};

/// A collector on loopback that misbehaves as it is told and keeps every raw request that it received. Each request
/// takes the next of the script; the last stays. Runs in the thread of its test, which must spin its event loop.
class RudeServer final : public QTcpServer {
    Q_OBJECT

public:
    explicit RudeServer(QList<Manners> script = {Manners::answer(204)});

    void setScript(const QList<Manners>& script);
    /// From now on with TLS.
    void setTls(const QSslConfiguration& tls) { m_tls = tls; }

    bool start(const QHostAddress& address = QHostAddress::LocalHost) { return listen(address); }
    [[nodiscard]] QByteArray origin(const QByteArray& host = "127.0.0.1") const;

    /// Heads as received, in order, each up to and with the empty line.
    [[nodiscard]] const QList<QByteArray>& requests() const { return m_requests; }
    /// The request targets of requests().
    [[nodiscard]] QList<QByteArray> targets() const;
    [[nodiscard]] int connections() const { return m_connections; }
    void forget();

Q_SIGNALS:
    void received(const QByteArray& request);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    [[nodiscard]] Manners next();
    void read(QTcpSocket* socket);
    void act(QTcpSocket* socket, const Manners& manners, qsizetype from = 0);
    static void end(QTcpSocket* socket, Manners::Ending ending);

    QList<Manners> m_script;
    qsizetype m_step = 0;
    std::optional<QSslConfiguration> m_tls;
    QHash<QTcpSocket*, QByteArray> m_unread;
    QList<QByteArray> m_requests;
    int m_connections = 0;
};

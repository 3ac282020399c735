// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/rudeserver.h"

#include <QSslSocket>
#include <QTimer>

#ifdef Q_OS_WIN
#include <winsock2.h>
using NativeSocket = SOCKET;
#else
#include <sys/socket.h>
using NativeSocket = int;
#endif

Manners Manners::answer(int status, const QByteArray& headers, const QByteArray& body)
{
    return raw("HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\n" + headers
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body,
        Ending::KeepAlive);
}

Manners Manners::html(const QByteArray& body)
{
    return answer(200, "Content-Type: text/html; charset=utf-8\r\n", body);
}

Manners Manners::raw(const QByteArray& bytes, Ending ending)
{
    Manners manners;
    manners.bytes = bytes;
    manners.ending = ending;
    return manners;
}

Manners Manners::before() const
{
    Manners manners = *this;
    manners.beforeReading = true;
    return manners;
}

Manners Manners::dribbled(qsizetype size, std::chrono::milliseconds each) const
{
    Manners manners = *this;
    manners.pieceSize = size;
    manners.pause = each;
    return manners;
}

RudeServer::RudeServer(QList<Manners> script) : m_script(std::move(script)) { }

void RudeServer::setScript(const QList<Manners>& script)
{
    m_script = script;
    m_step = 0;
}

QByteArray RudeServer::origin(const QByteArray& host) const
{
    return (m_tls ? "https://" : "http://") + host + ':' + QByteArray::number(serverPort());
}

QList<QByteArray> RudeServer::targets() const
{
    QList<QByteArray> targets;
    for (const QByteArray& request : m_requests)
        targets << request.split(' ').value(1);
    return targets;
}

void RudeServer::forget()
{
    m_requests.clear();
    m_connections = 0;
}

Manners RudeServer::next()
{
    const Manners manners = m_script.at(std::min(m_step, m_script.size() - 1));
    ++m_step;
    return manners;
}

void RudeServer::incomingConnection(qintptr descriptor)
{
    ++m_connections;
    const bool beforeReading = m_script.at(std::min(m_step, m_script.size() - 1)).beforeReading;
    auto* socket = m_tls ? new QSslSocket(this) : new QTcpSocket(this);
    socket->setSocketDescriptor(descriptor);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QObject::destroyed, this, [this, socket] { m_unread.remove(socket); });
    if (beforeReading) {
        act(socket, next());
        return;
    }
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    if (auto* tls = qobject_cast<QSslSocket*>(socket)) {
        tls->setSslConfiguration(*m_tls);
        tls->startServerEncryption();
    }
}

void RudeServer::read(QTcpSocket* socket)
{
    QByteArray unread = m_unread.take(socket) + socket->readAll();
    for (qsizetype end = unread.indexOf("\r\n\r\n"); end >= 0; end = unread.indexOf("\r\n\r\n")) {
        const QByteArray request = unread.first(end + 4);
        unread.remove(0, request.size());
        m_requests << request;
        Q_EMIT received(request);
        act(socket, next());
        if (socket->state() != QAbstractSocket::ConnectedState)
            return;
    }
    m_unread[socket] = unread;
}

void RudeServer::act(QTcpSocket* socket, const Manners& manners, qsizetype from)
{
    const qsizetype size = manners.pieceSize > 0 ? manners.pieceSize : manners.bytes.size();
    if (manners.pause.count() > 0 && from < manners.bytes.size()) {
        QTimer::singleShot(manners.pause, socket, [this, socket, manners, from, size] {
            socket->write(manners.bytes.mid(from, size));
            act(socket, manners, from + size);
        });
        return;
    }
    socket->write(manners.bytes.mid(from));
    end(socket, manners.ending);
}

void RudeServer::end(QTcpSocket* socket, Manners::Ending ending)
{
    switch (ending) {
    case Manners::Ending::KeepAlive:
    case Manners::Ending::Silence:
        return;
    case Manners::Ending::Close:
        socket->disconnectFromHost();
        return;
    case Manners::Ending::Reset:
        while (socket->bytesToWrite() > 0 && socket->waitForBytesWritten()) { }
        const linger none{1, 0};
        setsockopt(NativeSocket(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER,
            reinterpret_cast<const char*>(&none), sizeof none);
        socket->abort();
    }
}

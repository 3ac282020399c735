// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/connection.h"

#include <QLocale>

namespace rookery::practice {

namespace {

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 421:
        return "Misdirected Request";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    default:
        return "Answer";
    }
}

QByteArray httpDate()
{
    return QLocale::c()
        .toString(QDateTime::currentDateTimeUtc(), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"))
        .toLatin1();
}

} // namespace

Connection::Connection(PracticeCollector& collector, QTcpSocket& socket)
    : QObject(&socket)
    , m_collector(collector)
    , m_socket(socket)
    , m_patience(this)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_socket.abort(); });
    connect(&m_socket, &QTcpSocket::readyRead, this, &Connection::read);
    connect(&m_socket, &QTcpSocket::disconnected, &m_socket, &QObject::deleteLater);
    m_patience.start(m_collector.m_limits.idleTime);
}

void Connection::read()
{
    // The clock of a request starts with its first byte and is not set back by the next ones.
    if (m_reader.isEmpty() && !m_answering)
        m_patience.start(m_collector.m_limits.requestTime);
    m_reader.feed(m_socket.readAll());
    serve();
}

void Connection::serve()
{
    while (!m_answering && m_socket.state() == QAbstractSocket::ConnectedState) {
        switch (m_reader.next()) {
        case RequestReader::Status::NeedsMore:
            if (m_reader.isEmpty())
                m_patience.start(m_collector.m_limits.idleTime);
            return;
        case RequestReader::Status::Malformed:
            return refuse(400, "This is no request.\n");
        case RequestReader::Status::TargetTooLong:
            return refuse(414, "The address is too long.\n");
        case RequestReader::Status::HeadersTooLong:
            return refuse(431, "The headers are too long.\n");
        case RequestReader::Status::BodyTooLong:
            return refuse(413, "An event has no body.\n");
        case RequestReader::Status::Ready:
            break;
        }
        const Request request = m_reader.take();
        const PracticeCollector::Reply reply = m_collector.answer(request);
        const bool keepAlive = request.keepsAlive();
        if (reply.delay.count() == 0) {
            write(reply, keepAlive);
            continue;
        }
        m_answering = true;
        m_patience.stop();
        QTimer::singleShot(reply.delay, this, [this, reply, keepAlive] {
            m_answering = false;
            write(reply, keepAlive);
            serve();
        });
    }
}

void Connection::write(const PracticeCollector::Reply& reply, bool keepAlive)
{
    if (reply.breaks == ScriptedAnswer::Break::Before) {
        m_socket.abort();
        return;
    }
    const QByteArray answer = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonOf(reply.status)
        + "\r\nDate: " + httpDate() + "\r\nContent-Type: " + reply.contentType
        + "\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n" + reply.headers
        + (keepAlive ? "" : "Connection: close\r\n") + "X-Content-Type-Options: nosniff\r\n\r\n" + reply.body;
    if (reply.breaks == ScriptedAnswer::Break::Midway) {
        m_socket.write(answer.first(answer.size() - std::max<qsizetype>(1, reply.body.size() / 2)));
        m_socket.disconnectFromHost();
        return;
    }
    m_socket.write(answer);
    if (!keepAlive)
        m_socket.disconnectFromHost();
}

void Connection::refuse(int status, const QByteArray& sentence)
{
    PracticeCollector::Reply reply;
    reply.status = status;
    reply.body = sentence;
    write(reply, false);
}

} // namespace rookery::practice

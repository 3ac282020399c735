// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/practicecollector.h"

#include "practice/connection.h"
#include "practice/requestreader.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

namespace rookery::practice {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::practice::PracticeCollector)
};

const QByteArray Gif = QByteArray::fromBase64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
constexpr auto SignInPage = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>\n";

// A Host header: a name or an address, and perhaps a port. What looks otherwise names nobody.
bool namesThisComputer(const QByteArray& host)
{
    static const QRegularExpression Host(QStringLiteral("\\A(?:\\[([0-9a-f:.]+)\\]|([0-9a-z.-]+))(?::[0-9]{1,5})?\\z"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = Host.match(QString::fromLatin1(host));
    const QString name = (match.captured(1) + match.captured(2)).toLower();
    const QHostAddress address(name);
    if (!address.isNull())
        return address.isLoopback();
    return name == QLatin1StringView("localhost") || name.endsWith(QLatin1StringView(".localhost"));
}

} // namespace

QJsonObject ReceivedEvent::toJson() const
{
    QJsonArray findings;
    for (const pixel::Finding& finding : judgement.decoded.findings)
        findings << pixel::toJson(finding);
    const auto& orderKey = judgement.decoded.orderKey;
    return {
        {QStringLiteral("verdict"), verdictText(judgement.verdict)},
        {QStringLiteral("fields"), judgement.decoded.event.toJson()},
        {QStringLiteral("url"), QString::fromUtf8(url)},
        {QStringLiteral("received"), received.isoText()},
        {QStringLiteral("findings"), findings},
        {QStringLiteral("orderKey"), orderKey ? QJsonValue(pixel::orderKeyText(*orderKey)) : QJsonValue()},
    };
}

PracticeCollector::PracticeCollector(std::function<UtcMs()> clock, QObject* parent)
    : PracticeCollector(std::move(clock), Limits(), parent)
{
}

PracticeCollector::PracticeCollector(std::function<UtcMs()> clock, Limits limits, QObject* parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_limits(limits)
{
}

PracticeCollector::~PracticeCollector() = default;

Result<quint16> PracticeCollector::listen(quint16 port)
{
    close();
    m_server = std::make_unique<QTcpServer>();
    if (!m_server->listen(QHostAddress::LocalHost, port)) {
        const QString why = m_server->errorString();
        close();
        return failure(Error::Code::Busy, Words::tr("The practice collector can't use port %1.").arg(port), why);
    }
    connect(m_server.get(), &QTcpServer::newConnection, this, [this] { accept(*m_server); });
    m_server6 = std::make_unique<QTcpServer>();
    if (m_server6->listen(QHostAddress::LocalHostIPv6, m_server->serverPort()))
        connect(m_server6.get(), &QTcpServer::newConnection, this, [this] { accept(*m_server6); });
    return m_server->serverPort();
}

void PracticeCollector::close()
{
    m_server.reset(); // with its connections, which are its sockets' children
    m_server6.reset();
    m_connections = 0;
}

quint16 PracticeCollector::port() const { return m_server ? m_server->serverPort() : quint16(0); }

QByteArray PracticeCollector::origin() const { return "http://127.0.0.1:" + QByteArray::number(port()); }

void PracticeCollector::accept(QTcpServer& server)
{
    while (QTcpSocket* socket = server.nextPendingConnection()) {
        if (m_connections >= m_limits.connections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_connections;
        connect(socket, &QTcpSocket::disconnected, this, [this] { m_connections = std::max(0, m_connections - 1); });
        new Connection(*this, *socket); // a child of the socket
    }
}

PracticeCollector::Reply PracticeCollector::answer(const Request& request)
{
    QByteArray host = request.header("host");
    QByteArray target = request.target;
    if (request.count("host") > 1 || (host.isEmpty() && request.minorVersion == 1))
        return {400, "text/plain; charset=utf-8", {}, "One Host header is needed.\n"};
    if (host.isEmpty())
        host = "127.0.0.1";
    if (target.startsWith("http://")) { // the absolute form, as a proxy gets it
        const qsizetype slash = target.indexOf('/', 7);
        if (slash < 0 || !namesThisComputer(target.sliced(7, slash - 7)))
            return {421, "text/plain; charset=utf-8", {}, "This collector answers for this computer only.\n"};
        target = target.sliced(slash);
    }
    if (!namesThisComputer(host))
        return {421, "text/plain; charset=utf-8", {}, "This collector answers for this computer only.\n"};
    if (request.method != "GET")
        return {405, "text/plain; charset=utf-8", "Allow: GET\r\n", "Events are sent with GET.\n"};
    if (target == "/events")
        return listEvents();
    if (target.contains('?'))
        return answerEvent(host, target);
    if (target == "/")
        return {200, "text/plain; charset=utf-8", {},
            "Rookery's practice collector. Events go to /i?..., /events lists them with their verdicts.\n"};
    return {404, "text/plain; charset=utf-8", {}, "Only /i?... and /events are here.\n"};
}

PracticeCollector::Reply PracticeCollector::answerEvent(const QByteArray& host, const QByteArray& target)
{
    const UtcMs now = m_clock();
    m_events << ReceivedEvent{"http://" + host + target, now, m_judge.judge("http://" + host + target, now)};
    if (m_events.size() > m_limits.events) {
        m_events.removeFirst();
        ++m_forgotten;
    }
    Q_EMIT received();

    const ScriptedAnswer scripted = m_script.next();
    Reply reply{scripted.status, "image/gif", "Cache-Control: no-store\r\n", Gif, scripted.delay, scripted.breaks};
    if (scripted.html) {
        reply.contentType = "text/html; charset=utf-8";
        reply.body = SignInPage;
    } else if (scripted.status != 200) {
        reply.contentType = "text/plain; charset=utf-8";
        reply.body = "As the script says.\n";
    }
    if (scripted.status == 204 || scripted.status == 304)
        reply.body.clear();
    if (!scripted.retryAfter.isEmpty())
        reply.headers += "Retry-After: " + scripted.retryAfter + "\r\n";
    if (!scripted.location.isEmpty())
        reply.headers += "Location: " + scripted.location + "\r\n";
    return reply;
}

PracticeCollector::Reply PracticeCollector::listEvents() const
{
    QJsonArray list;
    for (const ReceivedEvent& event : m_events)
        list << event.toJson();
    return {200, "application/json", "X-Rookery-Forgotten: " + QByteArray::number(m_forgotten) + "\r\n",
        QJsonDocument(list).toJson()};
}

} // namespace rookery::practice

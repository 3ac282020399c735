// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrl>

namespace {

constexpr int EndsWithinMs = 20'000;

} // namespace

QList<QJsonObject> Said::lines() const
{
    QList<QJsonObject> objects;
    const QList<QByteArray> all = out.split('\n');
    for (const QByteArray& line : all) {
        if (!line.isEmpty())
            objects << QJsonDocument::fromJson(line).object();
    }
    return objects;
}

void Console::start(QProcess& process, const QStringList& arguments) const
{
    process.start(QStringLiteral(ROOKERY_CLI), arguments);
    process.waitForStarted();
}

Said Console::run(const QStringList& arguments, const QByteArray& input) const
{
    QProcess process;
    start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(EndsWithinMs) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

Said Console::operator()(const QStringList& arguments, const QByteArray& input) const
{
    return run(QStringList{QStringLiteral("--data-dir"), m_folder.path()} + arguments, input);
}

Said Console::addProfile(quint16 port, const QStringList& more) const
{
    return (*this)(
        QStringList{QStringLiteral("profile"), QStringLiteral("add"), QStringLiteral("P"), QStringLiteral("--scheme"),
            QStringLiteral("http"), QStringLiteral("--host"), QStringLiteral("127.0.0.1"), QStringLiteral("--port"),
            QString::number(port), QStringLiteral("--app-id"), QStringLiteral("app"), QStringLiteral("--property"),
            QStringLiteral("shop"), QStringLiteral("--currency"), QStringLiteral("GBP"), QStringLiteral("--conversion"),
            QStringLiteral("Sale"), QStringLiteral("--timezone"), QStringLiteral("Europe/London")}
        + more);
}

Said Console::send(const QString& order, const QStringList& more) const
{
    return (*this)(
        QStringList{QStringLiteral("send"), QStringLiteral("--profile"), QStringLiteral("P"), QStringLiteral("--set"),
            QStringLiteral("transactionId=") + order, QStringLiteral("revenue=19.99")}
        + more);
}

PracticeProcess::PracticeProcess(const QByteArray& script)
{
    QStringList arguments{QStringLiteral("practice"), QStringLiteral("--port"), QStringLiteral("0")};
    if (!script.isEmpty()) {
        QFile file(m_folder.filePath(QStringLiteral("script.json")));
        if (file.open(QIODevice::WriteOnly))
            file.write(script);
        arguments << QStringLiteral("--script") << file.fileName();
    }
    m_process.start(QStringLiteral(ROOKERY_CLI), arguments);
    while (!m_process.canReadLine() && m_process.waitForReadyRead(EndsWithinMs)) { }
    const QByteArray line = m_process.readLine();
    const qsizetype at = line.indexOf("http://127.0.0.1:");
    m_port = quint16(QUrl(QString::fromUtf8(line.mid(at).trimmed())).port(0));
}

PracticeProcess::~PracticeProcess()
{
    m_process.kill();
    m_process.waitForFinished();
}

QJsonArray PracticeProcess::events() const
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
    socket.waitForConnected();
    socket.write("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(EndsWithinMs))
        answer += socket.readAll();
    return QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).array();
}

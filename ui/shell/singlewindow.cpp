// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/singlewindow.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>

namespace rookery::ui {

namespace {

constexpr int AnswerMs = 2000;
const QByteArray Come = "come forward";
const QByteArray Here = "here\n";

} // namespace

SingleWindow::SingleWindow(const QString& dataFolder, QObject* parent) : QObject(parent)
{
    const QString whole = QFileInfo(dataFolder).absoluteFilePath();
    const QByteArray id = whole.toUtf8() + '\n' + QDir::homePath().toUtf8();
    constexpr int NameLength = 16;
    m_name = QStringLiteral("rookery-")
        + QString::fromLatin1(QCryptographicHash::hash(id, QCryptographicHash::Sha256).toHex().first(NameLength));
}

SingleWindow::~SingleWindow() = default;

bool SingleWindow::raiseOther(const QString& file)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(AnswerMs))
        return false;
    socket.write(Come + ' ' + file.toUtf8().toPercentEncoding() + '\n');
    // Whoever does not answer hangs or is about to end; then this one opens.
    return socket.waitForReadyRead(AnswerMs) && socket.readAll() == Here;
}

void SingleWindow::listen()
{
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, [this] {
        QLocalSocket* socket = m_server->nextPendingConnection();
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine())
                return;
            const QByteArray line = socket->readLine().trimmed();
            if (!line.startsWith(Come))
                return socket->abort();
            socket->write(Here);
            socket->flush();
            const QString file = QString::fromUtf8(QByteArray::fromPercentEncoding(line.sliced(Come.size()).trimmed()));
            // Later: whoever hears it may ask something, and the socket is gone before the answer.
            QMetaObject::invokeMethod(
                this, [this, file] { Q_EMIT asked(file); }, Qt::QueuedConnection);
        });
    });
    if (!m_server->listen(m_name)) {
        QLocalServer::removeServer(m_name); // left behind by a crash: nobody answered there
        m_server->listen(m_name);
    }
}

} // namespace rookery::ui

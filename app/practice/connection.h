// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/practicecollector.h"
#include "practice/requestreader.h"

#include <QTcpSocket>
#include <QTimer>

namespace rookery::practice {

/// One client of the practice collector: reads its requests one after the other and answers each before the next.
class Connection final : public QObject {
    Q_OBJECT

public:
    /// Belongs to the socket.
    Connection(PracticeCollector& collector, QTcpSocket& socket);

private:
    void read();
    void serve();
    void write(const PracticeCollector::Reply& reply, bool keepAlive);
    void refuse(int status, const QByteArray& sentence);

    PracticeCollector& m_collector;
    QTcpSocket& m_socket;
    RequestReader m_reader;
    QTimer m_patience;
    bool m_answering = false; // a delayed answer is still to come
};

} // namespace rookery::practice

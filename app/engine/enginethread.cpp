// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginethread.h"

#include <QNetworkInformation>

namespace rookery::engine {

EngineThread::EngineThread(const profile::DataFolder& folder, const QString& agent)
    : m_engine(new Engine(folder, agent, m_clock, m_ids))
{
    qRegisterMetaType<Error>("rookery::Error");
    m_thread.setObjectName(QStringLiteral("engine"));
    m_engine->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    m_thread.start();
}

void EngineThread::watchNetwork() const
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return; // then the schedule's back-off has to do
    QObject::connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, m_engine,
        [engine = m_engine](QNetworkInformation::Reachability reachability) {
            if (reachability == QNetworkInformation::Reachability::Online)
                engine->networkIsBack();
        });
}

EngineThread::~EngineThread()
{
    // quit() alone would drop what is still queued, a draft among it.
    QMetaObject::invokeMethod(
        m_engine, [] {}, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

} // namespace rookery::engine

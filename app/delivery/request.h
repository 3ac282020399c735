// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/courier.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <tl/expected.hpp>

namespace rookery::delivery {

/// The connection settings of a route, checked: TLS 1.2 or newer, verified, with the CAs of `caFile` added.
/// The error is an answer to a request that never left.
[[nodiscard]] tl::expected<QSslConfiguration, Answer> tlsOf(const Route& route);

/// The one GET. Refuses what Qt would write in other bytes than `parcel.target`, and plain http beyond loopback.
[[nodiscard]] tl::expected<QNetworkRequest, Answer> requestOf(const Parcel& parcel, const QSslConfiguration& tls);

/// The system's proxies or none. Plain http is only offered those on this computer.
class ProxyChoice final : public QNetworkProxyFactory {
public:
    explicit ProxyChoice(bool useSystem) : m_useSystem(useSystem) { }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override;

private:
    bool m_useSystem;
};

/// Of a request that never left through a proxy: the error becomes the proxy's, which a person has to mend.
void nameProxyTrouble(Answer& answer, const Parcel& parcel);

} // namespace rookery::delivery

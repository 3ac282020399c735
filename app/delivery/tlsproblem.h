// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/outcome.h"

class QSslError;

namespace rookery::delivery {

/// One entry of Answer::tlsErrors: `NAME: words`, NAME of QSslError::SslError, for an expired certificate
/// `CertificateExpired 2026-05-03: words`.
[[nodiscard]] QString tlsErrorText(const QSslError& error);
/// The entry for an extra CA file that holds no certificate that can be read.
[[nodiscard]] QString caFileErrorText(const QString& file);

/// What a TLS failure comes to: a stable code and the cause in words that complete "Tell IT: ...".
struct TlsProblem {
    QString reason;
    QString words;
};
[[nodiscard]] TlsProblem tlsProblem(const Answer& answer, const QString& host);

} // namespace rookery::delivery

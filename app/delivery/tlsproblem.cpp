// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/tlsproblem.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMetaEnum>
#include <QSslCertificate>
#include <QSslError>

#include <algorithm>
#include <array>

namespace rookery::delivery {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::delivery::TlsProblem)
};

constexpr QLatin1StringView CaFile("CaFileUnreadable");

// The name in front of the colon, without its date.
QStringView nameOf(QStringView entry)
{
    const QStringView head = entry.first(std::max<qsizetype>(entry.indexOf(u':'), 0));
    return head.first(head.indexOf(u' ') < 0 ? head.size() : head.indexOf(u' '));
}

const QString* find(const QStringList& entries, std::initializer_list<QLatin1StringView> names)
{
    const auto it = std::find_if(entries.begin(), entries.end(),
        [&](const QString& entry) { return std::find(names.begin(), names.end(), nameOf(entry)) != names.end(); });
    return it == entries.end() ? nullptr : &*it;
}

QString expiredWords(const QString& entry, const QString& host)
{
    const qsizetype space = entry.indexOf(u' ');
    const QDate date = QDate::fromString(entry.mid(space + 1, entry.indexOf(u':') - space - 1), Qt::ISODate);
    if (!date.isValid())
        return Words::tr("the certificate for %1 has expired.").arg(host);
    //: %1 is a host name, %2 a day like 3 May 2026
    return Words::tr("the certificate for %1 expired on %2.")
        .arg(host, QLocale().toString(date, QStringLiteral("d MMMM yyyy")));
}

bool mentions(const QString& text, std::initializer_list<QLatin1StringView> parts)
{
    return std::any_of(parts.begin(), parts.end(),
        [&text](QLatin1StringView part) { return text.contains(part, Qt::CaseInsensitive); });
}

// The handshake never came to certificates; OpenSSL's words are all there is.
TlsProblem withoutCertificate(const Answer& answer, const QString& host)
{
    using namespace Qt::Literals::StringLiterals;
    const QString reason = QStringLiteral("tls.other");
    if (mentions(answer.errorText, {"protocol version"_L1, "unsupported protocol"_L1, "no protocols available"_L1}))
        return {
            reason, Words::tr("%1 and this computer have no common protocol version (TLS 1.2 or newer).").arg(host)};
    if (mentions(answer.errorText,
            {"wrong version number"_L1, "packet length too long"_L1, "http request"_L1, "unknown protocol"_L1}))
        return {reason, Words::tr("%1 does not answer with TLS there. Check the port of the profile.").arg(host)};
    return {reason, Words::tr("no secure connection to %1 could be agreed on.").arg(host)};
}

} // namespace

QString tlsErrorText(const QSslError& error)
{
    const QString name = QString::fromLatin1(QMetaEnum::fromType<QSslError::SslError>().valueToKey(error.error()));
    const QDate expiry = error.certificate().expiryDate().toUTC().date();
    const bool dated = error.error() == QSslError::CertificateExpired && expiry.isValid();
    return name + (dated ? u' ' + expiry.toString(Qt::ISODate) : QString()) + QStringLiteral(": ")
        + error.errorString();
}

QString caFileErrorText(const QString& file) { return CaFile + QStringLiteral(": ") + file; }

TlsProblem tlsProblem(const Answer& answer, const QString& host)
{
    using namespace Qt::Literals::StringLiterals;
    const QStringList& errors = answer.tlsErrors;
    // The first cause is what IT has to mend first; a certificate can be wrong in several ways at once.
    if (const QString* entry = find(errors, {CaFile}))
        return {u"tls.other"_s,
            Words::tr("the CA file of the profile (%1) can't be read.").arg(entry->sliced(CaFile.size() + 2))};
    if (const QString* entry = find(errors, {"CertificateExpired"_L1}))
        return {u"tls.expired"_s, expiredWords(*entry, host)};
    if (find(errors, {"HostNameMismatch"_L1}))
        return {u"tls.wrong-host"_s, Words::tr("the certificate there is for another host than %1.").arg(host)};
    if (find(errors, {"SelfSignedCertificate"_L1}))
        return {u"tls.self-signed"_s, Words::tr("the certificate for %1 is self-signed.").arg(host)};
    if (find(errors,
            {"UnableToGetLocalIssuerCertificate"_L1, "UnableToGetIssuerCertificate"_L1,
                "UnableToVerifyFirstCertificate"_L1, "SelfSignedCertificateInChain"_L1, "CertificateUntrusted"_L1,
                "InvalidCaCertificate"_L1}))
        return {u"tls.untrusted"_s,
            Words::tr("the certificate for %1 comes from an unknown CA (issuer) that this computer does not trust.")
                .arg(host)};
    if (find(errors, {"CertificateNotYetValid"_L1}))
        return {u"tls.other"_s,
            Words::tr("the certificate for %1 is not valid yet, or this computer's clock is wrong.").arg(host)};
    if (!errors.isEmpty())
        return {u"tls.other"_s, Words::tr("the certificate for %1 is not in order.").arg(host)};
    return withoutCertificate(answer, host);
}

} // namespace rookery::delivery

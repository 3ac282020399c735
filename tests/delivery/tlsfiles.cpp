// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/tlsfiles.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>

namespace {

// Elliptic keys: made in no time.
const QString NewKey = QStringLiteral("-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes");

const char CaConfig[] = "[ca]\ndefault_ca=test\n[test]\ndir=.\nnew_certs_dir=.\ndatabase=index.txt\nserial=serial\n"
                        "default_md=sha256\npolicy=any\nunique_subject=no\n[any]\ncommonName=supplied\n";

QString fileOf(TlsFiles::Leaf leaf)
{
    switch (leaf) {
    case TlsFiles::Leaf::Good:
        return QStringLiteral("good");
    case TlsFiles::Leaf::Expired:
        return QStringLiteral("expired");
    case TlsFiles::Leaf::NotYetValid:
        return QStringLiteral("early");
    case TlsFiles::Leaf::WrongHost:
        return QStringLiteral("other");
    case TlsFiles::Leaf::SelfSigned:
        return QStringLiteral("self");
    }
    Q_UNREACHABLE();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QString TlsFiles::make()
{
    const QString names = QStringLiteral("DNS:collector.test,IP:127.0.0.1,IP:::1");
    const QString now = QStringLiteral("-days 30");
    write(path(QStringLiteral("ca.cnf")), CaConfig);
    write(path(QStringLiteral("index.txt")), {});
    write(path(QStringLiteral("serial")), "1000\n");
    if (run(QStringLiteral("req -x509 %1 -keyout ca.key -out ca.pem -days 30 -subj /CN=Rookery-Test-CA").arg(NewKey))
        && run(QStringLiteral("req -x509 %1 -keyout self.key -out self.pem -days 30 -subj /CN=collector.test "
                              "-addext subjectAltName=%2")
                   .arg(NewKey, names))) {
        makeLeaf(QStringLiteral("good"), names, now);
        makeLeaf(QStringLiteral("other"), QStringLiteral("DNS:other.test"), now);
        makeLeaf(
            QStringLiteral("expired"), names, QStringLiteral("-startdate 20240101000000Z -enddate 20240503120000Z"));
        makeLeaf(QStringLiteral("early"), names, QStringLiteral("-startdate 20900101000000Z -enddate 20910101000000Z"));
    }
    return m_trouble;
}

QSslConfiguration TlsFiles::server(Leaf leaf) const
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    const QString file = path(fileOf(leaf));
    tls.setLocalCertificate(QSslCertificate(contents(file + QStringLiteral(".pem"))));
    tls.setPrivateKey(QSslKey(contents(file + QStringLiteral(".key")), QSsl::Ec));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

bool TlsFiles::run(const QString& arguments)
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start(QStringLiteral("openssl"), arguments.split(u' '));
    if (openssl.waitForFinished() && openssl.exitStatus() == QProcess::NormalExit && openssl.exitCode() == 0)
        return true;
    m_trouble = arguments + u'\n' + openssl.errorString() + u'\n' + QString::fromUtf8(openssl.readAll());
    return false;
}

void TlsFiles::makeLeaf(const QString& name, const QString& names, const QString& dates)
{
    write(path(name + QStringLiteral(".ext")), "subjectAltName=" + names.toLatin1() + '\n');
    if (run(QStringLiteral("req %1 -keyout %2.key -out %2.csr -subj /CN=%2").arg(NewKey, name)))
        std::ignore = run(QStringLiteral("ca -batch -config ca.cnf -cert ca.pem -keyfile ca.key -in %1.csr -out %1.pem "
                                         "-notext -extfile %1.ext %2")
                              .arg(name, dates));
}

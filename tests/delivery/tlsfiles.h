// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QTemporaryDir>

/// Certificates made by the `openssl` command for one test run: a CA, and leaves for `collector.test` and 127.0.0.1.
class TlsFiles {
public:
    enum class Leaf { Good, Expired, NotYetValid, WrongHost, SelfSigned };

    /// Empty, or what `openssl` said.
    [[nodiscard]] QString make();
    [[nodiscard]] QString path(const QString& file) const { return m_folder.filePath(file); }
    [[nodiscard]] QString caFile() const { return path(QStringLiteral("ca.pem")); }
    [[nodiscard]] QSslConfiguration server(Leaf leaf) const;

private:
    [[nodiscard]] bool run(const QString& arguments);
    void makeLeaf(const QString& name, const QString& names, const QString& dates);

    QTemporaryDir m_folder;
    QString m_trouble;
};

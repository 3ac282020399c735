// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

/// What one run of rookery-cli said.
struct Said {
    int code = -1; ///< -1: it did not end as it should
    QByteArray out;
    QByteArray err;

    /// stdout as one JSON object a line.
    [[nodiscard]] QList<QJsonObject> lines() const;
    /// The first of them.
    [[nodiscard]] QJsonObject line() const { return lines().value(0); }
};

/// rookery-cli in a data folder of its own, as a script uses it.
class Console {
public:
    [[nodiscard]] Said run(const QStringList& arguments, const QByteArray& input = {}) const;
    /// The same, with --data-dir.
    [[nodiscard]] Said operator()(const QStringList& arguments, const QByteArray& input = {}) const;
    /// Starts it and leaves it to the caller.
    void start(QProcess& process, const QStringList& arguments) const;

    /// `profile add` of a practice profile that goes to this port.
    [[nodiscard]] Said addProfile(quint16 port, const QStringList& more = {}) const;
    /// `send` of an order of 19.99.
    [[nodiscard]] Said send(const QString& order, const QStringList& more = {}) const;
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// `rookery-cli practice` as a process of its own.
class PracticeProcess {
public:
    /// With answers to misbehave by, as JSON; empty: none.
    explicit PracticeProcess(const QByteArray& script = {});
    ~PracticeProcess();

    [[nodiscard]] quint16 port() const { return m_port; }
    /// `GET /events`.
    [[nodiscard]] QJsonArray events() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

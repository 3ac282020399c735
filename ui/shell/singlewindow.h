// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QLocalServer;

namespace rookery::ui {

/// One window a data folder: who comes second asks the first to come forward, and leaves.
class SingleWindow final : public QObject {
    Q_OBJECT

public:
    explicit SingleWindow(const QString& dataFolder, QObject* parent = nullptr);
    ~SingleWindow() override;

    /// True if there is another one, which was asked, and was handed the file to open (empty: none).
    [[nodiscard]] bool raiseOther(const QString& file = {});
    /// From now on we are the one that is asked.
    void listen();

Q_SIGNALS:
    void asked(const QString& file);

private:
    QString m_name;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace rookery::ui

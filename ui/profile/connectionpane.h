// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/connectiontest.h"

#include <QWidget>

class QGridLayout;
class QPushButton;

namespace rookery::ui {

class Remark;

/// "Test connection", and beneath it what came of it, in words first and in all detail for IT.
class ConnectionPane final : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionPane(QWidget* parent = nullptr);

    /// A test is under way; what is pressed meanwhile is nothing.
    void showRunning(const QString& host);
    void showAnswer(const engine::ConnectionAnswer& answer);
    /// What was found is about other settings.
    void clear();

Q_SIGNALS:
    void testWanted();

private:
    void showFacts(const QList<delivery::ProbeFact>& facts);
    void warnOfExpiry(const engine::ConnectionAnswer& answer);
    void announce(const QString& sentence);

    QPushButton* m_test;
    QPushButton* m_copy;
    Remark* m_result;
    Remark* m_expiry;
    QWidget* m_factsBox;
    QGridLayout* m_facts;
    QString m_report;
    bool m_running = false;
};

} // namespace rookery::ui

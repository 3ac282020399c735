// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order.h"

#include <QWidget>

class QLabel;
class QTextEdit;

namespace rookery::ui {

/// What will be sent: a sentence for the agent and the exact address, in which what the person typed stands out
/// and what is not known before sending is named in braces.
class PreviewPane final : public QWidget {
    Q_OBJECT

public:
    explicit PreviewPane(QWidget* parent = nullptr);

    void show(const engine::Preview& preview, const pixel::Event& typed, const profile::Profile& profile);
    void showNothing();
    [[nodiscard]] QString address() const;
    [[nodiscard]] QString sentence() const;

private:
    QLabel* m_sentence;
    QTextEdit* m_address;
};

} // namespace rookery::ui

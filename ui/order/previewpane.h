// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTextEdit;

namespace rookery::ui {

/// What will be sent: a sentence for the agent and, for who wants it, the exact address, in which what the person typed
/// stands out and what is not known before sending is named in braces. Which of the two was chosen is remembered
/// (WindowMemory).
class PreviewPane final : public QWidget {
    Q_OBJECT

public:
    explicit PreviewPane(QWidget* parent = nullptr);

    /// `whyNot`: in its place where it can't be sent.
    void show(const engine::Preview& preview, const engine::Order& given, const profile::Profile& profile,
        const QString& whyNot);
    void showNothing();
    /// Marks what of the address comes from this field.
    void setCurrent(pixel::Field field);
    /// The sentence alone, or the address with it.
    void toggleAddress();
    [[nodiscard]] QString address() const;
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    /// A parameter in the address was pointed at.
    void fieldPicked(rookery::pixel::Field field);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QLayout* makeHead();
    void markCurrent();
    void fitAddress();

    /// Where a parameter stands in the address, key and value.
    struct Part {
        pixel::Field field;
        int from;
        int to;
    };
    QPushButton* m_plain;
    QPushButton* m_withAddress;
    QLabel* m_sentence;
    QTextEdit* m_address;
    QList<Part> m_parts;
    std::optional<pixel::Field> m_current;
};

} // namespace rookery::ui

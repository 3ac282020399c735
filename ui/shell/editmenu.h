// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/verb.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

class QKeyEvent;

namespace rookery::ui {

/// Undo, Cut, Paste and the others act on the text that has the keys, Select all on a list as well. A menu that opens
/// takes the keys away for a moment; what they belonged to before is remembered.
class EditMenu final : public QObject {
    Q_OBJECT

public:
    explicit EditMenu(QWidget* window);

    [[nodiscard]] static const QList<Verb>& verbs();
    /// Whether what has the keys can do it.
    [[nodiscard]] bool can(Verb verb) const;
    void perform(Verb verb);

Q_SIGNALS:
    /// The keys are somewhere else.
    void moved();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool isOfMenus(const QKeyEvent& key) const;

    QPointer<QWidget> m_target; // a line edit, a text edit or a list
};

} // namespace rookery::ui

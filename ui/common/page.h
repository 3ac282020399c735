// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/verb.h"

#include <QJsonObject>
#include <QWidget>

namespace rookery::ui {

/// One page of the window. Verbs are asked of the page in front, so that each key belongs to one action only.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual bool can(Verb verb) const = 0;
    virtual void perform(Verb verb) = 0;
    /// The page came to the front: where the keys shall go.
    virtual void arrive() = 0;

    /// False while this page waits for an answer that must find it.
    [[nodiscard]] virtual bool mayBeReplaced() const { return true; }
    /// What would be lost if the page were made anew, because colours or text size changed; and taking it up again.
    [[nodiscard]] virtual QJsonObject memo() const { return {}; }
    virtual void takeUp(const QJsonObject& /*memo*/) { }

    /// The parts that F6 goes through, in reading order; empty: the page is one.
    [[nodiscard]] virtual QWidgetList panes() const { return {}; }

Q_SIGNALS:
    /// can() may answer otherwise now.
    void verbsChanged();
};

} // namespace rookery::ui

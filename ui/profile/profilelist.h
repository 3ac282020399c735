// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

#include <QWidget>

class QLineEdit;
class QListWidget;

namespace rookery::ui {

/// The profiles by name, with their colour and what is special about them; with a filter once they are many.
class ProfileList final : public QWidget {
    Q_OBJECT

public:
    explicit ProfileList(QWidget* parent = nullptr);

    /// What is chosen stays chosen, without a signal.
    void setProfiles(const QList<profile::Profile>& profiles);
    /// Empty: none. Without a signal.
    void setCurrent(const QString& name);
    void takeFocus();

Q_SIGNALS:
    void chosen(const QString& name);

private:
    void filter(const QString& words);

    QLineEdit* m_filter;
    QListWidget* m_list;
};

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/event.h"
#include "profile/profile.h"

#include <QJsonObject>
#include <QObject>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace rookery::ui {

class FieldEdit;
class Remark;

/// Who bought it, as far as no field of the wire asks: the code that the caller reads from the web page, and whether
/// the caller declined tracking. Rows of the form's grids.
class BuyerRows final : public QObject {
    Q_OBJECT

public:
    /// The code goes to `first`, where everybody sees it; the refusal to `details`.
    BuyerRows(QGridLayout& first, QGridLayout& details, QObject* parent);

    /// A profile without web codes shows no box for one.
    void setProfile(const profile::Profile& profile);
    /// What the code stands for; empty where there is none or it is not one of ours.
    [[nodiscard]] const pixel::Event& identity() const { return m_identity; }
    /// Why the code cannot be used; empty: it can, or there is none.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    [[nodiscard]] bool hasDeclined() const;
    [[nodiscard]] bool isEmpty() const;
    void clear();
    void addTyped(QJsonObject& typed) const;
    void setTyped(const QJsonObject& typed);
    void setWritable(bool writable);
    void focusCode();
    [[nodiscard]] FieldEdit* codeEdit() const { return m_code; }
    [[nodiscard]] QCheckBox* declinedBox() const { return m_declined; }

Q_SIGNALS:
    void changed();

private:
    void read();

    profile::WebCode m_rule;
    pixel::Event m_identity;
    QString m_problem;
    QLabel* m_label;
    FieldEdit* m_code;
    Remark* m_remark;
    QCheckBox* m_declined;
};

} // namespace rookery::ui

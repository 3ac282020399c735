// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/help/helppages.h"

#include <QDialog>
#include <QJsonObject>

class QLineEdit;
class QTextBrowser;

namespace rookery::ui {

class Remark;
class SectionList;

/// The help, beside the window and not over it: one can read and type. Esc closes it.
class HelpWindow final : public QDialog {
    Q_OBJECT

public:
    HelpWindow(const QList<KeyEntry>& keys, QWidget* parent);

    /// Shows the first page that has these words, the first place marked; pages that have not are gone.
    void search(const QString& words);
    /// The text that is shown.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QStringList titles() const;

    /// Place, page and what is searched for, for one that goes on where this one is.
    [[nodiscard]] QJsonObject memo() const;
    void takeUp(const QJsonObject& memo);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showPage(int page);
    void findNext();
    void mark();

    QList<HelpPage> m_pages;
    QLineEdit* m_search;
    SectionList* m_list;
    QTextBrowser* m_text;
    Remark* m_none;
};

} // namespace rookery::ui

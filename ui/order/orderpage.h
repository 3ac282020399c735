// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ledger/record.h"
#include "pixel/event.h"
#include "profile/profile.h"
#include "ui/common/page.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace rookery::ui {

class Bar;
class Desk;
class DraftKeeper;
class OrderForm;
class PreviewPane;
class RecentPanel;
class Remark;
class StartCard;
class TodayPanel;

/// New order: type or paste one order, see what will be sent, send it. Clears only when the order is on disk.
class OrderPage final : public Page {
    Q_OBJECT

public:
    explicit OrderPage(Desk& desk, QWidget* parent = nullptr);

    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    void arrive() override;

    /// Edit a copy...: the values of that order, to be changed and sent as another one.
    void startFrom(const ledger::EventRecord& event);
    /// What is typed is on its way to the ledger when this returns.
    void keepDraft();
    /// Something in the ledger changed.
    void refresh();

Q_SIGNALS:
    void openRequested(qint64 event);
    void standingWanted(rookery::ledger::Standing standing);
    void profileWanted();
    void profileFileWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void update();
    void send();
    void confirm(bool allowDuplicate);
    void clear();
    void clearOnPurpose();
    void replaceForm(const std::function<void()>& fill);
    [[nodiscard]] bool mayGoLive();
    [[nodiscard]] std::optional<ledger::EventRecord> earlierOrder() const;
    void lookUpOrderId();
    bool takePaste(const QString& text);
    void applyProfile();
    void restoreDraft(const QJsonObject& draft, UtcMs saved);

    Desk& m_desk;
    DraftKeeper* m_draft;
    QStackedWidget* m_stack; // the start, where no profile exists yet, or the form
    StartCard* m_start;
    QWidget* m_formCard;
    OrderForm* m_form;
    Bar* m_bar;
    Bar* m_duplicateBar;
    Remark* m_draftMark;
    Remark* m_general;
    QPushButton* m_send;
    QPushButton* m_clear;
    PreviewPane* m_preview;
    QWidget* m_side; // today and the last orders; gives way where the form needs the room
    TodayPanel* m_today;
    RecentPanel* m_recent;
    bool m_saidToDecide = false;                  // an amount may mean two things, and the status line says so
    QJsonObject m_last;                           // the last accepted order of this window, as typed
    std::optional<profile::Profile> m_liveAgreed; // the live profile that was agreed to since the start
    QString m_lookedUp; // the order ID that the duplicate bar or the "not used before" speaks of
    bool m_confirming = false;
};

} // namespace rookery::ui

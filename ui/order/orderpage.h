// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order.h"
#include "ledger/query.h"
#include "ledger/reader.h"
#include "ledger/record.h"
#include "pixel/event.h"
#include "profile/profile.h"
#include "ui/common/page.h"

#include <QElapsedTimer>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace rookery::ui {

class ActionRow;
class Bar;
class ColumnMargins;
class Desk;
class DraftKeeper;
class DuplicateCheck;
class ParkedOrders;
class OrderSide;
class ParkedPanel;
class OrderForm;
class OrderSender;
class PasteIntake;
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
    [[nodiscard]] bool mayBeReplaced() const override;
    [[nodiscard]] QJsonObject memo() const override;
    void takeUp(const QJsonObject& memo) override;
    [[nodiscard]] QWidgetList panes() const override;

    /// Edit a copy...: the values of that order, to be changed and sent as another one.
    void startFrom(const ledger::EventRecord& event);
    /// What is typed is on its way to the ledger when this returns.
    void keepDraft();
    /// Something in the ledger changed.
    void refresh();

Q_SIGNALS:
    void openRequested(qint64 event);
    /// More than one order.
    void rowsPasted(const QString& text);
    /// What stands in the form is to be a row among others; clearForm() when it is.
    void orderForBatch(const rookery::pixel::Event& order);
    /// `within`: of what a search of the history finds.
    void standingWanted(rookery::ledger::Standing standing, const QString& within);
    void profileWanted();
    void profileFileWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void update();
    [[nodiscard]] engine::Order orderOf(const profile::Profile& profile) const;
    [[nodiscard]] pixel::Findings findingsOf(const engine::Preview& preview, const profile::Profile& profile) const;
    void showFindings(const pixel::Findings& findings, const profile::Profile& profile);
    [[nodiscard]] bool isOff() const;    ///< nothing can be recorded, so nothing is sent
    [[nodiscard]] bool isHeldUp() const; ///< what is accepted waits: stopped, or without a network
    void learnWhatIsUsual();
    void showWayToParked();
    void nameSend();
    /// Why what is typed can't be sent; empty where it can.
    [[nodiscard]] QString whyNot() const;
    void accentSend();
    void setTight(bool tight);
    void placeSide(bool beside);
    void retryRecent();
    void park();
    void takeParked(const ledger::Draft& draft);
    void connectForm();
    void connectSending();
    void connectDesk();
    void send();
    void finish(bool held);
    void clear();
    void showFresh();
    void restoreTyped(const QJsonObject& typed);
    void clearOnPurpose();
    void offerBack(const QJsonObject& before, const QString& why);
    void bringBack();
    void chooseProfile(const QString& name);
    void replaceForm(const std::function<void()>& fill);
    void lookUpOrderId();
    void applyProfile();
    void restoreDraft(const QJsonObject& draft, UtcMs saved);

    Desk& m_desk;
    DraftKeeper* m_draft;
    QStackedWidget* m_stack; // the start, where no profile exists yet, or the form
    StartCard* m_start;
    QLabel* m_title;
    ColumnMargins* m_margins = nullptr;
    QVBoxLayout* m_column = nullptr; // what scrolls
    QWidget* m_formCard;
    QVBoxLayout* m_formLayout = nullptr;
    ActionRow* m_actions = nullptr;
    OrderForm* m_form;
    OrderSender* m_sender;
    Bar* m_bar;
    PasteIntake* m_paste;
    Bar* m_duplicateBar;
    DuplicateCheck* m_duplicates;
    Remark* m_draftMark;
    QPushButton* m_toParked; // where they are further down
    Remark* m_general;
    QPushButton* m_send;
    QPushButton* m_park;
    QPushButton* m_clear;
    PreviewPane* m_preview;
    TodayPanel* m_today;
    ParkedPanel* m_parked;
    ParkedOrders* m_parkedOrders;
    RecentPanel* m_recent;
    OrderSide* m_side;
    QHBoxLayout* m_row = nullptr; // the form, and the side beside it
    bool m_tight = false;         // the form takes all the room there is
    bool m_wasOff = false;
    bool m_wasHeldUp = false;
    bool m_isWrong = false;               // what is typed, as far as it was said
    bool m_saidToDecide = false;          // an amount may mean two things, and the status line says so
    QString m_currency;                   // of the profile that was chosen last
    QElapsedTimer m_accepted;             // since the last order was
    bool m_isTakenUp = false;             // it was saved for later
    QJsonObject m_before;                 // what the form held before it was cleared or filled anew
    QJsonObject m_last;                   // the last accepted order of this window, as typed
    std::optional<pixel::Amount> m_usual; // revenue of the chosen profile's orders
};

} // namespace rookery::ui

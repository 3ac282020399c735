// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/event.h"
#include "pixel/finding.h"
#include "profile/profile.h"

#include <QJsonObject>
#include <QWidget>

#include <optional>

class QGridLayout;
class QLabel;
class QToolButton;

namespace rookery::ui {

class BuyerRows;
class ChoiceRows;
class FieldEdit;
class FieldRow;
class KeepBar;
class Remark;
class TimeRow;
enum class IdUse;

/// The fields that a person fills in, drawn from the field table: what every order has, and behind "More details"
/// what is sent if it is known. A field that the profile gives more than one name for is a choice.
class OrderForm final : public QWidget {
    Q_OBJECT

public:
    explicit OrderForm(QWidget* parent = nullptr);

    /// Amount style, currency and choices; what was typed stays.
    void setProfile(const profile::Profile& profile);

    /// As wire text; what the web code stands for is in it where nothing else was typed.
    [[nodiscard]] pixel::Event order() const;
    [[nodiscard]] bool hasDeclined() const;
    /// Where the fields begin, from the form's edge: what belongs to them stands on the same axis.
    /// What it needs where nothing has to give way: room for a few words beside each field.
    [[nodiscard]] int roomyWidth() const;
    /// A narrow window: the labels take no more room than their words.
    void setTight(bool tight);
    [[nodiscard]] int fieldAxis() const;
    [[nodiscard]] QString note() const;
    /// When the order was taken, if that was typed and can be read.
    [[nodiscard]] const std::optional<UtcMs>& orderTime() const;
    void setOrderTime(UtcMs time);
    /// What is to be said of it before anything else is known.
    [[nodiscard]] pixel::Findings timeFindings() const;
    /// Fills in the fields that `event` has, wire text.
    void fill(const pixel::Event& event);
    void clear();
    /// After an order was accepted: what is kept stays.
    void startNext();
    [[nodiscard]] bool isEmpty() const;
    /// Nothing but what is kept from the order before.
    [[nodiscard]] bool isUntouched() const;
    /// Keep, or no longer, the value of the field that has the keys. What came of it, for people.
    [[nodiscard]] QString toggleKeep();
    void toggleMore() { setMoreOpen(m_details->isHidden()); }
    /// Puts the keys on the next field with a finding, or the one before; false if there is none.
    bool focusProblem(bool forward);
    /// A name that the profile does not list becomes a choice: somebody decided so.
    void admitName(pixel::Field field, const QString& name);
    [[nodiscard]] bool lists(pixel::Field field, const QString& name) const;
    void focusIdentity();

    /// As typed, by wire key: for the draft, and for a pasted row.
    [[nodiscard]] QJsonObject typed() const;
    void setTyped(const QJsonObject& typed);

    /// Each finding behind its field; those without a field of the form are returned. What is missing is said once
    /// the field was left, or after complainAboutMissing().
    pixel::Findings showFindings(const pixel::Findings& findings);
    void complainAboutMissing();
    /// How many values are shown as wrong: what is still to come is not.
    [[nodiscard]] int wrongCount() const;
    /// Puts the keys on the first field with an error; false if there is none.
    bool focusFirst(const pixel::Findings& errors);
    void focusStart(bool select = true);
    void focusField(pixel::Field field);
    /// The value of `last`, as typed, for the field that has the keys; whether there was one.
    bool ditto(const QJsonObject& last);

    /// Reads every field as if it had been left. False while an amount may mean two things; the keys are there then.
    [[nodiscard]] bool settle();
    [[nodiscard]] bool isAsking() const;

    /// Whether it was sent before; nothing: nobody knows.
    void sayOfOrderId(std::optional<IdUse> use);
    void setPasteOffer(const std::function<bool(const QString& text)>& offer);
    void setWritable(bool writable);

Q_SIGNALS:
    void changed();
    void orderIdLeft();
    /// Enter on the last field that shows. `held`: the key repeats itself, and nobody has meant anything by it.
    void finished(bool held);
    /// The keys are in this field now.
    void fieldEntered(rookery::pixel::Field field);

private:
    FieldRow* addField(QGridLayout& grid, pixel::Field field);
    void followEnter();
    void advance(const FieldEdit* from, bool held);
    void focusEdit(FieldEdit* edit);
    void setMoreOpen(bool open);
    void showIdentity();
    void addNote(QGridLayout& grid);
    void align();
    [[nodiscard]] QString quietRemark(const FieldRow& of) const;
    static void showUse(FieldRow& row, IdUse use);
    [[nodiscard]] FieldRow* row(pixel::Field field) const;

    QList<QGridLayout*> m_grids;
    bool m_tight = false;
    int m_fields = 0;
    int m_labels = 0; // how wide they are
    QList<FieldRow*> m_rows;
    QList<FieldEdit*> m_edits; // as they are read
    QToolButton* m_more;
    Remark* m_identity; // that an order without any is attributed to nothing
    QWidget* m_details;
    ChoiceRows* m_choices = nullptr;
    BuyerRows* m_buyer = nullptr;
    TimeRow* m_time = nullptr;
    FieldEdit* m_note;
    KeepBar* m_keep;
    pixel::Findings m_findings;
    std::optional<IdUse> m_orderIdUse;
};

} // namespace rookery::ui

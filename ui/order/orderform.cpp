// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/orderform.h"

#include "engine/order.h"
#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/order/buyerrows.h"
#include "ui/order/choicerows.h"
#include "ui/order/duplicatecheck.h"
#include "ui/order/fieldedit.h"
#include "ui/order/fieldrow.h"
#include "ui/order/keepbar.h"
#include "ui/order/timerow.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace rookery::ui {

namespace {

constexpr int ColumnGap = 12;
constexpr int LeastLabel = 104;
constexpr int RemarkLetters = 16; // "Not used before"
constexpr int RowGap = 10;
constexpr qsizetype UuidLength = 36;

using pixel::Field;
using pixel::Origin;
using pixel::Presence;

const QString NoteKey = QStringLiteral("note");
const QString KeepKey = QStringLiteral("keep");

bool isIdentity(Field field)
{
    return std::find(pixel::IdentityFields.begin(), pixel::IdentityFields.end(), field) != pixel::IdentityFields.end();
}

bool isMissing(const pixel::Finding& finding) { return finding.code.endsWith(QLatin1StringView(".missing")); }

QGridLayout* makeGrid(QWidget* parent)
{
    auto* grid = new QGridLayout(parent);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(ColumnGap);
    grid->setVerticalSpacing(RowGap);
    grid->setColumnStretch(2, 1);
    return grid;
}

} // namespace

OrderForm::OrderForm(QWidget* parent)
    : QWidget(parent)
    , m_more(new QToolButton)
    , m_identity(new Remark)
    , m_details(new QWidget)
    , m_note(new FieldEdit)
    , m_keep(new KeepBar)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(RowGap);
    auto* first = makeGrid(nullptr);
    layout->addLayout(first);
    auto* details = makeGrid(m_details);
    for (const bool behindMore : {false, true}) {
        for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
            if (spec.origin == Origin::Person && (spec.presence == Presence::IfKnown) == behindMore)
                m_rows << addField(behindMore ? *details : *first, spec.field);
        }
    }
    m_choices = new ChoiceRows(*details, this);
    connect(m_choices, &ChoiceRows::changed, this, &OrderForm::changed);
    connect(m_choices, &ChoiceRows::chosen, this, [this] { setMoreOpen(true); });
    m_buyer = new BuyerRows(*first, *details, this);
    connect(m_buyer, &BuyerRows::changed, this, &OrderForm::changed);
    m_time = new TimeRow(*details, this);
    connect(m_time, &TimeRow::changed, this, &OrderForm::changed);
    addNote(*details);
    details->addWidget(m_keep, details->rowCount(), 1, 1, 2);
    connect(m_keep, &KeepBar::changed, this, &OrderForm::changed);

    m_more->setText(tr("&More details"));
    m_more->setToolTip(tr("Visitor, session and user if they are known, when it was ordered, a note"));
    m_more->setAutoRaise(true);
    m_more->setIconSize({iconSide(), iconSide()});
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_more, &QToolButton::clicked, this, [this] { setMoreOpen(m_details->isHidden()); });
    // Only now: the keys go from one to the next as they came in, so in the order in which the form is read.
    auto* moreLine = makeGrid(nullptr);
    layout->addLayout(moreLine);
    moreLine->addWidget(new QLabel, 0, 0); // a column with nothing in it would have no gap behind it
    moreLine->addWidget(m_more, 0, 1, Qt::AlignLeft);
    moreLine->addWidget(m_identity, 0, 2);
    layout->addWidget(m_details);
    m_grids = {first, moreLine, details};
    align();
    setMoreOpen(false);
    followEnter();
}

// One axis for the fields and one for what is said of them, whichever grid they stand in.
void OrderForm::align()
{
    m_labels = m_tight ? 0 : LeastLabel;
    m_fields = 0;
    for (const QGridLayout* grid : std::as_const(m_grids)) {
        for (int row = 0; row < grid->rowCount(); ++row) {
            if (const QLayoutItem* label = grid->itemAtPosition(row, 0))
                m_labels = qMax(m_labels, label->widget()->sizeHint().width());
            const QLayoutItem* field = grid->itemAtPosition(row, 1);
            const auto* edit = field ? qobject_cast<const FieldEdit*>(field->widget()) : nullptr;
            if (edit && edit->minimumWidth() == edit->maximumWidth())
                m_fields = qMax(m_fields, edit->minimumWidth());
        }
    }
    for (QGridLayout* grid : std::as_const(m_grids)) {
        grid->setColumnMinimumWidth(0, m_labels);
        grid->setColumnMinimumWidth(1, m_fields);
    }
}

int OrderForm::roomyWidth() const
{
    return qMax(LeastLabel, m_labels) + ColumnGap + m_fields + ColumnGap + iconSide()
        + RemarkLetters * fontMetrics().averageCharWidth();
}

void OrderForm::setTight(bool tight)
{
    m_tight = tight;
    align();
}

int OrderForm::fieldAxis() const { return m_labels + ColumnGap; }

void OrderForm::followEnter()
{
    for (const FieldRow* row : std::as_const(m_rows))
        m_edits << row->edit();
    const auto behindMore = std::find_if(
        m_edits.begin(), m_edits.end(), [this](const FieldEdit* edit) { return m_details->isAncestorOf(edit); });
    m_edits.insert(behindMore, m_buyer->codeEdit());
    m_edits << m_time->edit() << m_note;
    for (FieldEdit* edit : std::as_const(m_edits))
        connect(edit, &FieldEdit::advanced, this, [this, edit](bool held) { advance(edit, held); });
}

void OrderForm::advance(const FieldEdit* from, bool held)
{
    for (qsizetype i = m_edits.indexOf(from) + 1; i < m_edits.size(); ++i) {
        FieldEdit* next = m_edits[i];
        if (next->isVisible() && next->isEnabled())
            return next->setFocus(Qt::TabFocusReason);
    }
    Q_EMIT finished(held);
}

FieldRow* OrderForm::addField(QGridLayout& grid, Field field)
{
    auto* row = new FieldRow(field, grid, grid.rowCount(), this);
    connect(row, &FieldRow::changed, this, &OrderForm::changed);
    connect(row->edit(), &FieldEdit::entered, this, [this, field] { Q_EMIT fieldEntered(field); });
    connect(row, &FieldRow::left, this, [this, field] {
        if (field == Field::OrderId)
            Q_EMIT orderIdLeft();
        Q_EMIT changed(); // what is missing may be said now
    });
    connect(row, &FieldRow::answered, this, [this, row] {
        const qsizetype next = m_rows.indexOf(row) + 1;
        if (next < m_rows.size() && m_rows[next]->edit()->isVisible())
            m_rows[next]->edit()->setFocus(Qt::TabFocusReason);
        else
            row->edit()->setFocus(Qt::OtherFocusReason);
    });
    return row;
}

void OrderForm::addNote(QGridLayout& grid)
{
    QLabel* label = mutedLabel(tr("&Note"));
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setBuddy(m_note);
    m_note->setObjectName(NoteKey);
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("For your colleagues; it is never sent"));
    const int row = grid.rowCount();
    grid.addWidget(label, row, 0);
    grid.addWidget(m_note, row, 1, 1, 2);
    connect(m_note, &QLineEdit::textChanged, this, &OrderForm::changed);
}

void OrderForm::setMoreOpen(bool open)
{
    m_details->setVisible(open);
    // Not an arrow of Qt's: it would stay on the left, and point to the right, in a window that is read the other way.
    const QString on = layoutDirection() == Qt::RightToLeft ? QStringLiteral("left") : QStringLiteral("right");
    m_more->setIcon(icon(open ? QStringLiteral("down") : on, colours().text));
}

FieldRow* OrderForm::row(Field field) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [field](FieldRow* r) { return r->field() == field; });
    return it == m_rows.end() ? nullptr : *it;
}

void OrderForm::setProfile(const profile::Profile& profile)
{
    m_buyer->setProfile(profile);
    for (FieldRow* row : std::as_const(m_rows)) {
        row->setAmountStyle(profile.amountStyle);
        const pixel::Check check = pixel::spec(row->field()).check;
        if (check == pixel::Check::Revenue || check == pixel::Check::PartOfRevenue)
            row->setUnit(profile.currency);
    }
    m_choices->setProfile(profile);
    m_time->setZone(profile.timeZone);
}

pixel::Event OrderForm::order() const
{
    pixel::Event event;
    for (const FieldRow* row : m_rows)
        event.set(row->field(), row->wire());
    m_choices->addTo(event);
    for (const Field field : pixel::IdentityFields) {
        if (m_buyer->hasDeclined())
            event.set(field, {});
        else if (!event.has(field))
            event.set(field, m_buyer->identity().value(field));
    }
    return event;
}

void OrderForm::fill(const pixel::Event& event)
{
    for (FieldRow* row : std::as_const(m_rows)) {
        if (!event.has(row->field()))
            continue;
        row->setWire(event.value(row->field()));
        row->setWasLeft(true);
        if (pixel::spec(row->field()).presence == Presence::IfKnown)
            setMoreOpen(true);
    }
    for (const Field field : {Field::ConversionName, Field::DigitalProperty})
        m_choices->choose(field, event.value(field));
}

void OrderForm::clear()
{
    for (FieldRow* row : std::as_const(m_rows)) {
        row->setTyped({});
        row->setWasLeft(false);
    }
    m_choices->clear();
    m_buyer->clear();
    m_time->clear();
    m_note->clear();
}

void OrderForm::startNext()
{
    QHash<FieldRow*, QString> kept;
    for (FieldRow* row : std::as_const(m_rows)) {
        if (m_keep->isKept(row->field()))
            kept.insert(row, row->typed());
    }
    clear();
    for (auto it = kept.begin(); it != kept.end(); ++it) {
        it.key()->setTyped(it.value());
        it.key()->settle();
    }
}

bool OrderForm::isEmpty() const
{
    return std::all_of(m_rows.begin(), m_rows.end(), [](const FieldRow* r) { return r->typed().isEmpty(); })
        && m_buyer->isEmpty() && m_time->isEmpty() && m_note->text().trimmed().isEmpty();
}

bool OrderForm::isUntouched() const
{
    const bool onlyKept = std::all_of(m_rows.begin(), m_rows.end(),
        [this](const FieldRow* r) { return r->typed().isEmpty() || m_keep->isKept(r->field()); });
    return onlyKept && m_buyer->isEmpty() && m_time->isEmpty() && m_note->text().trimmed().isEmpty();
}

QString OrderForm::toggleKeep()
{
    const auto row
        = std::find_if(m_rows.begin(), m_rows.end(), [](const FieldRow* r) { return r->edit()->hasFocus(); });
    if (row == m_rows.end() || !m_keep->canKeep((*row)->field()))
        return tr("The value of this field can't be kept.");
    const pixel::Field field = (*row)->field();
    m_keep->setKept(field, !m_keep->isKept(field));
    return (m_keep->isKept(field) ? tr("%1 is kept for the next orders.") : tr("%1 is not kept any more."))
        .arg(pixel::label(field));
}

bool OrderForm::hasDeclined() const { return m_buyer->hasDeclined(); }

QString OrderForm::note() const { return m_note->text().trimmed(); }

const std::optional<UtcMs>& OrderForm::orderTime() const { return m_time->time(); }

void OrderForm::setOrderTime(UtcMs time)
{
    m_time->setTime(time);
    setMoreOpen(true);
}

pixel::Findings OrderForm::timeFindings() const { return m_time->findings(); }

QJsonObject OrderForm::typed() const
{
    QJsonObject object;
    for (const FieldRow* row : m_rows) {
        if (!row->typed().isEmpty())
            object.insert(pixel::key(row->field()), row->typed());
    }
    m_choices->addTyped(object);
    m_buyer->addTyped(object);
    m_time->addTyped(object);
    if (!note().isEmpty())
        object.insert(NoteKey, note());
    if (const QJsonArray kept = m_keep->kept(); !kept.isEmpty())
        object.insert(KeepKey, kept);
    return object;
}

void OrderForm::setTyped(const QJsonObject& typed)
{
    for (FieldRow* row : std::as_const(m_rows)) {
        const QString text = typed.value(pixel::key(row->field())).toString();
        if (text.isEmpty())
            continue;
        row->setTyped(text);
        row->setWasLeft(true);
        row->settle();
        if (pixel::spec(row->field()).presence == Presence::IfKnown)
            setMoreOpen(true);
    }
    m_choices->setTyped(typed);
    m_buyer->setTyped(typed);
    m_time->setTyped(typed);
    m_note->setText(typed.value(NoteKey).toString());
    m_keep->setKept(typed.value(KeepKey).toArray());
    if (!m_note->text().isEmpty() || m_buyer->hasDeclined() || !m_time->isEmpty())
        setMoreOpen(true);
}

bool OrderForm::lists(Field field, const QString& name) const { return m_choices->lists(field, name); }

void OrderForm::admitName(Field field, const QString& name) { m_choices->admit(field, name); }

void OrderForm::showIdentity()
{
    const pixel::Event typed = order();
    if (m_buyer->hasDeclined())
        m_identity->show(QStringLiteral("person"), colours().muted, tr("Caller declined tracking"));
    else if (typed.hasIdentity() || !typed.has(Field::OrderId))
        m_identity->clear();
    else
        m_identity->show(QStringLiteral("person"), colours().check, tr("No web identity"));
}

void OrderForm::focusIdentity()
{
    if (m_buyer->codeEdit()->isVisible())
        return m_buyer->focusCode();
    focusField(Field::VisitorId);
}

bool OrderForm::focusProblem(bool forward)
{
    QList<FieldEdit*> wrong;
    qsizetype at = -1;
    const auto look = [&](FieldEdit* edit, const auto& isAbout) {
        if (edit->hasFocus())
            at = wrong.size();
        else if (std::any_of(m_findings.begin(), m_findings.end(), isAbout))
            wrong << edit;
    };
    for (const FieldRow* row : std::as_const(m_rows))
        look(row->edit(), [row](const pixel::Finding& f) { return f.field == row->field(); });
    look(m_time->edit(), isAboutTime);
    if (wrong.isEmpty())
        return false;
    const qsizetype next = forward ? qMax(at, qsizetype(0)) : (at < 0 ? wrong.size() : at) - 1;
    focusEdit(wrong[(next + wrong.size()) % wrong.size()]);
    return true;
}

QString OrderForm::quietRemark(const FieldRow& of) const
{
    const pixel::FieldSpec& spec = pixel::spec(of.field());
    if (spec.presence != Presence::Required && of.typed().isEmpty())
        return tr("Optional");
    const auto tax = pixel::Amount::parse(of.wire());
    const auto revenue = pixel::Amount::parse(row(Field::Revenue)->wire());
    if (of.field() != Field::Tax || !tax || !revenue || revenue->isZero())
        return {};
    // Only to look at: a share needs no exact arithmetic.
    const double share = tax->text().toDouble() / revenue->text().toDouble();
    return tr("%1 % of revenue").arg(QLocale().toString(share * 100, 'g', 3));
}

void OrderForm::showUse(FieldRow& row, IdUse use)
{
    if (use == IdUse::Unused)
        row.showGood(tr("Not used before"));
    else
        row.showLook(use == IdUse::Used ? tr("Sent before") : tr("Sent before in other letters"));
}

pixel::Findings OrderForm::showFindings(const pixel::Findings& findings)
{
    m_findings = findings;
    m_time->showFindings(findings);
    pixel::Findings others = findings;
    others.removeIf([this](const pixel::Finding& f) {
        // What is to be said of a time that is sent is said of the time that was typed.
        return isAboutTime(f) || (f.field == Field::Timestamp && m_time->time());
    });
    for (FieldRow* row : std::as_const(m_rows)) {
        pixel::Findings own;
        std::copy_if(findings.begin(), findings.end(), std::back_inserter(own),
            [row](const pixel::Finding& f) { return f.field == row->field() && (!isMissing(f) || row->wasLeft()); });
        others.removeIf([row](const pixel::Finding& f) { return f.field == row->field(); });
        const bool declined = m_buyer->hasDeclined() && isIdentity(row->field());
        row->setEnabled(!declined);
        if (declined)
            row->showQuiet(tr("Declined"));
        else if (!own.isEmpty())
            row->showFindings(own);
        else if (row->field() == Field::OrderId && m_orderIdUse && !row->wire().isEmpty())
            showUse(*row, *m_orderIdUse);
        else
            row->showQuiet(quietRemark(*row));
    }
    showIdentity();
    return others;
}

int OrderForm::wrongCount() const
{
    const auto isWrong = [](const pixel::Finding& f) { return f.severity == pixel::Severity::Error; };
    pixel::Findings others = m_findings;
    int wrong = 0;
    for (const FieldRow* row : m_rows) {
        const bool declined = m_buyer->hasDeclined() && isIdentity(row->field());
        const bool shown = std::any_of(m_findings.begin(), m_findings.end(), [&](const pixel::Finding& f) {
            return f.field == row->field() && isWrong(f) && (!isMissing(f) || row->wasLeft());
        });
        wrong += shown && !declined ? 1 : 0;
        others.removeIf([row](const pixel::Finding& f) { return f.field == row->field(); });
    }
    const bool wrongTime = std::any_of(
        others.begin(), others.end(), [&](const pixel::Finding& f) { return isWrong(f) && isAboutTime(f); });
    const auto elsewhere = std::count_if(others.begin(), others.end(),
        [&](const pixel::Finding& f) { return isWrong(f) && !isMissing(f) && !isAboutTime(f); });
    return wrong + (wrongTime ? 1 : 0) + int(elsewhere);
}

void OrderForm::complainAboutMissing()
{
    for (FieldRow* row : std::as_const(m_rows))
        row->setWasLeft(true);
    showFindings(m_findings);
}

bool OrderForm::focusFirst(const pixel::Findings& errors)
{
    for (FieldRow* row : std::as_const(m_rows)) {
        const bool wrong = std::any_of(errors.begin(), errors.end(),
            [row](const pixel::Finding& f) { return f.severity == pixel::Severity::Error && f.field == row->field(); });
        if (!wrong)
            continue;
        focusEdit(row->edit());
        return true;
    }
    const bool wrongTime = std::any_of(errors.begin(), errors.end(),
        [](const pixel::Finding& f) { return f.severity == pixel::Severity::Error && isAboutTime(f); });
    if (wrongTime)
        focusEdit(m_time->edit());
    return wrongTime;
}

void OrderForm::focusEdit(FieldEdit* edit)
{
    if (m_details->isAncestorOf(edit))
        setMoreOpen(true);
    edit->setFocus(Qt::OtherFocusReason);
    edit->selectAll();
}

void OrderForm::focusStart(bool select)
{
    FieldEdit* start = row(Field::OrderId)->edit();
    start->setFocus(Qt::OtherFocusReason);
    if (select)
        start->selectAll();
    else
        start->end(false);
}

void OrderForm::focusField(Field field)
{
    FieldRow* wanted = row(field);
    if (!wanted)
        return; // the profile gives it
    if (pixel::spec(field).presence == Presence::IfKnown)
        setMoreOpen(true);
    wanted->edit()->setFocus(Qt::OtherFocusReason);
}

bool OrderForm::ditto(const QJsonObject& last)
{
    for (FieldRow* row : std::as_const(m_rows)) {
        const QString text = last.value(pixel::key(row->field())).toString();
        if (!row->edit()->hasFocus() || text.isEmpty())
            continue;
        row->setTyped(text);
        row->edit()->selectAll();
        return true;
    }
    const QString note = last.value(NoteKey).toString();
    if (!m_note->hasFocus() || note.isEmpty())
        return false;
    m_note->setText(note);
    m_note->selectAll();
    return true;
}

bool OrderForm::settle()
{
    m_time->settle();
    for (FieldRow* row : std::as_const(m_rows)) {
        row->settle();
        if (row->isAsking()) {
            row->focusQuestion();
            return false;
        }
    }
    return true;
}

bool OrderForm::isAsking() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const FieldRow* r) { return r->isAsking(); });
}

void OrderForm::sayOfOrderId(std::optional<IdUse> use)
{
    m_orderIdUse = use;
    showFindings(m_findings);
}

void OrderForm::setPasteOffer(const std::function<bool(const QString& text)>& offer)
{
    // One ID that is pasted where it belongs is not asked about.
    const auto unlessOneWord
        = [offer](const QString& text) { return text.trimmed().size() != UuidLength && offer && offer(text); };
    for (FieldRow* row : std::as_const(m_rows)) {
        const bool identity = pixel::spec(row->field()).presence == Presence::IfKnown;
        row->edit()->setPasteOffer(identity ? std::function<bool(const QString&)>(unlessOneWord) : offer);
    }
}

void OrderForm::setWritable(bool writable)
{
    for (FieldRow* row : std::as_const(m_rows))
        row->edit()->setReadOnly(!writable);
    m_buyer->setWritable(writable);
    m_time->setWritable(writable);
    m_note->setReadOnly(!writable);
}

} // namespace rookery::ui

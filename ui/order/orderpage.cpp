// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/orderpage.h"

#include "ui/common/bar.h"
#include "ui/common/card.h"
#include "ui/common/choice.h"
#include "ui/common/columnmargins.h"
#include "ui/common/desk.h"
#include "ui/common/keysinsight.h"
#include "ui/common/look.h"
#include "ui/common/retry.h"
#include "ui/common/words.h"
#include "ui/common/worldwatch.h"
#include "ui/order/actionrow.h"
#include "ui/order/draftkeeper.h"
#include "ui/order/duplicatecheck.h"
#include "ui/order/fieldedit.h"
#include "ui/order/orderform.h"
#include "ui/order/ordersender.h"
#include "ui/order/orderside.h"
#include "ui/order/parkedorders.h"
#include "ui/order/parkedpanel.h"
#include "ui/order/pasteintake.h"
#include "ui/order/previewpane.h"
#include "ui/order/recentpanel.h"
#include "ui/order/startcard.h"
#include "ui/order/todaypanel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

namespace rookery::ui {

namespace {

using pixel::Field;

constexpr int HeldMs = 2000; // longer than anybody holds a key down without meaning it
constexpr int PageMargin = 24;
constexpr int PageTop = 20;
constexpr int Gap = 14;
constexpr int CardPadding = 16;

const QString ProfileKey = QStringLiteral("profile");
// Of the memo.
const QString TypedKey = QStringLiteral("typed");
const QString BeforeKey = QStringLiteral("before");
const QString LastKey = QStringLiteral("last");
const QString BarKey = QStringLiteral("failure");

// Large text: the margins give way to what will be sent.
int spaced(int usual) { return isTextLarge() ? usual / 2 : usual; }

UtcMs now() { return UtcMs(QDateTime::currentMSecsSinceEpoch()); }

// On a button; the whole name stands in the header.
QString shortName(const QString& name)
{
    constexpr qsizetype Most = 28;
    return name.size() <= Most ? name : name.first(Most - 1).trimmed() + u'\u2026';
}

} // namespace

OrderPage::OrderPage(Desk& desk, QWidget* parent)
    : Page(parent)
    , m_desk(desk)
    , m_draft(new DraftKeeper(desk, this))
    , m_stack(new QStackedWidget)
    , m_start(new StartCard)
    , m_title(new QLabel(tr("New order")))
    , m_formCard(new Card)
    , m_form(new OrderForm)
    , m_sender(new OrderSender(desk, this))
    , m_bar(new Bar)
    , m_paste(new PasteIntake(
          desk, *m_form, *m_bar, [this](const std::function<void()>& fill) { replaceForm(fill); }, this))
    , m_duplicateBar(new Bar)
    , m_duplicates(new DuplicateCheck(desk, *m_duplicateBar, this))
    , m_draftMark(new Remark)
    , m_toParked(new QPushButton)
    , m_general(new Remark)
    , m_send(new QPushButton)
    , m_park(new QPushButton(tr("Save for later")))
    , m_clear(new QPushButton(tr("Clear")))
    , m_preview(new PreviewPane)
    , m_today(new TodayPanel(desk))
    , m_parked(new ParkedPanel(desk))
    , m_parkedOrders(new ParkedOrders(desk, this))
    , m_recent(new RecentPanel(desk))
    , m_side(new OrderSide({m_today, m_parked, m_recent}))
{
    m_title->setFont(titleFont());
    if (!isTextLarge())
        m_title->setMinimumHeight(m_clear->sizeHint().height()); // as the heads of the other pages are
    auto* top = new QHBoxLayout;
    top->addWidget(m_title);
    top->addStretch();
    top->addWidget(m_draftMark);
    top->addWidget(m_toParked);
    m_toParked->hide();
    connect(m_toParked, &QPushButton::clicked, this, [this] { perform(Verb::Parked); });

    m_draftMark->setWrap(false);

    makePrimary(m_send);
    m_send->setObjectName(QStringLiteral("send"));
    m_park->setObjectName(QStringLiteral("park"));
    m_clear->setObjectName(QStringLiteral("clear"));
    auto* sheet = new QWidget;
    m_column = new QVBoxLayout(sheet);
    auto* scroll = new QScrollArea; // a small screen or large text must not cut the form
    scroll->setWidget(sheet);
    scroll->setWidgetResizable(true);
    m_margins = new ColumnMargins(*scroll, *m_column);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    new KeysInSight(*scroll, PageMargin);
    auto* body = new QVBoxLayout;
    body->setSpacing(0);
    body->addWidget(scroll, 1);

    // The keys go through the widgets as they come in.
    m_formLayout = new QVBoxLayout(m_formCard);
    m_column->addLayout(top);
    m_column->addWidget(m_bar);
    m_column->addWidget(m_duplicateBar);
    m_column->addWidget(m_formCard);
    m_formLayout->addWidget(m_form);
    m_actions = new ActionRow(*scroll, *m_formLayout, *body);
    m_formLayout->addWidget(m_actions);
    for (QPushButton* button : {m_send, m_park, m_clear})
        m_actions->addButton(button);
    m_actions->addRemark(m_general);
    setTight(false);
    auto* previewCard = new Card;
    auto* previewLayout = new QVBoxLayout(previewCard);
    previewLayout->setContentsMargins(0, 0, 0, 0);
    previewLayout->addWidget(m_preview);
    m_column->addWidget(previewCard);
    m_column->addStretch(1);

    auto* work = new QWidget;
    m_row = new QHBoxLayout(work);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    m_row->addLayout(body, 1);
    m_row->addWidget(m_side);

    auto* start = new QScrollArea;
    start->setWidget(m_start);
    start->setWidgetResizable(true);
    start->setFrameShape(QFrame::NoFrame);
    start->setFocusPolicy(Qt::NoFocus);
    new KeysInSight(*start, PageMargin);
    m_stack->addWidget(start);
    m_stack->addWidget(work);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_start, &StartCard::practiceWanted, this, [this] {
        if (m_desk.isOpen()) // a key may be faster than the ledger
            m_desk.practise();
    });
    connect(m_start, &StartCard::profileWanted, this, &OrderPage::profileWanted);
    connect(m_start, &StartCard::profileFileWanted, this, &OrderPage::profileFileWanted);
    connect(m_today, &TodayPanel::standingWanted, this, &OrderPage::standingWanted);
    connect(m_recent, &RecentPanel::opened, this, &OrderPage::openRequested);
    connect(m_recent, &RecentPanel::moved, this, &Page::verbsChanged);
    connectForm();
    connectSending();
    connectDesk();
    applyProfile();
}

void OrderPage::connectForm()
{
    m_form->setPasteOffer([this](const QString& text) { return m_paste->take(text); });
    connect(m_paste, &PasteIntake::filled, this, &OrderPage::update);
    connect(m_paste, &PasteIntake::rowsPasted, this, &OrderPage::rowsPasted);
    connect(m_form, &OrderForm::changed, this, &OrderPage::update);
    connect(m_form, &OrderForm::finished, this, &OrderPage::finish);
    connect(m_form, &OrderForm::fieldEntered, m_preview, &PreviewPane::setCurrent);
    connect(m_preview, &PreviewPane::fieldPicked, m_form, &OrderForm::focusField);
    connect(m_form, &OrderForm::orderIdLeft, this, &OrderPage::lookUpOrderId);
    connect(m_duplicates, &DuplicateCheck::openRequested, this, &OrderPage::openRequested);
    connect(m_duplicates, &DuplicateCheck::answered, this, [this](IdUse use) {
        m_form->sayOfOrderId(use);
        nameSend();
    });
    connect(m_clear, &QPushButton::clicked, this, &OrderPage::clearOnPurpose);
    connect(m_draft, &DraftKeeper::saved, this,
        [this] { m_draftMark->show(QStringLiteral("delivered"), colours().muted, tr("Draft saved")); });
    connect(m_draft, &DraftKeeper::restored, this, &OrderPage::restoreDraft);
}

void OrderPage::connectSending()
{
    connect(m_send, &QPushButton::clicked, this, &OrderPage::send);
    connect(m_sender, &OrderSender::declined, this, &OrderPage::update);
    connect(m_sender, &OrderSender::started, this, [this] {
        m_form->setWritable(false);
        update();
    });
    connect(m_sender, &OrderSender::accepted, this, [this] {
        m_form->setWritable(true);
        m_last = m_form->typed();
        m_accepted.start();
        m_form->startNext();
        showFresh();
        m_draft->flush(); // an accepted order is no draft any more
    });
    connect(m_sender, &OrderSender::failed, this, [this](const QString& sentence) {
        m_form->setWritable(true); // what was typed stays
        m_bar->say(Bar::Mood::Bad, sentence);
        update();
    });
    connect(m_park, &QPushButton::clicked, this, &OrderPage::park);
    connect(m_parked, &ParkedPanel::opened, this, &OrderPage::takeParked);
    connect(m_parked, &ParkedPanel::discarded, m_parkedOrders, &ParkedOrders::discard);
    connect(m_parkedOrders, &ParkedOrders::said, m_bar, &Bar::say);
    connect(m_parkedOrders, &ParkedOrders::parked, this, [this](QJsonObject typed) {
        typed.remove(ProfileKey);
        if (typed != m_form->typed())
            return; // the next one is being typed already
        m_form->startNext();
        showFresh();
        m_draft->flush();
    });
}

void OrderPage::connectDesk()
{
    connect(m_desk.signalsOf(), &engine::Engine::draftsChanged, m_parked, &ParkedPanel::refresh);
    connect(&m_desk, &Desk::opened, this, [this] {
        m_draft->restore();
        learnWhatIsUsual();
        refresh();
        update();
    });
    connect(&m_desk, &Desk::failed, this, [this] {
        refresh(); // what is there can still be looked at
        update();
    });
    connect(&m_desk, &Desk::profileChosen, this, &OrderPage::applyProfile);
    connect(&m_desk.worldWatch(), &WorldWatch::changed, this, [this] {
        const bool wasOff = std::exchange(m_wasOff, isOff());
        const bool wasHeldUp = std::exchange(m_wasHeldUp, isHeldUp());
        if (wasOff == m_wasOff && wasHeldUp == m_wasHeldUp)
            return;
        nameSend();
        update();
    });
}

bool OrderPage::isOff() const { return isSendingOff(m_desk.worldWatch().world()); }

bool OrderPage::isHeldUp() const
{
    const auto profile = m_desk.profile();
    return profile && !heldUpText(m_desk.worldWatch().world(), profile->name).isEmpty();
}

bool OrderPage::mayBeReplaced() const { return !m_sender->isBusy(); }

bool OrderPage::can(Verb verb) const
{
    switch (verb) {
    case Verb::Send:
        return m_desk.isOpen() && m_desk.profile() && !m_sender->isBusy() && !isOff();
    case Verb::ClearForm: // an empty one still takes the keys
        return m_stack->currentIndex() == 1 && !m_sender->isBusy();
    case Verb::Park:
        return m_desk.isOpen() && !m_form->isUntouched() && !m_sender->isBusy();
    case Verb::AddToBatch:
        return m_desk.isOpen() && m_desk.profile() && !m_form->isEmpty() && !m_sender->isBusy();
    case Verb::Parked:
        return !m_parked->isEmpty();
    case Verb::Retry: {
        const auto recent = m_recent->current();
        return m_desk.isOpen() && recent && applies(Verb::Retry, {*recent});
    }
    case Verb::Undo:
        return !m_before.isEmpty() && !m_sender->isBusy();
    case Verb::Ditto:
        return !m_last.isEmpty() && !m_sender->isBusy();
    case Verb::Now:
        return m_stack->currentIndex() == 1 && !m_sender->isBusy();
    case Verb::KeepValue:
    case Verb::MoreDetails:
    case Verb::OtherPreview:
    case Verb::NextProblem:
    case Verb::PreviousProblem:
        return m_stack->currentIndex() == 1;
    default:
        return false;
    }
}

void OrderPage::perform(Verb verb)
{
    if (!can(verb))
        return;
    switch (verb) {
    case Verb::Send:
        return send();
    case Verb::ClearForm:
        return clearOnPurpose();
    case Verb::Undo:
        return bringBack();
    case Verb::Ditto:
        if (!m_form->ditto(m_last))
            Q_EMIT m_desk.said(tr("The last order has nothing in this field."), false);
        return;
    case Verb::KeepValue:
        Q_EMIT m_desk.said(m_form->toggleKeep(), false);
        return;
    case Verb::Now:
        return m_form->setOrderTime(now());
    case Verb::Park:
        return park();
    case Verb::AddToBatch:
        return Q_EMIT orderForBatch(m_form->order());
    case Verb::Parked:
        return m_parked->takeFocus();
    case Verb::Retry:
        return retryRecent();
    case Verb::MoreDetails:
        return m_form->toggleMore();
    case Verb::OtherPreview:
        return m_preview->toggleAddress();
    case Verb::NextProblem:
    case Verb::PreviousProblem:
        if (!m_form->focusProblem(verb == Verb::NextProblem))
            Q_EMIT m_desk.said(tr("Nothing needs fixing."), false);
        return;
    default:
        return;
    }
}

void OrderPage::arrive()
{
    if (m_stack->currentIndex() == 0)
        m_start->takeFocus();
    else
        m_form->focusStart(m_form->isUntouched()); // what is there must not become half of another order
}

// A small screen with large dots: the margins and the title, which the rail says too, give way, so that the form is not
// cut at its side and its first fields are in sight together.
void OrderPage::setTight(bool tight)
{
    m_tight = tight;
    const int side = tight ? PageMargin / 2 : PageMargin;
    const int top = tight ? PageTop / 2 : spaced(PageTop);
    const int padding = tight ? CardPadding / 2 : spaced(CardPadding);
    const int gap = tight ? Gap / 2 : spaced(Gap);
    m_margins->set(side, top, top);
    m_column->setSpacing(gap);
    m_formLayout->setContentsMargins(tight ? padding : CardPadding, padding, tight ? padding : CardPadding, padding);
    m_formLayout->setSpacing(gap);
    for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_draftMark)})
        part->setVisible(!tight); // that a draft is saved is a comfort, not news
    m_form->setTight(tight);
    m_actions->setAxis(tight ? 0 : m_form->fieldAxis());
}

void OrderPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    // Large text on a small screen: the form comes first.
    const auto side = m_side->widthBeside(height());
    const bool beside = side && width() >= *side + m_formCard->minimumSizeHint().width() + 2 * PageMargin;
    if (beside != m_side->isBeside())
        placeSide(beside);
    const bool tight = !beside && width() < m_form->roomyWidth() + 2 * CardPadding + 2 * PageMargin;
    if (tight != m_tight)
        setTight(tight);
    showWayToParked();
}

void OrderPage::placeSide(bool beside)
{
    QWidget* keys = window()->focusWidget(); // another parent takes them away
    const bool hadKeys = keys && m_side->isAncestorOf(keys);
    m_side->setBeside(beside);
    m_recent->setWhole(!beside);
    if (beside)
        m_row->addWidget(m_side);
    else
        m_column->insertWidget(m_column->count() - 1, m_side); // before what is left
    m_side->show();
    if (hadKeys)
        keys->setFocus(Qt::OtherFocusReason);
}

void OrderPage::showWayToParked()
{
    m_toParked->setVisible(!m_side->isBeside() && !m_parked->isEmpty());
    m_toParked->setText(tr("%Ln saved for later", nullptr, m_parked->count()));
}

void OrderPage::refresh()
{
    m_today->refresh();
    m_parked->refresh();
    showWayToParked();
    m_recent->refresh();
}

void OrderPage::learnWhatIsUsual()
{
    const auto profile = m_desk.profile();
    if (!profile || !m_desk.isOpen())
        return;
    m_desk.ask(
        this, [p = *profile](engine::Engine& engine) { return engine.reader().usualRevenue(p.name, p.currency); },
        [this, name = profile->name](const Result<std::optional<pixel::Amount>>& usual) {
            if (!usual || !m_desk.profile() || m_desk.profile()->name != name)
                return; // only a hint
            m_usual = *usual;
            update();
        });
}

void OrderPage::applyProfile()
{
    const auto profile = m_desk.profile();
    const bool hadForm = m_stack->currentIndex() == 1;
    m_stack->setCurrentIndex(profile ? 1 : 0);
    if (profile) {
        const QString before = std::exchange(m_currency, profile->currency);
        m_form->setProfile(*profile);
        nameSend();
        if (hadForm && before != profile->currency
            && !m_form->typed().value(pixel::key(Field::Revenue)).toString().isEmpty())
            //: a currency, and the profile that counts in it
            Q_EMIT m_desk.said(
                tr("What was typed is in %1 now, as %2 counts.").arg(profile->currency, profile->name), true);
    }
    if (profile && !hadForm && isVisible())
        m_form->focusStart();
    m_today->refresh(); // of another profile, by another zone
    m_usual.reset();
    learnWhatIsUsual();
    m_duplicates->expire();
    lookUpOrderId();
    update();
}

// To whom, and what it means where the order is known.
void OrderPage::nameSend()
{
    const auto profile = m_desk.profile();
    if (!profile)
        return;
    const QString name = shortName(profile->name).replace(u'&', QLatin1StringView("&&"));
    const QString keys = QKeySequence(Qt::CTRL | Qt::Key_Enter).toString(QKeySequence::NativeText);
    if (isOff())
        return m_send->setText(tr("Sending is off"));
    accentSend();
    m_send->setText(m_duplicates->isKnown()
            ? tr("Resend as new event...") + u'\t' + keys
            //: LIVE as in the header: orders are counted
            : (isHeldUp()             ? profile->live ? tr("Queue for %1 (LIVE)") : tr("Queue for %1")
                                  : profile->live ? tr("Send to %1 (LIVE)")
                                      : tr("Send to %1"))
                    .arg(name)
                + u'\t' + keys);
}

// What nobody should do in passing does not stand out, nor what would only be refused; pressing it says why.
void OrderPage::accentSend() { makePrimary(m_send, !m_form->isEmpty() && !m_duplicates->isKnown() && !m_isWrong); }

QString OrderPage::whyNot() const
{
    const int wrong = m_form->wrongCount();
    return wrong == 0                      ? QString()
        : wrong == 1 && m_form->isAsking() ? tr("This can't be sent yet: one amount may mean two things.")
                                           : tr("This can't be sent: %Ln value(s) need fixing.", nullptr, wrong);
}

void OrderPage::update()
{
    const auto profile = m_desk.profile();
    if (m_saidToDecide && !m_form->isAsking()) {
        m_saidToDecide = false;
        Q_EMIT m_desk.said({}, false); // it is decided
    }
    m_send->setEnabled(can(Verb::Send));
    accentSend();
    m_clear->setEnabled(can(Verb::ClearForm) && !m_form->isEmpty());
    m_park->setEnabled(can(Verb::Park));
    Q_EMIT verbsChanged();
    if (!profile)
        return m_preview->showNothing();
    const engine::Order order = orderOf(*profile);
    if (!m_duplicates->isAbout(order.typed.value(Field::OrderId))) {
        m_form->sayOfOrderId({});
        m_duplicates->forget();
        nameSend();
    }
    const engine::Preview preview = engine::preview(order, *profile, now());
    showFindings(findingsOf(preview, *profile), *profile);
    accentSend();
    m_preview->show(preview, order, *profile, whyNot());
    if (m_form->isEmpty()) {
        m_draftMark->clear();
        m_draft->keep({});
        return;
    }
    QJsonObject draft = m_form->typed();
    draft.insert(ProfileKey, profile->name);
    m_draft->keep(draft);
}

engine::Order OrderPage::orderOf(const profile::Profile& profile) const
{
    engine::Order order;
    order.typed = m_form->order();
    order.profile = profile.name;
    order.orderTime = m_form->orderTime();
    order.declined = m_form->hasDeclined();
    order.note = m_form->note();
    return order;
}

pixel::Findings OrderPage::findingsOf(const engine::Preview& preview, const profile::Profile& profile) const
{
    pixel::Findings findings = preview.findings + m_form->timeFindings();
    pixel::CheckContext context;
    context.usual = m_usual;
    context.unusualFactor = profile.unusualFactor;
    if (const auto unusual = pixel::unusualRevenue(engine::resolve(orderOf(profile), profile), context))
        findings << *unusual;
    return findings;
}

void OrderPage::showFindings(const pixel::Findings& findings, const profile::Profile& profile)
{
    const pixel::Findings others = m_form->showFindings(findings);
    const QString forbidden = profile.sendingForbidden();
    m_isWrong = m_form->wrongCount() > 0 || !forbidden.isEmpty() || pixel::hasErrors(others);
    if (isOff())
        m_general->showProblem(true,
            m_desk.worldWatch().world().newer
                ? tr("Sending is off: a newer version of this program made the history. What you type stays here.")
                : tr("Sending is off: every order must be recorded first. What you type stays here."));
    else if (!forbidden.isEmpty())
        m_general->showProblem(true, forbidden);
    else if (!others.isEmpty())
        m_general->showProblem(others.first().severity == pixel::Severity::Error, others.first().sentence);
    else
        m_general->clear();
    m_general->setHidden(m_general->text().isEmpty()); // an empty line takes room
}

void OrderPage::lookUpOrderId()
{
    if (const auto profile = m_desk.profile())
        m_duplicates->lookUp(orderOf(*profile));
}

void OrderPage::send()
{
    const auto profile = m_desk.profile();
    if (!profile || !can(Verb::Send))
        return;
    // A chord that is held down may look like two; what became of the order must not be hidden by that.
    if (m_form->isEmpty() && m_accepted.isValid() && !m_accepted.hasExpired(HeldMs))
        return;
    if (!m_form->settle()) {
        m_saidToDecide = true;
        return Q_EMIT m_desk.said(tr("One amount may mean two things. Press Alt+1 or Alt+2."), true);
    }
    m_form->complainAboutMissing();
    update();
    const engine::Order order = orderOf(*profile);
    const pixel::Findings findings = engine::preview(order, *profile, now()).findings + m_form->timeFindings();
    if (pixel::hasErrors(findings) || !profile->sendingForbidden().isEmpty()) {
        m_form->focusFirst(findings);
        Q_EMIT m_desk.said(pixel::hasErrors(findings)
                ? tr("Not sent: %Ln value(s) need fixing.", nullptr, qMax(1, m_form->wrongCount()))
                : tr("Not sent. %1").arg(profile->sendingForbidden()),
            true);
        return;
    }
    m_sender->send(order, *profile, m_duplicates->earlierOrder(order));
}

// Enter behind the last field: it sends where somebody chose that, and a key that is held down never does.
void OrderPage::finish(bool held)
{
    if (!m_desk.settings().enterSends)
        return m_send->setFocus(Qt::TabFocusReason);
    if (!held)
        send();
}

void OrderPage::clear()
{
    m_form->clear();
    showFresh();
}

void OrderPage::showFresh()
{
    m_before = {};
    m_isTakenUp = false;
    m_duplicates->forget();
    nameSend();
    m_bar->dismiss();
    m_form->focusStart();
    update();
}

void OrderPage::clearOnPurpose()
{
    if (m_form->isEmpty())
        return m_form->focusStart();
    if (m_isTakenUp && can(Verb::Park))
        return park(); // it was to be kept, and is
    const QJsonObject before = m_form->typed();
    clear();
    offerBack(before, tr("The form was cleared."));
}

// By the button, and by the key that takes back whatever was done last.
void OrderPage::offerBack(const QJsonObject& before, const QString& why)
{
    m_before = before;
    m_bar->say(Bar::Mood::Calm, why, {{tr("Bring it back"), [this] { bringBack(); }}, {tr("Close"), {}}});
    Q_EMIT verbsChanged();
}

void OrderPage::bringBack()
{
    const QJsonObject before = std::exchange(m_before, {});
    replaceForm([this, &before] { m_form->setTyped(before); });
    m_form->focusStart(false);
}

void OrderPage::startFrom(const ledger::EventRecord& event)
{
    if (m_sender->isBusy())
        return Q_EMIT m_desk.said(tr("One moment: the order in the form is still being saved."), true);
    chooseProfile(event.profile);
    replaceForm([&] {
        m_form->fill(event.fields);
        // A name that the profile does not list stays the order's; sending it asks.
        for (const Field field : {Field::ConversionName, Field::DigitalProperty}) {
            if (event.fields.has(field) && !m_form->lists(field, event.fields.value(field)))
                m_form->admitName(field, event.fields.value(field));
        }
        if (event.orderTime)
            m_form->setOrderTime(*event.orderTime);
    });
    m_form->focusStart();
}

// One that is gone would leave no form to see what was typed in.
void OrderPage::chooseProfile(const QString& name)
{
    const QList<profile::Profile> all = m_desk.profiles();
    if (std::any_of(all.begin(), all.end(), [&](const profile::Profile& profile) { return profile.name == name; }))
        m_desk.chooseProfile(name);
    else
        Q_EMIT m_desk.said(tr("The profile %1 is not there any more.").arg(name), true);
}

void OrderPage::replaceForm(const std::function<void()>& fill)
{
    if (m_sender->isBusy())
        return;
    const QJsonObject before = m_form->typed();
    m_form->clear();
    m_bar->dismiss();
    fill();
    m_duplicates->expire();
    lookUpOrderId();
    update();
    if (!before.isEmpty() && before != m_form->typed())
        offerBack(before, tr("This took the place of what was typed before."));
}

void OrderPage::restoreDraft(const QJsonObject& draft, UtcMs saved)
{
    if (!m_form->isUntouched())
        return; // somebody is typing already; the new draft has taken its place
    restoreTyped(draft);
    if (m_form->isUntouched())
        return; // only what is kept for the next order
    m_bar->say(Bar::Mood::Calm, tr("Restored what you were typing at %1.").arg(timeText(saved)),
        {{tr("Discard"), [this] { clearOnPurpose(); }}, {tr("Keep"), [this] { m_form->focusStart(); }}});
    update();
}

void OrderPage::retryRecent()
{
    const auto recent = m_recent->current();
    if (recent->correction != ledger::CorrectionKind::None)
        return Q_EMIT openRequested(recent->id); // there is a question to be answered first
    retry(m_desk, this, *recent, false, [this](const Error& error) { Q_EMIT m_desk.said(error.sentence, true); });
}

void OrderPage::park()
{
    const auto profile = m_desk.profile();
    if (!can(Verb::Park) || !profile)
        return;
    QJsonObject typed = m_form->typed();
    typed.insert(ProfileKey, profile->name);
    m_parkedOrders->park(typed);
}

// What is in the form gives way, and is saved for later too: nobody meant to lose it.
void OrderPage::takeParked(const ledger::Draft& draft)
{
    if (can(Verb::Park))
        park();
    m_parkedOrders->take(draft, [this](const QJsonObject& typed) {
        if (!m_form->isUntouched())
            return false; // it could not be parked, and says so
        const auto before = m_desk.profile();
        m_form->clear();
        restoreTyped(typed);
        m_isTakenUp = true;
        m_draft->flush();
        m_form->focusStart();
        if (const auto now = m_desk.profile(); before && now && now->name != before->name)
            m_bar->say(Bar::Mood::Careful, tr("The profile is %1 now: this order was saved for it.").arg(now->name),
                {{tr("Close"), {}}});
        return true;
    });
}

void OrderPage::restoreTyped(const QJsonObject& typed)
{
    if (const QString profile = typed.value(ProfileKey).toString(); !profile.isEmpty())
        chooseProfile(profile);
    m_form->setTyped(typed);
    lookUpOrderId();
    update();
}

void OrderPage::keepDraft() { m_draft->flush(); }

QJsonObject OrderPage::memo() const
{
    return {{TypedKey, m_form->typed()}, {BeforeKey, m_before}, {LastKey, m_last},
        {BarKey, m_bar->mood() == Bar::Mood::Bad ? m_bar->text() : QString()}};
}

void OrderPage::takeUp(const QJsonObject& memo)
{
    m_before = memo.value(BeforeKey).toObject();
    m_last = memo.value(LastKey).toObject();
    const QJsonObject typed = memo.value(TypedKey).toObject();
    m_form->setTyped(typed);
    for (auto it = typed.begin(); it != typed.end(); ++it) {
        // To the letter: somebody may be in the middle of it.
        if (auto* edit = m_form->findChild<FieldEdit*>(it.key()))
            edit->setText(it.value().toString());
    }
    if (const QString failure = memo.value(BarKey).toString(); !failure.isEmpty())
        m_bar->say(Bar::Mood::Bad, failure);
    lookUpOrderId();
    update();
}

QWidgetList OrderPage::panes() const
{
    return m_stack->currentIndex() == 0 ? QWidgetList{m_start} : QWidgetList{m_formCard, m_preview, m_side};
}

} // namespace rookery::ui

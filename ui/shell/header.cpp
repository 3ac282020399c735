// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/header.h"

#include "engine/queue.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/look.h"
#include "ui/common/profilemark.h"
#include "ui/common/words.h"
#include "ui/common/worldwatch.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

#include <array>
#include <utility>

namespace rookery::ui {

namespace {

constexpr int StripHeight = 5;
constexpr int DashWidth = 12;
constexpr int Padding = 16;
constexpr int Gap = 12;
constexpr int LineHeight = 52;
constexpr int LowPadding = 4; // above and below the list of profiles
constexpr int ProfileLetters = 14;
constexpr int AgeEveryMs = 5000;
constexpr int CountPadding = 14; // with the gap behind the icon, where there is little room
constexpr int FactLetters = 24;  // fewer say nothing of a host
// What a count says, from all that is to be said down to the number alone.
constexpr std::array CountProperties{"words", "fewerWords", "number"};

QPushButton* makeCount()
{
    auto* button = new QPushButton;
    button->setFlat(true);
    button->setCursor(Qt::PointingHandCursor);
    QFont bold = button->font();
    bold.setWeight(QFont::DemiBold);
    button->setFont(bold);
    button->hide();
    return button;
}

void colourText(QWidget* widget, const QColor& colour)
{
    QPalette palette = widget->palette();
    palette.setColor(QPalette::WindowText, colour);
    palette.setColor(QPalette::ButtonText, colour);
    widget->setPalette(palette);
}

} // namespace

Header::Header(Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_profiles(new QComboBox)
    , m_mark(new ProfileMark)
    , m_facts(new ElidedLabel)
    , m_whose(mutedLabel(tr("In all profiles:")))
    , m_waiting(makeCount())
    , m_notDelivered(makeCount())
    , m_unknown(makeCount())
    , m_online(new Remark)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Padding, StripHeight, Padding, 1);
    layout->setSpacing(Gap);
    layout->addWidget(m_profiles);
    layout->addWidget(m_mark, 0, Qt::AlignVCenter);
    colourText(m_facts, colours().muted);
    layout->addWidget(m_facts, 1);
    layout->addStretch(); // where the facts have no room
    layout->addWidget(m_whose);
    for (QPushButton* count : {m_notDelivered, m_unknown, m_waiting})
        layout->addWidget(count);
    m_online->setWrap(false);
    m_online->setBold(true);
    layout->addWidget(m_online);
    setLow(false);

    m_list = m_profiles->view(); // made when it is first asked for, with events of its own
    m_list->installEventFilter(this);
    m_profiles->installEventFilter(this);
    m_profiles->setAccessibleName(tr("Profile"));
    m_profiles->setObjectName(QStringLiteral("profile"));
    m_profiles->setMinimumContentsLength(ProfileLetters);
    m_profiles->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    QFont bold = m_profiles->font();
    bold.setWeight(QFont::DemiBold);
    m_profiles->setFont(bold);
    connect(m_profiles, &QComboBox::activated, this, [this] { m_desk.chooseProfile(m_profiles->currentText()); });
    connect(&m_desk, &Desk::profilesChanged, this, &Header::showProfiles);
    connect(&m_desk, &Desk::profileChosen, this, &Header::showChosen);
    connect(&m_desk.worldWatch(), &WorldWatch::changed, this, &Header::showOnline);
    connect(&m_desk, &Desk::pausedChanged, this, &Header::refresh); // while all is stopped nothing goes again
    m_age.setInterval(AgeEveryMs);
    connect(&m_age, &QTimer::timeout, this, &Header::showWaiting);
    using ledger::Standing;
    connect(m_waiting, &QPushButton::clicked, this, [this] {
        if (isOffline())
            Q_EMIT searchWanted(engine::queuedSearch({}));
        else
            Q_EMIT standingWanted(Standing::UnderWay);
    });
    connect(m_notDelivered, &QPushButton::clicked, this, [this] { Q_EMIT standingWanted(Standing::NotDelivered); });
    connect(m_unknown, &QPushButton::clicked, this, [this] { Q_EMIT standingWanted(Standing::Unknown); });
    showProfiles();
    showOnline();
}

void Header::setLow(bool low)
{
    setFixedHeight(StripHeight
        + (low ? m_profiles->sizeHint().height() + 2 * LowPadding : qMax(LineHeight, fontMetrics().height() * 9 / 4)));
}

void Header::focusProfiles()
{
    m_keysBefore = window()->focusWidget();
    m_profiles->setFocus(Qt::ShortcutFocusReason);
    m_profiles->showPopup();
}

// What is typed for the next order must not choose another profile: only the open list can be chosen from, and when it
// is closed the keys go back to where they came from.
bool Header::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_profiles && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool opens = key->key() == Qt::Key_Space || key->key() == Qt::Key_F4 || key->key() == Qt::Key_Down
            || key->key() == Qt::Key_Up || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (opens)
            focusProfiles();
        return opens || (!key->text().isEmpty() && key->text().at(0).isPrint());
    }
    if (watched == m_profiles && event->type() == QEvent::Wheel)
        return true;
    if (watched == m_list && event->type() == QEvent::Hide)
        QTimer::singleShot(0, this, [this] {
            if (m_keysBefore && m_keysBefore != m_profiles && window()->focusWidget() == m_profiles)
                m_keysBefore->setFocus(Qt::PopupFocusReason);
            m_keysBefore = nullptr;
        });
    return QWidget::eventFilter(watched, event);
}

void Header::showProfiles()
{
    m_profiles->clear();
    for (const profile::Profile& profile : m_desk.profiles())
        m_profiles->addItem(swatch(profile.colour), profile.name);
    m_profiles->setVisible(m_profiles->count() > 0);
    showWhose();
    showChosen();
}

void Header::showChosen()
{
    const auto profile = m_desk.profile();
    m_mark->setVisible(profile.has_value());
    m_facts->setText(profile ? QStringLiteral("%1  ·  %2  ·  %3")
                                   .arg(profile->currency, profile->timeZone, QString::fromUtf8(profile->origin()))
            : m_profiles->count() > 0 ? tr("Choose a profile")
                                      : tr("No profile yet"));
    m_strip = profile ? readable(QColor(profile->colour)) : colours().line;
    m_live = !profile || profile->live;
    showOnline();
    if (!profile)
        m_profiles->setCurrentIndex(-1);
    if (profile) {
        m_profiles->setCurrentText(profile->name);
        m_mark->show(profile->live, m_strip);
    }
    update();
}

void Header::refresh()
{
    const ledger::Reader* reader = m_desk.reader();
    if (!reader)
        return arrange(); // the line to the server is known all the same
    const auto countOf = [&](const ledger::HistoryQuery& query) {
        const auto count = reader->count(query);
        if (!count)
            Q_EMIT m_desk.said(count.error().sentence, true);
        return int(count.value_or(0));
    };
    const auto show = [&](QPushButton* button, ledger::Standing standing, const QString& iconName, const QColor& of,
                          const auto& words) {
        ledger::HistoryQuery query;
        query.standing = standing;
        const int count = countOf(query);
        button->setVisible(count > 0);
        const QString text = words(count);
        putCount(button, count, text, text);
        button->setIcon(icon(iconName, of));
        colourText(button, of);
        return count;
    };
    const Colours& c = colours();
    using ledger::Standing;
    show(m_waiting, Standing::UnderWay, QStringLiteral("waiting"), c.waiting, [this](int n) {
        m_waitingCount = n;
        return QString();
    });
    const auto oldest = reader->oldestUnderWay();
    m_oldest = oldest && !isOffline() ? *oldest : std::nullopt; // how long the network is away is no news of an order
    showWaiting();
    show(m_unknown, Standing::Unknown, QStringLiteral("unknown"), c.unknown,
        [](int n) { return tr("%Ln unknown", nullptr, n); });
    const int failed = show(m_notDelivered, Standing::NotDelivered, QStringLiteral("refused"), c.notDelivered,
        [](int n) { return tr("%Ln not delivered", nullptr, n); });
    ledger::HistoryQuery again = engine::queuedOf({});
    again.standing = Standing::NotDelivered;
    const bool stopped = m_desk.paused().contains(QString()); // then nothing goes by itself
    if (const int n = failed > 0 && !stopped ? countOf(again) : 0) {
        const QString brief = tr("%Ln not delivered", nullptr, failed);
        //: %1 "9 not delivered"; so many of them are tried again by themselves
        putCount(m_notDelivered, failed, tr("%1, %Ln go(es) again", nullptr, n).arg(brief), brief);
    }
    showWhose();
}

void Header::showWhose()
{
    const bool any = !m_waiting->isHidden() || !m_unknown->isHidden() || !m_notDelivered->isHidden();
    m_whoseWanted = any && m_profiles->count() > 1;
    arrange();
}

void Header::putCount(QPushButton* button, int count, const QString& words, const QString& fewer) const
{
    button->setProperty(CountProperties[0], words);
    button->setProperty(CountProperties[1], fewer);
    button->setProperty(CountProperties[2], QLocale().toString(count));
    button->setAccessibleName(words);
}

// Large text on a small screen. What can be read elsewhere goes first: the profile's facts, how old the counts are,
// half of what is said of the line; last of all the words beside the numbers, which are in the tool tips then.
void Header::arrange()
{
    const auto room = [this] { return width() - layout()->minimumSize().width(); };
    const auto put = [this](std::size_t level) {
        for (QPushButton* count : {m_notDelivered, m_unknown, m_waiting}) {
            count->setText(count->property(CountProperties.at(level)).toString());
            const int close = iconSide() + count->fontMetrics().horizontalAdvance(count->text()) + CountPadding;
            count->setMaximumWidth(level == 0 ? QWIDGETSIZE_MAX : close);
            count->setMinimumWidth(close);
            count->setToolTip(level + 1 == CountProperties.size()
                    ? count->accessibleName()
                    : tr("Of all profiles and days. Show them in the history"));
        }
        m_whose->setText(level == 0 ? tr("In all profiles:") : tr("All:", "of all profiles"));
        m_whose->setVisible(m_whoseWanted);
        layout()->setSpacing(level == 0 ? Gap : Gap / 2);
    };
    m_profiles->setMinimumWidth(0);
    m_facts->hide();
    m_online->show(m_line.icon, m_line.colour, m_line.words);
    put(0);
    if (room() < 0)
        put(1);
    if (room() < 0) // the list may be as narrow as its name
        m_profiles->setMinimumWidth(narrowProfiles());
    if (room() < 0)
        m_online->show(m_line.icon, m_line.colour, m_line.fewerWords);
    if (room() < 0)
        put(2);
    if (room() >= 0)
        m_online->show(m_line.icon, m_line.colour, m_line.words);
    if (room() < 0)
        m_online->show(m_line.icon, m_line.colour, m_line.fewerWords);
    m_facts->setVisible(room() >= fontMetrics().averageCharWidth() * FactLetters);
}

int Header::narrowProfiles() const
{
    const QFontMetrics metrics = m_profiles->fontMetrics();
    const int usual = m_profiles->minimumSizeHint().width(); // with room for so many letters
    const int around = usual - ProfileLetters * metrics.horizontalAdvance(u'X');
    return qMin(usual, around + metrics.horizontalAdvance(m_profiles->currentText()) + Gap);
}

bool Header::isOffline() const { return !m_desk.worldWatch().world().online.value_or(true); }

QSize Header::minimumSizeHint() const
{
    constexpr int Icons = 36; // as wide as so many icons: the profile, its mark, numbers and Online
    return {iconSide() * Icons, height()};
}

void Header::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void Header::showWaiting()
{
    if (m_waiting->isHidden())
        return m_age.stop();
    const qint64 seconds = m_oldest ? qMax(qint64(0), m_oldest->dateTime().secsTo(QDateTime::currentDateTimeUtc())) : 0;
    const QString brief = tr("%Ln waiting", nullptr, m_waitingCount);
    putCount(m_waiting, m_waitingCount,
        //: %Ln orders; %1 how long ago the oldest was confirmed, such as "14 s" or "2 h"
        m_oldest ? tr("%Ln waiting, oldest %1", nullptr, m_waitingCount).arg(ageText(seconds)) : brief, brief);
    arrange();
    if (!m_age.isActive())
        m_age.start();
}

void Header::showOnline()
{
    const auto profile = m_desk.profile();
    const Line line = lineTo(m_desk.worldWatch().world(), profile ? profile->name : QString());
    const Colours& c = colours();
    const auto careful = [](const QString& words, const QString& brief) -> LineWords {
        const Sign sign = signOf(false);
        return {sign.icon, sign.colour, words, brief};
    };
    switch (line) {
    case Line::Unsaid:
        m_line = {};
        break;
    case Line::Online:
        m_line = {QStringLiteral("delivered"), c.delivered, tr("Online"), tr("Online")};
        break;
    case Line::NoAnswer:
        m_line = careful(tr("No answer from server"), tr("No answer"));
        break;
    case Line::Blocked:
        m_line = careful(tr("Nothing gets through"), tr("Blocked"));
        break;
    case Line::Stopped:
        m_line = careful(tr("Stopped"), tr("Stopped"));
        break;
    case Line::Off:
        m_line = {signOf(true).icon, signOf(true).colour, tr("Sending is off"), tr("Off")};
        break;
    case Line::Offline:
        m_line = careful(tr("Offline"), tr("Offline"));
        break;
    }
    m_online->setVisible(line != Line::Unsaid && m_profiles->count() > 0);
    if (std::exchange(m_wasOffline, isOffline()) != isOffline())
        return refresh(); // the age of the oldest order is no news then
    arrange();
}

void Header::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().surface);
    const QRect strip(0, 0, width(), StripHeight);
    if (m_live)
        painter.fillRect(strip, m_strip);
    else
        for (int x = 0; x < width(); x += 2 * DashWidth) // a broken line, as the mark is a frame
            painter.fillRect(QRect(x, 0, DashWidth, StripHeight), m_strip);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colours().line);
}

} // namespace rookery::ui

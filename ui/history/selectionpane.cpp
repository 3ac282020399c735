// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/selectionpane.h"

#include "ui/common/card.h"
#include "ui/common/flowlayout.h"
#include "ui/common/look.h"
#include "ui/common/words.h"
#include "ui/history/primary.h"

#include <QLabel>
#include <QLocale>
#include <QMap>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr int Gap = 8;

using Sums = QMap<QString, pixel::Amount>; // by currency

QString sumText(const Sums& sums, pixel::AmountStyle style)
{
    QStringList parts;
    for (auto it = sums.begin(); it != sums.end(); ++it)
        parts << moneyText(it.value(), it.key(), style) + u' ' + it.key();
    return parts.join(QStringLiteral(" + "));
}

// What was only practised is no money: it is not added to what was earned.
QString sumsOf(const Choice& choice, pixel::AmountStyle style)
{
    Sums live;
    Sums practised;
    for (const ledger::EventRecord& event : choice.events()) {
        if (const auto revenue = pixel::Amount::parse(event.fields.value(pixel::Field::Revenue)))
            (event.live ? live : practised)[event.fields.value(pixel::Field::Currency)] += *revenue;
    }
    if (live.isEmpty() || practised.isEmpty())
        return sumText(live.isEmpty() ? practised : live, style);
    //: sums of revenue: "412.50 GBP live, 20.00 GBP practice"
    return SelectionPane::tr("%1 live, %2 practice").arg(sumText(live, style), sumText(practised, style));
}

// One of each kind is asked for its word: there may be 100,000.
QString statesOf(const Choice& choice)
{
    QHash<int, std::pair<const ledger::EventRecord*, int>> kinds;
    for (const ledger::EventRecord& event : choice.events()) {
        const bool wasTried = event.failures > 0 || event.hold != ledger::Hold::None;
        auto& [one, count] = kinds[int(event.state) * 2 + int(wasTried)];
        one = &event;
        ++count;
    }
    QMap<QString, int> states;
    for (const auto& [one, count] : std::as_const(kinds))
        states[lookOf(*one).word.toLower()] += count;
    QStringList parts;
    for (auto it = states.begin(); it != states.end(); ++it)
        parts << QStringLiteral("%1 %2").arg(QLocale().toString(it.value()), it.key());
    return parts.join(QStringLiteral(", "));
}

} // namespace

SelectionPane::SelectionPane(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_states(mutedLabel())
    , m_leftOut(mutedLabel())
{
    m_title->setFont(titleFont());
    for (QLabel* label : {m_title, m_states, m_leftOut}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto* buttons = new FlowLayout(Gap);
    for (const Verb verb : {Verb::Restore, Verb::Retry, Verb::Compare, Verb::Note, Verb::CancelOrder, Verb::MoveToBin,
             Verb::Export, Verb::CopyRows, Verb::SelectMatching}) {
        auto* button = new QPushButton;
        connect(button, &QPushButton::clicked, this, [this, verb] { Q_EMIT asked(verb); });
        buttons->addWidget(button);
        m_buttons.insert(int(verb), button);
    }
    m_buttons[int(Verb::CopyRows)]->setText(tr("Copy rows"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Padding, Padding, Padding, Padding);
    layout->setSpacing(Gap);
    layout->addWidget(m_title);
    layout->addWidget(m_states);
    layout->addSpacing(Gap);
    layout->addLayout(buttons);
    layout->addWidget(m_leftOut);
    layout->addStretch();
}

// Who looks at a practice profile must not send to a live one unawares.
QString SelectionPane::liveAmong(const Choice& choice)
{
    const auto& events = choice.events();
    const auto live = std::count_if(events.begin(), events.end(),
        [&](const auto& event) { return event.live && choice.takes(engine::Deed::Retry, event); });
    //: behind "Retry 12": of those
    return live > 0 ? tr(" (%1 LIVE)").arg(QLocale().toString(live)) : QString();
}

// All that would be retried: as long as some of it goes, the button does what it says.
bool SelectionPane::isHeldUp(const Choice& choice) const
{
    QSet<QString> profiles; // few, however many are chosen
    for (const ledger::EventRecord& event : choice.events()) {
        if (choice.takes(engine::Deed::Retry, event))
            profiles.insert(event.profile);
    }
    return m_heldUp && !profiles.isEmpty() && std::all_of(profiles.begin(), profiles.end(), [this](const auto& name) {
        return !m_heldUp(name).isEmpty();
    });
}

void SelectionPane::show(const Choice& choice, std::optional<qint64> matching, pixel::AmountStyle style)
{
    m_title->setText(tr("%Ln order(s), %1", nullptr, int(choice.size())).arg(sumsOf(choice, style)));
    m_states->setText(statesOf(choice));
    const auto primary = engine::primaryDeed(choice, {{}, isHeldUp(choice)});
    for (const Verb verb :
        {Verb::Restore, Verb::Retry, Verb::Compare, Verb::Note, Verb::CancelOrder, Verb::MoveToBin}) {
        QPushButton* button = m_buttons[int(verb)];
        button->setText(verbText(verb, choice) + (verb == Verb::Retry ? liveAmong(choice) : QString()));
        button->setVisible(applies(verb, choice));
        setPrimary(button, primary && deedOf(verb) == primary);
        const QString left = verb == Verb::Compare ? QString() : leftOutText(verb, choice);
        button->setToolTip(left);
        button->setAccessibleDescription(left);
    }
    // The list as it is filtered, chosen or not: that is what an export is of.
    m_buttons[int(Verb::Export)]->setText(
        tr("Export the %1 shown...").arg(QLocale().toString(matching.value_or(choice.size()))));
    QPushButton* all = m_buttons[int(Verb::SelectMatching)];
    all->setVisible(matching.has_value());
    all->setText(tr("Choose all %1 that match").arg(QLocale().toString(matching.value_or(0))));
    const QString left = applies(Verb::Retry, choice) ? leftOutText(Verb::Retry, choice) : QString();
    //: %1 "Retry 5", %2 "2 delivered left out"
    m_leftOut->setText(left.isEmpty() ? QString() : tr("%1 (%2)").arg(verbText(Verb::Retry, choice), left));
}

} // namespace rookery::ui

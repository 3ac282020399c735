// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/advice.h"

#include "engine/choice.h"
#include "ledger/exportfile.h"
#include "ui/common/systemsettings.h"
#include "ui/history/primary.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QPushButton>
#include <QUrl>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::Advice)
};

constexpr int Gap = 8;

QList<Advice> adviceForReason(const QString& reason)
{
    const auto starts = [&reason](const char* text) { return reason.startsWith(QLatin1StringView(text)); };
    const auto is = [&reason](const char* text) { return reason == QLatin1StringView(text); };
    if (is("answer.html"))
        return {Advice::OpenBrowser, Advice::CopyForIt};
    if (is("net.host-not-found"))
        return {Advice::CheckProfile, Advice::CopyForIt};
    if (is("route.invalid") || is("target.altered") || is("http.404") || is("http.410"))
        return {Advice::CheckProfile, Advice::CopyForAnalyst};
    if (starts("proxy.") || is("http.407"))
        return {Advice::NetworkSettings, Advice::CopyForIt};
    if (starts("tls.") || (starts("net.") && !is("net.cancelled")))
        return {Advice::CopyForIt};
    if (is("http.408") || is("http.425") || is("http.429"))
        return {}; // goes by itself
    if (starts("http.3") || starts("http.4"))
        return {Advice::CopyForAnalyst};
    return {};
}

QStringList facts(const ledger::EventRecord& event, const ledger::AttemptRecord& attempt)
{
    QStringList lines;
    const auto add = [&lines](const QString& name, const QString& value) {
        if (!value.isEmpty())
            lines << name + QStringLiteral(": ") + value;
    };
    add(Words::tr("Server"), event.host);
    add(Words::tr("When"), attempt.taken.isoText());
    if (const auto& result = attempt.result) {
        add(Words::tr("What happened"), result->sentence);
        add(Words::tr("Reason"), result->reason);
        add(Words::tr("HTTP status"), result->status ? QString::number(*result->status) : QString());
        for (const auto& [name, phase] : {std::pair(Words::tr("Connecting after"), result->connectMs),
                 std::pair(Words::tr("Encrypted after"), result->tlsMs),
                 std::pair(Words::tr("Sent after"), result->sentMs),
                 std::pair(Words::tr("Answered after"), result->headersMs),
                 std::pair(Words::tr("Ended after"), result->endMs)})
            add(name, phase ? Words::tr("%1 ms").arg(*phase) : QString());
    }
    add(Words::tr("Program"), QStringLiteral("Rookery ") + QStringLiteral(ROOKERY_VERSION));
    return lines;
}

} // namespace

QList<Advice> adviceFor(const ledger::EventRecord& event, const std::optional<ledger::AttemptRecord>& last)
{
    if (event.state == ledger::State::Delivered || event.state == ledger::State::Cancelled)
        return {};
    QList<Advice> advice = last && last->result ? adviceForReason(last->result->reason) : QList<Advice>();
    const bool profileHolds = event.hold == ledger::Hold::OtherHost || event.hold == ledger::Hold::Profile;
    if (profileHolds && !advice.contains(Advice::CheckProfile))
        advice.prepend(Advice::CheckProfile);
    return advice;
}

QString lastReason(const QList<ledger::AttemptRecord>& attempts)
{
    return attempts.isEmpty() || !attempts.last().result ? QString() : attempts.last().result->reason;
}

QString adviceText(Advice advice)
{
    switch (advice) {
    case Advice::CheckProfile:
        return Words::tr("Check the profile");
    case Advice::NetworkSettings:
        return Words::tr("Network settings");
    case Advice::OpenBrowser:
        return Words::tr("Open the browser");
    case Advice::CopyForIt:
        return Words::tr("Copy for IT");
    case Advice::CopyForAnalyst:
        return Words::tr("Copy for the analyst");
    }
    Q_UNREACHABLE();
}

QString reportForIt(const ledger::EventRecord& event, const ledger::AttemptRecord& attempt)
{
    return facts(event, attempt).join(u'\n');
}

QString reportForAnalyst(const ledger::EventRecord& event, const ledger::AttemptRecord& attempt)
{
    QStringList lines{Words::tr("Order: %1").arg(event.orderId()), Words::tr("Event ID: %1").arg(event.eventId()),
        Words::tr("Profile: %1").arg(event.profile),
        Words::tr("Address: %1").arg(QString::fromUtf8(ledger::maskedUrl(attempt.url)))};
    return (lines + facts(event, attempt)).join(u'\n');
}

AdviceRow::AdviceRow(QWidget* parent) : QWidget(parent), m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Gap);
    m_layout->addStretch();
    hide();
}

void AdviceRow::show(const ledger::EventRecord& event, const QList<ledger::AttemptRecord>& attempts)
{
    m_event = event;
    m_last = attempts.isEmpty() ? std::nullopt : std::optional(attempts.last());
    static const bool hasNetworkSettings = systemSettings(SystemPage::Network).has_value();
    QList<Advice> advice = adviceFor(m_event, m_last);
    if (!hasNetworkSettings)
        advice.removeAll(Advice::NetworkSettings);
    // Where only IT can help, it is IT that has to be told, whatever else may be tried.
    const QString reason = lastReason(attempts);
    const std::optional<Advice> first = advice.isEmpty() || !engine::isAdviceFirst(event, reason) ? std::nullopt
        : engine::onlyItHelps(reason) && advice.first() != Advice::OpenBrowser ? std::optional(Advice::CopyForIt)
                                                                               : std::optional(advice.first());
    if (advice == m_shown && first == m_first)
        return; // a button that is about to be pressed stays
    m_shown = advice;
    m_first = first;
    for (QWidget* button : std::as_const(m_buttons)) {
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    for (const Advice one : advice) {
        auto* button = new QPushButton(adviceText(one), this);
        connect(button, &QPushButton::clicked, this, [this, one] { follow(one); });
        setPrimary(button, one == first);
        m_layout->insertWidget(int(m_buttons.size()), button);
        m_buttons << button;
    }
    setVisible(!advice.isEmpty());
}

void AdviceRow::follow(Advice advice)
{
    switch (advice) {
    case Advice::CheckProfile:
        return Q_EMIT profileWanted(m_event.profile);
    case Advice::NetworkSettings:
        if (!openSystemSettings(SystemPage::Network))
            Q_EMIT said(tr("The network settings could not be opened."));
        return;
    case Advice::OpenBrowser: {
        // Never the order's address, which would send it; and without encryption, which no sign-in page can answer.
        QUrl page;
        page.setScheme(QStringLiteral("http"));
        page.setHost(m_event.host);
        page.setPath(QStringLiteral("/"));
        QDesktopServices::openUrl(page);
        return;
    }
    case Advice::CopyForIt:
    case Advice::CopyForAnalyst:
        if (!m_last)
            return;
        QApplication::clipboard()->setText(
            advice == Advice::CopyForIt ? reportForIt(m_event, *m_last) : reportForAnalyst(m_event, *m_last));
        return Q_EMIT said(tr("Copied. Paste it into a message."));
    }
}

} // namespace rookery::ui

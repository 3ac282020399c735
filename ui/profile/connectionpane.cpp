// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/connectionpane.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QAccessible>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int Gap = 8;
constexpr int FactGap = 4;
constexpr int FactColumnGap = 12;
constexpr int ExpiresSoonDays = 21;

} // namespace

ConnectionPane::ConnectionPane(QWidget* parent)
    : QWidget(parent)
    , m_test(new QPushButton(tr("&Test connection")))
    , m_copy(new QPushButton(tr("Copy for IT")))
    , m_result(new Remark)
    , m_expiry(new Remark)
    , m_factsBox(new QWidget)
    , m_facts(new QGridLayout(m_factsBox))
{
    m_test->setAutoDefault(false);
    m_copy->setAutoDefault(false);
    m_test->setObjectName(QStringLiteral("testConnection"));
    m_copy->setObjectName(QStringLiteral("copyForIt"));
    m_result->setObjectName(QStringLiteral("connectionResult"));
    m_factsBox->setObjectName(QStringLiteral("connectionFacts"));
    m_test->setToolTip(tr("Asks the server whether it is there. No order and no event is sent."));
    m_test->setAccessibleDescription(m_test->toolTip());
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Gap);
    buttons->addWidget(m_test);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setVerticalSpacing(FactGap);
    m_facts->setHorizontalSpacing(FactColumnGap);
    m_facts->setColumnStretch(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addLayout(buttons);
    layout->addWidget(m_result);
    layout->addWidget(m_expiry);
    layout->addWidget(m_factsBox);
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (!m_running)
            Q_EMIT testWanted();
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_report);
        m_copy->setText(tr("Copied"));
    });
    clear();
}

void ConnectionPane::clear()
{
    m_running = false;
    m_result->hide();
    m_expiry->hide();
    m_factsBox->hide();
    if (m_copy->hasFocus())
        m_test->setFocus();
    m_copy->hide();
}

void ConnectionPane::showRunning(const QString& host)
{
    clear();
    m_running = true;
    //: %1 is a host
    m_result->show(QStringLiteral("sending"), colours().waiting, tr("Asking %1...").arg(host));
    m_result->setVisible(true);
}

void ConnectionPane::showAnswer(const engine::ConnectionAnswer& answer)
{
    m_running = false;
    const Colours& c = colours();
    const bool good = answer.probe.reachable;
    m_result->show(good ? QStringLiteral("delivered") : QStringLiteral("refused"), good ? c.delivered : c.notDelivered,
        answer.probe.sentence);
    m_result->setVisible(true);
    warnOfExpiry(answer);
    showFacts(answer.facts);
    m_report = answer.report;
    m_copy->setText(tr("Copy for IT"));
    m_copy->show();
    announce(answer.probe.sentence);
}

void ConnectionPane::warnOfExpiry(const engine::ConnectionAnswer& answer)
{
    const auto& certificate = answer.probe.certificate;
    const qint64 days = certificate ? QDateTime::currentDateTimeUtc().daysTo(certificate->validTo) : ExpiresSoonDays;
    const bool soon = answer.probe.reachable && days < ExpiresSoonDays;
    if (soon)
        //: %1 is a day like 3 May 2026
        m_expiry->showProblem(false,
            tr("The certificate is valid until %1 only. Tell IT before that.")
                .arg(QLocale().toString(certificate->validTo.date(), QStringLiteral("d MMMM yyyy"))));
    m_expiry->setVisible(soon);
}

void ConnectionPane::showFacts(const QList<delivery::ProbeFact>& facts)
{
    while (const QLayoutItem* item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const delivery::ProbeFact& fact : facts) {
        auto* value = new QLabel(fact.value);
        value->setTextFormat(Qt::PlainText); // a certificate says what it likes
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        value->setWordWrap(true);
        value->setAccessibleName(fact.name);
        m_facts->addWidget(mutedLabel(fact.name), row, 0, Qt::AlignLeft | Qt::AlignTop);
        m_facts->addWidget(value, row++, 1);
    }
    m_factsBox->setVisible(!facts.isEmpty());
}

void ConnectionPane::announce(const QString& sentence)
{
    m_result->setAccessibleName(sentence);
    QAccessibleEvent event(m_result, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace rookery::ui

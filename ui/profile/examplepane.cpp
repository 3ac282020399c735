// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/examplepane.h"

#include "engine/order.h"
#include "pixel/currency.h"
#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPlainTextEdit>

namespace rookery::ui {

namespace {

constexpr int Gap = 8;
constexpr int ExampleLines = 4;
constexpr int MostFindings = 2; // the others are counted

// In as many decimals as the currency has.
QString exampleAmount(const QString& currencyCode)
{
    const auto currency = pixel::currencyOfCode(currencyCode);
    switch (currency ? currency->minorDigits : 2) {
    case 0:
        return QStringLiteral("1000");
    case 3:
        return QStringLiteral("1000.990");
    default:
        return QStringLiteral("1000.99");
    }
}

engine::Preview exampleOf(const profile::Profile& profile)
{
    engine::Order order;
    order.typed.set(pixel::Field::OrderId, QStringLiteral("1234abcd"));
    order.typed.set(pixel::Field::Revenue, exampleAmount(profile.currency));
    order.eventId = QStringLiteral("00000000-0000-7000-8000-000000000001");
    const UtcMs now(QDateTime::currentMSecsSinceEpoch());
    order.at = now;
    return engine::preview(order, profile, now);
}

// Worst first; what is only worth knowing is for the order form.
pixel::Findings notable(const pixel::Findings& findings)
{
    pixel::Findings worst;
    for (const pixel::Severity severity : {pixel::Severity::Error, pixel::Severity::Warning}) {
        for (const pixel::Finding& finding : findings) {
            if (finding.severity == severity)
                worst << finding;
        }
    }
    return worst;
}

} // namespace

ExamplePane::ExamplePane(QWidget* parent)
    : QWidget(parent)
    , m_address(new QPlainTextEdit)
    , m_verdict(new Remark)
    , m_findings(new QVBoxLayout)
{
    m_address->setReadOnly(true);
    m_address->setTabChangesFocus(true);
    m_address->setFont(monospaceFont());
    m_address->setWordWrapMode(QTextOption::WrapAnywhere);
    m_address->setFrameShape(QFrame::NoFrame);
    m_address->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_address->setAccessibleName(tr("Example address"));
    m_address->setObjectName(QStringLiteral("example"));
    m_address->document()->setDocumentMargin(0);
    m_address->setFixedHeight(m_address->fontMetrics().lineSpacing() * ExampleLines + 2);
    m_verdict->setWrap(false);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_findings->setSpacing(2);
    auto* head = new QHBoxLayout;
    head->addWidget(new SectionLabel(tr("What would be sent")));
    head->addStretch();
    head->addWidget(m_verdict);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addLayout(head);
    layout->addWidget(m_address);
    layout->addLayout(m_findings);
}

void ExamplePane::showProfile(
    const profile::Profile& profile, const QList<profile::ProfileProblem>& problems, bool strict)
{
    const engine::Preview example = exampleOf(profile);
    const QString address = QString::fromUtf8(example.url());
    if (address != m_address->toPlainText())
        m_address->setPlainText(address);
    showVerdict(notable(example.findings), problems.size(), strict);
}

void ExamplePane::showVerdict(const pixel::Findings& findings, qsizetype problems, bool strict)
{
    const Colours& c = colours();
    while (const QLayoutItem* item = m_findings->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const bool bad = pixel::hasErrors(findings) || problems > 0;
    if (!bad && findings.isEmpty())
        return m_verdict->show(QStringLiteral("delivered"), c.delivered, tr("Passes all checks"));
    if (!strict && bad) {
        const auto missing = int(qMax(problems, qsizetype(1)));
        return m_verdict->show(QStringLiteral("draft"), c.muted, tr("%Ln value(s) still to fill in", nullptr, missing));
    }
    if (problems > 0)
        m_verdict->showProblem(true, tr("%Ln value(s) missing or wrong", nullptr, int(problems)));
    else if (bad)
        m_verdict->showProblem(true, tr("Would not be sent"));
    else
        m_verdict->showProblem(false, tr("Worth a look"));
    if (problems > 0)
        return; // each stands under its field
    for (const pixel::Finding& finding : findings.first(qMin<qsizetype>(findings.size(), MostFindings)))
        addFinding(finding);
    if (findings.size() > MostFindings)
        m_findings->addWidget(mutedLabel(tr("%Ln more", nullptr, int(findings.size() - MostFindings))));
}

void ExamplePane::addFinding(const pixel::Finding& finding)
{
    auto* remark = new Remark;
    remark->showProblem(finding.severity == pixel::Severity::Error, finding.sentence);
    m_findings->addWidget(remark);
}

} // namespace rookery::ui

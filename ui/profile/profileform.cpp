// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profileform.h"

#include "pixel/currency.h"
#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QComboBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QTimeZone>

namespace rookery::ui {

namespace {

constexpr int Gap = 10;
constexpr int EditLetters = 40;
constexpr int HighestPort = 65'535;
constexpr int ShortestTimeoutMs = 100;
constexpr int LongestTimeoutMs = 600'000;
constexpr double FastestPace = 10'000;

using pixel::OrderKey;

QStringList listOf(const QString& text)
{
    QStringList names;
    const QStringList parts = text.split(u',');
    for (const QString& part : parts) {
        if (!part.trimmed().isEmpty())
            names << part.trimmed();
    }
    return names;
}

QCompleter* completer(const QStringList& words, QObject* parent)
{
    auto* completer = new QCompleter(words, parent);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    return completer;
}

QStringList zoneNames()
{
    QStringList names;
    const QList<QByteArray> ids = QTimeZone::availableTimeZoneIds();
    for (const QByteArray& id : ids) {
        if (id.contains('/')) // the others are offsets, which are no names
            names << QString::fromLatin1(id);
    }
    return names;
}

} // namespace

ProfileForm::ProfileForm(QWidget* parent) : QWidget(parent), m_layout(new QFormLayout(this))
{
    m_layout->setVerticalSpacing(Gap);
    m_layout->setHorizontalSpacing(Gap + 2);
    m_layout->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_layout->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);

    m_name = addText("name", tr("&Name"), tr("As it appears in the window"), QStringLiteral("ACME UK"));
    m_live
        = addChoice("live", tr("&Kind"), {tr("Practice: nothing leaves this computer"), tr("LIVE: orders are counted")},
            tr("A practice profile may name any host for previews, and sends to this computer only"));
    connect(m_live, &QComboBox::activated, this, &ProfileForm::followKind);
    m_colour = addText("colour", tr("Colour"), tr("Marks the window, #rrggbb"), QStringLiteral("#0b6e75"));

    addSection(tr("Server"));
    m_host = addText("host", tr("&Host"), tr("The customer's own tracking host, without https:// and path"),
        QStringLiteral("corvidae.example.com"));
    m_scheme = addChoice("scheme", tr("Scheme"), {QStringLiteral("https"), QStringLiteral("http")},
        tr("http is for this computer alone"));
    m_port = addNumber("port", tr("Port"), 0, HighestPort, {}, tr("0 is the scheme's own"));
    m_port->setSpecialValueText(tr("the usual"));
    m_path = addText("path", tr("Path"), tr("Usually /i"), QStringLiteral("/i"));
    m_connectTo = addText("connectTo", tr("Connect to IP"),
        tr("Connects to this address instead; the host's name is still verified"), QStringLiteral("192.0.2.10"));
    m_caFile = addText("caFile", tr("CA file"), tr("A PEM file with further certificates, for a company network"),
        QStringLiteral("/etc/ssl/company.pem"));

    addSection(tr("What is sent"));
    m_appId = addText("appId", tr("&App ID"), tr("The Corvidae application of the account"), QStringLiteral("acme-uk"));
    m_properties = addText("properties", tr("&Property"),
        tr("Names of the account, the first is the usual one; commas between them"), QStringLiteral("acme-shop"));
    m_conversions = addText("conversions", tr("Con&version"),
        tr("Names of the account, the first is the usual one; commas between them"), QStringLiteral("Sale"));
    m_currency = addText("currency", tr("&Currency"), tr("The account's, three letters"), QStringLiteral("GBP"));
    m_currency->setCompleter(completer(pixel::currencyCodes(), this));
    m_timeZone = addText("timeZone", tr("&Time zone"), tr("IANA name"), QStringLiteral("Europe/London"));
    m_timeZone->setCompleter(completer(zoneNames(), this));
    m_platform
        = addText("platform", tr("Platform"), tr("server, unless the vendor says otherwise"), QStringLiteral("server"));
    m_orderKey = addChoice("orderKey", tr("&Order ID's key"),
        {pixel::orderKeyText(OrderKey::TransactionId), pixel::orderKeyText(OrderKey::OrderId),
            pixel::orderKeyText(OrderKey::Both)},
        tr("The vendor's table says transactionId, its sample orderId: ask which one your account counts"));

    addSection(tr("At the desk"));
    m_amountStyle = addChoice("amountStyle", tr("Amounts"), {QStringLiteral("1,000.99"), QStringLiteral("1.000,99")},
        tr("How people here write amounts"));
    m_pace = new QDoubleSpinBox;
    m_pace->setRange(0, FastestPace);
    m_pace->setSpecialValueText(tr("as fast as it goes"));
    m_pace->setSuffix(tr(" a second"));
    connect(m_pace, &QDoubleSpinBox::valueChanged, this, &ProfileForm::changed);
    addRow("pace", tr("Pace"), m_pace, tr("Requests a second at the most"));
    m_connectTimeout = addNumber("connectTimeoutMs", tr("Connect within"), ShortestTimeoutMs, LongestTimeoutMs,
        tr(" ms"), tr("Until the request has left"));
    m_answerTimeout = addNumber("answerTimeoutMs", tr("Answer within"), ShortestTimeoutMs, LongestTimeoutMs, tr(" ms"),
        tr("From there to the end of the answer"));
}

void ProfileForm::addSection(const QString& title)
{
    auto* label = new SectionLabel(title);
    label->setContentsMargins(0, Gap, 0, 0);
    m_layout->addRow(label);
}

void ProfileForm::addRow(const char* key, const QString& label, QWidget* editor, const QString& help)
{
    auto* problem = new QLabel;
    problem->setTextFormat(Qt::PlainText);
    problem->setWordWrap(true);
    QPalette palette = problem->palette();
    palette.setColor(QPalette::WindowText, colours().notDelivered);
    problem->setPalette(palette);
    problem->hide();
    m_problems.insert(QLatin1StringView(key), problem);
    editor->setToolTip(help);
    editor->setObjectName(QLatin1StringView(key));
    editor->setAccessibleDescription(help);
    m_editors << editor;
    m_layout->addRow(label, editor);
    m_layout->addRow(QString(), problem);
}

QLineEdit* ProfileForm::addText(const char* key, const QString& label, const QString& help, const QString& example)
{
    auto* edit = new QLineEdit;
    edit->setMinimumWidth(edit->fontMetrics().averageCharWidth() * EditLetters);
    if (!example.isEmpty())
        edit->setPlaceholderText(tr("such as %1").arg(example));
    connect(edit, &QLineEdit::textChanged, this, &ProfileForm::changed);
    addRow(key, label, edit, help);
    return edit;
}

QSpinBox* ProfileForm::addNumber(
    const char* key, const QString& label, int least, int most, const QString& unit, const QString& help)
{
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setSuffix(unit);
    connect(box, &QSpinBox::valueChanged, this, &ProfileForm::changed);
    addRow(key, label, box, help);
    return box;
}

QComboBox* ProfileForm::addChoice(
    const char* key, const QString& label, const QStringList& choices, const QString& help)
{
    auto* box = new QComboBox;
    box->addItems(choices);
    connect(box, &QComboBox::currentIndexChanged, this, &ProfileForm::changed);
    addRow(key, label, box, help);
    return box;
}

void ProfileForm::followKind()
{
    const bool live = m_live->currentIndex() == 1;
    if (m_colour->text() == profile::usualColour(!live))
        m_colour->setText(profile::usualColour(live));
}

void ProfileForm::setProfile(const profile::Profile& p)
{
    const QSignalBlocker blocker(this);
    m_shown = p;
    m_name->setText(p.name);
    m_live->setCurrentIndex(p.live ? 1 : 0);
    m_colour->setText(p.colour);
    m_scheme->setCurrentText(p.scheme);
    m_host->setText(p.host);
    m_port->setValue(p.port);
    m_path->setText(p.path);
    m_connectTo->setText(p.connectTo);
    m_caFile->setText(p.caFile);
    m_appId->setText(p.appId);
    m_properties->setText(p.properties.join(QLatin1StringView(", ")));
    m_platform->setText(p.platform);
    m_currency->setText(p.currency);
    m_conversions->setText(p.conversions.join(QLatin1StringView(", ")));
    m_timeZone->setText(p.timeZone);
    m_orderKey->setCurrentIndex(int(p.orderKey));
    m_amountStyle->setCurrentIndex(int(p.amountStyle));
    m_pace->setValue(p.pace);
    m_connectTimeout->setValue(int(p.connectTimeout.count()));
    m_answerTimeout->setValue(int(p.answerTimeout.count()));
}

profile::Profile ProfileForm::profile() const
{
    profile::Profile p = m_shown;
    p.name = m_name->text().trimmed();
    p.live = m_live->currentIndex() == 1;
    p.colour = m_colour->text().trimmed();
    p.scheme = m_scheme->currentText();
    p.host = m_host->text().trimmed().toLower();
    p.port = m_port->value();
    p.path = m_path->text().trimmed();
    p.connectTo = m_connectTo->text().trimmed();
    p.caFile = m_caFile->text().trimmed();
    p.appId = m_appId->text().trimmed();
    p.properties = listOf(m_properties->text());
    p.platform = m_platform->text().trimmed();
    p.currency = m_currency->text().trimmed().toUpper();
    p.conversions = listOf(m_conversions->text());
    p.timeZone = m_timeZone->text().trimmed();
    p.orderKey = OrderKey(m_orderKey->currentIndex());
    p.amountStyle = pixel::AmountStyle(m_amountStyle->currentIndex());
    p.pace = m_pace->value();
    p.connectTimeout = std::chrono::milliseconds(m_connectTimeout->value());
    p.answerTimeout = std::chrono::milliseconds(m_answerTimeout->value());
    return p;
}

void ProfileForm::showProblems(const QList<profile::ProfileProblem>& problems)
{
    for (QLabel* label : std::as_const(m_problems))
        label->hide();
    for (const profile::ProfileProblem& problem : problems) {
        if (QLabel* label = m_problems.value(problem.key)) {
            label->setText(problem.sentence);
            label->show();
        }
    }
}

void ProfileForm::setWritable(bool writable)
{
    for (QWidget* editor : std::as_const(m_editors))
        editor->setEnabled(writable);
}

void ProfileForm::focusStart() { m_name->setFocus(); }

} // namespace rookery::ui

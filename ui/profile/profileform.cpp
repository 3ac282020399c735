// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profileform.h"

#include "pixel/currency.h"
#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/profile/settingssheet.h"

#include <QAbstractItemView>
#include <QAction>
#include <QColorDialog>
#include <QComboBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

#include <array>

namespace rookery::ui {

namespace {

constexpr int NameLetters = 30;
constexpr int IdLetters = 30;
constexpr int ListLetters = 36;
constexpr int AddressLetters = 24;
constexpr int ShortLetters = 12;
constexpr int CurrencyLetters = 8;
constexpr int HighestPort = 65'535;
constexpr int ShortestTimeoutMs = 100;
constexpr int LongestTimeoutMs = 600'000;
constexpr int TimeoutStepMs = 1000;
constexpr double FastestPace = 10'000;
constexpr int MostDays = 36'500;
constexpr double HighestFactor = 1'000'000;

using pixel::Field;
using pixel::OrderKey;
using profile::WebCodeKind;

constexpr QLatin1StringView TrialKey("webCodeTrial"); // not of the profile
constexpr std::array<Field, 3> Identities{Field::VisitorId, Field::SessionId, Field::UserId};

const QStringList& briefKeys()
{
    static const QStringList keys{QStringLiteral("name"), QStringLiteral("host"), QStringLiteral("appId"),
        QStringLiteral("properties"), QStringLiteral("currency")};
    return keys;
}

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

QString textOf(const QStringList& names) { return names.join(QLatin1StringView(", ")); }

// What nobody touched stays as it was, were it written in a way that these fields would not write it.
QString takeText(const QLineEdit* edit, const QString& shown)
{
    return edit->text() == shown ? shown : edit->text().trimmed();
}
QStringList takeList(const QLineEdit* edit, const QStringList& shown)
{
    return edit->text() == textOf(shown) ? shown : listOf(edit->text());
}
double takeDecimal(const QDoubleSpinBox* box, double shown)
{
    const QString shownText = QString::number(shown, 'f', box->decimals());
    return QString::number(box->value(), 'f', box->decimals()) == shownText ? shown : box->value();
}

QCompleter* completer(const QStringList& words, QObject* parent)
{
    auto* completer = new QCompleter(words, parent);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    return completer;
}

// `GBP  Pound Sterling`: found by either, and the code is what is taken.
QCompleter* currencyCompleter(QLineEdit* edit)
{
    QStringList words;
    const QStringList codes = pixel::currencyCodes();
    for (const QString& code : codes) {
        if (const auto currency = pixel::currencyOfCode(code))
            words << code + QLatin1StringView("  ") + currency->name;
    }
    auto* found = completer(words, edit);
    found->popup()->setMinimumWidth(edit->fontMetrics().averageCharWidth() * SettingsSheet::FieldLetters);
    // Queued: first the completer puts the whole line into the field.
    QObject::connect(
        found, QOverload<const QString&>::of(&QCompleter::activated), edit,
        [edit](const QString& line) { edit->setText(line.section(u' ', 0, 0)); }, Qt::QueuedConnection);
    return found;
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

ProfileForm::ProfileForm(QWidget* connectionTest, QWidget* parent) : QWidget(parent), m_sheet(new SettingsSheet)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_sheet);
    connect(m_sheet, &SettingsSheet::changed, this, &ProfileForm::changed);
    addProfile();
    addConnection(connectionTest);
    addFields();
    addDesk();
    addWebCode();
    addLimits();
    m_sheet->finish([this](const QString& key) { return isOfUse(key); });
}

void ProfileForm::addProfile()
{
    m_sheet->addSection(tr("Profile"));
    m_name = m_sheet->addText("name", tr("&Name"), NameLetters, tr("As it appears in the window, such as ACME UK"));
    m_live
        = m_sheet->addChoice("live", tr("&Kind"), {tr("Practice: nothing is counted"), tr("LIVE: orders are counted")},
            tr("A practice profile may name any host for previews, and sends to this computer only."));
    connect(m_live, &QComboBox::activated, this, &ProfileForm::followKind);
    m_colour = m_sheet->textEdit("colour", ShortLetters);
    m_swatch = m_colour->addAction(QIcon(), QLineEdit::LeadingPosition);
    m_swatch->setText(tr("Colour"));
    connect(m_colour, &QLineEdit::textChanged, this, &ProfileForm::showColour);
    auto* pick = new QPushButton(tr("Choose..."));
    pick->setAccessibleName(tr("Choose the colour"));
    connect(pick, &QPushButton::clicked, this, &ProfileForm::pickColour);
    m_sheet->addRow("colour", tr("Colour"), SettingsSheet::withButton(m_colour, pick),
        tr("Marks the window, so that profiles are told apart"));
}

void ProfileForm::addConnection(QWidget* test)
{
    m_sheet->addSection(tr("Connection"));
    m_host = m_sheet->addText("host", tr("&Host"), ListLetters,
        tr("The customer's own tracking host, without https:// and path, such as corvidae.example.com"));
    m_scheme = m_sheet->addChoice("scheme", tr("Scheme"), {QStringLiteral("https"), QStringLiteral("http")},
        tr("http is for this computer alone"));
    m_port = m_sheet->addNumber("port", tr("Port"), 0, HighestPort, {}, tr("The usual one is 443, for http 80"));
    m_port->setSpecialValueText(tr("the usual"));
    m_path = m_sheet->addText("path", tr("Path"), ShortLetters, tr("Usually /i"));
    m_connectTo = m_sheet->addText("connectTo", tr("Connect to IP"), AddressLetters,
        tr("Usually empty. Connects to this address instead of looking the host up, such as 192.0.2.10. The host's "
           "name is still sent, and the certificate still has to be the host's."),
        SettingsSheet::Hint::Beneath);
    m_caFile = m_sheet->addFile("caFile", tr("CA file"),
        tr("Usually empty. A PEM file with further certificates, where a company network brings its own."),
        tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    m_sheet->addRow("", {}, test, {});
}

void ProfileForm::addFields()
{
    m_sheet->addSection(tr("Fields"));
    m_appId = m_sheet->addText(
        "appId", tr("&App ID"), IdLetters, tr("The Corvidae application of the account, such as acme-uk"));
    m_properties = m_sheet->addText("properties", tr("&Property"), ListLetters,
        tr("As named in the account, such as acme-shop. Several: commas between them, the usual one first"));
    m_conversions = m_sheet->addText("conversions", tr("Con&version"), ListLetters,
        tr("As named in the account, such as Sale. Several: commas between them, the usual one first"));
    m_currency = m_sheet->addText(
        "currency", tr("&Currency"), CurrencyLetters, tr("The account's, three letters such as GBP"));
    m_currency->setCompleter(currencyCompleter(m_currency));
    m_timeZone = m_sheet->addText(
        "timeZone", tr("Time &zone"), IdLetters, tr("Where orders are taken, such as Europe/London"));
    m_timeZone->setCompleter(completer(zoneNames(), m_timeZone));
    m_platform
        = m_sheet->addText("platform", tr("Platform"), ShortLetters, tr("server, unless the vendor says otherwise"));
    m_orderKey = m_sheet->addChoice("orderKey", tr("&Order ID's key"),
        {tr("transactionId, as in the vendor's table"), tr("orderId, as in the vendor's sample"), tr("both")},
        tr("The vendor's page contradicts itself: its table of fields says transactionId, its sample request says "
           "orderId. The table is the definition. If orders do not appear in reports, ask which key your account "
           "reads, or send both."),
        SettingsSheet::Hint::Beneath);
    m_timestampFrom = m_sheet->addChoice("timestampFrom", tr("Time sent"),
        {tr("moment of sending"), tr("the order's own time, when given")},
        tr("The vendor's page asks for the moment when the request is made, and for the request right when the sale "
           "happens. Where orders are typed in later, their own time may be nearer to that: it is what somebody "
           "enters under More details. How old it may be is not documented; it is kept in the history either way."),
        SettingsSheet::Hint::Beneath);
}

void ProfileForm::addDesk()
{
    m_sheet->addSection(tr("Desk"));
    m_amountStyle
        = m_sheet->addChoice("amountStyle", tr("Amounts"), {QStringLiteral("1,000.99"), QStringLiteral("1.000,99")},
            tr("How people here write amounts; what is sent is always 1000.99"));
}

void ProfileForm::addWebCode()
{
    m_sheet->addSection(tr("Web code"));
    m_webCode = m_sheet->addChoice("webCode", tr("The code is"),
        {tr("not used"), tr("an ID as it is"), tr("several IDs in one"), tr("looked up in a list")},
        tr("What a caller reads out from the web page, so that the order finds its web visit"));
    connect(m_webCode, &QComboBox::currentIndexChanged, m_sheet, &SettingsSheet::arrange);
    QStringList identities;
    for (const Field field : Identities)
        identities << pixel::label(field);
    m_webCodeField
        = m_sheet->addChoice("webCodeField", tr("It is the"), identities, tr("The field that the code goes into"));
    m_webCodePattern = m_sheet->addText("webCodePattern", tr("Pattern"), SettingsSheet::FieldLetters,
        tr("A regular expression that matches the whole code, with the groups visitor, session and user:\n"
           "(?<visitor>[0-9a-f-]{36})/(?<session>[0-9a-f-]{36})"),
        SettingsSheet::Hint::Beneath);
    m_webCodePattern->setFont(monospaceFont());
    m_webCodeFile = m_sheet->addFile("webCodeFile", tr("List"),
        tr("A CSV file whose first row names code, and visitor, session or user. It is read again when it changed."),
        tr("Lists (*.csv *.tsv *.txt);;All files (*)"));

    auto* trial = new QWidget;
    m_code = new QLineEdit(trial);
    m_code->setFixedWidth(m_code->fontMetrics().horizontalAdvance(u'0') * IdLetters + SettingsSheet::EditPadding);
    m_identity = new Remark;
    m_identity->setObjectName(QStringLiteral("webCodeIdentity"));
    auto* layout = new QVBoxLayout(trial);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_code);
    layout->addWidget(m_identity);
    m_identity->hide();
    for (const QLineEdit* edit : {m_code, m_webCodePattern, m_webCodeFile})
        connect(edit, &QLineEdit::textChanged, this, &ProfileForm::tryCode);
    for (const QComboBox* box : {m_webCode, m_webCodeField})
        connect(box, &QComboBox::currentIndexChanged, this, &ProfileForm::tryCode);
    m_sheet->addRow(TrialKey.data(), tr("Try a code"), trial, tr("Nothing is sent or kept"));
}

void ProfileForm::addLimits()
{
    m_sheet->addSection(tr("Limits"));
    m_unusualFactor = m_sheet->addDecimal("unusualFactor", tr("Unusual amounts"), HighestFactor, tr(" times the usual"),
        tr("An order of more than that gets a hint before it is sent"));
    m_unusualFactor->setSpecialValueText(tr("never ask"));
    m_oldestOrderDays = m_sheet->addNumber("oldestOrderDays", tr("Oldest orders"), 0, MostDays, tr(" days"),
        tr("Rows of a file that are older are held back; past orders are the vendor's job"));
    m_oldestOrderDays->setSpecialValueText(tr("no limit"));
    m_pace = m_sheet->addDecimal("pace", tr("Pace"), FastestPace, tr(" a second"), tr("Requests a second at the most"));
    m_pace->setSpecialValueText(tr("as fast as it goes"));
    m_connectTimeout = m_sheet->addNumber("connectTimeoutMs", tr("Connect within"), ShortestTimeoutMs, LongestTimeoutMs,
        tr(" ms"), tr("Until the request has left"));
    m_answerTimeout = m_sheet->addNumber("answerTimeoutMs", tr("Answer within"), ShortestTimeoutMs, LongestTimeoutMs,
        tr(" ms"), tr("From there to the end of the answer"));
    for (QSpinBox* box : {m_connectTimeout, m_answerTimeout}) {
        box->setSingleStep(TimeoutStepMs);
        box->setGroupSeparatorShown(true);
    }
}

bool ProfileForm::isOfUse(const QString& key) const
{
    const auto kind = WebCodeKind(m_webCode->currentIndex());
    if (key == QLatin1StringView("webCodeField"))
        return kind == WebCodeKind::AsIs;
    if (key == QLatin1StringView("webCodePattern"))
        return kind == WebCodeKind::Pattern;
    if (key == QLatin1StringView("webCodeFile"))
        return kind == WebCodeKind::LookupFile;
    return key != TrialKey || kind != WebCodeKind::None;
}

void ProfileForm::followKind()
{
    const bool live = m_live->currentIndex() == 1;
    if (m_colour->text() == profile::usualColour(!live))
        m_colour->setText(profile::usualColour(live));
}

void ProfileForm::showColour() { m_swatch->setIcon(swatch(m_colour->text().trimmed())); }

void ProfileForm::pickColour()
{
    const QColor colour = QColorDialog::getColor(QColor(m_colour->text().trimmed()), this, tr("Colour of the profile"));
    if (colour.isValid())
        m_colour->setText(colour.name());
}

profile::WebCode ProfileForm::webCode() const
{
    profile::WebCode code = m_shown.webCode;
    code.kind = WebCodeKind(m_webCode->currentIndex());
    code.field = Identities.at(std::size_t(qMax(0, m_webCodeField->currentIndex())));
    code.pattern = takeText(m_webCodePattern, m_shown.webCode.pattern);
    code.file = takeText(m_webCodeFile, m_shown.webCode.file);
    return code;
}

void ProfileForm::tryCode()
{
    m_identity->hide();
    if (!m_code->text().trimmed().isEmpty() && m_webCode->currentIndex() > 0)
        Q_EMIT codeTried(webCode(), m_code->text());
}

void ProfileForm::showIdentity(const Result<pixel::Event>& identity)
{
    if (m_code->text().trimmed().isEmpty())
        return;
    m_identity->setVisible(true);
    if (!identity)
        return m_identity->showProblem(false, identity.error().sentence);
    QStringList parts;
    for (const Field field : Identities) {
        if (identity->has(field))
            //: the name of a field and its value
            parts << tr("%1 %2").arg(pixel::label(field), identity->value(field));
    }
    m_identity->show(QStringLiteral("delivered"), colours().delivered, parts.join(QLatin1StringView(", ")));
}

void ProfileForm::setProfile(const profile::Profile& p)
{
    const QSignalBlocker blocker(this);
    m_shown = p;
    m_sheet->forgetLeft();
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
    m_properties->setText(textOf(p.properties));
    m_platform->setText(p.platform);
    m_currency->setText(p.currency);
    m_conversions->setText(textOf(p.conversions));
    m_timeZone->setText(p.timeZone);
    m_orderKey->setCurrentIndex(int(p.orderKey));
    m_timestampFrom->setCurrentIndex(int(p.timestampFrom));
    m_amountStyle->setCurrentIndex(int(p.amountStyle));
    m_webCode->setCurrentIndex(int(p.webCode.kind));
    const auto* const field = std::find(Identities.begin(), Identities.end(), p.webCode.field);
    m_webCodeField->setCurrentIndex(int(field == Identities.end() ? 0 : field - Identities.begin()));
    m_webCodePattern->setText(p.webCode.pattern);
    m_webCodeFile->setText(p.webCode.file);
    m_code->clear();
    m_unusualFactor->setValue(p.unusualFactor);
    m_oldestOrderDays->setValue(p.oldestOrderDays);
    m_pace->setValue(p.pace);
    m_connectTimeout->setValue(int(p.connectTimeout.count()));
    m_answerTimeout->setValue(int(p.answerTimeout.count()));
    const auto edits = findChildren<QLineEdit*>();
    for (QLineEdit* edit : edits)
        edit->setCursorPosition(0);
    m_sheet->arrange();
}

profile::Profile ProfileForm::profile() const
{
    profile::Profile p = m_shown;
    p.name = takeText(m_name, m_shown.name);
    p.live = m_live->currentIndex() == 1;
    p.colour = takeText(m_colour, m_shown.colour);
    p.scheme = m_scheme->currentText();
    p.host = takeText(m_host, m_shown.host).toLower();
    p.port = m_port->value();
    p.path = takeText(m_path, m_shown.path);
    p.connectTo = takeText(m_connectTo, m_shown.connectTo);
    p.caFile = takeText(m_caFile, m_shown.caFile);
    p.appId = takeText(m_appId, m_shown.appId);
    p.properties = takeList(m_properties, m_shown.properties);
    p.platform = takeText(m_platform, m_shown.platform);
    p.currency = takeText(m_currency, m_shown.currency).toUpper();
    p.conversions = takeList(m_conversions, m_shown.conversions);
    p.timeZone = takeText(m_timeZone, m_shown.timeZone);
    p.orderKey = OrderKey(m_orderKey->currentIndex());
    p.timestampFrom = profile::TimestampFrom(m_timestampFrom->currentIndex());
    p.amountStyle = pixel::AmountStyle(m_amountStyle->currentIndex());
    p.webCode = webCode();
    p.unusualFactor = takeDecimal(m_unusualFactor, m_shown.unusualFactor);
    p.oldestOrderDays = m_oldestOrderDays->value();
    p.pace = takeDecimal(m_pace, m_shown.pace);
    p.connectTimeout = std::chrono::milliseconds(m_connectTimeout->value());
    p.answerTimeout = std::chrono::milliseconds(m_answerTimeout->value());
    return p;
}

void ProfileForm::setBrief(bool brief) { m_sheet->showOnly(brief ? briefKeys() : QStringList()); }

int ProfileForm::search(const QString& words) { return m_sheet->search(words); }

void ProfileForm::showProblems(const QList<profile::ProfileProblem>& problems, bool all)
{
    m_sheet->showProblems(problems, all);
}

void ProfileForm::focusProblem(const QList<profile::ProfileProblem>& problems) { m_sheet->focusProblem(problems); }

// A code can be tried whoever set what it means.
void ProfileForm::setLocked(bool locked) { m_sheet->setLocked(locked, TrialKey); }

void ProfileForm::focusStart() { m_name->setFocus(); }

} // namespace rookery::ui

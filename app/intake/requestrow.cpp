// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/requestrow.h"

#include "intake/mapping.h"

#include <QCoreApplication>

#include <algorithm>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::RequestRow)
};

using pixel::Field;
using pixel::Severity;

// A server refuses longer ones; nor is one worth a million findings.
constexpr qsizetype MaxUrl = 64LL * 1024;
constexpr int HostColumn = pixel::FieldCount;

bool hasKey(const pixel::DecodedUrl& decoded, QLatin1StringView key)
{
    return std::any_of(decoded.parameters.begin(), decoded.parameters.end(),
        [key](const pixel::Parameter& p) { return p.key == key; });
}

RequestRow::Is kindOf(const pixel::DecodedUrl& decoded)
{
    const bool isOurs = hasKey(decoded, QLatin1StringView("trackerVersion"))
        || hasKey(decoded, QLatin1StringView("eventID")) || decoded.path == "/i" || decoded.path.endsWith("/i");
    const QString& event = decoded.event.value(Field::Event);
    if (isOurs && !event.isEmpty() && event != QLatin1StringView("tr"))
        return RequestRow::Is::OtherEvent;
    const bool hasValues = decoded.event.has(Field::OrderId) || decoded.event.has(Field::Revenue);
    return isOurs && (hasValues || !event.isEmpty()) ? RequestRow::Is::Order : RequestRow::Is::Nothing;
}

} // namespace

RequestRow::RequestRow(const QStringList& more)
{
    for (const pixel::FieldSpec& s : pixel::fieldTable())
        m_header << QLatin1StringView(s.key);
    m_header << QStringLiteral("host") << more;
    m_moreAt = HostColumn + 1;
    m_texts.resize(std::size_t(m_header.size()));
}

RequestRow::Is RequestRow::read(const QByteArray& url, qint64 number)
{
    m_number = number;
    m_isDamaged = false;
    m_flaws.clear();
    std::fill(m_texts.begin(), m_texts.end(), QByteArray());
    if (url.size() > MaxUrl)
        return Is::Nothing;
    pixel::DecodedUrl decoded = pixel::decode(url);
    m_isDamaged = !decoded.repaired.isEmpty();
    const pixel::Findings damage = m_isDamaged ? decoded.findings : pixel::Findings();
    if (m_isDamaged)
        decoded = pixel::decode(decoded.repaired);
    const Is is = kindOf(decoded);
    if (is != Is::Order)
        return is;
    for (const pixel::FieldSpec& s : pixel::fieldTable())
        m_texts[std::size_t(s.field)] = decoded.event.value(s.field).toUtf8();
    m_texts[HostColumn] = decoded.host;
    QStringList said;
    for (const pixel::Finding& f : damage) {
        if (f.code.startsWith(QLatin1StringView("damaged.")) && !said.contains(f.code)) {
            takeFinding(f, decoded);
            said << f.code;
        }
    }
    takeFindings(decoded);
    addMissing(decoded);
    return is;
}

void RequestRow::readNothing(qint64 number, const char* code, const QString& sentence, const QString& found)
{
    m_number = number;
    m_isDamaged = false;
    m_flaws.clear();
    std::fill(m_texts.begin(), m_texts.end(), QByteArray());
    addFlaw(-1, Severity::Error, code, sentence);
    m_flaws.back().found = found;
}

void RequestRow::setMore(int index, const QByteArray& value)
{
    m_texts[std::size_t(m_moreAt) + std::size_t(index)] = value;
}

void RequestRow::addFlaw(int column, Severity severity, const char* code, const QString& sentence)
{
    RowFinding flaw;
    flaw.row = m_number;
    flaw.column = column;
    flaw.columnName = m_header.value(column);
    flaw.what.severity = severity;
    flaw.what.code = QLatin1StringView(code);
    flaw.what.sentence = sentence;
    if (column >= 0)
        flaw.found = QString::fromUtf8(m_texts[std::size_t(column)]);
    m_flaws.push_back(flaw);
}

void RequestRow::takeFindings(const pixel::DecodedUrl& decoded)
{
    for (const pixel::Finding& f : decoded.findings) {
        const bool isOfAddress = f.code.startsWith(QLatin1StringView("url."));
        // Nobody else looks at a time that no field takes, and one in seconds is worth knowing either way.
        const bool isOfTime = f.field == Field::Timestamp && f.code != QLatin1StringView("timestamp.missing");
        if (isOfAddress || isOfTime)
            takeFinding(f, decoded);
    }
}

void RequestRow::takeFinding(const pixel::Finding& found, const pixel::DecodedUrl& decoded)
{
    RowFinding flaw;
    flaw.row = m_number;
    flaw.column = found.field ? int(*found.field) : -1;
    flaw.columnName = m_header.value(flaw.column);
    flaw.what = found;
    flaw.what.position = -1; // of the address, which is not there any more
    if (flaw.column >= 0)
        flaw.found = QString::fromUtf8(m_texts[std::size_t(flaw.column)]);
    const auto isCode = [&found](const char* code) { return found.code == QLatin1StringView(code); };
    // The order is read whichever of its two names is used, and from whatever address.
    if (isCode("url.order-id-key") || isCode("url.not-https") || isCode("url.empty-value"))
        flaw.what.severity = Severity::Note;
    else if (isCode("url.no-host") || isCode("url.bad-port") || found.field == Field::Timestamp)
        flaw.what.severity = std::max(Severity::Note, std::min(found.severity, Severity::Warning));
    else if (found.code.startsWith(QLatin1StringView("damaged.")))
        flaw.what.severity = Severity::Warning; // it has been repaired
    // Two values for one field: nobody knows which is meant.
    if (isCode("url.repeated-key") && found.field && isMappable(*found.field)) {
        const QString& first = decoded.event.value(*found.field);
        const bool differ = std::any_of(decoded.parameters.begin(), decoded.parameters.end(),
            [&](const pixel::Parameter& p) { return p.field == found.field && p.value != first; });
        if (differ)
            flaw.what.severity = Severity::Error;
    }
    m_flaws.push_back(flaw);
}

// One sentence for all: who sees one, sees all.
void RequestRow::addMissing(const pixel::DecodedUrl& decoded)
{
    QStringList missing;
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        // Without those two the row is no order, which the check says.
        const bool isChecked = s.field == Field::OrderId || s.field == Field::Revenue;
        if (s.presence == pixel::Presence::Required && !isChecked && !decoded.event.has(s.field))
            missing << QLatin1StringView(s.key);
    }
    if (!missing.isEmpty())
        addFlaw(-1, Severity::Warning, "url.incomplete",
            Words::tr("Check: the request is not complete, %1 missing. The profile fills in what is its own.")
                .arg(missing.join(QLatin1StringView(", "))));
}

void RequestRow::addAnswer(int status)
{
    const int column = int(m_header.indexOf(QStringLiteral("status")));
    if (status >= 200 && status < 300 && !m_isDamaged)
        addFlaw(column, Severity::Warning, AlreadySentCode.data(),
            Words::tr("Check: this request was answered with %1, so the order is most likely counted already. A second "
                      "event with its order ID is left out of reports.")
                .arg(status));
    else if (status >= 300)
        addFlaw(column, Severity::Note, "request.was-refused",
            Words::tr("This request was answered with %1, so the order is most likely not counted.").arg(status));
}

void RequestRow::addRepeat()
{
    const QByteArray& event = m_texts[std::size_t(Field::EventId)];
    if (event.isEmpty())
        return;
    const QByteArray pair = event + '\n' + m_texts[std::size_t(Field::OrderId)];
    const auto add = [this](SeenOrders& seen, const QByteArray& text) {
        return seen.add({text.constData(), std::size_t(text.size())}, m_number);
    };
    const qint64 sameEvent = add(m_events, event);
    const qint64 samePair = add(m_pairs, pair);
    const int column = int(Field::EventId);
    if (samePair > 0)
        addFlaw(column, Severity::Note, "eventID.retried",
            Words::tr("This is the request of row %1 once more: one event that was sent again, not a second order.")
                .arg(samePair));
    else if (sameEvent > 0)
        addFlaw(column, Severity::Warning, "eventID.reused",
            Words::tr("Check: row %1 has the same eventID for another order; the collector has ignored one of them.")
                .arg(sameEvent));
}

bool RequestRow::hasEventId() const { return !m_texts[std::size_t(Field::EventId)].isEmpty(); }

Row RequestRow::row()
{
    m_cells.clear();
    for (const QByteArray& text : m_texts)
        m_cells.emplace_back(text.constData(), std::size_t(text.size()));
    return {m_number, m_cells, {}, m_flaws, false};
}

} // namespace rookery::intake

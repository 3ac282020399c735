// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/exportcolumn.h"

#include "ledger/exportfile.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace rookery::ledger {

namespace {

constexpr std::array<const char*, ExportColumnCount - pixel::FieldCount> Keys{"state", "attempts", "profile",
    "confirmed", "agent", "live", "status", "ms", "url", "message", "note", "correction", "declined", "order_time"};
static_assert(Keys.back() != nullptr); // one for each

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

void appendUtf8(std::string& to, QStringView text)
{
    if (!isAscii(text)) {
        to += text.toUtf8().toStdString();
        return;
    }
    const std::size_t from = to.size();
    to.resize(from + std::size_t(text.size()));
    std::transform(
        text.begin(), text.end(), to.begin() + std::ptrdiff_t(from), [](QChar c) { return char(c.unicode()); });
}

// What is no UTF-8 becomes so: it may be any bytes that once went.
void appendUrl(std::string& to, const QByteArray& url)
{
    if (std::all_of(url.begin(), url.end(), [](char c) { return c >= 0; }))
        to.append(url.constData(), std::size_t(url.size()));
    else
        appendUtf8(to, QString::fromUtf8(url));
}

void appendNumber(std::string& to, qint64 number)
{
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    to.append(digits.data(), end);
}

void appendPadded(std::string& to, int width, unsigned number)
{
    const std::size_t from = to.size();
    to.append(std::size_t(width), '0');
    for (std::size_t at = to.size(); number > 0 && at > from; number /= 10)
        to[--at] = char('0' + number % 10);
}

} // namespace

QLatin1StringView keyOf(ExportColumn column)
{
    return isField(column) ? QLatin1StringView(pixel::spec(fieldOf(column)).key)
                           : QLatin1StringView(Keys[std::size_t(int(column) - pixel::FieldCount)]);
}

std::vector<ExportColumn> columnsOf(const QStringList& keys)
{
    std::vector<ExportColumn> all;
    all.reserve(ExportColumnCount);
    for (int i = 0; i < ExportColumnCount; ++i)
        all.push_back(ExportColumn(i));
    if (keys.isEmpty())
        return all;
    std::vector<ExportColumn> wanted;
    for (const QString& key : keys) {
        for (const ExportColumn column : all) {
            if (key == keyOf(column))
                wanted.push_back(column);
        }
    }
    return wanted;
}

bool isPersonal(ExportColumn column)
{
    return isField(column) && pixel::spec(fieldOf(column)).privacy == pixel::Privacy::Personal;
}

void appendIsoText(std::string& to, UtcMs time)
{
    using namespace std::chrono;
    constexpr sys_days First{year(1) / 1 / 1};
    constexpr sys_days Behind{year(10'000) / 1 / 1};
    const sys_time<milliseconds> instant{milliseconds(time.value())};
    if (instant < First || instant >= Behind) { // four digits no more
        appendUtf8(to, time.isoText());
        return;
    }
    const auto day = floor<days>(instant);
    const year_month_day date(day);
    const hh_mm_ss clock(instant - day);
    appendPadded(to, 4, unsigned(int(date.year())));
    to += '-';
    appendPadded(to, 2, unsigned(date.month()));
    to += '-';
    appendPadded(to, 2, unsigned(date.day()));
    to += 'T';
    appendPadded(to, 2, unsigned(clock.hours().count()));
    to += ':';
    appendPadded(to, 2, unsigned(clock.minutes().count()));
    to += ':';
    appendPadded(to, 2, unsigned(clock.seconds().count()));
    to += '.';
    appendPadded(to, 3, unsigned(clock.subseconds().count()));
    to += 'Z';
}

void appendValue(std::string& to, const EventRecord& event, ExportColumn column, bool hidePersonal)
{
    switch (column) {
    case ExportColumn::State:
        appendUtf8(to, stateText(event.state));
        return;
    case ExportColumn::Attempts:
        appendNumber(to, event.attempts);
        return;
    case ExportColumn::Profile:
        appendUtf8(to, event.profile);
        return;
    case ExportColumn::Confirmed:
        appendIsoText(to, event.confirmed);
        return;
    case ExportColumn::Agent:
        appendUtf8(to, event.agent);
        return;
    case ExportColumn::Live:
        to += event.live ? "live" : "practice";
        return;
    case ExportColumn::Status:
        if (event.lastStatus)
            appendNumber(to, *event.lastStatus);
        return;
    case ExportColumn::Ms:
        if (event.lastTookMs)
            appendNumber(to, *event.lastTookMs);
        return;
    case ExportColumn::Url:
        appendUrl(to, hidePersonal ? maskedUrl(event.lastUrl) : event.lastUrl);
        return;
    case ExportColumn::Message:
        appendUtf8(to, event.message);
        return;
    case ExportColumn::Note:
        appendUtf8(to, event.note);
        return;
    case ExportColumn::Correction:
        appendUtf8(to, correctionText(event.correction));
        return;
    case ExportColumn::Declined:
        to += event.declined ? "yes" : "no";
        return;
    case ExportColumn::OrderTime:
        if (event.orderTime)
            appendIsoText(to, *event.orderTime);
        return;
    }
    const QString& value = event.fields.value(fieldOf(column));
    if (hidePersonal && isPersonal(column) && !value.isEmpty())
        to += HiddenText.data();
    else
        appendUtf8(to, value);
}

} // namespace rookery::ledger

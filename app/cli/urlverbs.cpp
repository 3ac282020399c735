// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

#include "pixel/decode.h"

#include <QJsonArray>

#include <iostream>

namespace rookery::cli {

namespace {

int runPreview(const Desk& desk, const OrderOptions& options)
{
    auto order = options.read();
    if (!order)
        return report(order.error());
    const auto profiles = desk.profiles();
    if (!profiles)
        return report(profiles.error());
    const auto profile = profiles->find(order->profile);
    if (!profile)
        return report(profile.error());
    // A URL that could be sent as it is: what sending would make is made here as well.
    const UtcMs now = engine::SystemClock().utc();
    if (!order->at)
        order->at = now;
    if (order->eventId.isEmpty())
        order->eventId = engine::UuidV7().make(now);
    const engine::Preview preview = engine::preview(*order, *profile, now);
    say(preview.findings);
    if (!preview.canBeSent())
        return BadUsage;
    printLine(preview.url());
    return AllDone;
}

QJsonObject decodedJson(const pixel::DecodedUrl& decoded)
{
    QJsonObject raw;
    for (const pixel::Parameter& parameter : decoded.parameters) {
        const QString key = QString::fromUtf8(parameter.rawKey);
        if (!raw.contains(key)) // of a repeated key the first; the rest are in the findings
            raw.insert(key, QString::fromUtf8(parameter.rawValue));
    }
    QJsonArray findings;
    for (const pixel::Finding& finding : decoded.findings)
        findings << pixel::toJson(finding);
    QJsonObject json{
        {QStringLiteral("valid"), decoded.isValid()},
        {QStringLiteral("orderKey"), decoded.orderKey ? pixel::orderKeyText(*decoded.orderKey) : QJsonValue()},
        {QStringLiteral("fields"), decoded.event.toJson()},
        {QStringLiteral("raw"), raw},
        {QStringLiteral("findings"), findings},
        {QStringLiteral("url"), QString::fromUtf8(decoded.url)},
    };
    if (!decoded.repaired.isEmpty())
        json.insert(QStringLiteral("repaired"), QString::fromUtf8(decoded.repaired));
    return json;
}

bool decodeLine(const QByteArray& line)
{
    pixel::CheckContext context;
    context.now = engine::SystemClock().utc();
    const pixel::DecodedUrl decoded = pixel::decode(line, context);
    printJson(decodedJson(decoded));
    return decoded.isValid();
}

int runDecode(const std::vector<std::string>& urls)
{
    bool allValid = true;
    for (const std::string& url : urls) {
        if (url != "-") {
            allValid = decodeLine(QByteArray::fromStdString(url)) && allValid;
            continue;
        }
        for (std::string line; std::getline(std::cin, line);) {
            const QByteArray bytes = QByteArray::fromStdString(line).trimmed();
            if (!bytes.isEmpty())
                allValid = decodeLine(bytes) && allValid;
        }
    }
    return allValid ? AllDone : BadUsage;
}

} // namespace

void addUrlVerbs(CLI::App& app, Desk& desk)
{
    CLI::App* preview = app.add_subcommand("preview", "Print the URL of an order; nothing is recorded or sent");
    const auto order = std::make_shared<OrderOptions>();
    order->addTo(*preview);
    preview->callback([&desk, order] { desk.run = [&desk, order] { return runPreview(desk, *order); }; });

    CLI::App* decode = app.add_subcommand("decode", "Take URLs apart: a JSON line each");
    const auto urls = std::make_shared<std::vector<std::string>>();
    decode->add_option("url", *urls, "URL, or - for one a line on stdin")->required();
    decode->callback([&desk, urls] { desk.run = [urls] { return runDecode(*urls); }; });
}

} // namespace rookery::cli

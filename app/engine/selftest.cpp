// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/selftest.h"

#include "engine/clock.h"
#include "engine/eventids.h"
#include "ledger/ledger.h"
#include "pixel/currency.h"

#include <QCoreApplication>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTimeZone>

namespace rookery::engine {

namespace {

SelfCheck ledgerCheck()
{
    SelfCheck check{QStringLiteral("ledger"), false, {}};
    const auto failed = [&check](const Error& error) {
        check.detail = error.sentence + u' ' + error.detail;
        return check;
    };
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("ledger.sqlite"));
    const UtcMs now = SystemClock().utc();
    const QString orderId = QStringLiteral("self-test");

    auto ledger = ledger::Ledger::open(file);
    if (!ledger)
        return failed(ledger.error());
    ledger::NewEvent event{
        .fields = {}, .profile = orderId, .place = {orderId, orderId, false, {}}, .agent = orderId, .decisions = {}};
    event.fields.set(pixel::Field::OrderId, orderId);
    event.fields.set(pixel::Field::EventId, UuidV7().make(now));
    if (const auto confirmed = (*ledger)->confirm(event, now); !confirmed)
        return failed(confirmed.error());

    // By its words: an SQLite without full text search finds nothing.
    const auto reader = ledger::Reader::open(file);
    if (!reader)
        return failed(reader.error());
    ledger::HistoryQuery query;
    query.search = orderId;
    const auto found = (*reader)->page(query, std::nullopt, 2);
    if (!found)
        return failed(found.error());
    check.passed = found->size() == 1;
    check.detail = check.passed ? QStringLiteral("written, found and read again")
                                : QStringLiteral("what was written is not found");
    return check;
}

SelfCheck tlsCheck()
{
    const QString backend = QSslSocket::activeBackend();
    return {QStringLiteral("tls"), QSslSocket::supportsSsl(),
        backend.isEmpty() ? QStringLiteral("no backend")
                          : backend + QStringLiteral(", ") + QSslSocket::sslLibraryVersionString()};
}

SelfCheck timeZoneCheck()
{
    const auto count = QTimeZone::availableTimeZoneIds().size();
    return {QStringLiteral("time zones"), QTimeZone("Europe/London").isValid(), QString::number(count)};
}

SelfCheck currencyCheck()
{
    return {QStringLiteral("currencies"), pixel::currencyOfCode(u"GBP").has_value(),
        QString::number(pixel::currencyCodes().size())};
}

SelfCheck translationCheck()
{
    const QString two = QCoreApplication::translate(
        "rookery::cli::Desk", "This computer's clock is %Ln minute(s) ahead of the server's.", nullptr, 2);
    return {QStringLiteral("translations"), !two.contains(u'('), QStringLiteral("English plurals")};
}

} // namespace

QList<SelfCheck> selfTest()
{
    const SelfCheck qt{QStringLiteral("qt"), true, QLatin1StringView(qVersion())};
    return {qt, ledgerCheck(), tlsCheck(), timeZoneCheck(), currencyCheck(), translationCheck()};
}

} // namespace rookery::engine

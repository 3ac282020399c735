// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/purge.h"

#include "ledger/ledger.h"

#include <thread>

namespace rookery::ledger {

namespace {

using namespace std::chrono_literals;

// Some milliseconds of work. Whoever waits for the lock meanwhile asks for it at least every 20 ms.
constexpr int PortionSize = 200;
constexpr auto OthersTurn = 25ms;

void letOthersWork() { std::this_thread::sleep_for(OthersTurn); }

// A program that sends without a pause may keep the lock from us for longer than a person would wait for it.
template <typename F>
auto patiently(const F& step) -> decltype(step())
{
    constexpr int Tries = 20; // of ten seconds each
    for (int i = 1; i < Tries; ++i) {
        auto result = step();
        if (result || result.error().code != Error::Code::Busy)
            return result;
    }
    return step();
}

Result<Purged> purgeRows(Ledger& ledger, const PurgeQuery& query, const std::function<bool(qint64 events)>& goOn)
{
    Purged all;
    PurgedPortion portion;
    do {
        const auto one = patiently([&] { return ledger.purgeSome(query, portion.last, PortionSize); });
        if (!one)
            return tl::unexpected(one.error());
        portion = *one;
        all.events += portion.events;
        all.attempts += portion.attempts;
        if (!goOn(all.events))
            break;
        letOthersWork();
    } while (!portion.exhausted);
    const auto batches = patiently([&] { return ledger.purgeBatches(query); });
    if (!batches)
        return tl::unexpected(batches.error());
    all.batches = *batches;
    return all;
}

} // namespace

Result<Purged> purge(Ledger& ledger, const PurgeQuery& query, const std::function<bool(qint64 events)>& goOn)
{
    if (!query.archive.isEmpty()) {
        if (Done ok = ledger.attachArchive(query.archive); !ok)
            return tl::unexpected(ok.error());
    }
    auto all = purgeRows(ledger, query, goOn);
    if (!query.archive.isEmpty())
        ledger.detachArchive();
    if (!all)
        return all;
    for (bool more = true, begin = true; more; begin = false) {
        const auto merged = patiently([&] { return ledger.mergeText(begin); });
        if (!merged)
            return tl::unexpected(merged.error());
        more = *merged;
        letOthersWork();
    }
    const auto erasure = patiently([&] { return ledger.eraseRemains(); });
    if (!erasure)
        return tl::unexpected(erasure.error());
    all->erasure = *erasure;
    return all;
}

} // namespace rookery::ledger

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/matching.h"

#include "ledger/reader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThread>

namespace rookery::ui {

namespace {

Result<Choice> readMatching(const QString& ledgerFile, const ledger::HistoryQuery& query)
{
    const auto reader = ledger::Reader::open(ledgerFile);
    if (!reader)
        return tl::unexpected(reader.error());
    Choice found;
    const Done read = (*reader)->forEach(query, MostMatching + 1, [&found](const ledger::EventRecord& event) {
        found << event;
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    if (found.size() > MostMatching)
        return failure(Error::Code::BadInput,
            QCoreApplication::translate(
                "rookery::ui::Matching", "More than %1 orders match; narrow the search first. Nothing was chosen.")
                .arg(MostMatching));
    return found;
}

} // namespace

void collectMatching(QObject* context, const QString& ledgerFile, const ledger::HistoryQuery& query,
    std::function<void(const Result<Choice>&)> then)
{
    auto result = std::make_shared<Result<Choice>>();
    QThread* thread = QThread::create([=] { *result = readMatching(ledgerFile, query); });
    QObject::connect(thread, &QThread::finished, context, [result, then = std::move(then)] { then(*result); });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batchimport.h"

namespace rookery::engine {

namespace {

template <typename Answer, typename Work>
Answer answerOf(const AskEngine& ask, Work work)
{
    std::optional<Answer> answer;
    ask([&](Engine& engine) { answer = work(engine); });
    return *std::move(answer);
}

RowImport::Accept acceptBy(const AskEngine& ask)
{
    if (!ask)
        return {};
    return [ask](const QList<Order>& orders) {
        return answerOf<Result<QList<Accepted>>>(ask, [&](Engine& engine) { return engine.confirmAll(orders); });
    };
}

} // namespace

Result<std::unique_ptr<BatchImport>> BatchImport::open(std::unique_ptr<intake::RowReader> rows, ImportPlan plan,
    const ledger::Reader* known, AskEngine ask, const QString& name, const QByteArray& choices)
{
    if (plan.batch == 0) {
        const auto opened = answerOf<Result<qint64>>(
            ask, [&](Engine& engine) { return engine.openBatch(name, plan.profile.name, choices); });
        if (!opened)
            return tl::unexpected(opened.error());
        plan.batch = *opened;
    }
    return std::unique_ptr<BatchImport>(new BatchImport(std::move(rows), std::move(plan), known, std::move(ask)));
}

std::unique_ptr<BatchImport> BatchImport::look(
    std::unique_ptr<intake::RowReader> rows, ImportPlan plan, const ledger::Reader* known)
{
    return std::unique_ptr<BatchImport>(new BatchImport(std::move(rows), std::move(plan), known, {}));
}

BatchImport::BatchImport(
    std::unique_ptr<intake::RowReader> rows, ImportPlan plan, const ledger::Reader* known, AskEngine ask)
    : m_ask(std::move(ask))
    , m_batch(plan.batch)
    , m_rows(std::move(rows), std::move(plan), known, acceptBy(m_ask))
{
}

Done BatchImport::close(qint64 before)
{
    if (!m_ask)
        return {};
    const ImportCounts& counts = m_rows.counts();
    return answerOf<Done>(m_ask, [&](Engine& engine) {
        return engine.closeBatch(m_batch, before + counts.rows, counts.fix, counts.duplicates());
    });
}

} // namespace rookery::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/ownfile.h"

#include <QCoreApplication>

#include <algorithm>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::OwnFile)
};

bool hasInARow(const QStringList& header, const QStringList& names)
{
    return std::search(header.begin(), header.end(), names.begin(), names.end()) != header.end();
}

// Of an export the columns can be chosen, and JSON has what there is; these say of whom it is.
bool isHistory(const QStringList& header)
{
    const QStringList ours{QStringLiteral("transactionId"), QStringLiteral("eventID"), QStringLiteral("state"),
        QStringLiteral("attempts"), QStringLiteral("confirmed")};
    return std::all_of(ours.begin(), ours.end(), [&header](const QString& name) { return header.contains(name); });
}

} // namespace

QStringList resultColumns()
{
    return {QStringLiteral("row"), QStringLiteral("result_order_id"), QStringLiteral("result_event_id"),
        QStringLiteral("result_url"), QStringLiteral("result_state"), QStringLiteral("result_http_status"),
        QStringLiteral("result_ms"), QStringLiteral("result_time_sent"), QStringLiteral("result_answer"),
        QStringLiteral("extra_cells")};
}

QStringList rejectColumns()
{
    return {QStringLiteral("error_column"), QStringLiteral("error_reason"), QStringLiteral("extra_cells")};
}

OwnFile ownFileOf(const QStringList& header)
{
    if (hasInARow(header, resultColumns()))
        return OwnFile::Results;
    if (hasInARow(header, rejectColumns()))
        return OwnFile::Rejects;
    return isHistory(header) ? OwnFile::History : OwnFile::None;
}

QString ownFileText(OwnFile file)
{
    switch (file) {
    case OwnFile::None:
        return {};
    case OwnFile::Results:
        return Words::tr("results of a batch of before");
    case OwnFile::Rejects:
        return Words::tr("rows of before that needed fixing");
    case OwnFile::History:
        return Words::tr("an export of the history");
    }
    Q_UNREACHABLE();
}

std::vector<bool> ownColumns(const QStringList& header)
{
    std::vector<bool> areOurs(std::size_t(header.size()));
    for (const QStringList& ours : {resultColumns(), rejectColumns()}) {
        for (auto from = header.begin();; from += ours.size()) {
            from = std::search(from, header.end(), ours.begin(), ours.end());
            if (from == header.end())
                break;
            std::fill_n(areOurs.begin() + (from - header.begin()), ours.size(), true);
        }
    }
    return areOurs;
}

int ownStateColumn(const QStringList& header)
{
    switch (ownFileOf(header)) {
    case OwnFile::Results:
        return int(header.lastIndexOf(QStringLiteral("result_state")));
    case OwnFile::History:
        return int(header.indexOf(QStringLiteral("state")));
    default:
        return -1;
    }
}

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/moment.h"

#include "cli/terminal.h"

#include <QCoreApplication>
#include <QDateTime>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::Moment)
};

constexpr qsizetype DateLength = 10;

} // namespace

Result<UtcMs> readMoment(const char* option, const std::string& given)
{
    const auto text = textOf(given);
    if (!text)
        return tl::unexpected(text.error());
    QDateTime moment = QDateTime::fromString(*text, Qt::ISODateWithMs);
    if (text->size() == DateLength)
        moment = QDate::fromString(*text, Qt::ISODate).startOfDay();
    if (!moment.isValid())
        return failure(Error::Code::BadInput,
            Words::tr("%1: expected 2026-11-23 or 2026-11-23T10:42:00, found \"%2\".")
                .arg(QLatin1StringView(option), *text));
    return UtcMs(moment.toMSecsSinceEpoch());
}

} // namespace rookery::cli

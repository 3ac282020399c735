// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/terminal.h"

#include "cli/exitcode.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QStringDecoder>

#include <cstdio>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::Terminal)
};

void write(FILE* to, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), to);
    std::fflush(to);
}

} // namespace

void printBytes(std::string_view lines) { write(stdout, lines); }

void printLine(const QByteArray& line) { printBytes((line + '\n').toStdString()); }

void printJson(const QJsonObject& json) { printLine(QJsonDocument(json).toJson(QJsonDocument::Compact)); }

void say(const QString& text) { write(stderr, (text.toUtf8() + '\n').toStdString()); }

int report(const Error& error)
{
    say(QStringLiteral("rookery-cli: ") + error.sentence);
    if (!error.detail.isEmpty())
        say(QStringLiteral("  ") + error.detail);
    return exitCodeOf(error);
}

void say(const pixel::Findings& findings)
{
    for (const pixel::Finding& finding : findings)
        say(QStringLiteral("%1: %2 [%3]").arg(pixel::severityText(finding.severity), finding.sentence, finding.code));
}

QJsonObject resultJson(const ledger::EventRecord& event, const std::optional<ledger::AttemptResult>& last)
{
    return {
        {QStringLiteral("transactionId"), event.orderId()},
        {QStringLiteral("eventID"), event.eventId()},
        {QStringLiteral("state"), ledger::stateText(event.state)},
        {QStringLiteral("status"), last && last->status ? QJsonValue(*last->status) : QJsonValue()},
        {QStringLiteral("url"), event.lastUrl.isEmpty() ? QJsonValue() : QString::fromUtf8(event.lastUrl)},
        {QStringLiteral("attempts"), event.attempts},
        {QStringLiteral("message"), event.message},
    };
}

Result<QString> textOf(const std::string& argument)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = utf8.decode(QByteArrayView(argument.data(), qsizetype(argument.size())));
    if (utf8.hasError())
        return failure(Error::Code::BadInput, Words::tr("A value is not UTF-8."),
            QString::fromLatin1(QByteArray::fromStdString(argument).toPercentEncoding()));
    return text;
}

} // namespace rookery::cli

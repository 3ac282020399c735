// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/answerscript.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace rookery::practice {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::practice::AnswerScript)
};

constexpr int MostRepeats = 100'000;
constexpr int LongestDelayMs = 600'000;

tl::unexpected<Error> wrong(qsizetype entry, const QString& key, const QString& expected)
{
    return failure(Error::Code::BadInput,
        Words::tr("Answer %1, \"%2\": expected %3.").arg(QString::number(entry + 1), key, expected));
}

struct ReadAnswer {
    ScriptedAnswer answer;
    int repeat = 1;
};

Result<ReadAnswer> readAnswer(qsizetype i, const QJsonObject& json)
{
    ReadAnswer read;
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QString key = it.key();
        const QJsonValue value = it.value();
        const int number = value.toInt(-1);
        if (key == QLatin1StringView("status")) {
            if (number < 200 || number > 599)
                return wrong(i, key, Words::tr("200 to 599"));
            read.answer.status = number;
        } else if (key == QLatin1StringView("delayMs")) {
            if (number < 0 || number > LongestDelayMs)
                return wrong(i, key, Words::tr("0 to 600000"));
            read.answer.delay = std::chrono::milliseconds(number);
        } else if (key == QLatin1StringView("repeat")) {
            if (number < 1 || number > MostRepeats)
                return wrong(i, key, Words::tr("1 to 100000"));
            read.repeat = number;
        } else if (key == QLatin1StringView("html")) {
            if (!value.isBool())
                return wrong(i, key, Words::tr("true or false"));
            read.answer.html = value.toBool();
        } else if (key == QLatin1StringView("break")) {
            if (value.toString() == QLatin1StringView("before"))
                read.answer.breaks = ScriptedAnswer::Break::Before;
            else if (value.toString() == QLatin1StringView("midway"))
                read.answer.breaks = ScriptedAnswer::Break::Midway;
            else
                return wrong(i, key, Words::tr("\"before\" or \"midway\""));
        } else if (key == QLatin1StringView("retryAfter") || key == QLatin1StringView("location")) {
            const QString text = value.isDouble() ? QString::number(value.toInt()) : value.toString();
            if (text.isEmpty() || text.contains(u'\n') || text.contains(u'\r'))
                return wrong(i, key, Words::tr("a header's value"));
            (key == QLatin1StringView("location") ? read.answer.location : read.answer.retryAfter) = text.toUtf8();
        } else {
            return wrong(i, key, Words::tr("status, delayMs, break, html, retryAfter, location or repeat"));
        }
    }
    return read;
}

} // namespace

Result<AnswerScript> AnswerScript::parse(const QByteArray& json)
{
    QJsonParseError problem{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return failure(Error::Code::BadInput, Words::tr("The script is not JSON: %1.").arg(problem.errorString()));
    if (!document.isArray())
        return failure(Error::Code::BadInput, Words::tr("The script is a list of answers in square brackets."));
    QList<ScriptedAnswer> answers;
    const QJsonArray array = document.array();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array[i].isObject())
            return failure(Error::Code::BadInput, Words::tr("Answer %1: expected an object.").arg(i + 1));
        const auto read = readAnswer(i, array[i].toObject());
        if (!read)
            return tl::unexpected(read.error());
        answers << QList<ScriptedAnswer>(read->repeat, read->answer);
    }
    return AnswerScript(answers);
}

} // namespace rookery::practice

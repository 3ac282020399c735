// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/settings.h"

#include "profile/jsonfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

namespace rookery::profile {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::profile::Settings)
};

const QString AgentKey = QStringLiteral("agent");
const QString CurrentProfileKey = QStringLiteral("currentProfile");
const QString SchemeKey = QStringLiteral("scheme");
const QString TextPercentKey = QStringLiteral("textPercent");

const QString EnterSendsKey = QStringLiteral("enterSends");
const QString SoundKey = QStringLiteral("soundOnFailure");
const QString DiskWarnKey = QStringLiteral("diskWarnMb");
const QString UndoSecondsKey = QStringLiteral("undoSeconds");

Result<JsonFile> readSettings(const QString& file)
{
    if (!QFile::exists(file))
        return JsonFile();
    const auto text = readSmallFile(file);
    if (!text)
        return tl::unexpected(text.error());
    auto json = parseJson(*text);
    if (!json)
        json.error().sentence.prepend(QDir::toNativeSeparators(file) + QLatin1StringView(": "));
    return json;
}

QString loginName()
{
    for (const char* variable : {"USER", "LOGNAME", "USERNAME"}) {
        if (const QString name = qEnvironmentVariable(variable).trimmed(); !name.isEmpty())
            return name;
    }
#ifdef Q_OS_UNIX
    if (const passwd* entry = ::getpwuid(::getuid()))
        return QString::fromLocal8Bit(entry->pw_name);
#endif
    return QStringLiteral("unknown");
}

} // namespace

Result<Settings> Settings::load(const QString& file)
{
    const auto json = readSettings(file);
    if (!json)
        return tl::unexpected(json.error());
    const auto wrong = [&](const QString& key, const QString& what) {
        Error error = json->error(key, what);
        error.sentence.prepend(QDir::toNativeSeparators(file) + QLatin1StringView(": "));
        return tl::unexpected(error);
    };
    Settings settings;
    for (const auto& [key, value] : {std::pair(AgentKey, &settings.agent),
             std::pair(CurrentProfileKey, &settings.currentProfile), std::pair(SchemeKey, &settings.scheme)}) {
        const QJsonValue found = json->object.value(key);
        if (!found.isString() && !found.isUndefined())
            return wrong(key, Words::tr("expected text."));
        *value = found.toString();
    }
    for (const auto& [key, value] :
        {std::pair(EnterSendsKey, &settings.enterSends), std::pair(SoundKey, &settings.soundOnFailure)}) {
        const QJsonValue found = json->object.value(key);
        if (!found.isBool() && !found.isUndefined())
            return wrong(key, Words::tr("expected true or false."));
        *value = found.toBool(*value);
    }
    for (const auto& [key, value] : {std::pair(TextPercentKey, &settings.textPercent),
             std::pair(DiskWarnKey, &settings.diskWarnMb), std::pair(UndoSecondsKey, &settings.undoSeconds)}) {
        const QJsonValue found = json->object.value(key);
        if (!found.isDouble() && !found.isUndefined())
            return wrong(key, Words::tr("expected a number."));
        *value = found.toInt(*value);
    }
    settings.textPercent = qBound(FewestPercent, settings.textPercent, MostPercent);
    settings.diskWarnMb = qBound(LeastDiskWarnMb, settings.diskWarnMb, MostDiskWarnMb);
    settings.undoSeconds = qBound(0, settings.undoSeconds, MostUndoSeconds);
    return settings;
}

Done Settings::save(const QString& file) const
{
    const auto before = readSettings(file);
    if (!before)
        return tl::unexpected(before.error());
    QJsonObject json = before->object;
    json.insert(AgentKey, agent);
    json.insert(CurrentProfileKey, currentProfile);
    json.insert(SchemeKey, scheme);
    json.insert(TextPercentKey, textPercent);
    json.insert(EnterSendsKey, enterSends);
    json.insert(SoundKey, soundOnFailure);
    json.insert(DiskWarnKey, diskWarnMb);
    json.insert(UndoSecondsKey, undoSeconds);
    return writeFile(file, QJsonDocument(json).toJson());
}

QString resolveAgent(const QString& given, const Settings& settings)
{
    if (!given.trimmed().isEmpty())
        return given.trimmed();
    return settings.agent.trimmed().isEmpty() ? loginName() : settings.agent.trimmed();
}

} // namespace rookery::profile

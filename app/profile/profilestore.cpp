// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profilestore.h"

#include "profile/jsonfile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <functional>

namespace rookery::profile {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::profile::ProfileStore)
};

/// Reads one profile out of its JSON, key by key; the first thing that is wrong ends it.
class ProfileReader {
public:
    explicit ProfileReader(const JsonFile& json) : m_json(json) { }

    Result<Profile> run()
    {
        text("name", m_profile.name, true);
        flag("live", m_profile.live);
        text("scheme", m_profile.scheme);
        text("host", m_profile.host, true);
        number("port", [this](double n) { m_profile.port = int(n); });
        text("path", m_profile.path);
        text("connectTo", m_profile.connectTo);
        text("caFile", m_profile.caFile);
        number(
            "pace", [this](double n) { m_profile.pace = n; }, false);
        number(
            "connectTimeoutMs", [this](double n) { m_profile.connectTimeout = std::chrono::milliseconds(qint64(n)); });
        number("answerTimeoutMs", [this](double n) { m_profile.answerTimeout = std::chrono::milliseconds(qint64(n)); });
        text("appId", m_profile.appId, true);
        names("properties", m_profile.properties);
        text("platform", m_profile.platform);
        text("currency", m_profile.currency, true);
        names("conversions", m_profile.conversions);
        text("timeZone", m_profile.timeZone, true);
        orderKey();
        timestampFrom();
        amountStyle();
        text("colour", m_profile.colour);
        number("retentionDays", [this](double n) { m_profile.retentionDays = int(n); });
        number(
            "unusualFactor", [this](double n) { m_profile.unusualFactor = n; }, false);
        number("oldestOrderDays", [this](double n) { m_profile.oldestOrderDays = int(n); });
        webCode();
        unknownKeys();
        normaliseHost();
        if (m_error)
            return tl::unexpected(*m_error);
        const QList<ProfileProblem> problems = validate(m_profile);
        if (!problems.isEmpty())
            return tl::unexpected(m_json.error(problems.first().key, problems.first().sentence));
        return m_profile;
    }

private:
    void fail(const QString& key, const QString& sentence)
    {
        if (!m_error)
            m_error = m_json.error(key, sentence);
    }

    // Undefined where it is not there; what is wrong about that is said here.
    QJsonValue value(const char* key, bool required)
    {
        m_known << QLatin1StringView(key);
        const QJsonValue found = m_json.object.value(QLatin1StringView(key));
        if (found.isUndefined() && required)
            fail(QLatin1StringView(key), Words::tr("it is needed and not there."));
        return found;
    }

    void text(const char* key, QString& out, bool required = false)
    {
        const QJsonValue found = value(key, required);
        if (found.isString())
            out = found.toString();
        else if (!found.isUndefined())
            fail(QLatin1StringView(key), Words::tr("expected text in quotes."));
    }

    void flag(const char* key, bool& out)
    {
        const QJsonValue found = value(key, false);
        if (found.isBool())
            out = found.toBool();
        else if (!found.isUndefined())
            fail(QLatin1StringView(key), Words::tr("expected true or false."));
    }

    void number(const char* key, const std::function<void(double)>& take, bool whole = true)
    {
        constexpr double Largest = 1e9; // what fits, so that a conversion to int is never undefined
        const QJsonValue found = value(key, false);
        if (found.isUndefined())
            return;
        const double n = found.toDouble();
        if (!found.isDouble() || !(n >= -Largest && n <= Largest) || (whole && n != double(qint64(n))))
            fail(QLatin1StringView(key),
                whole ? Words::tr("expected a whole number.") : Words::tr("expected a number."));
        else
            take(n);
    }

    void names(const char* key, QStringList& out)
    {
        const QJsonValue found = value(key, true);
        if (found.isUndefined())
            return;
        const QJsonArray array = found.toArray();
        for (const QJsonValue entry : array) {
            if (!entry.isString())
                return fail(QLatin1StringView(key), Words::tr("expected a list of texts in quotes."));
            out << entry.toString();
        }
        if (!found.isArray())
            fail(QLatin1StringView(key), Words::tr("expected a list in square brackets."));
    }

    void orderKey()
    {
        QString word = pixel::orderKeyText(m_profile.orderKey);
        text("orderKey", word);
        if (const auto key = pixel::orderKeyOfText(word))
            m_profile.orderKey = *key;
        else
            fail(QStringLiteral("orderKey"),
                Words::tr("expected transactionId, orderId or both, found \"%1\".").arg(word));
    }

    void timestampFrom()
    {
        QString word = timestampFromText(m_profile.timestampFrom);
        text("timestampFrom", word);
        if (const auto from = timestampFromOfText(word))
            m_profile.timestampFrom = *from;
        else
            fail(QStringLiteral("timestampFrom"), Words::tr("expected sending or order, found \"%1\".").arg(word));
    }

    void amountStyle()
    {
        QString word = QStringLiteral("point");
        text("amountStyle", word);
        if (word == QLatin1StringView("comma"))
            m_profile.amountStyle = pixel::AmountStyle::Comma;
        else if (word != QLatin1StringView("point"))
            fail(QStringLiteral("amountStyle"), Words::tr("expected point or comma, found \"%1\".").arg(word));
    }

    void webCode()
    {
        WebCode& code = m_profile.webCode;
        QString word = webCodeKindText(code.kind);
        text("webCode", word);
        if (const auto kind = webCodeKindOfText(word))
            code.kind = *kind;
        else
            fail(QStringLiteral("webCode"),
                Words::tr("expected none, asIs, pattern or lookupFile, found \"%1\".").arg(word));
        word = pixel::key(code.field);
        text("webCodeField", word);
        if (const auto field = pixel::fieldOfKey(word))
            code.field = *field;
        else
            fail(QStringLiteral("webCodeField"),
                Words::tr("expected visitorId, sessionId or userId, found \"%1\".").arg(word));
        text("webCodePattern", code.pattern);
        text("webCodeFile", code.file);
    }

    // Most likely a slip of the pen, and then the default would count in silence.
    void unknownKeys()
    {
        const QStringList keys = m_json.object.keys();
        for (const QString& key : keys) {
            if (!m_known.contains(key) && !key.startsWith(QLatin1StringView("x-")))
                fail(key, Words::tr("a profile has no such key."));
        }
    }

    void normaliseHost()
    {
        m_profile.host = m_profile.host.toLower();
        if (QHostAddress(m_profile.host).protocol() == QAbstractSocket::IPv6Protocol)
            m_profile.host = u'[' + m_profile.host + u']';
    }

    const JsonFile& m_json;
    Profile m_profile;
    QSet<QString> m_known;
    std::optional<Error> m_error;
};

// Safe on every system: letters, digits, space, - and _ stay, the rest is written as %XX of its UTF-8.
QString stemOf(const QString& profileName)
{
    constexpr qsizetype Longest = 200; // file systems take 255 bytes, and QSaveFile adds some of its own
    static const QRegularExpression Reserved(
        QStringLiteral("\\A(con|prn|aux|nul|com[0-9]|lpt[0-9])\\z"), QRegularExpression::CaseInsensitiveOption);
    QByteArray name = profileName.toUtf8().toPercentEncoding(" ", ".~");
    if (Reserved.match(profileName).hasMatch())
        name.prepend("%5F");
    if (name.size() > Longest)
        name = name.first(Longest) + '-'
            + QCryptographicHash::hash(profileName.toUtf8(), QCryptographicHash::Sha1).toHex();
    return QString::fromLatin1(name);
}

// Somebody may have given a file another name than its profile has.
bool holdsAnother(const QString& file, const QString& profileName)
{
    const auto text = readSmallFile(file);
    const Result<Profile> profile = text ? parseProfile(*text) : tl::unexpected(text.error());
    return profile && profile->name != profileName;
}

QString freeFileFor(const QString& folder, const QString& profileName)
{
    const QString stem = folder + u'/' + stemOf(profileName);
    QString file = stem + QLatin1StringView(".json");
    for (int i = 2; holdsAnother(file, profileName); ++i)
        file = QStringLiteral("%1-%2.json").arg(stem, QString::number(i));
    return file;
}

/// What one file of a folder turned out to be.
struct Found {
    QString file;
    Result<Profile> profile;
};

QList<Found> readFolder(const QString& folder, bool locked)
{
    QList<Found> found;
    QSet<QString> seen;
    const QStringList names = QDir(folder).entryList(
        {QStringLiteral("*.json")}, QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString& name : names) {
        const QString file = folder + u'/' + name;
        const auto text = readSmallFile(file);
        Result<Profile> profile = text ? parseProfile(*text) : tl::unexpected(text.error());
        if (profile) {
            profile->locked = locked;
            if (seen.contains(profile->name.toCaseFolded()))
                profile = failure(Error::Code::BadInput,
                    Words::tr("another file here has the profile \"%1\" as well; that one counts.").arg(profile->name));
            else
                seen << profile->name.toCaseFolded();
        }
        if (!profile)
            profile.error().sentence.prepend(QDir::toNativeSeparators(file) + QLatin1StringView(": "));
        found << Found{file, profile};
    }
    return found;
}

QList<Found> readAll(const QStringList& systemFolders, const QString& folder)
{
    QList<Found> all;
    QSet<QString> seen;
    const auto take = [&](const QString& from, bool locked) {
        const QList<Found> found = readFolder(from, locked);
        for (const Found& f : found) {
            if (f.profile && seen.contains(f.profile->name.toCaseFolded()))
                continue; // the system's counts
            if (f.profile)
                seen << f.profile->name.toCaseFolded();
            all << f;
        }
    };
    for (const QString& system : systemFolders)
        take(system, true);
    take(folder, false);
    return all;
}

} // namespace

Result<Profile> parseProfile(const QByteArray& json)
{
    const auto file = parseJson(json);
    if (!file)
        return tl::unexpected(file.error());
    return ProfileReader(*file).run();
}

ProfileStore::ProfileStore(QString folder, QStringList systemFolders)
    : m_folder(std::move(folder))
    , m_systemFolders(std::move(systemFolders))
{
}

QList<Profile> ProfileStore::all() const
{
    QList<Profile> profiles;
    const QList<Found> found = readAll(m_systemFolders, m_folder);
    for (const Found& f : found) {
        if (f.profile)
            profiles << *f.profile;
    }
    std::sort(profiles.begin(), profiles.end(),
        [](const Profile& a, const Profile& b) { return a.name.localeAwareCompare(b.name) < 0; });
    return profiles;
}

QList<Error> ProfileStore::problems() const
{
    QList<Error> errors;
    const QList<Found> found = readAll(m_systemFolders, m_folder);
    for (const Found& f : found) {
        if (!f.profile)
            errors << f.profile.error();
    }
    return errors;
}

Result<Profile> ProfileStore::find(const QString& name) const
{
    const QList<Found> found = readAll(m_systemFolders, m_folder);
    for (const Found& f : found) {
        if (f.profile && f.profile->name == name)
            return *f.profile;
    }
    // A damaged file cannot say its name; the file's own name tells whose it is.
    for (const Found& f : found) {
        if (!f.profile && QFileInfo(f.file).completeBaseName() == stemOf(name))
            return tl::unexpected(f.profile.error());
    }
    return failure(Error::Code::NotFound, Words::tr("There is no profile called \"%1\".").arg(name));
}

Done ProfileStore::save(const Profile& profile) const
{
    if (const QList<ProfileProblem> problems = validate(profile); !problems.isEmpty())
        return failure(
            Error::Code::BadInput, Words::tr("\"%1\": %2").arg(problems.first().key, problems.first().sentence));
    QString file = freeFileFor(m_folder, profile.name);
    const QList<Found> found = readAll(m_systemFolders, m_folder);
    for (const Found& f : found) {
        if (!f.profile || f.profile->name.compare(profile.name, Qt::CaseInsensitive) != 0)
            continue;
        if (f.profile->locked)
            return failure(
                Error::Code::BadInput, Words::tr("\"%1\" is locked by the administrator.").arg(f.profile->name));
        if (f.profile->name != profile.name)
            return failure(
                Error::Code::BadInput, Words::tr("There is a profile called \"%1\" already.").arg(f.profile->name));
        file = f.file;
    }
    if (!QDir().exists(m_folder)) {
        if (!QDir().mkpath(m_folder))
            return failure(Error::Code::Storage, Words::tr("Can't make %1.").arg(QDir::toNativeSeparators(m_folder)));
        QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    return writeFile(file, QJsonDocument(toJson(profile)).toJson());
}

Done ProfileStore::remove(const QString& name) const
{
    const QList<Found> found = readAll(m_systemFolders, m_folder);
    for (const Found& f : found) {
        if (!f.profile || f.profile->name != name)
            continue;
        if (f.profile->locked)
            return failure(Error::Code::NotAllowed, Words::tr("\"%1\" is locked by the administrator.").arg(name));
        QFile file(f.file);
        if (!file.remove())
            return failure(Error::Code::Storage, Words::tr("Can't remove %1.").arg(QDir::toNativeSeparators(f.file)),
                file.errorString());
        return {};
    }
    return failure(Error::Code::NotFound, Words::tr("There is no profile called \"%1\".").arg(name));
}

} // namespace rookery::profile

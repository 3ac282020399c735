// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profilefile.h"

#include "profile/jsonfile.h"
#include "profile/profilestore.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace rookery::profile {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::profile::ProfileFile)
};

constexpr qsizetype LongestStem = 70; // leaves room for what makes it unique

} // namespace

Result<ImportedProfile> importProfile(const QString& file)
{
    const auto text = readSmallFile(file);
    if (!text)
        return tl::unexpected(text.error());
    auto profile = parseProfile(*text);
    if (!profile) {
        profile.error().sentence.prepend(QDir::toNativeSeparators(file) + QLatin1StringView(": "));
        return tl::unexpected(profile.error());
    }
    const bool live = profile->live;
    return ImportedProfile{asPractice(*std::move(profile)), live};
}

Done exportProfile(const Profile& profile, const QString& file)
{
    if (const QList<ProfileProblem> problems = validate(profile); !problems.isEmpty())
        return failure(
            Error::Code::BadInput, Words::tr("\"%1\": %2").arg(problems.first().key, problems.first().sentence));
    return writeFile(file, QJsonDocument(toJson(profile)).toJson());
}

Profile asPractice(Profile profile)
{
    profile.live = false;
    if (profile.colour == usualColour(true))
        profile.colour = usualColour(false);
    return profile;
}

QString freeName(const QString& wanted, const QList<Profile>& taken)
{
    const QString stem = wanted.first(std::min(wanted.size(), LongestStem)).trimmed();
    QString name = wanted;
    const auto isTaken = [&taken](const QString& candidate) {
        return std::any_of(taken.begin(), taken.end(),
            [&candidate](const Profile& other) { return other.name.compare(candidate, Qt::CaseInsensitive) == 0; });
    };
    for (int number = 2; isTaken(name); ++number)
        name = stem + u' ' + QString::number(number);
    return name;
}

Profile copyOf(const Profile& profile, const QList<Profile>& taken)
{
    Profile copy = asPractice(profile);
    copy.locked = false;
    const QString stem = profile.name.first(std::min(profile.name.size(), LongestStem)).trimmed();
    //: %1 is the name of a profile that was duplicated
    copy.name = freeName(stem.isEmpty() ? stem : Words::tr("%1 copy").arg(stem), taken);
    return copy;
}

} // namespace rookery::profile

// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/webcode.h"

#include "pixel/check.h"
#include "profile/codelist.h"

#include <QCoreApplication>
#include <QMutex>
#include <QRegularExpression>

#include <array>

namespace rookery::profile {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::profile::WebCode)
};

using pixel::Field;

constexpr qsizetype LongestCode = 2000;

struct Group {
    Field field;
    QLatin1StringView name;
};
constexpr std::array<Group, 3> Groups{{{Field::VisitorId, QLatin1StringView("visitor")},
    {Field::SessionId, QLatin1StringView("session")}, {Field::UserId, QLatin1StringView("user")}}};

constexpr std::array<std::pair<WebCodeKind, const char*>, 4> Kinds{{{WebCodeKind::None, "none"},
    {WebCodeKind::AsIs, "asIs"}, {WebCodeKind::Pattern, "pattern"}, {WebCodeKind::LookupFile, "lookupFile"}}};

bool isIdentity(Field field)
{
    return std::any_of(Groups.begin(), Groups.end(), [field](const Group& group) { return group.field == field; });
}

QRegularExpression wholeOf(const QString& pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

QString whatIsWrongWith(const QString& pattern)
{
    if (pattern.isEmpty())
        return Words::tr("The pattern of the code is needed.");
    // On its own: in its anchors an unbalanced bracket could close what it did not open.
    const QRegularExpression alone(pattern);
    if (!alone.isValid())
        return Words::tr("Not a regular expression: %1 at position %2.")
            .arg(alone.errorString())
            .arg(alone.patternErrorOffset() + 1);
    bool any = false;
    const QStringList names = alone.namedCaptureGroups();
    for (const QString& name : names) {
        const bool known
            = std::any_of(Groups.begin(), Groups.end(), [&name](const Group& group) { return group.name == name; });
        if (!name.isEmpty() && !known)
            return Words::tr("Expected the groups visitor, session and user, found \"%1\".").arg(name);
        any = any || known;
    }
    return any ? QString() : Words::tr("Expected at least one group (?<visitor>...), (?<session>...) or (?<user>...).");
}

QString whatIsWrongWithFile(const QString& file)
{
    static const QRegularExpression Absolute(QStringLiteral("\\A(/|[A-Za-z]:[/\\\\]|\\\\\\\\)"));
    if (file.isEmpty())
        return Words::tr("The file with the codes is needed.");
    return Absolute.match(file).hasMatch() ? QString() : Words::tr("Expected a whole path, found \"%1\".").arg(file);
}

tl::unexpected<Error> notOurs(const QString& code)
{
    return failure(Error::Code::BadInput,
        Words::tr("The web code \"%1\" does not look like one of ours. Ask the caller to read it out again.")
            .arg(code));
}

Result<pixel::Event> byPattern(const QString& pattern, const QString& code)
{
    const QRegularExpressionMatch match = wholeOf(pattern).match(code);
    if (!match.hasMatch())
        return notOurs(code);
    pixel::Event identity;
    for (const Group& group : Groups)
        identity.set(group.field, match.captured(group.name));
    return identity;
}

Result<pixel::Event> byList(const QString& file, const QString& code)
{
    static QMutex mutex; // the list is shared by whoever asks, and only ever read
    static CodeListShelf shelf;
    const QMutexLocker lock(&mutex);
    return shelf.find(file, code);
}

Result<pixel::Event> found(const WebCode& webCode, const QString& code)
{
    switch (webCode.kind) {
    case WebCodeKind::None:
        break;
    case WebCodeKind::AsIs: {
        pixel::Event identity;
        identity.set(webCode.field, code);
        return identity;
    }
    case WebCodeKind::Pattern:
        return byPattern(webCode.pattern, code);
    case WebCodeKind::LookupFile:
        return byList(webCode.file, code);
    }
    return failure(Error::Code::BadInput, Words::tr("This profile does not say what a web code is."));
}

} // namespace

QString webCodeKindText(WebCodeKind kind) { return QLatin1StringView(Kinds.at(std::size_t(kind)).second); }

std::optional<WebCodeKind> webCodeKindOfText(const QString& text)
{
    for (const auto& [kind, word] : Kinds) {
        if (text == QLatin1StringView(word))
            return kind;
    }
    return std::nullopt;
}

void validate(const WebCode& webCode, const std::function<void(const char* key, const QString& sentence)>& wrong)
{
    QString problem;
    if (!isIdentity(webCode.field))
        wrong("webCodeField",
            Words::tr("Expected visitorId, sessionId or userId, found \"%1\".").arg(pixel::key(webCode.field)));
    if (webCode.kind == WebCodeKind::Pattern)
        problem = whatIsWrongWith(webCode.pattern);
    if (!problem.isEmpty())
        wrong("webCodePattern", problem);
    problem.clear();
    if (webCode.kind == WebCodeKind::LookupFile)
        problem = whatIsWrongWithFile(webCode.file);
    if (!problem.isEmpty())
        wrong("webCodeFile", problem);
}

Result<pixel::Event> identityOf(const WebCode& webCode, const QString& code)
{
    const QString text = code.trimmed();
    if (text.isEmpty())
        return pixel::Event();
    if (text.size() > LongestCode)
        return notOurs(text.first(LongestCode) + QChar(0x2026));
    auto identity = found(webCode, text);
    if (!identity)
        return identity;
    bool any = false;
    for (const Group& group : Groups) {
        any = any || identity->has(group.field);
        if (pixel::hasErrors(pixel::checkValue(group.field, identity->value(group.field))))
            return notOurs(text);
    }
    if (!any)
        return failure(Error::Code::NotFound, Words::tr("The web code \"%1\" names nobody.").arg(text));
    return identity;
}

} // namespace rookery::profile

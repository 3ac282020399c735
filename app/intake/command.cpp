// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/command.h"

#include <string_view>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

bool isHex(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

// RFC 3986: what may stand in a URL. Not the brackets, which it allows around an IPv6 host alone and curl takes for a
// range elsewhere.
bool isLegal(char c)
{
    constexpr auto Others = "-._~:/?#@!$&'()*+,;="sv;
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
        || Others.find(c) != std::string_view::npos;
}

void appendEncoded(QByteArray& text, char c)
{
    constexpr auto Hex = "0123456789ABCDEF"sv;
    const auto byte = static_cast<unsigned char>(c);
    text += '%';
    text += Hex[byte >> 4U];
    text += Hex[byte & 0xFU];
}

bool isWeb(const QByteArray& url)
{
    const QByteArray start = url.first(std::min<qsizetype>(url.size(), 8)).toLower();
    return start.startsWith("http://") || start.startsWith("https://");
}

// Encodes whatever a URL may not hold and what is in `also`; what is left is printable ASCII without double quotes,
// backticks, carets, bars, angle brackets and backslashes.
QByteArray legalUrl(const QByteArray& url, std::string_view also)
{
    const qsizetype pathAt = url.indexOf('/', url.indexOf("://") + 3);
    QByteArray legal;
    legal.reserve(url.size());
    for (qsizetype i = 0; i < url.size(); ++i) {
        const char c = url.at(i);
        const bool escape = c == '%' && i + 2 < url.size() && isHex(url.at(i + 1)) && isHex(url.at(i + 2));
        const bool bracketOfHost = (c == '[' || c == ']') && (pathAt < 0 || i < pathAt);
        const bool kept = (isLegal(c) || escape || bracketOfHost) && also.find(c) == std::string_view::npos;
        if (kept)
            legal += c;
        else
            appendEncoded(legal, c);
    }
    return legal;
}

// Between single quotes PowerShell takes everything as it is but a quote, which is doubled. It takes four typographic
// quotes for quotes too; none of them is left in a legal URL.
QString powerShellCommand(const QByteArray& url)
{
    const QString quoted = QString::fromLatin1(legalUrl(url, {})).replace(u'\'', QLatin1StringView("''"));
    return QLatin1StringView("Invoke-WebRequest -Uri '") + quoted + QLatin1StringView("' -UseBasicParsing");
}

// Between single quotes bash takes everything as it is, an exclamation mark too; the quote itself is closed, written
// with a backslash and opened again.
QString bashCommand(const QByteArray& url)
{
    const QString quoted = QString::fromLatin1(legalUrl(url, {})).replace(u'\'', QLatin1StringView("'\\''"));
    return QLatin1StringView("curl --include '") + quoted + u'\'';
}

// cmd replaces %NAME% first of all, between double quotes as well, and a caret has no meaning there. So the address
// stands without quotes and a caret is put before every character that means something, and before the one behind a
// percent sign: a name between two of them then starts with a caret, and as no variable is called so, a prompt leaves
// it as it is and takes the carets away afterwards. Two quotes and a mark never reach cmd: the exclamation mark stands
// for a variable where delayed expansion is on, and wants two carets there; no caret guards a double quote from curl's
// own reading of its arguments; and a single one, harmless here, would end the address for whoever looks for it.
QString cmdCommand(const QByteArray& url)
{
    constexpr auto Meaning = "&|<>()^%"sv;
    QString escaped;
    bool behindPercent = false;
    const QByteArray legal = legalUrl(url, "!'"sv);
    for (const char c : legal) {
        if (behindPercent || Meaning.find(c) != std::string_view::npos)
            escaped += u'^';
        escaped += QLatin1Char(c);
        behindPercent = c == '%';
    }
    return QLatin1StringView("curl.exe --include ") + escaped;
}

} // namespace

QString commandFor(Shell shell, const QByteArray& url)
{
    if (!isWeb(url))
        return {};
    switch (shell) {
    case Shell::PowerShell:
        return powerShellCommand(url);
    case Shell::Cmd:
        return cmdCommand(url);
    case Shell::Bash:
        return bashCommand(url);
    }
    Q_UNREACHABLE();
}

QString shellName(Shell shell)
{
    switch (shell) {
    case Shell::PowerShell:
        return QStringLiteral("PowerShell");
    case Shell::Cmd:
        return QStringLiteral("cmd");
    case Shell::Bash:
        return QStringLiteral("bash");
    }
    Q_UNREACHABLE();
}

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/requestcommand.h"

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

enum class Program { None, Curl, Wget, PowerShell };

Program programOf(QByteArray word)
{
    word = word.toLower();
    if (const qsizetype slash = std::max(word.lastIndexOf('/'), word.lastIndexOf('\\')); slash >= 0)
        word = word.sliced(slash + 1);
    while (word.startsWith('(') || word.startsWith('&'))
        word = word.sliced(1);
    if (word == "curl" || word == "curl.exe")
        return Program::Curl;
    if (word == "wget" || word == "wget.exe")
        return Program::Wget;
    constexpr std::array Others{"invoke-webrequest", "iwr", "invoke-restmethod", "irm"};
    return std::any_of(Others.begin(), Others.end(), [&word](const char* name) { return word == name; })
        ? Program::PowerShell
        : Program::None;
}

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The program that the line calls, with where its name starts. Words before it may be a prompt or another program, but
// no address: that one would be a program of its own.
std::pair<Program, std::size_t> findProgram(std::string_view text)
{
    constexpr int WordsInFront = 6;
    std::size_t at = 0;
    for (int i = 0; i < WordsInFront; ++i) {
        while (at < text.size() && isSpace(text[at]))
            ++at;
        const std::size_t from = at;
        while (at < text.size() && !isSpace(text[at]))
            ++at;
        const std::string_view word = text.substr(from, at - from);
        if (word.empty() || word.starts_with("http"sv) || word.starts_with('#'))
            break;
        const Program program = programOf(QByteArray(word.data(), qsizetype(word.size())));
        if (program != Program::None)
            return {program, from};
    }
    return {Program::None, 0};
}

// What an option of curl's is followed by; those that carry values of the request are looked at by name.
constexpr auto ShortWithValue = "dHAeouxbcmwXFTYyzrCEKPQtU"sv;
constexpr std::array LongWithValue{"--header"sv, "--user-agent"sv, "--referer"sv, "--output"sv, "--user"sv, "--proxy"sv,
    "--cookie"sv, "--cookie-jar"sv, "--max-time"sv, "--connect-timeout"sv, "--retry"sv, "--resolve"sv, "--connect-to"sv,
    "--cacert"sv, "--cert"sv, "--key"sv, "--write-out"sv, "--interface"sv, "--doh-url"sv, "--form"sv, "--max-redirs"sv,
    "--output-document"sv, "--body-file"sv, "--post-file"sv, "--tries"sv, "--timeout"sv};

bool isWeb(const QByteArray& text)
{
    const QByteArray start = text.first(std::min<qsizetype>(text.size(), 8)).toLower();
    return start.startsWith("http://") || start.startsWith("https://");
}

class Reader {
public:
    Reader(const ShellWords& split, Program program, Shell shell) : m_split(split), m_program(program), m_shell(shell)
    {
    }

    RequestCommand run()
    {
        if (m_split.isOpen)
            fail(RequestCommand::Flaw::CutOff);
        for (m_at = 1; m_at < m_split.words.size(); ++m_at) {
            if (m_program == Program::PowerShell)
                takePowerShell();
            else
                takeUnix();
        }
        finish();
        return std::move(m_out);
    }

private:
    void fail(RequestCommand::Flaw flaw)
    {
        if (m_out.flaw == RequestCommand::Flaw::None)
            m_out.flaw = flaw;
    }

    [[nodiscard]] const ShellWord& word() const { return m_split.words[m_at]; }

    // The word behind an option, if there is one.
    ShellWord takeNext()
    {
        if (m_at + 1 >= m_split.words.size()) {
            fail(RequestCommand::Flaw::CutOff);
            return {};
        }
        return m_split.words[++m_at];
    }

    void takeAddress(const ShellWord& address)
    {
        if (address.hasVariable)
            fail(RequestCommand::Flaw::Variable);
        if (!m_out.url.isEmpty() && m_out.url != address.text)
            fail(RequestCommand::Flaw::SeveralAddresses);
        m_out.url = address.text;
        // cmd's carets stand within quotes too, where nobody takes them away; no address has one.
        if (m_shell == Shell::Cmd) {
            for (const char c : "&|<>()%!?=\""sv)
                m_out.url.replace(QByteArray("^") + c, QByteArray(1, c));
        }
    }

    void addData(const QByteArray& data)
    {
        if (!m_data.isEmpty())
            m_data += '&';
        m_data += data;
        m_hasData = true;
    }

    void takeData(const ShellWord& data, bool mayBeFile)
    {
        if (data.hasVariable)
            fail(RequestCommand::Flaw::Variable);
        if (mayBeFile && data.text.startsWith('@'))
            fail(RequestCommand::Flaw::File);
        addData(data.text);
    }

    // `name=content` and `content` are encoded, all but the name; `name@file` is a file.
    void takeEncodedData(const ShellWord& data)
    {
        if (data.hasVariable)
            fail(RequestCommand::Flaw::Variable);
        const qsizetype equals = data.text.indexOf('=');
        const qsizetype at = data.text.indexOf('@');
        if (at >= 0 && (equals < 0 || at < equals))
            fail(RequestCommand::Flaw::File);
        const QByteArray name = equals > 0 ? data.text.first(equals + 1) : QByteArray();
        addData(name + data.text.sliced(equals + 1).toPercentEncoding());
    }

    void takeNamed(const QByteArray& name, const ShellWord& value)
    {
        if (name == "--url")
            takeAddress(value);
        else if (name == "--data-urlencode" || name == "--url-query")
            takeEncodedData(value);
        else
            takeData(value, name != "--data-raw");
        m_isGet = m_isGet || name == "--url-query";
    }

    void takeUnix()
    {
        const QByteArray text = word().text;
        if (text.startsWith("--")) {
            takeLong(text);
        } else if (text.startsWith('-') && text.size() > 1) {
            takeShort(text);
        } else if (isWeb(text) || text.contains('?') || word().hasVariable) {
            takeAddress(word());
        }
    }

    void takeLong(const QByteArray& text)
    {
        constexpr std::array Named{"--url", "--data", "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode",
            "--url-query", "--post-data", "--body-data"};
        const qsizetype equals = text.indexOf('=');
        const QByteArray name = equals < 0 ? text : text.first(equals);
        m_isGet = m_isGet || name == "--get";
        const bool isNamed = std::any_of(Named.begin(), Named.end(), [&name](const char* n) { return name == n; });
        // wget writes the value behind `=`, curl as a word of its own.
        const bool isApart = equals < 0;
        if (isNamed)
            takeNamed(name, isApart ? takeNext() : ShellWord{text.sliced(equals + 1), word().hasVariable, false});
        else if (isApart
            && (name == "--request"
                || std::find(LongWithValue.begin(), LongWithValue.end(),
                       std::string_view(name.constData(), std::size_t(name.size())))
                    != LongWithValue.end()))
            (void)takeNext();
    }

    void takeShort(const QByteArray& text)
    {
        for (qsizetype i = 1; i < text.size(); ++i) {
            const char letter = text[i];
            m_isGet = m_isGet || (letter == 'G' && m_program == Program::Curl);
            const bool hasValue = m_program == Program::Curl ? ShortWithValue.find(letter) != std::string_view::npos
                                                             : "OoUetTP"sv.find(letter) != std::string_view::npos;
            if (!hasValue)
                continue;
            const ShellWord value
                = i + 1 < text.size() ? ShellWord{text.sliced(i + 1), word().hasVariable, false} : takeNext();
            if (letter == 'd' && m_program == Program::Curl)
                takeData(value, true);
            return;
        }
    }

    void takePowerShell()
    {
        const QByteArray text = word().text;
        const QByteArray lower = text.toLower();
        if (lower == "-uri" || lower == "-url") {
            takeAddress(takeNext());
        } else if (lower.startsWith("-uri:")) {
            takeAddress({text.sliced(5), word().hasVariable, false});
        } else if (lower == "-body") {
            takeBody(takeNext());
        } else if (lower == "-method") {
            m_isPostSaid = takeNext().text.toLower() == "post";
        } else if (lower == "-headers" || lower == "-websession" || lower == "-outfile" || lower == "-useragent"
            || lower == "-contenttype" || lower == "-proxy" || lower == "-timeoutsec" || lower == "-sessionvariable") {
            (void)takeNext();
        } else if (!text.startsWith('-') && isWeb(text)) {
            takeAddress(word());
        }
    }

    void takeBody(const ShellWord& body)
    {
        if (!body.isTable) {
            takeData(body, false);
            return;
        }
        const auto pairs = readTable(body.text);
        if (!pairs)
            fail(RequestCommand::Flaw::Variable);
        else
            for (const auto& [name, value] : *pairs)
                addData(name.toPercentEncoding() + '=' + value.toPercentEncoding());
    }

    void finish()
    {
        if (m_out.url.isEmpty()) {
            fail(RequestCommand::Flaw::NoAddress);
            return;
        }
        if (m_split.hasMore && findProgram(m_split.rest).first != Program::None)
            fail(RequestCommand::Flaw::SeveralAddresses);
        if (!m_hasData)
            return;
        // curl and wget post what they are given unless told otherwise, PowerShell only when told so.
        m_out.isPost = m_program == Program::PowerShell ? m_isPostSaid : !m_isGet;
        const qsizetype hash = m_out.url.indexOf('#');
        if (hash >= 0)
            m_out.url.truncate(hash);
        m_out.url += (m_out.url.contains('?') ? '&' : '?') + m_data;
    }

    const ShellWords& m_split;
    Program m_program;
    Shell m_shell;
    std::size_t m_at = 0;
    QByteArray m_data;
    bool m_hasData = false;
    bool m_isGet = false;
    bool m_isPostSaid = false; // PowerShell
    RequestCommand m_out;
};

} // namespace

std::optional<Shell> shellOfCommand(std::string_view text)
{
    const auto [program, at] = findProgram(text);
    if (program == Program::None)
        return std::nullopt;
    if (program == Program::PowerShell)
        return Shell::PowerShell;
    const std::string_view command = text.substr(at);
    const std::size_t last = command.find_last_not_of(" \t\r\n"sv);
    const auto has = [command](std::string_view sign) { return command.find(sign) != std::string_view::npos; };
    if (has("^&"sv) || has("^\""sv) || has("^%"sv) || command[last] == '^')
        return Shell::Cmd;
    if (command[last] == '`')
        return Shell::PowerShell;
    return Shell::Bash;
}

bool isSessionLine(std::string_view line)
{
    if (!line.starts_with('$'))
        return false;
    const std::size_t end = line.find_first_of(" .=\t"sv);
    return end != std::string_view::npos
        && (line[end] == '.' || line.substr(end).find("New-Object"sv) != std::string_view::npos);
}

RequestCommand readCommand(std::string_view text, Shell shell)
{
    const auto [program, at] = findProgram(text);
    if (program == Program::None)
        return {{}, false, RequestCommand::Flaw::NoAddress};
    const ShellWords split = splitCommand(text.substr(at), shell);
    return Reader(split, program, shell).run();
}

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/shellwords.h"

#include <algorithm>
#include <cctype>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Splitter {
public:
    Splitter(std::string_view text, Shell shell) : m_text(text), m_shell(shell) { }

    ShellWords run()
    {
        while (m_at < m_text.size() && !m_out.hasMore && !m_out.isOpen)
            step();
        endWord();
        return std::move(m_out);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    [[nodiscard]] char escape() const
    {
        return m_shell == Shell::PowerShell ? '`' : m_shell == Shell::Cmd ? '^' : '\\';
    }

    void add(char c)
    {
        m_word.text += c;
        m_hasWord = true;
    }

    void endWord()
    {
        if (m_hasWord)
            m_out.words.push_back(m_word);
        m_word = {};
        m_hasWord = false;
    }

    // An address nobody quoted: what parts commands belongs to it.
    [[nodiscard]] bool isInAddress() const
    {
        return m_word.text.startsWith("http") && m_word.text.contains('?') && !isSpace(peek(1)) && peek(1) != '\0';
    }

    void step()
    {
        const char c = peek();
        if (isSpace(c)) {
            // A new line ends the command like a semicolon does.
            if (c == '\n' && (!m_out.words.empty() || m_hasWord)) {
                endCommand(1);
                return;
            }
            endWord();
            ++m_at;
        } else if (c == escape()) {
            takeEscape();
        } else if (c == '"') {
            takeDoubleQuoted();
        } else if (c == '\'' && m_shell != Shell::Cmd) {
            takeSingleQuoted();
        } else if (c == '@' && peek(1) == '{' && m_shell == Shell::PowerShell && !m_hasWord) {
            takeTable();
        } else if (c == '$' && m_shell == Shell::Bash && peek(1) == '\'') {
            ++m_at;
            takeAnsiQuoted();
        } else if ((c == ';' || c == '&' || c == '|') && !(c == '&' && isInAddress()) && !(c == ';' && isInAddress())) {
            // PowerShell starts a command with `&`.
            const std::size_t size = peek(1) == c ? 2 : 1;
            if (m_out.words.empty() && !m_hasWord)
                m_at += size;
            else
                endCommand(size);
        } else {
            lookForVariable();
            add(c);
            ++m_at;
        }
    }

    void endCommand(std::size_t size)
    {
        endWord();
        m_at += size;
        m_out.hasMore = true;
        m_out.rest = m_text.substr(std::min(m_at, m_text.size()));
    }

    // Whether the shell puts something else in here.
    void lookForVariable()
    {
        const char c = peek();
        if (m_shell != Shell::Cmd) {
            if (c == '$' && (isLetter(peek(1)) || peek(1) == '{' || peek(1) == '('))
                m_word.hasVariable = true;
            return;
        }
        if (c != '%' || !isLetter(peek(1)))
            return;
        std::size_t size = 1;
        while (isLetter(peek(size)) || (peek(size) >= '0' && peek(size) <= '9'))
            ++size;
        // `%C3%A9` is an encoded letter.
        constexpr std::size_t Escape = 3;
        if (peek(size) == '%' && size > Escape)
            m_word.hasVariable = true;
    }

    void takeEscape()
    {
        std::size_t next = 1;
        if (peek(1) == '\r')
            ++next;
        if (m_at + next >= m_text.size()) {
            m_out.isOpen = true;
            m_out.goesOn = true;
            ++m_at;
            return;
        }
        if (peek(next) == '\n') { // goes on in the next line
            m_at += next + 1;
            if (m_shell == Shell::PowerShell)
                endWord();
            return;
        }
        if (m_shell == Shell::Cmd && peek(1) == '"') { // it reaches the program as a quote
            ++m_at;
            takeGuardedQuoted();
            return;
        }
        add(peek(1));
        m_at += 2;
    }

    void takeSingleQuoted()
    {
        m_hasWord = true;
        ++m_at;
        for (;;) {
            const std::size_t end = m_text.find('\'', m_at);
            if (end == std::string_view::npos) {
                m_out.isOpen = true;
                m_at = m_text.size();
                return;
            }
            m_word.text.append(m_text.data() + m_at, qsizetype(end - m_at));
            m_at = end + 1;
            if (m_shell != Shell::PowerShell || peek() != '\'')
                return;
            add('\'');
            ++m_at;
        }
    }

    // What browsers write where a `!` or a quote has to go through bash.
    void takeAnsiQuoted()
    {
        m_hasWord = true;
        ++m_at;
        while (m_at < m_text.size()) {
            const char c = peek();
            ++m_at;
            if (c == '\'')
                return;
            if (c == '\\')
                takeAnsiEscape();
            else
                add(c);
        }
        m_out.isOpen = true;
    }

    void takeAnsiEscape()
    {
        const char c = peek();
        ++m_at;
        if (c == 'x' || c == 'u') {
            const std::size_t most = c == 'x' ? 2 : 4;
            const std::size_t start = m_at;
            while (m_at - start < most && std::isxdigit(static_cast<unsigned char>(peek())) != 0)
                ++m_at;
            const auto code = QByteArray(m_text.data() + start, qsizetype(m_at - start)).toUInt(nullptr, 16);
            if (m_at == start || (c == 'u' && QChar::isSurrogate(code)))
                m_word.hasVariable = true;
            else if (c == 'u')
                m_word.text += QString(QChar(char16_t(code))).toUtf8();
            else
                add(char(code));
        } else if (c == 'n') {
            add('\n');
        } else if (c == 't') {
            add('\t');
        } else if (c == '\\' || c == '\'' || c == '"') {
            add(c);
        } else {
            m_word.hasVariable = true; // another escape: what it stands for is not guessed
        }
    }

    void takeDoubleQuoted()
    {
        m_hasWord = true;
        ++m_at;
        while (m_at < m_text.size()) {
            const char c = peek();
            if (c == '"') {
                ++m_at;
                if (m_shell == Shell::PowerShell && peek() == '"') {
                    add('"');
                    ++m_at;
                    continue;
                }
                return;
            }
            const bool isEscape = m_shell == Shell::PowerShell ? c == '`' : c == '\\';
            const bool escapes = isEscape
                && (m_shell == Shell::PowerShell
                    || (m_shell == Shell::Cmd ? "\"\\"sv : "\"\\$`\n"sv).find(peek(1)) != std::string_view::npos);
            if (escapes && m_at + 1 < m_text.size()) {
                if (peek(1) != '\n')
                    add(peek(1));
                m_at += 2;
                continue;
            }
            lookForVariable();
            add(c);
            ++m_at;
        }
        m_out.isOpen = true;
    }

    // ^"...^": how browsers write it for cmd; within, carets still guard.
    void takeGuardedQuoted()
    {
        m_hasWord = true;
        ++m_at;
        while (m_at < m_text.size()) {
            const char c = peek();
            if (c == '^') {
                if (peek(1) == '"') {
                    m_at += 2;
                    return;
                }
                if (peek(1) == '\\' && peek(2) == '^' && peek(3) == '"') {
                    add('"');
                    m_at += 4;
                    continue;
                }
                if (peek(1) != '\0')
                    add(peek(1));
                m_at += 2;
                continue;
            }
            add(c);
            ++m_at;
        }
        m_out.isOpen = true;
        m_at = m_text.size();
    }

    void takeTable()
    {
        m_word.isTable = true;
        std::size_t depth = 0;
        char quote = '\0';
        for (; m_at < m_text.size(); ++m_at) {
            const char c = peek();
            add(c);
            if (quote != '\0') {
                if (c == quote)
                    quote = '\0';
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '{') {
                ++depth;
            } else if (c == '}' && --depth == 0) {
                ++m_at;
                endWord();
                return;
            }
        }
        m_out.isOpen = true;
    }

    std::string_view m_text;
    Shell m_shell;
    std::size_t m_at = 0;
    ShellWord m_word;
    bool m_hasWord = false;
    ShellWords m_out;
};

} // namespace

ShellWords splitCommand(std::string_view text, Shell shell) { return Splitter(text, shell).run(); }

std::optional<std::vector<std::pair<QByteArray, QByteArray>>> readTable(const QByteArray& text)
{
    std::vector<std::pair<QByteArray, QByteArray>> pairs;
    if (!text.startsWith("@{") || !text.endsWith('}'))
        return std::nullopt;
    std::string_view inner(text.constData() + 2, std::size_t(text.size() - 3));
    while (!inner.empty()) {
        const ShellWords one = splitCommand(inner, Shell::PowerShell);
        if (one.isOpen)
            return std::nullopt;
        // `name = 'value'`, `name='value'`: the sign stands wherever it likes.
        QByteArray joined;
        for (const ShellWord& word : one.words) {
            if (word.hasVariable || word.isTable)
                return std::nullopt;
            joined
                += joined.isEmpty() || joined.endsWith('=') || word.text.startsWith('=') ? word.text : ' ' + word.text;
        }
        const qsizetype equals = joined.indexOf('=');
        if (!joined.isEmpty()) {
            if (equals <= 0)
                return std::nullopt;
            pairs.emplace_back(joined.first(equals).trimmed(), joined.sliced(equals + 1));
        }
        inner = one.hasMore ? one.rest : std::string_view();
    }
    return pairs;
}

} // namespace rookery::intake

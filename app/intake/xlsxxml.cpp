// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/xlsxxml.h"

#include "intake/utf8.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t BufferSize = 128UL * 1024;
constexpr std::size_t MaxReference = 16; // `&#x10FFFF;`, with zeros to spare

bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool endsName(char c) { return isSpace(c) || c == '>' || c == '/' || c == '=' || c == '<' || c == '"' || c == '\''; }

std::string_view withoutPrefix(std::string_view name)
{
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Parts are UTF-8 or UTF-16, with a byte order mark or without (ECMA-376 part 2, 6.2.5).
TextReader::Source withEncodingKnown(TextReader::Source source, std::optional<Encoding>& encoding)
{
    std::string head(4, '\0');
    std::size_t size = 0;
    bool hasFailed = false;
    while (size < head.size()) {
        const qsizetype n = source(head.data() + size, qsizetype(head.size() - size));
        hasFailed = n < 0;
        if (n <= 0)
            break;
        size += std::size_t(n);
    }
    head.resize(size);
    if (head.starts_with("\xFF\xFE"sv) || head.starts_with("<\0"sv))
        encoding = Encoding::Utf16Le;
    else if (head.starts_with("\xFE\xFF"sv) || head.starts_with("\0<"sv))
        encoding = Encoding::Utf16Be;
    else
        encoding = Encoding::Utf8;
    return [head, hasFailed, at = std::size_t(0), next = std::move(source)](char* to, qsizetype max) mutable {
        if (at < head.size()) {
            const std::size_t n = std::min(head.size() - at, std::size_t(max));
            std::copy_n(head.data() + at, n, to);
            at += n;
            return qsizetype(n);
        }
        return hasFailed ? qsizetype(-1) : next(to, max);
    };
}

TextReader readerOf(TextReader::Source source)
{
    std::optional<Encoding> encoding;
    TextReader::Source all = withEncodingKnown(std::move(source), encoding);
    return TextReader(std::move(all), encoding);
}

} // namespace

XlsxXml::XlsxXml(TextReader::Source source) : m_reader(readerOf(std::move(source))), m_buffer(BufferSize, '\0') { }

// More bytes behind those that are still there; false where there are none. Views into the buffer go bad.
bool XlsxXml::fill()
{
    if (m_isAtEnd)
        return false;
    std::memmove(m_buffer.data(), m_buffer.data() + m_at, m_end - m_at);
    m_end -= m_at;
    m_at = 0;
    if (m_buffer.size() - m_end < BufferSize / 2)
        m_buffer.resize(m_buffer.size() * 2);
    const qsizetype n = m_reader.read(m_buffer.data() + m_end, qsizetype(m_buffer.size() - m_end));
    m_isAtEnd = n <= 0;
    m_end += std::size_t(std::max<qsizetype>(n, 0));
    return !m_isAtEnd;
}

XlsxXml::Token XlsxXml::fail(Flaw flaw)
{
    // What is cut off because its bytes cannot be had is not the XML's fault.
    m_flaw = m_reader.hasFailed() ? Flaw::NoSource : flaw;
    return Token::Finish;
}

XlsxXml::Token XlsxXml::next()
{
    if (m_flaw != Flaw::None)
        return Token::Finish;
    if (m_endsItself) {
        m_endsItself = false;
        m_names.resize(m_open.back());
        m_open.pop_back();
        return Token::End;
    }
    for (;;) {
        if (m_at == m_end && !fill())
            return !m_open.empty() || !m_hasRoot || m_reader.hasFailed() ? fail(Flaw::CutOff) : Token::Finish;
        if (m_inCdata)
            return cdataPiece();
        if (m_buffer[m_at] != '<') {
            const Token token = textPiece();
            if (m_piece.empty() && token == Token::Text)
                continue;
            return token;
        }
        m_lastWasCr = false;
        while (m_end - m_at < "<![CDATA["sv.size() && fill()) { }
        const std::string_view tail = rest();
        if (tail.starts_with("<?"sv)) {
            if (!skipTo("?>"sv))
                return fail(Flaw::CutOff);
        } else if (tail.starts_with("<!--"sv)) {
            m_at += 4;
            if (!skipTo("-->"sv))
                return fail(Flaw::CutOff);
        } else if (tail.starts_with("<![CDATA["sv)) {
            m_at += "<![CDATA["sv.size();
            m_inCdata = true;
        } else if (tail.starts_with("<!"sv)) {
            return fail(Flaw::Doctype);
        } else {
            return tag();
        }
    }
}

bool XlsxXml::skipTo(std::string_view end)
{
    for (;;) {
        const std::size_t found = rest().find(end);
        if (found != std::string_view::npos) {
            m_at += found + end.size();
            return true;
        }
        // The end may be cut in two.
        m_at = std::max(m_at, m_end - std::min(m_end, end.size() - 1));
        if (!fill())
            return false;
    }
}

XlsxXml::Token XlsxXml::tag()
{
    // Mostly the tag is all there; where it is not, it is looked at again with more.
    for (;;) {
        const char* const end = m_buffer.data() + m_end;
        const char* p = m_buffer.data() + m_at + 1;
        // A '>' may stand in an attribute's value.
        char quote = 0;
        for (; p != end; ++p) {
            const char c = *p;
            if (quote != 0) {
                if (c == quote)
                    quote = 0;
            } else if (c == '>') {
                break;
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
        }
        if (p != end) {
            m_name = {m_buffer.data() + m_at + 1, std::size_t(p - m_buffer.data()) - m_at - 1};
            m_at = std::size_t(p - m_buffer.data()) + 1;
            return m_name.starts_with('/') ? endTag() : startTag();
        }
        if (m_end - m_at > MaxTag)
            return fail(Flaw::TooLong);
        if (!fill())
            return fail(Flaw::CutOff);
    }
}

XlsxXml::Token XlsxXml::endTag()
{
    m_name.remove_prefix(1);
    while (!m_name.empty() && isSpace(m_name.back()))
        m_name.remove_suffix(1);
    if (m_open.empty() || std::string_view(m_names).substr(m_open.back()) != m_name)
        return fail(Flaw::NotXml);
    m_names.resize(m_open.back());
    m_open.pop_back();
    m_name = withoutPrefix(m_name);
    return Token::End;
}

XlsxXml::Token XlsxXml::startTag()
{
    std::string_view inside = m_name;
    m_endsItself = inside.ends_with('/');
    if (m_endsItself)
        inside.remove_suffix(1);
    const char* p = inside.data();
    const char* const end = p + inside.size();
    const auto takeName = [&p, end] {
        const char* const start = p;
        while (p != end && !endsName(*p))
            ++p;
        return std::string_view(start, std::size_t(p - start));
    };
    const auto passSpace = [&p, end] {
        while (p != end && isSpace(*p))
            ++p;
    };

    const std::string_view name = takeName();
    if (name.empty() || (p != end && !isSpace(*p)) || (m_open.empty() && m_hasRoot))
        return fail(Flaw::NotXml);
    m_attributes.clear();
    for (passSpace(); p != end; passSpace()) {
        Attribute attribute;
        attribute.name = takeName();
        passSpace();
        if (attribute.name.empty() || p == end || *p != '=')
            return fail(Flaw::NotXml);
        ++p;
        passSpace();
        if (p == end || (*p != '"' && *p != '\''))
            return fail(Flaw::NotXml);
        const char quote = *p++;
        const auto* const close = static_cast<const char*>(std::memchr(p, quote, std::size_t(end - p)));
        if (close == nullptr)
            return fail(Flaw::NotXml);
        attribute.value = {p, std::size_t(close - p)};
        p = close + 1;
        m_attributes.push_back(attribute);
    }
    if (m_open.size() == MaxDepth)
        return fail(Flaw::TooDeep);
    m_open.push_back(m_names.size());
    m_names += name;
    m_hasRoot = true;
    m_name = withoutPrefix(name);
    return Token::Start;
}

XlsxXml::Token XlsxXml::textPiece()
{
    std::string_view raw = rest();
    if (const std::size_t tag = raw.find('<'); tag != std::string_view::npos) {
        raw = raw.substr(0, tag);
    } else {
        // A reference that is not whole waits for the rest of it.
        const std::size_t reference = raw.rfind('&');
        if (reference != std::string_view::npos && raw.find(';', reference) == std::string_view::npos) {
            if (raw.size() - reference > MaxReference)
                return fail(Flaw::Entity);
            if (reference > 0) {
                raw = raw.substr(0, reference);
            } else if (fill()) {
                return textPiece();
            }
        }
    }
    m_at += raw.size();
    if (m_open.empty()) {
        // Spaces may stand around the root, nothing else.
        if (!std::all_of(raw.begin(), raw.end(), isSpace))
            return fail(Flaw::NotXml);
        m_piece = {};
        return Token::Text;
    }
    if (raw.find_first_of("&\r"sv) == std::string_view::npos && !m_lastWasCr) {
        m_piece = raw;
        return Token::Text;
    }
    m_text.clear();
    if (!decode(raw, m_text))
        return fail(Flaw::Entity);
    m_piece = m_text;
    return Token::Text;
}

XlsxXml::Token XlsxXml::cdataPiece()
{
    if (m_open.empty())
        return fail(Flaw::NotXml);
    std::string_view raw = rest();
    std::size_t end = raw.find("]]>"sv);
    while (end == std::string_view::npos && raw.size() < 3) {
        if (!fill())
            return fail(Flaw::CutOff);
        raw = rest();
        end = raw.find("]]>"sv);
    }
    if (end != std::string_view::npos) {
        m_piece = raw.substr(0, end);
        m_at += end + 3;
        m_inCdata = false;
    } else {
        m_piece = raw.substr(0, raw.size() - 2);
        m_at += m_piece.size();
    }
    return Token::Text;
}

// Line ends become LF (XML 1.0, 2.11); a CR that is meant comes as a reference.
bool XlsxXml::decode(std::string_view raw, std::string& to)
{
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const char c = raw[i];
        const bool wasCr = std::exchange(m_lastWasCr, c == '\r');
        if (c == '&') {
            const std::size_t end = raw.find(';', i);
            if (end == std::string_view::npos || !decodeReference(raw.substr(i + 1, end - i - 1), to))
                return false;
            i = end;
        } else if (c == '\r') {
            to += '\n';
        } else if (c != '\n' || !wasCr) {
            to += c;
        }
    }
    return true;
}

bool XlsxXml::decodeReference(std::string_view name, std::string& to)
{
    constexpr std::array<std::pair<std::string_view, char>, 5> Known{
        {{"amp"sv, '&'}, {"lt"sv, '<'}, {"gt"sv, '>'}, {"quot"sv, '"'}, {"apos"sv, '\''}}};
    for (const auto& [known, c] : Known) {
        if (name == known) {
            to += c;
            return true;
        }
    }
    if (!name.starts_with('#') || name.size() > MaxReference)
        return false;
    name.remove_prefix(1);
    const unsigned base = name.starts_with('x') ? 16 : 10;
    if (base == 16)
        name.remove_prefix(1);
    char32_t code = 0;
    for (const char c : name) {
        unsigned digit = base;
        if (c >= '0' && c <= '9')
            digit = unsigned(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = unsigned(c - 'a') + 10;
        else if (c >= 'A' && c <= 'F')
            digit = unsigned(c - 'A') + 10;
        if (digit >= base)
            return false;
        code = std::min<char32_t>(code * base + digit, 0x110000);
    }
    if (name.empty() || code > 0x10FFFF)
        return false;
    // Half a character is none; the check of the row finds what stands for it.
    if (code >= 0xD800 && code <= 0xDFFF)
        code = 0xFFFD;
    std::array<char, 4> bytes{};
    to.append(bytes.data(), writeUtf8(code, bytes.data()));
    return true;
}

std::string_view XlsxXml::decoded(std::string_view raw, std::string& scratch)
{
    if (raw.find('&') == std::string_view::npos)
        return raw;
    scratch.clear();
    m_lastWasCr = false;
    if (!decode(raw, scratch))
        m_flaw = Flaw::Entity;
    m_lastWasCr = false;
    return scratch;
}

std::string_view XlsxXml::attribute(std::string_view name)
{
    for (const Attribute& attribute : m_attributes) {
        if (attribute.name == name)
            return decoded(attribute.value, m_value);
    }
    return {};
}

std::string_view XlsxXml::prefixedAttribute(std::string_view localName)
{
    for (const Attribute& attribute : m_attributes) {
        if (attribute.name.size() > localName.size() + 1 && withoutPrefix(attribute.name) == localName)
            return decoded(attribute.value, m_value);
    }
    return {};
}

void XlsxXml::skip()
{
    const std::size_t around = depth() - 1;
    for (Token token = next(); token != Token::Finish; token = next()) {
        if (token == Token::End && depth() == around)
            return;
    }
}

void XlsxXml::readText(std::string& to)
{
    const std::size_t inside = depth();
    for (Token token = next(); token != Token::Finish; token = next()) {
        if (token == Token::Text && depth() == inside) {
            to += m_piece;
            if (to.size() > MaxText)
                m_flaw = Flaw::TooLong;
        }
        if (token == Token::End && depth() < inside)
            return;
    }
}

} // namespace rookery::intake

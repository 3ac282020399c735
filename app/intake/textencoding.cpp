// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/textencoding.h"

#include "intake/utf8.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t RawSize = 64UL * 1024;
constexpr char32_t Replacement = 0xFFFD;
constexpr std::size_t MaxCharacter = 4; // bytes of UTF-8

// 0x80 to 0x9F; the five that the code page leaves open are read as the controls they are in Latin-1, as browsers do:
// no value may carry those, so they come back as findings.
constexpr std::array<char16_t, 32> Windows1252High{0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6,
    0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};

char32_t ofWindows1252(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 && byte < 0xA0 ? char32_t(Windows1252High[byte - 0x80U]) : char32_t(byte);
}

char32_t unitAt(std::string_view bytes, std::size_t at, Encoding encoding)
{
    const auto one = static_cast<unsigned char>(bytes[at]);
    const auto two = static_cast<unsigned char>(bytes[at + 1]);
    return encoding == Encoding::Utf16Le ? one | char32_t(two) << 8U : two | char32_t(one) << 8U;
}

std::optional<EncodingGuess> ofMark(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF"sv))
        return EncodingGuess{Encoding::Utf8, 3, true, false, {}};
    if (head.starts_with("\xFF\xFE"sv))
        return EncodingGuess{Encoding::Utf16Le, 2, true, false, {}};
    if (head.starts_with("\xFE\xFF"sv))
        return EncodingGuess{Encoding::Utf16Be, 2, true, false, {}};
    return std::nullopt;
}

// What is beyond ASCII in a text: characters of UTF-8, and bytes that are none.
struct Beyond {
    qsizetype valid = 0;
    qsizetype wrong = 0;
    std::size_t first = std::string_view::npos;
};

Beyond countBeyond(std::string_view text, bool isWhole)
{
    Beyond out;
    for (std::size_t at = skipAscii(text, 0); at < text.size(); at = skipAscii(text, at)) {
        const Utf8Step step = utf8Step(text.substr(at));
        if (step.isIncomplete && !isWhole)
            break;
        ++(step.isValid ? out.valid : out.wrong);
        out.first = std::min(out.first, at);
        at += step.size;
    }
    return out;
}

// Latin text in UTF-16 has a NUL in every other byte, which no other text has.
std::optional<Encoding> unmarkedUtf16(std::string_view head)
{
    const std::string_view look = head.substr(0, std::min<std::size_t>(head.size(), 4096));
    std::array<std::size_t, 2> nuls{};
    for (std::size_t i = 0; i < look.size(); ++i)
        nuls[i % 2] += look[i] == '\0' ? 1U : 0U;
    const std::size_t pairs = look.size() / 2;
    const auto many = [pairs](std::size_t n) { return pairs > 1 && n * 5 > pairs * 2; };
    const auto few = [pairs](std::size_t n) { return n * 20 <= pairs; };
    if (many(nuls[1]) && few(nuls[0]))
        return Encoding::Utf16Le;
    if (many(nuls[0]) && few(nuls[1]))
        return Encoding::Utf16Be;
    return std::nullopt;
}

// The word around a place, for people to judge a guess by.
std::string_view wordAround(std::string_view text, std::size_t at)
{
    constexpr auto Ends = " \t\r\n,;|\"\0"sv;
    constexpr std::size_t Longest = 40;
    std::size_t from = at;
    while (from > 0 && at - from < Longest && Ends.find(text[from - 1]) == std::string_view::npos)
        --from;
    std::size_t to = at;
    while (to < text.size() && to - at < Longest && Ends.find(text[to]) == std::string_view::npos)
        ++to;
    return text.substr(from, to - from);
}

std::string asUtf8(std::string_view bytes, Encoding encoding)
{
    TextReader reader(sourceOf(bytes), encoding);
    std::string out;
    std::array<char, 256> buffer{};
    while (const qsizetype n = reader.read(buffer.data(), buffer.size()))
        out.append(buffer.data(), std::size_t(n));
    return out;
}

} // namespace

QString encodingText(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return QStringLiteral("utf-8");
    case Encoding::Utf16Le:
        return QStringLiteral("utf-16le");
    case Encoding::Utf16Be:
        return QStringLiteral("utf-16be");
    case Encoding::Windows1252:
        return QStringLiteral("windows-1252");
    }
    Q_UNREACHABLE();
}

std::optional<Encoding> encodingOfText(const QString& text)
{
    const QString name = text.toLower().remove(u'-').remove(u'_').remove(u' ');
    if (name == QLatin1StringView("utf8"))
        return Encoding::Utf8;
    if (name == QLatin1StringView("utf16le") || name == QLatin1StringView("utf16"))
        return Encoding::Utf16Le;
    if (name == QLatin1StringView("utf16be"))
        return Encoding::Utf16Be;
    // Windows-1252 holds all that Latin-1 prints, and who says Latin-1 means it.
    for (const auto other : {"windows1252", "cp1252", "1252", "latin1", "iso88591", "ansi"}) {
        if (name == QLatin1StringView(other))
            return Encoding::Windows1252;
    }
    return std::nullopt;
}

EncodingGuess guessEncoding(std::string_view head, bool isWhole)
{
    if (const auto marked = ofMark(head))
        return *marked;
    if (const auto utf16 = unmarkedUtf16(head))
        return {*utf16, 0, false, false, {}};
    const Beyond beyond = countBeyond(head, isWhole);
    EncodingGuess guess;
    // A damaged UTF-8 file has more whole characters than broken ones; text of Windows-1252 hardly ever makes one.
    guess.encoding = beyond.wrong >= beyond.valid && beyond.wrong > 0 ? Encoding::Windows1252 : Encoding::Utf8;
    guess.isOnlyAscii = beyond.valid + beyond.wrong == 0;
    if (!guess.isOnlyAscii)
        guess.example = asUtf8(wordAround(head, beyond.first), guess.encoding);
    return guess;
}

QString beforeMisreading(const QString& text)
{
    QByteArray bytes;
    bool isAscii = true;
    for (const QChar c : text) {
        const auto* const high = std::find(Windows1252High.begin(), Windows1252High.end(), c.unicode());
        if (high == Windows1252High.end() && c.unicode() > 0xFF)
            return {};
        bytes += high != Windows1252High.end() ? char(0x80 + (high - Windows1252High.begin())) : char(c.unicode());
        isAscii = isAscii && c.unicode() < 0x80;
    }
    bool sawMultibyte = false;
    const std::string_view view(bytes.constData(), std::size_t(bytes.size()));
    return isAscii || validUtf8(view, sawMultibyte) < view.size() ? QString() : QString::fromUtf8(bytes);
}

TextReader::Source sourceOf(std::string_view bytes)
{
    return [bytes](char* to, qsizetype max) mutable {
        const std::size_t n = std::min(bytes.size(), std::size_t(max));
        std::memcpy(to, bytes.data(), n);
        bytes.remove_prefix(n);
        return qsizetype(n);
    };
}

TextReader::TextReader(Source source, std::optional<Encoding> chosen)
    : m_source(std::move(source))
    , m_encoding(chosen.value_or(Encoding::Utf8))
    , m_certain(chosen.has_value())
{
}

// Until the buffer is full: a pipe gives what it has, which may be less than a guess needs.
void TextReader::refill()
{
    m_raw.erase(0, m_at);
    m_at = 0;
    std::size_t have = m_raw.size();
    m_raw.resize(std::max(RawSize, have));
    while (!m_ended && have < m_raw.size()) {
        const qsizetype n = m_source(m_raw.data() + have, qsizetype(m_raw.size() - have));
        m_failed = m_failed || n < 0;
        m_ended = n <= 0;
        have += std::size_t(std::max<qsizetype>(n, 0));
    }
    m_raw.resize(have);
}

void TextReader::start()
{
    m_started = true;
    refill();
    const auto marked = ofMark(m_raw);
    if (!m_certain) {
        m_encoding = marked ? marked->encoding : guessEncoding(m_raw, m_ended).encoding;
        m_certain = marked.has_value();
    }
    // The mark is no text, whoever chose.
    if (marked && marked->encoding == m_encoding)
        m_at = std::size_t(marked->markSize);
}

qsizetype TextReader::read(char* to, qsizetype max)
{
    if (!m_started)
        start();
    for (;;) {
        if (m_encoding == Encoding::Utf8 && pending().empty()) {
            if (m_ended)
                return 0;
            if (const qsizetype n = readUtf8(to, max); n > 0)
                return n;
            continue;
        }
        if (const qsizetype n = transcode(to, max); n > 0)
            return n;
        // What is left is part of a character, or nothing.
        if (m_ended && pending().empty())
            return 0;
        if (!m_ended)
            refill();
    }
}

qsizetype TextReader::readUtf8(char* to, qsizetype max)
{
    const qsizetype n = m_source(to, max);
    m_failed = m_failed || n < 0;
    m_ended = n <= 0;
    if (m_ended)
        return 0;
    const std::string_view text(to, std::size_t(n));
    const std::size_t good = validUtf8(text, m_sawMultibyte);
    if (good < text.size()) {
        m_raw.assign(text.substr(good));
        m_at = 0;
        if (!utf8Step(m_raw).isIncomplete)
            decideAgain(m_raw);
    }
    return qsizetype(good);
}

// Guessed UTF-8 that is none after all.
void TextReader::decideAgain(std::string_view rest)
{
    if (m_certain || m_sawMultibyte || m_encoding != Encoding::Utf8)
        return;
    const Beyond beyond = countBeyond(rest, m_ended);
    if (beyond.wrong >= beyond.valid && beyond.wrong > 0)
        m_encoding = Encoding::Windows1252;
}

qsizetype TextReader::transcode(char* to, qsizetype max)
{
    switch (m_encoding) {
    case Encoding::Utf8:
        return transcodeUtf8(to, max);
    case Encoding::Utf16Le:
    case Encoding::Utf16Be:
        return transcodeUtf16(to, max);
    case Encoding::Windows1252:
        return transcodeWindows1252(to, max);
    }
    Q_UNREACHABLE();
}

qsizetype TextReader::transcodeUtf8(char* to, qsizetype max)
{
    std::size_t out = 0;
    while (std::size_t(max) - out >= MaxCharacter && !pending().empty()) {
        const std::string_view rest = pending().substr(0, std::size_t(max) - out);
        const std::size_t good = validUtf8(rest, m_sawMultibyte);
        std::memcpy(to + out, rest.data(), good);
        out += good;
        m_at += good;
        if (pending().empty() || std::size_t(max) - out < MaxCharacter)
            break;
        const Utf8Step step = utf8Step(pending());
        if (step.isValid)
            continue; // it was only cut off by the room there is
        if (step.isIncomplete && !m_ended)
            break;
        decideAgain(pending());
        if (m_encoding != Encoding::Utf8)
            break;
        out += writeUtf8(Replacement, to + out);
        m_at += step.size;
        ++m_damaged;
    }
    return qsizetype(out);
}

qsizetype TextReader::transcodeUtf16(char* to, qsizetype max)
{
    std::size_t out = 0;
    while (std::size_t(max) - out >= MaxCharacter && !pending().empty()) {
        const std::string_view rest = pending();
        const auto isHigh = [](char32_t c) { return c >= 0xD800 && c < 0xDC00; };
        const auto isLow = [](char32_t c) { return c >= 0xDC00 && c < 0xE000; };
        const bool isHalf = rest.size() < 2;
        char32_t c = isHalf ? Replacement : unitAt(rest, 0, m_encoding);
        std::size_t size = std::min<std::size_t>(rest.size(), 2);
        bool isDamaged = isHalf || isLow(c);
        if ((isHalf || (isHigh(c) && rest.size() < 4)) && !m_ended)
            break;
        if (isHigh(c)) {
            const char32_t low = rest.size() < 4 ? 0 : unitAt(rest, 2, m_encoding);
            isDamaged = !isLow(low);
            if (!isDamaged) {
                c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
                size = 4;
            }
        }
        out += writeUtf8(isDamaged ? Replacement : c, to + out);
        m_damaged += isDamaged ? 1 : 0;
        m_at += size;
    }
    return qsizetype(out);
}

qsizetype TextReader::transcodeWindows1252(char* to, qsizetype max)
{
    std::size_t out = 0;
    while (std::size_t(max) - out >= MaxCharacter && !pending().empty()) {
        const std::string_view rest = pending().substr(0, std::size_t(max) - out);
        const std::size_t ascii = skipAscii(rest, 0);
        std::memcpy(to + out, rest.data(), ascii);
        out += ascii;
        m_at += ascii;
        if (ascii < rest.size() && std::size_t(max) - out >= MaxCharacter) {
            out += writeUtf8(ofWindows1252(rest[ascii]), to + out);
            ++m_at;
        }
    }
    return qsizetype(out);
}

} // namespace rookery::intake

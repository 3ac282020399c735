// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace rookery::intake {

/// The encodings of BEHAVIOUR.md §Bad input.
enum class Encoding { Utf8, Utf16Le, Utf16Be, Windows1252 };

/// `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`: on the command line and in mapping files.
[[nodiscard]] QString encodingText(Encoding encoding);
/// Knows the usual other names too (`UTF8`, `UTF-16`, `cp1252`, `latin1`), in any case.
[[nodiscard]] std::optional<Encoding> encodingOfText(const QString& text);

/// What the first bytes of a file look like.
struct EncodingGuess {
    Encoding encoding = Encoding::Utf8;
    qsizetype markSize = 0;   ///< bytes of a byte order mark in front; 0: there is none
    bool isCertain = false;   ///< a mark says so
    bool isOnlyAscii = false; ///< nothing in it tells UTF-8 from Windows-1252
    std::string example;      ///< UTF-8: the first word that is read otherwise under another guess; empty: none is
};

/// `isWhole`: nothing follows `head`, so a character cut off at its end is a wrong one.
[[nodiscard]] EncodingGuess guessEncoding(std::string_view head, bool isWhole = false);

/// Bytes in any of the encodings, out as valid UTF-8, a buffer at a time; a UTF-8 file is read straight into the
/// caller's buffer and only looked over.
///
/// What a text was before its UTF-8 was read as Windows-1252: `Grü` of `GrÃ¼`. Empty: it does not look
/// so.
[[nodiscard]] QString beforeMisreading(const QString& text);

/// What is not valid becomes U+FFFD and is counted. A guessed UTF-8 is given up for Windows-1252 at the first byte that
/// is not ASCII and makes no UTF-8: up to there both read the same, so nothing has to be read again.
class TextReader final {
public:
    /// Fills `to` with up to `max` bytes; gives their number, 0 at the end, -1 where reading failed.
    using Source = std::function<qsizetype(char* to, qsizetype max)>;

    /// `chosen`: what a person said; nothing: guessed.
    explicit TextReader(Source source, std::optional<Encoding> chosen = {});

    /// At least this many bytes must fit into a buffer.
    static constexpr qsizetype MinBuffer = 64;
    /// Whole characters only. 0 at the end and where reading failed.
    [[nodiscard]] qsizetype read(char* to, qsizetype max);

    /// As far as the text has been read: the guess may still change.
    [[nodiscard]] Encoding encoding() const { return m_encoding; }
    [[nodiscard]] bool isCertain() const { return m_certain; }
    /// Places that were replaced by U+FFFD.
    [[nodiscard]] qsizetype damaged() const { return m_damaged; }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

private:
    void start();
    void refill();
    qsizetype readUtf8(char* to, qsizetype max);
    void decideAgain(std::string_view rest);
    qsizetype transcode(char* to, qsizetype max);
    qsizetype transcodeUtf8(char* to, qsizetype max);
    qsizetype transcodeUtf16(char* to, qsizetype max);
    qsizetype transcodeWindows1252(char* to, qsizetype max);
    [[nodiscard]] std::string_view pending() const { return std::string_view(m_raw).substr(m_at); }

    Source m_source;
    std::string m_raw; // read but not yet handed out
    std::size_t m_at = 0;
    Encoding m_encoding = Encoding::Utf8;
    bool m_certain = false;
    bool m_started = false;
    bool m_ended = false; // the source has no more
    bool m_failed = false;
    bool m_sawMultibyte = false;
    qsizetype m_damaged = 0;
};

/// A source over bytes that stay where they are.
[[nodiscard]] TextReader::Source sourceOf(std::string_view bytes);

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/textencoding.h"

#include <string>
#include <string_view>
#include <vector>

namespace rookery::intake {

/// The XML inside a spreadsheet, a token at a time and never whole in memory.
///
/// A scanner of our own, because it is where the time goes: a sheet of 100,000 orders is six million tokens, and
/// QXmlStreamReader makes UTF-16 and several strings of each (tests/bench/run.sh xlsx). It knows what a part of a
/// spreadsheet may have (ECMA-376 part 2, 6.2.5): elements, attributes, text, CDATA, the five entities and character
/// references. A document type is refused, and with it every entity that could grow. Namespaces are not looked up:
/// names come without their prefix.
class XlsxXml final {
public:
    enum class Token { Start, End, Text, Finish };
    enum class Flaw {
        None,
        NotXml,   ///< tags that do not fit together, or something that is no tag
        CutOff,   ///< it ends within an element
        Doctype,  ///< has a document type: no spreadsheet has one, bombs have
        Entity,   ///< an entity that is none of the five
        TooDeep,  ///< elements within elements beyond MaxDepth
        TooLong,  ///< a tag beyond MaxTag, a text beyond MaxText
        NoSource, ///< the bytes themselves could not be had
    };
    static constexpr std::size_t MaxDepth = 100;
    static constexpr std::size_t MaxTag = 1024UL * 1024;
    static constexpr std::size_t MaxText = 64UL * 1024 * 1024;

    explicit XlsxXml(TextReader::Source source);

    /// Finish at the end and at a flaw, from then on always. An element that closes itself gives Start and End.
    [[nodiscard]] Token next();
    /// Of a Start or End. As all views, good until the next token.
    [[nodiscard]] std::string_view name() const { return m_name; }
    /// UTF-8, references resolved; the text of an element may come in several pieces.
    [[nodiscard]] std::string_view text() const { return m_piece; }
    /// Of a Start; empty where it has none of that name. Names are as written: `r:id` is not `id`.
    [[nodiscard]] std::string_view attribute(std::string_view name);
    /// The same for one that has a prefix, whatever it is.
    [[nodiscard]] std::string_view prefixedAttribute(std::string_view localName);
    /// Elements that are open; a Start counts itself, an End does not.
    [[nodiscard]] std::size_t depth() const { return m_open.size(); }
    /// After a Start: goes on behind its end.
    void skip();
    /// After a Start: the text within it, without that of the elements in it.
    void readText(std::string& to);

    [[nodiscard]] Flaw flaw() const { return m_flaw; }
    /// Places that are not the encoding it says.
    [[nodiscard]] qsizetype damaged() const { return m_reader.damaged(); }

private:
    struct Attribute {
        std::string_view name;
        std::string_view value;
    };

    [[nodiscard]] bool fill();
    [[nodiscard]] Token fail(Flaw flaw);
    [[nodiscard]] Token tag();
    [[nodiscard]] Token startTag();
    [[nodiscard]] Token endTag();
    [[nodiscard]] bool skipTo(std::string_view end);
    [[nodiscard]] Token textPiece();
    [[nodiscard]] Token cdataPiece();
    [[nodiscard]] bool decode(std::string_view raw, std::string& to);
    [[nodiscard]] bool decodeReference(std::string_view name, std::string& to);
    [[nodiscard]] std::string_view decoded(std::string_view raw, std::string& scratch);
    [[nodiscard]] std::string_view rest() const { return std::string_view(m_buffer).substr(m_at, m_end - m_at); }

    TextReader m_reader;
    std::string m_buffer;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    bool m_isAtEnd = false;
    bool m_inCdata = false;
    bool m_endsItself = false; // the End of an element that closed itself is due
    bool m_hasRoot = false;
    bool m_lastWasCr = false;

    std::string m_names; // of the open elements, one behind the other
    std::vector<std::size_t> m_open;
    std::vector<Attribute> m_attributes;
    std::string_view m_name;
    std::string_view m_piece;
    std::string m_text;
    std::string m_value;
    Flaw m_flaw = Flaw::None;
};

} // namespace rookery::intake

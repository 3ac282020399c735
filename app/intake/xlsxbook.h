// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/xlsxformat.h"
#include "intake/xlsxxml.h"
#include "intake/ziparchive.h"

#include <QStringList>

#include <cstdint>
#include <map>
#include <optional>

namespace rookery::intake {

/// The texts that the cells of a spreadsheet share: UTF-8 in one block, and where each of them ends.
class XlsxStrings final {
public:
    /// Takes the texts of a sharedStrings part one after another.
    void read(XlsxXml& xml);
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    /// Good as long as this is.
    [[nodiscard]] std::string_view at(std::size_t index) const;

private:
    std::string m_block;
    std::vector<std::uint32_t> m_ends;
};

/// The text of an `<si>` or `<is>`: its runs put together, without the reading aids of East Asian text.
void readXlsxText(XlsxXml& xml, std::string& to);
/// `_x000D_` is how a spreadsheet writes what XML cannot hold (ECMA-376 part 1, 22.9.2.19).
void resolveXlsxEscapes(std::string& text, std::size_t from);

/// All of a spreadsheet file but its rows: sheets, formats, shared texts.
class XlsxBook final {
public:
    /// Bytes that parts may unpack to. A sheet is read as a stream, so its limit only ends what has no end: the
    /// 1,048,576 rows that there can be, with fifty full columns. The shared texts are kept in memory.
    static constexpr qint64 MaxSheet = 4LL * 1024 * 1024 * 1024;
    static constexpr qint64 MaxStrings = 512LL * 1024 * 1024;
    static constexpr qint64 MaxOther = 64LL * 1024 * 1024;

    struct Sheet {
        QString name;
        bool isVisible = true;
        bool isWorksheet = true; ///< a chart on a sheet of its own is in the list as well
        std::string part;
    };

    [[nodiscard]] static Result<std::unique_ptr<XlsxBook>> open(std::unique_ptr<ZipArchive> archive);

    [[nodiscard]] const std::vector<Sheet>& sheets() const { return m_sheets; }
    /// By what a person chose: a name, or else a number from 1; not chosen: the first that is visible.
    [[nodiscard]] Result<int> indexOf(const std::optional<QString>& choice) const;
    /// The part of a sheet; reads the formats and the shared texts if that is not done.
    [[nodiscard]] Result<std::unique_ptr<ZipPart>> openSheet(int index);

    [[nodiscard]] bool is1904() const { return m_is1904; }
    [[nodiscard]] const XlsxFormat& format(std::size_t style) const;
    /// Text of this style is meant as it stands (`quotePrefix`: somebody typed an apostrophe before it).
    [[nodiscard]] bool isMarkedText(std::size_t style) const
    {
        return style < m_areMarked.size() && m_areMarked[style];
    }
    [[nodiscard]] const XlsxStrings& strings() const { return m_strings; }
    [[nodiscard]] qint64 size() const { return m_archive->size(); }

private:
    explicit XlsxBook(std::unique_ptr<ZipArchive> archive) : m_archive(std::move(archive)) { }

    struct Relationship {
        std::string type; // behind its last slash: the rest is another in strict files
        std::string part;
    };
    using Relationships = std::map<std::string, Relationship, std::less<>>;

    /// Runs through a part; an error names it.
    template <typename Read>
    [[nodiscard]] Done readPart(std::string_view name, qint64 limit, Read read);
    [[nodiscard]] Result<Relationships> readRelationships(std::string_view ofPart);
    [[nodiscard]] Done readWorkbook(std::string_view name);
    [[nodiscard]] Done readStyles();
    void readStyles(XlsxXml& xml);

    std::unique_ptr<ZipArchive> m_archive;
    std::vector<Sheet> m_sheets;
    std::string m_stylesPart;
    std::string m_stringsPart;
    bool m_is1904 = false;
    bool m_hasLoaded = false;
    std::vector<XlsxFormat> m_formats;    // each once
    std::vector<std::size_t> m_formatsOf; // of each style
    std::vector<bool> m_areMarked;        // the same
    XlsxStrings m_strings;
};

/// Why a part could not be read to its end, for people; `part`: which one.
[[nodiscard]] QString xlsxSentence(ZipPart::Failure failure, XlsxXml::Flaw flaw, const QString& part);

} // namespace rookery::intake

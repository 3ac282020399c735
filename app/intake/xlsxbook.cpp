// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/xlsxbook.h"

#include "intake/cellshape.h"
#include "intake/utf8.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;
using Token = XlsxXml::Token;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::XlsxBook)
};

bool isTrue(std::string_view value) { return value == "1"sv || value == "true"sv || value == "on"sv; }

int numberOf(std::string_view text, int otherwise)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

std::string_view behindLastSlash(std::string_view text) { return text.substr(text.rfind('/') + 1); }

// Relative to the folder of the part that names it, or from the root: no slash in front, no dots in it.
std::string resolved(std::string_view folder, std::string_view target)
{
    std::string path;
    if (!target.starts_with('/') && !target.starts_with('\\') && !folder.empty()) {
        path = folder;
        path += '/';
    }
    path += target;
    std::replace(path.begin(), path.end(), '\\', '/');
    std::vector<std::string_view> steps;
    for (std::string_view rest = path; !rest.empty();) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view step = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (step == ".."sv) {
            if (!steps.empty())
                steps.pop_back();
        } else if (!step.empty() && step != "."sv) {
            steps.push_back(step);
        }
    }
    std::string out;
    for (const std::string_view step : steps) {
        if (!out.empty())
            out += '/';
        out += step;
    }
    return out;
}

std::string_view folderOf(std::string_view part)
{
    const std::size_t slash = part.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : part.substr(0, slash);
}

// What a zip archive without a workbook may be.
QString whatElse(const ZipArchive& archive)
{
    constexpr qint64 TypeSize = 200;
    if (const auto part = archive.part("mimetype"sv, TypeSize)) {
        std::string type(TypeSize, '\0');
        const qsizetype n = part->read(type.data(), qsizetype(type.size()));
        if (n > 0 && type.find("opendocument"sv) != std::string::npos)
            return Words::tr("This is an OpenDocument file. Open it in the spreadsheet program and save it as .xlsx.");
    }
    if (archive.has("word/document.xml"sv))
        return Words::tr("This is a text document, not a spreadsheet. Copy its table and paste it here.");
    if (archive.has("ppt/presentation.xml"sv))
        return Words::tr("This is a presentation, not a spreadsheet. Copy its table and paste it here.");
    if (archive.has("Index/Document.iwa"sv))
        return Words::tr("This is a file of Numbers. Export it from there as .xlsx or CSV.");
    return Words::tr("This is a zip archive with no spreadsheet in it. Unpack it and open the file within.");
}

} // namespace

QString xlsxSentence(ZipPart::Failure failure, XlsxXml::Flaw flaw, const QString& part)
{
    switch (failure) {
    case ZipPart::Failure::Bomb:
        return Words::tr(
            "%1 unpacks to far more than a table can be; the rest of it was not read. Such files are made to "
            "stop programs: ask where it comes from.")
            .arg(part);
    case ZipPart::Failure::Damaged:
        return Words::tr(
            "%1 is damaged: it is cut off, or its checksum is wrong. Download or copy the file again; what "
            "was read of it may be wrong.")
            .arg(part);
    case ZipPart::Failure::Password:
        return Words::tr("%1 is protected by a password. Save the spreadsheet without one.").arg(part);
    case ZipPart::Failure::None:
        break;
    }
    switch (flaw) {
    case XlsxXml::Flaw::Doctype:
        return Words::tr(
            "%1 has a document type, which no spreadsheet has; it was not read further. Ask where the file "
            "comes from.")
            .arg(part);
    case XlsxXml::Flaw::TooDeep:
    case XlsxXml::Flaw::TooLong:
        return Words::tr("%1 is built as no spreadsheet is; it was not read further. Ask where the file comes from.")
            .arg(part);
    default:
        return Words::tr(
            "%1 is not the XML of a spreadsheet, or not whole; it was not read further. Open the file in a "
            "spreadsheet program and save it once more.")
            .arg(part);
    }
}

void resolveXlsxEscapes(std::string& text, std::size_t from)
{
    constexpr std::size_t Size = 7; // _xHHHH_
    std::size_t at = text.find("_x"sv, from);
    if (at == std::string::npos)
        return;
    std::string out = text.substr(0, at);
    while (at < text.size()) {
        unsigned code = 0;
        const char* const digits = text.data() + at + 2;
        if (text.size() - at >= Size && text[at] == '_' && text[at + 1] == 'x' && text[at + Size - 1] == '_'
            && std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4 && (code < 0xD800 || code > 0xDFFF)) {
            std::array<char, 4> bytes{};
            out.append(bytes.data(), writeUtf8(code, bytes.data()));
            at += Size;
        } else {
            out += text[at++];
        }
    }
    text = std::move(out);
}

void readXlsxText(XlsxXml& xml, std::string& to)
{
    const std::size_t inside = xml.depth();
    const std::size_t from = to.size();
    for (Token token = xml.next(); token != Token::Finish; token = xml.next()) {
        if (token == Token::End && xml.depth() < inside)
            break;
        if (token != Token::Start)
            continue;
        if (xml.name() == "t"sv)
            xml.readText(to);
        else if (xml.name() != "r"sv)
            xml.skip();
    }
    resolveXlsxEscapes(to, from);
}

void XlsxStrings::read(XlsxXml& xml)
{
    std::string text;
    for (Token token = xml.next(); token != Token::Finish; token = xml.next()) {
        if (token != Token::Start || xml.name() != "si"sv)
            continue;
        text.clear();
        readXlsxText(xml, text);
        m_block += text;
        m_ends.push_back(std::uint32_t(m_block.size()));
    }
}

std::string_view XlsxStrings::at(std::size_t index) const
{
    const std::size_t start = index == 0 ? 0 : m_ends[index - 1];
    return std::string_view(m_block).substr(start, m_ends[index] - start);
}

template <typename Read>
Done XlsxBook::readPart(std::string_view name, qint64 limit, Read read)
{
    const std::unique_ptr<ZipPart> part = m_archive->part(name, limit);
    if (!part)
        return failure(Error::Code::BadInput,
            Words::tr("The part %1 of the spreadsheet is missing. Open the file in a "
                      "spreadsheet program and save it once more.")
                .arg(textOf(name)));
    XlsxXml xml([&part](char* to, qsizetype max) { return part->read(to, max); });
    read(xml);
    while (xml.next() != Token::Finish) { } // its checksum stands at its end
    if (xml.flaw() != XlsxXml::Flaw::None || part->failure() != ZipPart::Failure::None)
        return failure(Error::Code::BadInput,
            xlsxSentence(part->failure(), xml.flaw(), Words::tr("The part %1 of the spreadsheet").arg(textOf(name))));
    return {};
}

Result<XlsxBook::Relationships> XlsxBook::readRelationships(std::string_view ofPart)
{
    const std::string_view folder = folderOf(ofPart);
    std::string name(folder);
    if (!name.empty())
        name += '/';
    name += "_rels/"sv;
    name += behindLastSlash(ofPart);
    name += ".rels"sv;
    Relationships found;
    if (!m_archive->has(name))
        return found;
    const Done done = readPart(name, MaxOther, [&](XlsxXml& xml) {
        for (Token token = xml.next(); token != Token::Finish; token = xml.next()) {
            if (token != Token::Start || xml.name() != "Relationship"sv
                || xml.attribute("TargetMode"sv) == "External"sv)
                continue;
            const std::string id(xml.attribute("Id"sv));
            const std::string type(behindLastSlash(xml.attribute("Type"sv)));
            found.try_emplace(id, Relationship{type, resolved(folder, xml.attribute("Target"sv))});
        }
    });
    if (!done)
        return tl::unexpected(done.error());
    return found;
}

Result<std::unique_ptr<XlsxBook>> XlsxBook::open(std::unique_ptr<ZipArchive> archive)
{
    std::unique_ptr<XlsxBook> book(new XlsxBook(std::move(archive)));
    const Result<Relationships> packageParts = book->readRelationships({});
    if (!packageParts)
        return tl::unexpected(packageParts.error());
    std::string workbook = "xl/workbook.xml";
    for (const auto& [id, relationship] : *packageParts) {
        if (relationship.type == "officeDocument"sv)
            workbook = relationship.part;
    }
    if (workbook.ends_with(".bin"sv))
        return failure(Error::Code::BadInput,
            Words::tr(
                "This is a binary spreadsheet (.xlsb). Open it in the spreadsheet program and save it as .xlsx."));
    if (!book->m_archive->has(workbook) || book->m_archive->has("word/document.xml"sv))
        return failure(Error::Code::BadInput, whatElse(*book->m_archive));
    if (const Done done = book->readWorkbook(workbook); !done)
        return tl::unexpected(done.error());
    return book;
}

Done XlsxBook::readWorkbook(std::string_view name)
{
    const Result<Relationships> parts = readRelationships(name);
    if (!parts)
        return tl::unexpected(parts.error());
    for (const auto& [id, relationship] : *parts) {
        if (relationship.type == "styles"sv)
            m_stylesPart = relationship.part;
        else if (relationship.type == "sharedStrings"sv)
            m_stringsPart = relationship.part;
    }
    const Done done = readPart(name, MaxOther, [&](XlsxXml& xml) {
        for (Token token = xml.next(); token != Token::Finish; token = xml.next()) {
            if (token != Token::Start)
                continue;
            if (xml.name() == "workbookPr"sv) {
                m_is1904 = isTrue(xml.attribute("date1904"sv));
            } else if (xml.name() == "sheet"sv) {
                constexpr std::size_t MaxSheets = 10'000;
                if (m_sheets.size() == MaxSheets)
                    return;
                Sheet sheet;
                sheet.name = textOf(xml.attribute("name"sv));
                sheet.isVisible = !xml.attribute("state"sv).ends_with("idden"sv); // hidden, veryHidden
                if (const auto part = parts->find(xml.prefixedAttribute("id"sv)); part != parts->end()) {
                    sheet.part = part->second.part;
                    sheet.isWorksheet = part->second.type == "worksheet"sv;
                }
                m_sheets.push_back(std::move(sheet));
            }
        }
    });
    if (done && m_sheets.empty())
        return failure(Error::Code::BadInput, Words::tr("The spreadsheet has no sheets."));
    return done;
}

Result<int> XlsxBook::indexOf(const std::optional<QString>& choice) const
{
    int index = -1;
    if (!choice) {
        const auto first = std::find_if(
            m_sheets.begin(), m_sheets.end(), [](const Sheet& sheet) { return sheet.isVisible && sheet.isWorksheet; });
        // Hidden ones are better than none.
        index = first == m_sheets.end() ? 0 : int(first - m_sheets.begin());
    }
    for (const Qt::CaseSensitivity cs : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
        for (int i = 0; index < 0 && i < int(m_sheets.size()); ++i) {
            if (m_sheets[std::size_t(i)].name.compare(*choice, cs) == 0)
                index = i;
        }
    }
    if (index < 0) {
        bool isNumber = false;
        const int number = choice->toInt(&isNumber);
        if (isNumber && number >= 1 && number <= int(m_sheets.size()))
            index = number - 1;
    }
    if (index < 0) {
        constexpr qsizetype MaxNames = 20;
        QStringList names;
        for (const Sheet& sheet : m_sheets) {
            if (names.size() < MaxNames)
                names << QStringLiteral("%1 %2").arg(names.size() + 1).arg(sheet.name);
        }
        //: %1 is what was asked for, %2 a list such as "1 Orders, 2 Refunds"
        return failure(Error::Code::BadInput,
            Words::tr("The spreadsheet has no sheet \"%1\". There are: %2.").arg(*choice, names.join(u", ")));
    }
    if (!m_sheets[std::size_t(index)].isWorksheet)
        return failure(Error::Code::BadInput,
            Words::tr("\"%1\" is a chart and has no rows. Choose another sheet.")
                .arg(m_sheets[std::size_t(index)].name));
    return index;
}

Result<std::unique_ptr<ZipPart>> XlsxBook::openSheet(int index)
{
    if (!m_hasLoaded) {
        if (const Done done = readStyles(); !done)
            return tl::unexpected(done.error());
        if (m_archive->has(m_stringsPart)) {
            const Done done = readPart(m_stringsPart, MaxStrings, [this](XlsxXml& xml) { m_strings.read(xml); });
            if (!done)
                return tl::unexpected(done.error());
        }
        m_hasLoaded = true;
    }
    const Sheet& sheet = m_sheets[std::size_t(index)];
    std::unique_ptr<ZipPart> part = m_archive->part(sheet.part, MaxSheet);
    if (sheet.part.empty() || !part)
        return failure(Error::Code::BadInput,
            Words::tr(
                "The sheet \"%1\" is missing in the file. Open it in a spreadsheet program and save it once more.")
                .arg(sheet.name));
    if (part->failure() != ZipPart::Failure::None)
        return failure(Error::Code::BadInput,
            xlsxSentence(part->failure(), XlsxXml::Flaw::None, Words::tr("The sheet \"%1\"").arg(sheet.name)));
    return part;
}

Done XlsxBook::readStyles()
{
    if (!m_archive->has(m_stylesPart))
        return {};
    return readPart(m_stylesPart, MaxOther, [this](XlsxXml& xml) { readStyles(xml); });
}

void XlsxBook::readStyles(XlsxXml& xml)
{
    std::map<int, std::string> codes;
    std::map<int, std::size_t> known; // formats by their number
    bool isInCells = false;
    for (Token token = xml.next(); token != Token::Finish; token = xml.next()) {
        const std::string_view name = xml.name();
        if (name == "cellXfs"sv) {
            isInCells = token == Token::Start;
        } else if (token == Token::Start && name == "numFmt"sv) {
            // The ones in dxfs, which come later, are conditional ones.
            const int id = numberOf(xml.attribute("numFmtId"sv), -1);
            codes.try_emplace(id, xml.attribute("formatCode"sv));
        } else if (token == Token::Start && isInCells && name == "xf"sv) {
            const int id = numberOf(xml.attribute("numFmtId"sv), 0);
            const auto [format, isNew] = known.try_emplace(id, m_formats.size());
            if (isNew) {
                const auto code = codes.find(id);
                m_formats.push_back(code != codes.end() ? XlsxFormat(code->second) : XlsxFormat::builtIn(id));
            }
            m_formatsOf.push_back(format->second);
            const std::string_view mark = xml.attribute("quotePrefix"sv);
            m_areMarked.push_back(mark == "1"sv || mark == "true"sv);
        }
    }
}

const XlsxFormat& XlsxBook::format(std::size_t style) const
{
    static const XlsxFormat General;
    return style < m_formatsOf.size() ? m_formats[m_formatsOf[style]] : General;
}

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/xlsxfile.h"

#include <algorithm>
#include <array>

namespace rookery::ledger {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t FlushFrom = 128UL * 1024;
// A sheet of more is taken for a zip bomb by some, ours among them, and four gigabytes need another kind of archive.
constexpr qint64 MaxSheetSize = 3LL * 1024 * 1024 * 1024;
constexpr std::size_t MaxDigits = 15; // that a binary number gives back, whichever they are
constexpr std::size_t MaxDecimals = 6;

// The formats of cells, by their place in the styles part.
constexpr int Header = 1;
constexpr int Text = 2;
constexpr int MarkedText = 3; // said once more to be text, where it looks like a formula
constexpr int Instant = 4;
constexpr int WithDecimals = 5; // and as many more

constexpr auto Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"sv;
constexpr auto SheetNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"sv;
constexpr auto Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"sv;
constexpr auto PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"sv;
constexpr auto ContentTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml."sv;

// As people see them, in characters.
int widthOf(ExportColumn column)
{
    constexpr int Short = 10, Middle = 16, Time = 25, Id = 38, Long = 50;
    switch (column) {
    case ExportColumn::State:
    case ExportColumn::Attempts:
    case ExportColumn::Live:
    case ExportColumn::Status:
    case ExportColumn::Ms:
    case ExportColumn::Declined:
        return Short;
    case ExportColumn::Confirmed:
    case ExportColumn::OrderTime:
        return Time;
    case ExportColumn::Url:
    case ExportColumn::Message:
    case ExportColumn::Note:
        return Long;
    case ExportColumn::Profile:
    case ExportColumn::Agent:
    case ExportColumn::Correction:
        return Middle;
    default:
        break;
    }
    switch (fieldOf(column)) {
    case pixel::Field::EventId:
    case pixel::Field::VisitorId:
    case pixel::Field::SessionId:
    case pixel::Field::UserId:
        return Id;
    case pixel::Field::Event:
    case pixel::Field::Currency:
        return Short;
    case pixel::Field::OrderId:
        return Time;
    default:
        return Middle;
    }
}

std::string lettersOf(std::size_t column)
{
    std::string letters;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26)
        letters.insert(letters.begin(), char('A' + (n - 1) % 26));
    return letters;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Its decimals where it is written as a spreadsheet shows that number in a format with so many of them; else -1.
int decimalsOf(std::string_view amount)
{
    const bool isNegative = amount.starts_with('-');
    const std::string_view digits = amount.substr(isNegative ? 1 : 0);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    const std::string_view decimals = point < digits.size() ? digits.substr(point + 1) : std::string_view();
    const bool isNumber = point > 0 && std::all_of(digits.begin(), digits.begin() + std::ptrdiff_t(point), isDigit)
        && std::all_of(decimals.begin(), decimals.end(), isDigit) && (point == digits.size() || !decimals.empty());
    const bool isCanonical = point == 1 || !digits.starts_with('0');
    const bool isMinusNothing = isNegative && digits.find_first_not_of("0."sv) == std::string_view::npos;
    return isNumber && isCanonical && !isMinusNothing && point + decimals.size() <= MaxDigits
            && decimals.size() <= MaxDecimals
        ? int(decimals.size())
        : -1;
}

// Days since 1899-12-30, in digits, so that no locale puts a comma into them. Empty: no day of a spreadsheet.
std::string serialOf(UtcMs time)
{
    constexpr qint64 DayMs = 86'400'000;
    constexpr qint64 Epoch = 25'569;         // 1970-01-01
    constexpr qint64 FirstDay = 61;          // before March 1900 spreadsheets disagree on which day it is
    constexpr qint64 LastDay = 2'958'465;    // 9999-12-31
    constexpr qint64 Scale = 10'000'000'000; // one of it is less than a hundredth of a millisecond
    if (time < UtcMs((FirstDay - Epoch) * DayMs) || time >= UtcMs((LastDay + 1 - Epoch) * DayMs))
        return {};
    const qint64 ms = time.value() + Epoch * DayMs;
    std::string decimals = std::to_string((ms % DayMs * Scale + DayMs / 2) / DayMs);
    decimals.insert(0, std::to_string(Scale).size() - 1 - decimals.size(), '0');
    decimals.erase(decimals.find_last_not_of('0') + 1);
    return std::to_string(ms / DayMs) + (decimals.empty() ? "" : "." + decimals);
}

// UTF-16 units, of which a character beyond the first 65,536 has two.
qsizetype unitsOf(std::string_view utf8)
{
    return std::count_if(utf8.begin(), utf8.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }) + std::count_if(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xF0U; });
}

// As many characters as there is room for, and a mark that there were more.
void cut(std::string& text)
{
    const QString all = QString::fromStdString(text);
    qsizetype kept = XlsxStream::MaxText - 1;
    if (all[kept - 1].isHighSurrogate())
        --kept;
    text = (all.first(kept) + QChar(u'…')).toStdString();
}

// What XML cannot hold: a control character, U+FFFE, U+FFFF.
bool isUnspeakable(std::string_view text)
{
    const char c = text.front();
    return (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t') || text.starts_with("\xEF\xBF\xBE"sv)
        || text.starts_with("\xEF\xBF\xBF"sv);
}

// What would be read as an escaped character: `_x0041_`, also if its end is the beginning of one that is escaped.
bool isEscapeLike(std::string_view text)
{
    constexpr std::size_t Size = 7;
    return text.size() >= Size && text[1] == 'x' && (text[Size - 1] == '_' || isUnspeakable(text.substr(Size - 1)))
        && std::all_of(text.begin() + 2, text.begin() + Size - 1,
            [](char c) { return isDigit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); });
}

// Bytes that need more than to be copied: those of XML, those that it cannot hold, `_`, and the first of U+FFFE.
constexpr std::array<bool, 256> Special = [] {
    std::array<bool, 256> special{};
    for (std::size_t c = 0; c < ' '; ++c)
        special[c] = c != '\n' && c != '\t';
    for (const unsigned char c : {u8'&', u8'<', u8'>', u8'_'})
        special[c] = true;
    special[0xEF] = true;
    return special;
}();

void appendEscaped(std::string& to, std::string_view text)
{
    static constexpr auto Hex = "0123456789ABCDEF"sv;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!Special[static_cast<unsigned char>(c)])
            continue;
        std::string_view written;
        std::array<char, 7> code{'_', 'x', '0', '0', '0', '0', '_'};
        std::size_t size = 1;
        if (c == '&') {
            written = "&amp;"sv;
        } else if (c == '<') {
            written = "&lt;"sv;
        } else if (c == '>') {
            written = "&gt;"sv;
        } else if (c == '_') {
            if (isEscapeLike(text.substr(i)))
                written = "_x005F_"sv;
        } else if (text.substr(i).starts_with("\xEF\xBF\xBE"sv)) {
            written = "_xFFFE_"sv;
            size = 3;
        } else if (text.substr(i).starts_with("\xEF\xBF\xBF"sv)) {
            written = "_xFFFF_"sv;
            size = 3;
        } else if (static_cast<unsigned char>(c) < ' ') {
            code[4] = Hex[static_cast<unsigned char>(c) >> 4U];
            code[5] = Hex[static_cast<unsigned char>(c) & 0xFU];
            written = {code.data(), code.size()};
        }
        if (written.empty())
            continue;
        to.append(text.substr(copied, i - copied)).append(written);
        i += size - 1;
        copied = i + 1;
    }
    to.append(text.substr(copied));
}

std::string numberFormat(std::size_t decimals) { return decimals == 0 ? "0" : "0." + std::string(decimals, '0'); }

std::string styles()
{
    constexpr std::size_t FirstOwn = 164; // the numbers below are those of formats that everybody knows
    std::string formats
        = "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd&quot;T&quot;hh:mm:ss.000&quot;Z&quot;\"/>";
    std::string cells;
    for (std::size_t decimals = 0; decimals <= MaxDecimals; ++decimals) {
        const std::string id = std::to_string(FirstOwn + 1 + decimals);
        formats += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + numberFormat(decimals) + "\"/>";
        cells += "<xf numFmtId=\"" + id
            + "\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>";
    }
    std::string xml(Head);
    xml.append("<styleSheet xmlns=\"").append(SheetNamespace).append("\"><numFmts count=\"");
    xml.append(std::to_string(MaxDecimals + 2)).append("\">").append(formats).append("</numFmts>");
    xml += "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
           "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>"
           "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
           "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
           "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
           "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>";
    xml += "<cellXfs count=\"" + std::to_string(std::size_t(WithDecimals) + MaxDecimals + 1) + "\">";
    xml += "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
           "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
           "applyFont=\"1\"/>"
           "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
           "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" "
           "applyNumberFormat=\"1\"/>"
           "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>";
    xml += cells;
    xml += "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
           "</styleSheet>";
    return xml;
}

std::string relationship(const std::string& id, std::string_view type, const std::string& target)
{
    return "<Relationship Id=\"" + id + "\" Type=\"" + std::string(Relations) + "/" + std::string(type) + "\" Target=\""
        + target + "\"/>";
}

std::string relationships(const std::string& inside)
{
    return std::string(Head) + "<Relationships xmlns=\"" + std::string(PackageRelations) + "\">" + inside
        + "</Relationships>";
}

std::string sheetFile(int number) { return "worksheets/sheet" + std::to_string(number) + ".xml"; }

QByteArrayView viewOf(std::string_view text) { return {text.data(), qsizetype(text.size())}; }

} // namespace

XlsxStream::XlsxStream(QIODevice& out, const ExportOptions& options, qint64 maxRows)
    : m_zip(out)
    , m_options(options)
    , m_maxRows(maxRows)
{
    for (const ExportColumn column : columnsOf(options.columns))
        m_columns.push_back({column, typeOf(column), lettersOf(m_columns.size())});
}

XlsxStream::Type XlsxStream::typeOf(ExportColumn column)
{
    switch (column) {
    case ExportColumn::Attempts:
    case ExportColumn::Status:
    case ExportColumn::Ms:
        return Type::Count;
    case ExportColumn::Confirmed:
    case ExportColumn::OrderTime:
        return Type::Instant;
    default:
        break;
    }
    const bool isAmount = column == ExportColumn(pixel::Field::Revenue) || column == ExportColumn(pixel::Field::Tax)
        || column == ExportColumn(pixel::Field::Shipping);
    return isAmount ? Type::Amount : Type::Text;
}

bool XlsxStream::write(const EventRecord& event)
{
    if (m_sheets > 0 && (m_row >= m_maxRows || m_sheetSize >= MaxSheetSize) && !endSheet())
        return false;
    if (m_row == 0 && !startSheet())
        return false;
    m_rowText = std::to_string(++m_row);
    m_xml.append("<row r=\"").append(m_rowText).append("\">");
    for (const Column& column : m_columns)
        appendCell(column, event);
    m_xml += "</row>";
    return m_xml.size() < FlushFrom || flush();
}

bool XlsxStream::finish() { return (m_sheets > 0 || startSheet()) && endSheet() && endBook(); }

// What stands first in the archive is what programs tell a workbook by.
bool XlsxStream::startBook()
{
    return m_zip.add("_rels/.rels",
               viewOf(relationships(relationship("rId1", "officeDocument", "xl/workbook.xml")
                   + relationship("rId2", "extended-properties", "docProps/app.xml"))))
        && m_zip.add("docProps/app.xml",
            viewOf(std::string(Head)
                + "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
                  "<Application>Rookery</Application></Properties>"))
        && m_zip.add("xl/styles.xml", viewOf(styles()));
}

bool XlsxStream::startSheet()
{
    if (m_sheets == 0 && !startBook())
        return false;
    ++m_sheets;
    m_sheetSize = 0;
    m_xml = Head;
    m_xml.append("<worksheet xmlns=\"").append(SheetNamespace).append("\"><sheetViews><sheetView ");
    m_xml += m_sheets == 1 ? "tabSelected=\"1\" " : "";
    m_xml += "workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
             "<selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/></sheetView></sheetViews>"
             "<sheetFormatPr defaultRowHeight=\"15\"/>";
    std::string widths;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        widths.append("<col min=\"").append(number).append("\" max=\"").append(number).append("\" width=\"");
        widths.append(std::to_string(widthOf(m_columns[i].column))).append("\" customWidth=\"1\"");
        if (m_columns[i].type == Type::Text)
            widths.append(" style=\"").append(std::to_string(Text)).append("\"");
        widths += "/>";
    }
    if (!widths.empty())
        m_xml.append("<cols>").append(widths).append("</cols>");
    m_xml += "<sheetData><row r=\"1\">";
    m_row = 1;
    m_rowText = "1";
    for (const Column& column : m_columns) {
        m_value = keyOf(column.column).data();
        appendText(column, Header);
    }
    m_xml += "</row>";
    return m_zip.begin(QByteArray::fromStdString("xl/" + sheetFile(m_sheets)));
}

bool XlsxStream::endSheet()
{
    m_xml += "</sheetData>";
    // Digits that are text are what they should be, and not a slip that has to be marked in every cell.
    if (!m_columns.empty())
        m_xml += "<ignoredErrors><ignoredError sqref=\"A1:" + m_columns.back().letters + std::to_string(MaxRows)
            + "\" numberStoredAsText=\"1\"/></ignoredErrors>";
    m_xml += "</worksheet>";
    m_row = 0;
    return flush() && m_zip.end();
}

bool XlsxStream::endBook()
{
    std::string types = std::string(Head)
        + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
          "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
          "<Override PartName=\"/docProps/app.xml\" "
          "ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>";
    const auto override = [&types](const std::string& part, std::string_view type) {
        types.append("<Override PartName=\"/xl/").append(part).append("\" ContentType=\"").append(ContentTypes);
        types.append(type).append("+xml\"/>");
    };
    override("workbook.xml", "sheet.main");
    override("styles.xml", "styles");
    std::string book = std::string(Head) + "<workbook xmlns=\"" + std::string(SheetNamespace) + "\" xmlns:r=\""
        + std::string(Relations) + "\"><bookViews><workbookView/></bookViews><sheets>";
    std::string related;
    for (int i = 1; i <= m_sheets; ++i) {
        const std::string number = std::to_string(i);
        override(sheetFile(i), "worksheet");
        book.append("<sheet name=\"Orders").append(i > 1 ? ' ' + number : std::string()).append("\" sheetId=\"");
        book.append(number).append("\" r:id=\"rId").append(number).append("\"/>");
        related += relationship("rId" + number, "worksheet", sheetFile(i));
    }
    related += relationship("rId" + std::to_string(m_sheets + 1), "styles", "styles.xml");
    return m_zip.add("xl/workbook.xml", viewOf(book + "</sheets></workbook>"))
        && m_zip.add("xl/_rels/workbook.xml.rels", viewOf(relationships(related)))
        && m_zip.add("[Content_Types].xml", viewOf(types + "</Types>")) && m_zip.finish();
}

bool XlsxStream::flush()
{
    m_sheetSize += qint64(m_xml.size());
    const bool written = m_zip.write(viewOf(m_xml));
    m_xml.clear();
    return written;
}

void XlsxStream::openCell(const Column& column, int style)
{
    m_xml.append("<c r=\"").append(column.letters).append(m_rowText).append("\" s=\"");
    m_xml.append(std::to_string(style)).append("\"");
}

void XlsxStream::appendText(const Column& column, int style)
{
    if (m_value.empty())
        return;
    if (qsizetype(m_value.size()) > MaxText && unitsOf(m_value) > MaxText) {
        cut(m_value);
        ++m_cutCells;
    }
    openCell(column, style);
    const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
    m_xml += isSpace(m_value.front()) || isSpace(m_value.back()) ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">"sv
                                                                 : " t=\"inlineStr\"><is><t>"sv;
    appendEscaped(m_xml, m_value);
    m_xml += "</t></is></c>";
}

void XlsxStream::appendNumber(const Column& column, int style, std::string_view number)
{
    openCell(column, style);
    m_xml.append("><v>").append(number).append("</v></c>");
}

void XlsxStream::appendCell(const Column& column, const EventRecord& event)
{
    if (column.type == Type::Instant) {
        const std::optional<UtcMs> time
            = column.column == ExportColumn::Confirmed ? std::optional(event.confirmed) : event.orderTime;
        if (const std::string serial = time ? serialOf(*time) : std::string(); !serial.empty()) {
            appendNumber(column, Instant, serial);
            return;
        }
    }
    m_value.clear();
    appendValue(m_value, event, column.column, m_options.hidePersonal);
    const int decimals = column.type == Type::Amount || column.type == Type::Count ? decimalsOf(m_value) : -1;
    if (decimals >= 0) {
        if (decimals > 0) // the format shows the zeros behind it
            m_value.resize(m_value.find_last_not_of('0') + 1);
        if (m_value.back() == '.')
            m_value.pop_back();
        appendNumber(column, WithDecimals + decimals, m_value);
    } else {
        appendText(column, needsGuard(m_value) ? MarkedText : Text);
    }
}

} // namespace rookery::ledger

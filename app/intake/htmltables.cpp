// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/htmltables.h"

#include <QString>

#include <algorithm>
#include <array>
#include <utility>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t MaxNested = 50;
constexpr int MaxColumns = 1000; // of colspan, by the HTML standard
constexpr int MaxRows = 65534;   // of rowspan

char lowered(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }
bool isNameChar(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Of U+00A0 to U+00FF, in order.
constexpr std::array Latin1Names{"nbsp"sv, "iexcl"sv, "cent"sv, "pound"sv, "curren"sv, "yen"sv, "brvbar"sv, "sect"sv,
    "uml"sv, "copy"sv, "ordf"sv, "laquo"sv, "not"sv, "shy"sv, "reg"sv, "macr"sv, "deg"sv, "plusmn"sv, "sup2"sv,
    "sup3"sv, "acute"sv, "micro"sv, "para"sv, "middot"sv, "cedil"sv, "sup1"sv, "ordm"sv, "raquo"sv, "frac14"sv,
    "frac12"sv, "frac34"sv, "iquest"sv, "Agrave"sv, "Aacute"sv, "Acirc"sv, "Atilde"sv, "Auml"sv, "Aring"sv, "AElig"sv,
    "Ccedil"sv, "Egrave"sv, "Eacute"sv, "Ecirc"sv, "Euml"sv, "Igrave"sv, "Iacute"sv, "Icirc"sv, "Iuml"sv, "ETH"sv,
    "Ntilde"sv, "Ograve"sv, "Oacute"sv, "Ocirc"sv, "Otilde"sv, "Ouml"sv, "times"sv, "Oslash"sv, "Ugrave"sv, "Uacute"sv,
    "Ucirc"sv, "Uuml"sv, "Yacute"sv, "THORN"sv, "szlig"sv, "agrave"sv, "aacute"sv, "acirc"sv, "atilde"sv, "auml"sv,
    "aring"sv, "aelig"sv, "ccedil"sv, "egrave"sv, "eacute"sv, "ecirc"sv, "euml"sv, "igrave"sv, "iacute"sv, "icirc"sv,
    "iuml"sv, "eth"sv, "ntilde"sv, "ograve"sv, "oacute"sv, "ocirc"sv, "otilde"sv, "ouml"sv, "divide"sv, "oslash"sv,
    "ugrave"sv, "uacute"sv, "ucirc"sv, "uuml"sv, "yacute"sv, "thorn"sv, "yuml"sv};

struct Entity {
    std::string_view name;
    char32_t c;
};
constexpr std::array OtherNames{Entity{"amp", U'&'}, Entity{"AMP", U'&'}, Entity{"lt", U'<'}, Entity{"gt", U'>'},
    Entity{"quot", U'"'}, Entity{"apos", U'\''}, Entity{"euro", U'\u20AC'}, Entity{"ndash", U'\u2013'},
    Entity{"mdash", U'\u2014'}, Entity{"lsquo", U'\u2018'}, Entity{"rsquo", U'\u2019'}, Entity{"ldquo", U'\u201C'},
    Entity{"rdquo", U'\u201D'}, Entity{"bull", U'\u2022'}, Entity{"hellip", U'\u2026'}, Entity{"trade", U'\u2122'},
    Entity{"thinsp", U'\u2009'}, Entity{"ensp", U'\u2002'}, Entity{"emsp", U'\u2003'}, Entity{"zwnj", U'\u200C'},
    Entity{"zwj", U'\u200D'}, Entity{"minus", U'\u2212'}, Entity{"comma", U','}, Entity{"period", U'.'},
    Entity{"num", U'#'}, Entity{"dollar", U'$'}, Entity{"percnt", U'%'}, Entity{"colon", U':'}, Entity{"sol", U'/'},
    Entity{"lpar", U'('}, Entity{"rpar", U')'}, Entity{"lowbar", U'_'}, Entity{"equals", U'='}};

// Numbers 128 to 159 mean Windows-1252, by the standard.
constexpr std::array<char32_t, 32> Windows1252{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6,
    0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
    0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void append(std::string& to, char32_t c) { to += QString::fromUcs4(&c, 1).toStdString(); }

std::optional<char32_t> numbered(std::string_view digits)
{
    const bool isHex = digits.starts_with('x') || digits.starts_with('X');
    if (isHex)
        digits.remove_prefix(1);
    bool isNumber = false;
    const uint value = QByteArray(digits.data(), qsizetype(digits.size())).toUInt(&isNumber, isHex ? 16 : 10);
    if (!isNumber || digits.starts_with('+') || digits.starts_with('-'))
        return std::nullopt;
    if (value >= 128 && value < 160)
        return Windows1252.at(value - 128);
    const bool isCharacter = value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    return isCharacter ? char32_t(value) : U'\uFFFD';
}

std::optional<char32_t> named(std::string_view name)
{
    if (const auto* const at = std::find(Latin1Names.begin(), Latin1Names.end(), name); at != Latin1Names.end())
        return char32_t(0xA0 + (at - Latin1Names.begin()));
    const auto* const at
        = std::find_if(OtherNames.begin(), OtherNames.end(), [name](const Entity& e) { return e.name == name; });
    return at == OtherNames.end() ? std::nullopt : std::optional(at->c);
}

class Scanner {
public:
    explicit Scanner(std::string_view page) : m_page(page) { }

    std::vector<HtmlGrid> run()
    {
        while (m_at < m_page.size()) {
            if (m_page[m_at] == '<' && takeMarkup())
                continue;
            takeText();
        }
        while (!m_open.empty())
            closeTable(false);
        return std::move(m_tables);
    }

private:
    // What begins with a tag in a cell and ends with the one that closes it.
    struct Span {
        std::string name;
        int depth = 0; // of elements of that name in it; 0: there is none
    };

    struct Open {
        std::size_t table = 0;
        bool isGroupHidden = false; // of rows
        bool isInRow = false;
        bool isRowStruck = false;
        bool isInCell = false;
        bool hasSpace = false; // seen, and put before the next letter
        Span dropped;          // crossed out or hidden
        Span raised;
        bool isRaisedAtStart = false; // nothing of it has been seen
        bool isAtJoint = false;       // an element began or ended since the last letter
        bool isStyled = false;        // and one that is there for its looks alone
        bool isInSelect = false;
        bool isOptionTaken = false;
        bool isOptionDropped = false; // the one at hand
        std::size_t selectAt = 0;     // in the text
        HtmlGrid::Cell cell;
    };

    [[nodiscard]] std::string_view rest() const { return m_page.substr(m_at); }

    void skipBehind(std::string_view end)
    {
        const std::size_t at = m_page.find(end, m_at);
        m_at = at == std::string_view::npos ? m_page.size() : at + end.size();
    }

    // False where the sign starts no markup: it is text then.
    bool takeMarkup()
    {
        if (rest().starts_with("<!--"sv)) {
            skipBehind("-->"sv);
            return true;
        }
        if (rest().starts_with("<!"sv) || rest().starts_with("<?"sv)) {
            skipBehind(">"sv);
            return true;
        }
        std::size_t at = m_at + 1;
        const bool closes = at < m_page.size() && m_page[at] == '/';
        at += closes ? 1U : 0U;
        std::string name;
        constexpr std::size_t LongName = 32;
        while (at < m_page.size() && isNameChar(m_page[at]) && name.size() < LongName)
            name += lowered(m_page[at++]);
        if (name.empty() || (name[0] >= '0' && name[0] <= '9'))
            return false;
        m_at = at;
        m_columns = 1;
        m_rows = 1;
        m_isHidden = false;
        m_isStruck = false;
        m_isSelected = false;
        m_value = {};
        m_type = {};
        takeAttributes();
        if (closes)
            close(name);
        else
            open(name);
        return true;
    }

    // To behind the bracket that ends the tag; one within quotes does not.
    void takeAttributes()
    {
        while (m_at < m_page.size() && m_page[m_at] != '>') {
            const std::size_t from = m_at;
            while (m_at < m_page.size() && m_page[m_at] != '>' && m_page[m_at] != '=' && !isSpace(m_page[m_at]))
                ++m_at;
            std::string name;
            for (const char c : m_page.substr(from, std::min<std::size_t>(m_at - from, 16)))
                name += lowered(c);
            skipSpace();
            m_isHidden = m_isHidden || name == "hidden";
            m_isSelected = m_isSelected || name == "selected";
            if (m_at >= m_page.size() || m_page[m_at] != '=')
                continue;
            ++m_at;
            skipSpace();
            const std::string_view value = takeValue();
            if (name == "colspan")
                m_columns = spanOf(value, MaxColumns);
            else if (name == "rowspan")
                m_rows = spanOf(value, MaxRows);
            else if (name == "style")
                takeStyle(value);
            else if (name == "value")
                m_value = value;
            else if (name == "type")
                m_type = value;
        }
        m_at = std::min(m_at + 1, m_page.size());
    }

    void skipSpace()
    {
        while (m_at < m_page.size() && isSpace(m_page[m_at]))
            ++m_at;
    }

    std::string_view takeValue()
    {
        if (m_at < m_page.size() && (m_page[m_at] == '"' || m_page[m_at] == '\'')) {
            const std::size_t from = m_at + 1;
            const std::size_t end = std::min(m_page.find(m_page[m_at], from), m_page.size());
            m_at = std::min(end + 1, m_page.size());
            return m_page.substr(from, end - from);
        }
        const std::size_t from = m_at;
        while (m_at < m_page.size() && m_page[m_at] != '>' && !isSpace(m_page[m_at]))
            ++m_at;
        return m_page.substr(from, m_at - from);
    }

    void takeStyle(std::string_view value)
    {
        std::string style;
        for (const char c : value) {
            if (!isSpace(c))
                style += lowered(c);
        }
        const auto has = [&style](std::string_view what) { return style.find(what) != std::string::npos; };
        m_isHidden = m_isHidden || has("display:none"sv) || has("visibility:hidden"sv) || has("visibility:collapse"sv);
        m_isStruck = has("line-through"sv);
    }

    // A span of 0 rows reaches to the end.
    static int spanOf(std::string_view value, int max)
    {
        bool isNumber = false;
        const int span
            = QByteArray(value.data(), qsizetype(std::min<std::size_t>(value.size(), 10))).trimmed().toInt(&isNumber);
        if (!isNumber || span < 0)
            return 1;
        return span == 0 ? (max == MaxRows ? max : 1) : std::min(span, max);
    }

    void open(const std::string& name)
    {
        if (name == "script" || name == "style" || name == "template" || name == "title" || name == "noscript") {
            skipElement(name);
        } else if (name == "table") {
            openTable();
        } else if (name == "tr") {
            if (!m_open.empty())
                openRow();
        } else if (name == "td" || name == "th") {
            if (!m_open.empty())
                openCell(name == "th");
        } else if (name == "tbody" || name == "thead" || name == "tfoot") {
            if (!m_open.empty())
                m_open.back().isGroupHidden = m_isHidden;
        } else if (name == "input") {
            takeField();
        } else if (name == "select" || name == "option") {
            takeChoice(name == "option");
        } else {
            if (isBreak(name))
                addBreak();
            openSpan(name);
        }
    }

    void openSpan(const std::string& name)
    {
        constexpr std::array Struck{"s"sv, "del"sv, "strike"sv};
        constexpr std::array Raised{"sup"sv, "sub"sv, "small"sv};
        constexpr std::array Void{"br"sv, "hr"sv, "img"sv, "wbr"sv, "col"sv};
        const auto is = [&name](const auto& list) { return std::find(list.begin(), list.end(), name) != list.end(); };
        if (m_open.empty() || !m_open.back().isInCell || is(Void))
            return;
        Open& open = m_open.back();
        markJoint(name);
        if (open.dropped.depth > 0) {
            open.dropped.depth += name == open.dropped.name ? 1 : 0;
        } else if (is(Struck) || m_isStruck || m_isHidden) {
            open.dropped = {name, 1};
            open.cell.hasStruck = open.cell.hasStruck || !m_isHidden;
        } else if (open.raised.depth > 0) {
            open.raised.depth += name == open.raised.name ? 1 : 0;
        } else if (is(Raised)) {
            open.raised = {name, 1};
            open.isRaisedAtStart = true;
        }
    }

    void markJoint(const std::string& name)
    {
        m_open.back().isAtJoint = true;
        m_open.back().isStyled = m_open.back().isStyled || name == "span" || name == "font";
    }

    // Of a list to choose from, the one that is chosen; else the first, as a browser shows it.
    void takeChoice(bool isOption)
    {
        if (m_open.empty() || !m_open.back().isInCell)
            return;
        Open& open = m_open.back();
        if (!isOption) {
            open.isInSelect = true;
            open.isOptionTaken = false;
            open.isOptionDropped = true; // what is not in an option
            open.selectAt = open.cell.text.size();
            open.cell.isField = true;
        } else if (open.isInSelect) {
            if (m_isSelected)
                open.cell.text.resize(open.selectAt);
            open.isOptionDropped = open.isOptionTaken && !m_isSelected;
            open.isOptionTaken = true;
            open.hasSpace = true;
        }
    }

    void closeSpan(const std::string& name)
    {
        markJoint(name);
        if (name == "select")
            m_open.back().isInSelect = false;
        for (Span* span : {&m_open.back().dropped, &m_open.back().raised}) {
            if (span->depth > 0 && span->name == name) {
                --span->depth;
                return;
            }
        }
    }

    // What a person sees in a form is in no text. Boxes and buttons hold what only the page knows.
    void takeField()
    {
        std::string type;
        for (const char c : m_type)
            type += lowered(c);
        constexpr std::array Typed{""sv, "text"sv, "number"sv, "search"sv, "tel"sv, "email"sv, "date"sv};
        if (m_open.empty() || !m_open.back().isInCell || m_isHidden || m_value.empty()
            || std::find(Typed.begin(), Typed.end(), std::string_view(type)) == Typed.end())
            return;
        m_open.back().cell.isField = true;
        m_open.back().hasSpace = true;
        const std::string_view page = std::exchange(m_page, m_value);
        const std::size_t at = std::exchange(m_at, 0);
        while (m_at < m_page.size())
            takeText();
        m_page = page;
        m_at = at;
        m_open.back().hasSpace = true;
    }

    void close(const std::string& name)
    {
        if (m_open.empty())
            return;
        if (name == "table") {
            closeTable(true);
        } else if (name == "tr") {
            closeCell();
            m_open.back().isInRow = false;
        } else if (name == "td" || name == "th") {
            closeCell();
        } else {
            if (isBreak(name))
                addBreak();
            closeSpan(name);
        }
    }

    static bool isBreak(const std::string& name)
    {
        constexpr std::array Names{"br"sv, "p"sv, "div"sv, "li"sv, "ul"sv, "ol"sv, "h1"sv, "h2"sv, "h3"sv, "h4"sv,
            "hr"sv, "dt"sv, "dd"sv, "address"sv};
        return std::find(Names.begin(), Names.end(), name) != Names.end();
    }

    // What is in there is no text, whatever it looks like.
    void skipElement(const std::string& name)
    {
        const std::string end = "</" + name;
        while (m_at < m_page.size()) {
            const std::size_t at = m_page.find("</"sv, m_at);
            if (at == std::string_view::npos) {
                m_at = m_page.size();
                return;
            }
            m_at = at + 2;
            const std::string_view found = m_page.substr(at, end.size());
            if (std::equal(found.begin(), found.end(), end.begin(), end.end(),
                    [](char a, char b) { return lowered(a) == b; })) {
                skipBehind(">"sv);
                return;
            }
        }
    }

    void openTable()
    {
        if (m_open.size() == MaxNested)
            return;
        m_tables.emplace_back();
        m_open.emplace_back();
        m_open.back().table = m_tables.size() - 1;
    }

    void closeTable(bool isClosed)
    {
        closeCell();
        m_tables[m_open.back().table].isClosed = isClosed;
        m_open.pop_back();
        addBreak();
    }

    void openRow()
    {
        closeCell();
        HtmlGrid& grid = m_tables[m_open.back().table];
        grid.rows.emplace_back();
        grid.areHidden.push_back(m_isHidden || m_open.back().isGroupHidden);
        m_open.back().isInRow = true;
        m_open.back().isRowStruck = m_isStruck;
    }

    void openCell(bool isHeader)
    {
        closeCell();
        Open& open = m_open.back();
        if (!open.isInRow) {
            // The attributes are the cell's.
            const bool isHidden = std::exchange(m_isHidden, false);
            const bool isStruck = std::exchange(m_isStruck, false);
            openRow();
            m_isHidden = isHidden;
            m_isStruck = isStruck;
        }
        open.isInCell = true;
        open.hasSpace = false;
        open.dropped = {};
        open.raised = {};
        open.isAtJoint = false;
        open.isInSelect = false;
        open.cell = {};
        open.cell.columns = m_columns;
        open.cell.rows = m_rows;
        open.cell.isHeader = isHeader;
        if (m_isStruck || open.isRowStruck) {
            open.dropped = {std::string(isHeader ? "th" : "td"), 1};
            open.cell.hasStruck = true;
        }
    }

    void closeCell()
    {
        Open& open = m_open.back();
        if (!open.isInCell)
            return;
        open.isInCell = false;
        while (!open.cell.text.empty() && (open.cell.text.back() == '\n' || open.cell.text.back() == ' '))
            open.cell.text.pop_back();
        HtmlGrid& grid = m_tables[open.table];
        grid.filled += open.cell.text.empty() && !open.cell.hasStruck ? 0U : 1U;
        grid.rows.back().push_back(std::move(open.cell));
        open.cell = {};
    }

    void addBreak()
    {
        if (m_open.empty() || !m_open.back().isInCell || m_open.back().dropped.depth > 0)
            return;
        std::string& text = m_open.back().cell.text;
        if (!text.empty() && text.back() != '\n')
            text += '\n';
        m_open.back().hasSpace = false;
    }

    void add(std::string_view text)
    {
        Open& open = m_open.back();
        if (open.dropped.depth > 0 || (open.isInSelect && open.isOptionDropped))
            return;
        if (std::exchange(open.isAtJoint, false))
            addJoint(text);
        open.isStyled = false;
        if (open.raised.depth > 0 && std::exchange(open.isRaisedAtStart, false))
            addRaised(text);
        if (open.hasSpace && !open.cell.text.empty() && open.cell.text.back() != '\n')
            open.cell.text += ' ';
        open.hasSpace = false;
        open.cell.text += text;
    }

    void addJoint(std::string_view text)
    {
        constexpr auto Digits = "0123456789"sv;
        Open& open = m_open.back();
        const std::string& before = open.cell.text;
        if (open.hasSpace || before.empty() || Digits.find(before.back()) == std::string_view::npos)
            return;
        const std::size_t count = std::min(text.find_first_not_of(Digits), text.size());
        if (count == 0)
            return;
        const bool areCents = open.isStyled && count == 2 && before.find_first_of(".,"sv) == std::string::npos;
        open.cell.joint
            = std::max(open.cell.joint, areCents ? HtmlGrid::Cell::Joint::Cents : HtmlGrid::Cell::Joint::Digits);
    }

    // `12<sup>50</sup>` are no 1250, and `H2<sup>1</sup>` is no H21. What has a sign of its own between, `12,<sup>50`,
    // can be read as it stands.
    void addRaised(std::string_view text)
    {
        Open& open = m_open.back();
        const std::string& before = open.cell.text;
        const bool isDigit = text[0] >= '0' && text[0] <= '9';
        if (before.empty() || (!isDigit && text[0] != '*')
            || (!open.hasSpace && (before.back() == ',' || before.back() == '.')))
            return;
        open.cell.hasRaised = true;
        open.cell.joint = HtmlGrid::Cell::Joint::None;
        open.cell.text += '^';
        open.hasSpace = false;
    }

    void takeText()
    {
        if (m_open.empty() || !m_open.back().isInCell) {
            m_at = std::min(m_page.find('<', m_at + 1), m_page.size());
            return;
        }
        const char c = m_page[m_at];
        if (isSpace(c)) {
            m_open.back().hasSpace = true;
            ++m_at;
        } else if (c == '&' && takeEntity()) {
            return;
        } else {
            const std::size_t end = std::min(m_page.find_first_of("<& \t\r\n\f"sv, m_at + 1), m_page.size());
            add(m_page.substr(m_at, end - m_at));
            m_at = end;
        }
    }

    // One that nobody knows stays as it stands.
    bool takeEntity()
    {
        constexpr std::size_t LongName = 12;
        const std::string_view name = m_page.substr(m_at + 1, LongName);
        const std::size_t end = name.find(';');
        if (end == std::string_view::npos || end == 0)
            return false;
        const auto c = name[0] == '#' ? numbered(name.substr(1, end - 1)) : named(name.substr(0, end));
        if (!c)
            return false;
        std::string text;
        append(text, *c);
        add(text);
        m_at += end + 2;
        return true;
    }

    std::string_view m_page;
    std::size_t m_at = 0;
    int m_columns = 1; // of the tag at hand
    int m_rows = 1;
    bool m_isHidden = false;
    bool m_isStruck = false;
    bool m_isSelected = false;
    std::string_view m_value;
    std::string_view m_type;
    std::vector<HtmlGrid> m_tables;
    std::vector<Open> m_open;
};

} // namespace

std::vector<HtmlGrid> readHtmlTables(std::string_view page)
{
    return Scanner(page).run(); // with empty rows: what spans several counts them
}

} // namespace rookery::intake

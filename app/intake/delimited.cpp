// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/delimited.h"

#include "intake/cellshape.h"
#include "intake/marks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <tuple>
#include <utility>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t FirstCapacity = 256UL * 1024;
// A row that has no end by then is a quote that nobody closed; the rest of the file is not to be held for it.
constexpr std::size_t LongestRow = 64UL * 1024 * 1024;
constexpr std::size_t None = ~std::size_t(0);

} // namespace

DelimitedReader::DelimitedReader(Source source, char separator)
    : m_source(std::move(source))
    , m_separator(separator)
    , m_cells(32)
{
    grow();
    startAt(0);
}

bool DelimitedReader::isEmptyRow() const
{
    return std::all_of(
        m_cells.begin(), m_cells.begin() + std::ptrdiff_t(m_count), [](std::string_view cell) { return cell.empty(); });
}

bool DelimitedReader::next()
{
    while (!m_openQuote) {
        m_count = 0;
        m_odd.clear();
        m_doubled.clear();
        if (m_at == m_end && m_ended)
            return false;
        if (m_at < m_end && scan() == Scan::Row) {
            ++m_row;
            if (!m_doubled.empty())
                removeDoubledQuotes();
            return true;
        }
        if (m_openQuote)
            break;
        refill();
    }
    m_count = 0;
    return false;
}

// One row from m_at on, all or nothing: what needs more text starts over when it is there.
DelimitedReader::Scan DelimitedReader::scan()
{
    const char* const text = m_buffer.get();
    std::size_t cell = m_at; // where the cell starts
    for (;;) {
        std::size_t at = nextMark();
        if (at == cell && at < m_end && text[at] == '"') {
            if (!closeQuote(at))
                return Scan::NeedsMore;
            // at: behind the closing quote
            const std::size_t close = at - 1;
            const std::size_t end = at;
            at = nextMark();
            while (at < m_end && text[at] == '"')
                at = nextMark();
            if (at == None && !m_ended)
                return Scan::NeedsMore;
            const std::size_t cellEnd = std::min(at, m_end);
            const std::string_view rest(text + end, cellEnd - end);
            if (rest.find_first_not_of(' ') == std::string_view::npos) {
                add(cell + 1, close);
            } else {
                m_odd.push_back(int(m_count));
                if (!m_doubled.empty() && m_doubled.back() == int(m_count))
                    m_doubled.pop_back(); // as it stands
                add(cell, cellEnd);
            }
        } else {
            while (at < m_end && text[at] == '"')
                at = nextMark();
            if (at == None && !m_ended)
                return Scan::NeedsMore;
            add(cell, std::min(at, m_end));
        }
        if (at == None) {
            endRow(m_end);
            return Scan::Row;
        }
        if (text[at] == m_separator) {
            cell = at + 1;
            continue;
        }
        if (text[at] == '\r') {
            if (at + 1 == m_end && !m_ended)
                return Scan::NeedsMore; // a line feed may belong to it
            if (at + 1 < m_end && text[at + 1] == '\n')
                at = nextMark();
        }
        endRow(at + 1);
        return Scan::Row;
    }
}

// From an opening quote to behind the closing one. False: it is not there yet, or never (m_openQuote says so).
bool DelimitedReader::closeQuote(std::size_t& at)
{
    const char* const text = m_buffer.get();
    bool isDoubled = false;
    for (;;) {
        const std::size_t quote = nextMark();
        if (quote == None || (quote + 1 == m_end && !m_ended && text[quote] == '"')) {
            if (quote == None && (m_ended || m_end - m_at >= LongestRow))
                m_openQuote = OpenQuote{m_row + 1, int(m_count)};
            return false;
        }
        if (text[quote] != '"')
            continue;
        if (quote + 1 < m_end && text[quote + 1] == '"') {
            isDoubled = true;
            (void)nextMark();
            continue;
        }
        if (isDoubled)
            m_doubled.push_back(int(m_count));
        at = quote + 1;
        return true;
    }
}

inline void DelimitedReader::add(std::size_t from, std::size_t to)
{
    if (m_count == m_cells.size())
        m_cells.resize(m_cells.size() * 2);
    std::string_view cell(m_buffer.get() + from, to - from);
    if (!cell.empty() && cell[0] == '\'') // few do, and a call for each cell would be felt
        cell = unguarded(cell);
    m_cells[m_count++] = cell;
}

void DelimitedReader::endRow(std::size_t at) { m_at = at; }

// In place: the row is complete, so nobody reads these bytes again.
void DelimitedReader::removeDoubledQuotes()
{
    for (const int column : m_doubled) {
        std::string_view& cell = m_cells[std::size_t(column)];
        char* const start = m_buffer.get() + (cell.data() - m_buffer.get());
        std::size_t to = 0;
        for (std::size_t from = 0; from < cell.size(); ++from) {
            start[to++] = cell[from];
            if (cell[from] == '"')
                ++from;
        }
        cell = {start, to};
    }
}

void DelimitedReader::startAt(std::size_t at)
{
    m_at = at;
    m_block = at;
    loadBlock();
}

// The index of the next byte that means something, or None; each is given once.
inline std::size_t DelimitedReader::nextMark()
{
    while (m_marks == 0) {
        if (m_block + MarkBlock >= m_end)
            return None;
        m_block += MarkBlock;
        loadBlock();
    }
    const auto bit = std::size_t(std::countr_zero(m_marks));
    m_marks &= m_marks - 1;
    return m_block + bit;
}

inline void DelimitedReader::loadBlock()
{
    m_marks = 0;
    if (m_block >= m_end)
        return;
    m_marks = marksOf(m_buffer.get() + m_block, m_separator);
    if (const std::size_t left = m_end - m_block; left < MarkBlock)
        m_marks &= (std::uint64_t(1) << left) - 1;
}

// Moves the begun row to the front and reads behind it.
void DelimitedReader::refill()
{
    const std::size_t kept = m_end - m_at;
    if (m_at > 0) {
        std::memmove(m_buffer.get(), m_buffer.get() + m_at, kept);
        m_before += qint64(m_at);
        m_end = kept;
        m_at = 0;
    }
    // Twice the room each time, so that a row that is started over again and again is gone through twice at most.
    if (kept * 2 > m_capacity)
        grow();
    while (!m_ended && m_end < m_capacity) {
        const qsizetype n = m_source(m_buffer.get() + m_end, qsizetype(m_capacity - m_end));
        m_ended = n <= 0;
        m_end += std::size_t(std::max<qsizetype>(n, 0));
        // A pipe gives little at a time; whoever waits for its first rows should not wait for a whole buffer.
        if (m_end - kept >= FirstCapacity / 4)
            break;
    }
    startAt(0);
}

void DelimitedReader::grow()
{
    const std::size_t capacity = std::max(FirstCapacity, m_capacity * 2);
    // NOLINTNEXTLINE(*-avoid-c-arrays)
    std::unique_ptr<char[]> buffer(new char[capacity + MarkBlock]);
    std::memset(buffer.get() + capacity, 0, MarkBlock);
    if (m_end > 0)
        std::memcpy(buffer.get(), m_buffer.get(), m_end);
    m_buffer = std::move(buffer);
    m_capacity = capacity;
}

namespace {

// The separator that a first line `sep=;` names, as spreadsheets write and read it.
SeparatorGuess namedSeparator(std::string_view head)
{
    SeparatorGuess guess;
    if (head.size() < 6 || (head.substr(0, 4) != "sep="sv && head.substr(0, 4) != "SEP="sv))
        return guess;
    const std::string_view end = head.substr(5);
    if (",;\t|"sv.find(head[4]) == std::string_view::npos || (end[0] != '\r' && end[0] != '\n'))
        return guess;
    guess.separator = head[4];
    guess.lineSize = end.starts_with("\r\n"sv) ? 7 : 6;
    return guess;
}

SeparatorGuess tally(std::string_view head, char separator)
{
    constexpr int MaxRows = 100;
    SeparatorGuess guess;
    guess.separator = separator;
    DelimitedReader reader(
        [head](char* to, qsizetype max) mutable {
            const std::size_t n = std::min(head.size(), std::size_t(max));
            std::memcpy(to, head.data(), n);
            head.remove_prefix(n);
            return qsizetype(n);
        },
        separator);
    std::vector<std::pair<int, int>> counts; // columns, rows that have so many
    while (guess.rows < MaxRows && reader.next()) {
        if (reader.isEmptyRow())
            continue;
        ++guess.rows;
        const int columns = int(reader.cells().size());
        const auto known = std::find_if(counts.begin(), counts.end(), [=](auto& c) { return c.first == columns; });
        if (known == counts.end())
            counts.emplace_back(columns, 1);
        else
            ++known->second;
    }
    const auto usual = std::max_element(counts.begin(), counts.end(),
        [](auto& a, auto& b) { return std::pair(a.second, a.first) < std::pair(b.second, b.first); });
    if (usual != counts.end())
        std::tie(guess.columns, guess.rowsThatAgree) = *usual;
    // A quote that this separator leaves open is most likely one that the right one closes, unless all before it is
    // well.
    constexpr int Telling = 3;
    if (reader.openQuote() && (guess.rowsThatAgree < guess.rows || guess.rows < Telling))
        guess.rowsThatAgree /= 2;
    return guess;
}

bool isBetter(const SeparatorGuess& a, const SeparatorGuess& b)
{
    if ((a.columns > 1) != (b.columns > 1))
        return a.columns > 1;
    // Shares compared crosswise: rows are counted apart, as a quote may swallow some.
    const auto shareA = qint64(a.rowsThatAgree) * std::max(b.rows, 1);
    const auto shareB = qint64(b.rowsThatAgree) * std::max(a.rows, 1);
    if (shareA != shareB)
        return shareA > shareB;
    return a.columns > b.columns;
}

} // namespace

SeparatorGuess guessSeparator(std::string_view head)
{
    SeparatorGuess best = namedSeparator(head);
    if (best.lineSize > 0) {
        const qsizetype lineSize = best.lineSize;
        best = tally(head.substr(std::size_t(lineSize)), best.separator);
        best.lineSize = lineSize;
        return best;
    }
    // In order of trust: a tab or a semicolon in every row is no accident, a comma may stand within amounts.
    best = tally(head, '\t');
    for (const char separator : {';', ',', '|'}) {
        const SeparatorGuess guess = tally(head, separator);
        if (isBetter(guess, best))
            best = guess;
    }
    if (best.columns == 1)
        best.separator = ',';
    return best;
}

std::optional<char> separatorOfText(std::string_view text)
{
    using Name = std::pair<std::string_view, char>;
    constexpr std::array<Name, 10> Names{{{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"pipe", '|'}, {",", ','},
        {";", ';'}, {"\t", '\t'}, {"\\t", '\t'}, {"|", '|'}, {"bar", '|'}}};
    const auto* const known
        = std::find_if(Names.begin(), Names.end(), [text](const Name& name) { return name.first == text; });
    return known == Names.end() ? std::nullopt : std::optional(known->second);
}

} // namespace rookery::intake

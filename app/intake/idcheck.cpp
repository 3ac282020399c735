// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/idcheck.h"

#include "intake/oddid.h"
#include "intake/textencoding.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::IdCheck)
};

using namespace std::string_view_literals;
using pixel::Field;
using pixel::Severity;

bool isAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool isNobody(std::string_view uuid)
{
    constexpr std::array Known{"00000000"sv, "a8469964"sv, "b1aadba2"sv, "8679739f"sv};
    std::array<char, 8> start{};
    std::transform(uuid.begin(), uuid.begin() + 8, start.begin(), [](char c) { return char(c | 0x20); });
    return std::find(Known.begin(), Known.end(), std::string_view(start.data(), 8)) != Known.end();
}

} // namespace

bool isIdentity(Field field)
{
    return field == Field::OrderId || field == Field::VisitorId || field == Field::SessionId || field == Field::UserId;
}

bool mayBePlaceholder(std::string_view cell)
{
    const char first = char(cell[0] | 0x20);
    return (first == 'y' || first == 'u') && cell.find('-') != std::string_view::npos;
}

bool isFlawlessOrderId(std::string_view cell)
{
    return isPlainText(cell) && !isUuid(cell) && !mayBePlaceholder(cell)
        && (!mayBeOddId(cell) || oddIdOf(cell) == OddId::None);
}

bool isFlawlessUuid(std::string_view cell) { return isUuid(cell) && !isNobody(cell); }

RowFinding& reportOrderId(
    const Row& row, MappedColumn column, const char* kind, const QString& sentence, RowReport& report)
{
    RowFinding& finding = report.add(row, column, Severity::Error, kind);
    finding.found = textOf(trimmed(cellOf(row, column)));
    finding.what.sentence = sentence.arg(QString::number(row.number), finding.columnName, finding.found);
    return finding;
}

void checkOrderId(const Row& row, MappedColumn column, RowReport& report)
{
    // Its reader may know better why it is none.
    if (report.hasErrorIn(int(column.at)))
        return;
    const std::string_view id = trimmed(cellOf(row, column));
    const auto say = [&](const char* kind, const QString& sentence) -> RowFinding& {
        return reportOrderId(row, column, kind, sentence, report);
    };
    const auto refuse
        = [&](const char* kind, const QString& sentence) { say(kind, sentence).expected = Words::tr("an order ID"); };
    switch (oddIdOf(id)) {
    case OddId::None:
        return;
    case OddId::QuotedMail: {
        const std::size_t start = id.find_first_not_of("> "sv);
        const QString fix = start == std::string_view::npos ? QString() : textOf(id.substr(start));
        RowFinding& finding
            = say("quote-mark", Words::tr("Row %1, %2: \"%3\" begins with the mark of a quoted e-mail. Change to %4?"));
        finding.fix = fix;
        finding.what.sentence = finding.what.sentence.arg(fix);
        return;
    }
    case OddId::Formula: {
        RowFinding& finding = say("formula",
            Words::tr("Row %1, %2: %3 is a formula by which a spreadsheet keeps the zeros of an ID. Change to %4?"));
        finding.fix = textOf(id.substr(2, id.size() - 3));
        finding.what.sentence = finding.what.sentence.arg(finding.fix);
        return;
    }
    case OddId::Sum:
        refuse("sum-row", Words::tr("Row %1, %2: \"%3\" names a sum, not an order. Leave the row out."));
        return;
    case OddId::NoValue:
        refuse("no-value", Words::tr("Row %1, %2: expected an order ID, found \"%3\", which is none."));
        return;
    case OddId::ErrorValue:
        refuse("error-value",
            Words::tr("Row %1, %2: expected an order ID, found \"%3\", which a spreadsheet shows where it can't show "
                      "the value. Mend it there and export it again."));
        return;
    case OddId::Rounded:
        refuse("rounded",
            Words::tr("Row %1, %2: a spreadsheet made a number of the order ID, and \"%3\" is not all of it. Take the "
                      "ID from where it comes from."));
        return;
    case OddId::Template:
        refuse("template",
            Words::tr("Row %1, %2: expected an order ID, found \"%3\", which a program should have put it in the place "
                      "of."));
        return;
    case OddId::Exponent:
        say("exponent",
            Words::tr("Check: row %1, %2: a spreadsheet may have made a number of the order ID; \"%3\" was taken."))
            .what.severity
            = Severity::Warning;
        return;
    }
}

void checkLetters(const Row& row, MappedColumn column, bool isCodePageGuessed, RowReport& report)
{
    const std::string_view cell = trimmed(cellOf(row, column));
    if (std::all_of(cell.begin(), cell.end(), isAscii))
        return;
    const QString found = textOf(cell);
    if (const QString before = beforeMisreading(found); !before.isEmpty()) {
        RowFinding& finding = report.add(row, column, Severity::Error, "misread");
        finding.found = found;
        finding.fix = before;
        finding.what.sentence
            = Words::tr("Row %1, %2: \"%3\" looks like text in UTF-8 that was read in another encoding. Change to %4?")
                  .arg(QString::number(row.number), finding.columnName, found, before);
    } else if (isCodePageGuessed) {
        RowFinding& finding = report.add(row, column, Severity::Warning, "guessed-letters");
        finding.found = found;
        finding.what.sentence
            = Words::tr("Check: row %1, %2: \"%3\" was read as %4, which is a guess. If its letters are "
                        "others, choose another encoding or save the file as UTF-8.")
                  .arg(QString::number(row.number), finding.columnName, found, encodingText(Encoding::Windows1252));
    }
}

} // namespace rookery::intake

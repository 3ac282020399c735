// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/commandtable.h"

#include "intake/paste.h"
#include "intake/requestcommand.h"
#include "intake/urltable.h"

#include <QCoreApplication>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::CommandTable)
};

using pixel::Severity;
using Flaw = RequestCommand::Flaw;

// A command that goes on for longer is none: a quote was never closed.
constexpr std::size_t MaxCommand = 256UL * 1024;
constexpr int MaxLines = 200;

const char* codeOf(Flaw flaw)
{
    switch (flaw) {
    case Flaw::None:
    case Flaw::NoAddress:
        return "command.no-address";
    case Flaw::SeveralAddresses:
        return "url.several";
    case Flaw::Variable:
        return "command.variable";
    case Flaw::File:
        return "command.file";
    case Flaw::CutOff:
        return "command.cut-off";
    }
    Q_UNREACHABLE();
}

QString sentenceOf(Flaw flaw, qint64 row)
{
    switch (flaw) {
    case Flaw::None:
    case Flaw::NoAddress:
        return Words::tr("Row %1: expected a command with the address of a pixel request, found none.").arg(row);
    case Flaw::SeveralAddresses:
        return Words::tr("Row %1: expected one request, found several. Give each a command on a line of its own.")
            .arg(row);
    case Flaw::Variable:
        return Words::tr("Row %1: a part of the request comes from a variable, and commands are never run. Write the "
                         "value itself.")
            .arg(row);
    case Flaw::File:
        return Words::tr("Row %1: a part of the request comes from a file, and commands are never run. Write the value "
                         "itself.")
            .arg(row);
    case Flaw::CutOff:
        return Words::tr(
            "Row %1: expected a closing quote, found the end of the command. It was cut off; copy it again.")
            .arg(row);
    }
    Q_UNREACHABLE();
}

} // namespace

CommandTable::CommandTable(TextReader::Source source, const Choices& choices)
    : TextTable(Kind::Commands, std::move(source), choices)
    , m_lines(m_text)
{
    m_shape.header = m_request.header();
}

bool CommandTable::nextLine()
{
    std::string_view line;
    if (!m_isTaken)
        return true;
    if (!m_lines.next(line))
        return false;
    m_line = line;
    m_lineNumber = m_lines.number();
    m_isTaken = false;
    return true;
}

bool CommandTable::next(Row& row)
{
    while (!m_isAtEnd && nextLine()) {
        if (!read())
            continue;
        row = m_request.row();
        return true;
    }
    if (!m_isAtEnd)
        finish();
    return false;
}

// Whether the line starts a row.
bool CommandTable::read()
{
    m_isTaken = true;
    const std::string_view line = strippedLine(m_line);
    if (line.empty() || isCommentLine(line))
        return false;
    m_number = m_lineNumber;
    if (const auto shell = shellOfCommand(line)) {
        readCommandFrom(*shell);
        return true;
    }
    const QStringList urls = line.size() <= MaxCommand && !isSessionLine(line)
        ? findUrls(QString::fromUtf8(line.data(), qsizetype(line.size())))
        : QStringList();
    if (urls.isEmpty()) {
        m_firstOther = m_others++ == 0 ? m_number : m_firstOther;
        return false;
    }
    m_command.assign(line);
    if (urls.size() > 1)
        m_request.readNothing(
            m_number, codeOf(Flaw::SeveralAddresses), sentenceOf(Flaw::SeveralAddresses, m_number), excerptOf(line));
    else
        readAddress(urls.first().toUtf8());
    return true;
}

void CommandTable::readCommandFrom(Shell shell)
{
    m_command = m_line;
    // As long as it is open, the next line belongs to it, unless that one starts another.
    for (int lines = 1; lines < MaxLines && m_command.size() < MaxCommand; ++lines) {
        const ShellWords split = splitCommand(m_command, shell);
        if (!split.isOpen || !nextLine())
            break;
        const std::string_view following = strippedLine(m_line);
        if (shellOfCommand(following) || following.starts_with("http")) {
            // What was put in front of it goes on nowhere.
            break;
        }
        m_isTaken = true;
        m_command += '\n';
        m_command += m_line;
    }
    RequestCommand command = readCommand(m_command, shell);
    if (command.flaw != Flaw::None) {
        m_request.readNothing(m_number, codeOf(command.flaw), sentenceOf(command.flaw, m_number), excerptOf(m_command));
        return;
    }
    readAddress(command.url);
    if (command.isPost)
        m_request.addFlaw(-1, Severity::Warning, "command.post",
            Words::tr(
                "Check: the command sends its values in the body, where no collector is known to look for them."));
}

void CommandTable::readAddress(const QByteArray& url)
{
    const RequestRow::Is is = m_request.read(url, m_number);
    if (is == RequestRow::Is::Order) {
        m_request.addRepeat();
        m_withEventId += m_request.hasEventId() ? 1 : 0;
        return;
    }
    const bool isOther = is == RequestRow::Is::OtherEvent;
    m_request.readNothing(m_number, isOther ? "url.other-event" : "url.not-a-request",
        isOther ? Words::tr("Row %1: expected an order (event=tr), found another event. Take the command away.")
                      .arg(m_number)
                : Words::tr("Row %1: expected a pixel request, found another one. Mend the command or take it away.")
                      .arg(m_number),
        excerptOf(m_command));
}

void CommandTable::finish()
{
    m_isAtEnd = true;
    if (m_others > 0)
        report(m_firstOther, Severity::Note, "command.other-lines",
            Words::tr("Lines that make no request and are left out: %1, the first is row %2.")
                .arg(m_others)
                .arg(m_firstOther));
    if (m_withEventId > 0)
        report(0, Severity::Warning, "request.maybe-sent",
            Words::tr("Check: commands that carry an eventID: %1. They may have been run already; each becomes a new "
                      "event with an eventID of its own.")
                .arg(m_withEventId));
    reportText();
}

} // namespace rookery::intake

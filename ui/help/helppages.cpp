// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/helppages.h"

#include "pixel/field.h"
#include "ui/common/look.h"

#include <QCoreApplication>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::Help)
};

using pixel::Check;
using pixel::Presence;

QString paragraph(const QString& text) { return QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()); }

QString heading(const QString& text) { return QStringLiteral("<h3>%1</h3>").arg(text.toHtmlEscaped()); }

QString list(const QStringList& items, const char* tag)
{
    QString html = u'<' + QLatin1StringView(tag) + u'>';
    for (const QString& item : items)
        html += QStringLiteral("<li>%1</li>").arg(item.toHtmlEscaped());
    return html + QLatin1StringView("</") + QLatin1StringView(tag) + u'>';
}

QString cell(const QString& html, const char* tag = "td")
{
    return QStringLiteral("<%1 align=\"left\" valign=\"top\">%2</%1>").arg(QLatin1StringView(tag), html);
}

QString row(const QStringList& cells, const char* tag = "td")
{
    QString html = QStringLiteral("<tr>");
    for (const QString& content : cells)
        html += cell(content, tag);
    return html + QLatin1StringView("</tr>");
}

QString table(const QStringList& headers, const QStringList& rows)
{
    return QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"6\">") + row(headers, "th")
        + rows.join(QString()) + QLatin1StringView("</table>");
}

QString code(const QString& text) { return QStringLiteral("<code>%1</code>").arg(text.toHtmlEscaped()); }

QString presenceText(Presence presence)
{
    switch (presence) {
    case Presence::Required:
        return Words::tr("always");
    case Presence::IfKnown:
        return Words::tr("if known");
    case Presence::Optional:
        return Words::tr("optional");
    }
    Q_UNREACHABLE();
}

QString checkText(const pixel::FieldSpec& field)
{
    switch (field.check) {
    case Check::Instant:
        return Words::tr("13 digits. A time in the future or long ago is pointed out.");
    case Check::Constant:
        return Words::tr("Exactly \"%1\".").arg(QLatin1StringView(field.constant));
    case Check::CharacterSet:
        return Words::tr("Usually \"%1\".").arg(QLatin1StringView(field.constant));
    case Check::Text:
        return Words::tr("Any text without invisible characters. The vendor's own examples are pointed out.");
    case Check::TimeZone:
        return Words::tr("The IANA name of a zone.");
    case Check::Uuid:
        return Words::tr("Looks like a UUID; anything else is pointed out and goes all the same.");
    case Check::Currency:
        return Words::tr("Three capital letters, and the account's.");
    case Check::Revenue:
        return Words::tr("A number with a point, up to 12 digits and 6 decimals. Nothing below zero: refunds are not "
                         "sent.");
    case Check::PartOfRevenue:
        return Words::tr("A number like the revenue. More than the revenue is pointed out.");
    }
    Q_UNREACHABLE();
}

QString whoText(pixel::Origin origin)
{
    switch (origin) {
    case pixel::Origin::Program:
        return Words::tr("by the program");
    case pixel::Origin::Profile:
        return Words::tr("from the profile");
    case pixel::Origin::Person:
        return Words::tr("as you type it");
    }
    Q_UNREACHABLE();
}

HelpPage sendPage()
{
    return {Words::tr("Send an order"), QStringLiteral("neworder"),
        paragraph(Words::tr("Two fields and one key: the order ID, Tab, the revenue, Ctrl+Enter."))
            + list({Words::tr("Type the order ID. If that order was sent before, a line says when and by whom."),
                       Words::tr("Tab or Enter goes to the next field. An amount may be typed as you read it: "
                                 "1,000.99, £1000.99. Where it could mean two things, you are asked."),
                       Words::tr("Read the sentence under the form. It is what will be sent."),
                       Words::tr("Ctrl+Enter sends. The form is empty again, and the result appears at the bottom and "
                                 "on the right.")},
                "ol")
            + heading(Words::tr("Good to know"))
            + list({Words::tr("An order is on disk before it leaves. Closing the window or a power cut loses nothing."),
                       Words::tr("Offline, orders wait and go by themselves, in the order in which they were sent."),
                       Words::tr("A practice profile sends to this computer only. Nothing is counted."),
                       Words::tr("Save for later keeps a half-filled form while you take another call.")},
                "ul")};
}

HelpPage batchPage()
{
    return {Words::tr("Send a batch"), QStringLiteral("batch"),
        paragraph(
            Words::tr("Copy rows in a spreadsheet and press Ctrl+V on the page Batch, drop a file on the window, or "
                      "open one with Ctrl+O."))
            + list(
                {Words::tr(
                     "Columns and format: which column is what, and how numbers and dates are written. Each guess "
                     "stands beside a cell by which you can judge it. The next file with this header is read "
                     "the same way."),
                    Words::tr(
                        "F8 goes to the next row that must be mended. Ctrl+Shift+F takes the suggestion, and Ctrl+G "
                        "mends all rows with the same problem. Ctrl+Z takes any of it back."),
                    Words::tr("Where an order stands in several rows, the page asks what they are: items to be added "
                              "up, the same again, or duplicates. It adds up nothing by itself."),
                    Words::tr("Space leaves a row out, or takes it in again."),
                    Words::tr(
                        "Ctrl+Enter asks once, with the count and the sum. Then nothing leaves for a few seconds: "
                        "Ctrl+Z takes it back, Ctrl+Enter sends at once."),
                    Words::tr("What did not arrive says why, and when it goes again by itself; Ctrl+R retries all of "
                              "it. Pause if one fails stops the sending of this profile at the first."),
                    Words::tr("Save results writes your columns with what became of each row. Save rows to fix writes "
                              "those that were held back; the file opens here again when it is mended."),
                    Words::tr(
                        "In the results a row that was not sent is ready, fix (needs fixing), duplicate (skipped; "
                        "the answer says of what), left-out, line (of the order above it) or header.")},
                "ol")
            + heading(Words::tr("Good to know"))
            + list(
                {Words::tr("The same file again sends nothing twice: rows are known by their order IDs."),
                    Words::tr("An order that is here already with another amount is not sent. Mark the first one as "
                              "changed in the history."),
                    Words::tr("After a crash the batch opens again with the truth of each row; what is ready was not "
                              "sent.")},
                "ul")};
}

QString meaningOf(ledger::State state)
{
    switch (state) {
    case ledger::State::Draft:
        return Words::tr("Typed, and not sent yet.");
    case ledger::State::Waiting:
        return Words::tr("In line. It goes by itself: nothing to do.");
    case ledger::State::Sending:
        return Words::tr("On its way at this moment.");
    case ledger::State::Delivered:
        return Words::tr("The tracking server accepted it.");
    case ledger::State::Refused:
        return Words::tr(
            "It did not get there, or the server said no. Its line says why, and whether it is tried again "
            "by itself.");
    case ledger::State::Unknown:
        return Words::tr("It left, and no usable answer came. It may have arrived; retrying is safe.");
    case ledger::State::Skipped:
        return Words::tr("Held back on purpose: the same order is there already.");
    case ledger::State::Cancelled:
        return Words::tr("Taken back before it left.");
    }
    Q_UNREACHABLE();
}

HelpPage statesPage()
{
    QStringList rows;
    for (const ledger::State state : ledger::AllStates) {
        ledger::EventRecord event;
        event.state = state;
        const StateLook look = lookOf(event);
        rows << row(
            {QStringLiteral("<b><font color=\"%1\">%2</font></b>").arg(look.colour.name(), look.word.toHtmlEscaped()),
                meaningOf(state).toHtmlEscaped(), code(ledger::stateText(state))});
    }
    return {Words::tr("What the states mean"), QStringLiteral("unknown"),
        paragraph(Words::tr("One word a state, the same everywhere. The last column is the word that files, commands "
                            "and the search use, as in status:unknown."))
            + table({Words::tr("State"), Words::tr("It means"), Words::tr("In files")}, rows)
            + paragraph(Words::tr("Practice beside a profile's name is no state: it says that nothing of that profile "
                                  "is counted."))};
}

HelpPage retryPage()
{
    return {Words::tr("Why Retry is safe"), QStringLiteral("goon"),
        paragraph(Words::tr("Each order gets an event ID, once, when you press Send. Retry sends the very same request "
                            "with the very same event ID, and the tracking server ignores an event ID that it has "
                            "seen. So a retry cannot be counted twice, even where the first one had arrived after "
                            "all."))
            + heading(Words::tr("Three ways to send again"))
            + list({Words::tr("Retry: the same bytes. Safe, asks nothing."),
                       Words::tr("Resend as new event: another event ID. It can be counted a second time, so it asks "
                                 "first. For an order whose first event is known to be lost."),
                       Words::tr("Edit a copy: opens the form with its values. What you change is another order.")},
                "ul")
            + heading(Words::tr("By itself"))
            + paragraph(Words::tr("What did not get through is tried again for three days, at growing distances. What "
                                  "left without an answer is tried again for a day: nobody knows how long the server "
                                  "remembers. After that the order waits for a person, and says so."))};
}

HelpPage fieldsPage()
{
    QStringList rows;
    for (const pixel::FieldSpec& field : pixel::fieldTable())
        rows << row({QStringLiteral("<b>%1</b><br>%2")
                         .arg(pixel::label(field.field).toHtmlEscaped(), code(pixel::key(field.field))),
            QStringLiteral("%1<br>%2")
                .arg(presenceText(field.presence).toHtmlEscaped(), whoText(field.origin).toHtmlEscaped()),
            (pixel::help(field.field) + u' ' + checkText(field)).toHtmlEscaped()});
    return {Words::tr("Fields"), QStringLiteral("list"),
        paragraph(Words::tr("What one event carries, in the order in which it is written into the address. An empty "
                            "value is left out, not sent empty."))
            + table({Words::tr("Field"), Words::tr("Sent"), Words::tr("What it is")}, rows)};
}

HelpPage keysPage(const QList<KeyEntry>& keys)
{
    QString html;
    QStringList rows;
    QString menu;
    const auto close = [&] {
        if (!rows.isEmpty())
            html += heading(menu) + table({Words::tr("What it does"), Words::tr("Key")}, rows);
        rows.clear();
    };
    for (const KeyEntry& entry : keys) {
        if (entry.menu != menu)
            close();
        menu = entry.menu;
        rows << row({entry.text.toHtmlEscaped(), code(entry.keys.simplified())});
    }
    close();
    return {Words::tr("Keys"), QStringLiteral("keyboard"),
        paragraph(Words::tr("Everything can be done without a mouse. F6 goes from one part of the window to the next."))
            + html};
}

} // namespace

QList<HelpPage> helpPages(const QList<KeyEntry>& keys)
{
    return {sendPage(), batchPage(), statesPage(), retryPage(), fieldsPage(), keysPage(keys)};
}

} // namespace rookery::ui

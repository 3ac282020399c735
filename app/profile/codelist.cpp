// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/codelist.h"

#include "profile/webcode.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include <algorithm>

namespace rookery::profile {

namespace {

constexpr qint64 SettledMs = 2000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::profile::CodeList)
};

using pixel::Field;

QString decoded(const QByteArray& bytes)
{
    QStringDecoder decoder(
        QStringConverter::encodingForData(bytes).value_or(QStringConverter::Utf8), QStringDecoder::Flag::Stateless);
    QString text = decoder.decode(bytes);
    if (decoder.hasError()) // from an old spreadsheet; the IDs themselves are ASCII anyway
        text = QString::fromLatin1(bytes);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    return text;
}

/// Rows of a CSV text, one after the other: quotes may hold separators and line breaks.
class Rows {
public:
    explicit Rows(const QString& text) : m_text(text)
    {
        const QStringView head = QStringView(text).first(std::max<qsizetype>(0, endOfLine()));
        for (const QChar candidate : {u',', u';', u'\t'}) {
            if (head.count(candidate) > head.count(m_separator))
                m_separator = candidate;
        }
    }

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

    QStringList next()
    {
        QStringList cells;
        QString cell;
        bool quoted = false;
        while (!atEnd()) {
            const QChar c = m_text.at(m_at++);
            if (quoted && c == u'"' && m_at < m_text.size() && m_text.at(m_at) == u'"')
                cell += m_text.at(m_at++);
            else if (c == u'"' && (quoted || cell.trimmed().isEmpty()))
                quoted = !quoted;
            else if (!quoted && c == m_separator)
                cells << std::exchange(cell, {}).trimmed();
            else if (!quoted && (c == u'\n' || c == u'\r'))
                break;
            else
                cell += c;
        }
        cells << cell.trimmed();
        return cells;
    }

private:
    [[nodiscard]] qsizetype endOfLine() const
    {
        const auto* const end
            = std::find_if(m_text.begin(), m_text.end(), [](QChar c) { return c == u'\n' || c == u'\r'; });
        return end - m_text.begin();
    }

    const QString& m_text;
    qsizetype m_at = 0;
    QChar m_separator = u',';
};

/// Where the header has what; -1: nowhere.
struct Columns {
    explicit Columns(const QStringList& header)
    {
        const auto find = [&header](QLatin1StringView name) {
            for (qsizetype i = 0; i < header.size(); ++i) {
                if (header.at(i).compare(name, Qt::CaseInsensitive) == 0
                    || header.at(i).compare(name + QLatin1StringView("Id"), Qt::CaseInsensitive) == 0)
                    return i;
            }
            return qsizetype(-1);
        };
        code = find(QLatin1StringView("code"));
        visitor = find(QLatin1StringView("visitor"));
        session = find(QLatin1StringView("session"));
        user = find(QLatin1StringView("user"));
    }

    [[nodiscard]] pixel::Event identityIn(const QStringList& cells) const
    {
        pixel::Event identity;
        identity.set(Field::VisitorId, cells.value(visitor));
        identity.set(Field::SessionId, cells.value(session));
        identity.set(Field::UserId, cells.value(user));
        return identity;
    }

    qsizetype code = -1, visitor = -1, session = -1, user = -1;
};

} // namespace

Result<CodeList> CodeList::parse(const QString& text, const QString& nameOfFile)
{
    Rows rows(text);
    const Columns columns(rows.atEnd() ? QStringList() : rows.next());
    if (columns.code < 0)
        return failure(Error::Code::BadInput,
            Words::tr("The list of web codes, %1, has no column \"code\" in its first row.").arg(nameOfFile));
    if (columns.visitor < 0 && columns.session < 0 && columns.user < 0)
        return failure(Error::Code::BadInput,
            Words::tr("The list of web codes, %1, has no column \"visitor\", \"session\" or \"user\" in its first row.")
                .arg(nameOfFile));
    CodeList list;
    while (!rows.atEnd()) {
        const QStringList cells = rows.next();
        const QString code = cells.value(columns.code).toCaseFolded();
        if (code.isEmpty())
            continue;
        const Row row{columns.identityIn(cells), false};
        const auto known = list.m_rows.find(code);
        if (known == list.m_rows.end())
            list.m_rows.insert(code, row);
        else if (known->identity != row.identity)
            known->ambiguous = true;
    }
    return list;
}

Result<CodeList> CodeList::read(const QString& file)
{
    const QString shown = QDir::toNativeSeparators(file);
    QFile in(file);
    if (QFileInfo(file).isDir() || !in.open(QIODevice::ReadOnly))
        return failure(
            Error::Code::Storage, Words::tr("The list of web codes, %1, can't be read.").arg(shown), in.errorString());
    if (in.size() > LargestCodeList)
        return failure(Error::Code::BadInput,
            Words::tr("The list of web codes, %1, is too large: at most %2 MB.")
                .arg(shown, QString::number(LargestCodeList / 1024 / 1024)));
    return parse(decoded(in.readAll()), shown);
}

Result<pixel::Event> CodeList::find(const QString& code) const
{
    const auto row = m_rows.find(code.trimmed().toCaseFolded());
    if (row == m_rows.end())
        return failure(Error::Code::NotFound,
            Words::tr("The web code \"%1\" is not in the list. Ask the caller to read it out again.").arg(code));
    if (row->ambiguous)
        return failure(Error::Code::BadInput,
            Words::tr("The web code \"%1\" is in the list more than once, with different IDs.").arg(code));
    return row->identity;
}

Result<pixel::Event> CodeListShelf::find(const QString& file, const QString& code)
{
    const QFileInfo info(file);
    // What cannot be read at all costs nothing to try again.
    if (!m_isSettled || file != m_file || info.lastModified() != m_modified || info.size() != m_size
        || (!m_list && m_list.error().code == Error::Code::Storage)) {
        m_list = CodeList::read(file);
        m_file = file;
        m_modified = info.lastModified();
        m_size = info.size();
        // What is written twice within the grain of the file's clock looks the same both times.
        m_isSettled = info.lastModified() < QDateTime::currentDateTime().addMSecs(-SettledMs);
    }
    return m_list.and_then([&code](const CodeList& list) { return list.find(code); });
}

} // namespace rookery::profile

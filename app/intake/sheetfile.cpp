// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/sheetfile.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::SheetFile)
};

constexpr quint32 Magic = 0x526b5368; // RkSh
constexpr quint32 Version = 1;
constexpr quint32 End = 0x526b456e; // RkEn: the file is whole

template <typename T>
void putEnum(QDataStream& out, T value)
{
    out << qint32(value);
}

template <typename T>
void takeEnum(QDataStream& in, T& value)
{
    qint32 number = 0;
    in >> number;
    value = static_cast<T>(number);
}

template <typename T>
void putGuess(QDataStream& out, const Guess<T>& guess)
{
    out << qint64(guess.value) << guess.isCertain << guess.example;
}

template <typename T>
void takeGuess(QDataStream& in, Guess<T>& guess)
{
    qint64 value = 0;
    in >> value >> guess.isCertain >> guess.example;
    guess.value = static_cast<T>(value);
}

void put(QDataStream& out, const RowFinding& finding)
{
    out << finding.row << qint32(finding.column) << finding.columnName;
    putEnum(out, finding.what.severity);
    out << finding.what.code << qint32(finding.what.field ? int(*finding.what.field) : -1)
        << qint64(finding.what.position) << finding.what.sentence << finding.what.detail << finding.expected
        << finding.found << finding.fix;
}

void take(QDataStream& in, RowFinding& finding)
{
    qint32 column = 0;
    qint32 field = 0;
    qint64 position = 0;
    in >> finding.row >> column >> finding.columnName;
    takeEnum(in, finding.what.severity);
    in >> finding.what.code >> field >> position >> finding.what.sentence >> finding.what.detail >> finding.expected
        >> finding.found >> finding.fix;
    finding.column = column;
    finding.what.position = qsizetype(position);
    if (field >= 0 && field < int(pixel::FieldCount))
        finding.what.field = static_cast<pixel::Field>(field);
}

void put(QDataStream& out, const QList<RowFinding>& findings)
{
    out << qint32(findings.size());
    for (const RowFinding& finding : findings)
        put(out, finding);
}

void take(QDataStream& in, QList<RowFinding>& findings)
{
    qint32 count = 0;
    in >> count;
    for (qint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        RowFinding finding;
        take(in, finding);
        findings << finding;
    }
}

void putCells(QDataStream& out, const std::vector<std::string_view>& cells)
{
    out << quint32(cells.size());
    for (const std::string_view cell : cells)
        out.writeBytes(cell.data(), uint(cell.size()));
}

std::vector<std::string> takeCells(QDataStream& in)
{
    quint32 count = 0;
    in >> count;
    std::vector<std::string> cells;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        QByteArray cell;
        in >> cell;
        cells.push_back(cell.toStdString());
    }
    return cells;
}

void put(QDataStream& out, const TableShape& shape)
{
    putEnum(out, shape.kind);
    out << shape.header;
    putGuess(out, shape.headerRow);
    putGuess(out, shape.encoding);
    putGuess(out, shape.separator);
    putGuess(out, shape.numbers);
    putGuess(out, shape.dates);
    out << shape.sheets;
    putGuess(out, shape.sheet);
    out << quint32(shape.sample.size());
    for (const std::vector<std::string>& row : shape.sample)
        putCells(out, {row.begin(), row.end()});
}

void take(QDataStream& in, TableShape& shape)
{
    takeEnum(in, shape.kind);
    in >> shape.header;
    takeGuess(in, shape.headerRow);
    takeGuess(in, shape.encoding);
    takeGuess(in, shape.separator);
    takeGuess(in, shape.numbers);
    takeGuess(in, shape.dates);
    in >> shape.sheets;
    takeGuess(in, shape.sheet);
    quint32 rows = 0;
    in >> rows;
    for (quint32 i = 0; i < rows && in.status() == QDataStream::Ok; ++i)
        shape.sample.push_back(takeCells(in));
}

void put(QDataStream& out, const Sheet& sheet)
{
    const qsizetype known = sheet.size() - sheet.added();
    out << qint64(known);
    for (qsizetype i = 0; i < known; ++i) {
        out << sheet.source()->table.numberAt(i);
        putCells(out, sheet.source()->table.cellsAt(i));
    }
    const QHash<qsizetype, RowFlaws> flaws = sheet.source() ? sheet.source()->flaws : QHash<qsizetype, RowFlaws>();
    out << qint64(flaws.size());
    for (auto row = flaws.begin(); row != flaws.end(); ++row) {
        out << qint64(row.key()) << QList<int>(row->oddCells.begin(), row->oddCells.end()) << row->isHeaderAgain;
        put(out, row->findings);
    }
    put(out, sheet.source() ? sheet.source()->findings : QList<RowFinding>());
    out << qint64(sheet.added()) << qint64(sheet.changes().size());
    for (auto row = sheet.changes().begin(); row != sheet.changes().end(); ++row)
        out << qint64(row.key()) << *row;
    out << qint64(sheet.leftOut());
    for (const qsizetype index : sheet.leftOutRows())
        out << qint64(index);
}

void takeRows(QDataStream& in, SheetSource& source)
{
    qint64 rows = 0;
    in >> rows;
    for (qint64 i = 0; i < rows && in.status() == QDataStream::Ok; ++i) {
        Row row;
        in >> row.number;
        const std::vector<std::string> cells = takeCells(in);
        const std::vector<std::string_view> views(cells.begin(), cells.end());
        row.cells = views;
        source.table.append(row);
    }
    qint64 flawed = 0;
    in >> flawed;
    for (qint64 i = 0; i < flawed && in.status() == QDataStream::Ok; ++i) {
        qint64 index = 0;
        QList<int> odd;
        RowFlaws flaws;
        in >> index >> odd >> flaws.isHeaderAgain;
        flaws.oddCells.assign(odd.begin(), odd.end());
        take(in, flaws.findings);
        source.flaws.insert(qsizetype(index), flaws);
    }
    take(in, source.findings);
}

void takeChanges(QDataStream& in, Sheet& sheet)
{
    qint64 added = 0;
    qint64 changed = 0;
    in >> added >> changed;
    sheet.addRows(qsizetype(added));
    for (qint64 i = 0; i < changed && in.status() == QDataStream::Ok; ++i) {
        qint64 index = 0;
        QMap<int, QByteArray> cells;
        in >> index >> cells;
        for (auto cell = cells.begin(); cell != cells.end(); ++cell)
            sheet.setCell(qsizetype(index), cell.key(), QString::fromUtf8(*cell));
    }
    qint64 leftOut = 0;
    in >> leftOut;
    for (qint64 i = 0; i < leftOut && in.status() == QDataStream::Ok; ++i) {
        qint64 index = 0;
        in >> index;
        sheet.setLeftOut(qsizetype(index), true);
    }
}

tl::unexpected<Error> unreadable(const QString& path)
{
    return failure(Error::Code::BadInput, Words::tr("%1 is no batch that this version can read.").arg(path));
}

// Up to behind `about`.
Result<QJsonObject> open(QFile& file, QDataStream& in)
{
    if (!file.exists())
        return failure(Error::Code::NotFound, Words::tr("%1 is not there.").arg(file.fileName()));
    if (!file.open(QIODevice::ReadOnly))
        return failure(
            Error::Code::Storage, Words::tr("%1 could not be read: %2.").arg(file.fileName(), file.errorString()));
    in.setVersion(QDataStream::Qt_6_4);
    quint32 magic = 0;
    quint32 version = 0;
    QByteArray about;
    in >> magic >> version;
    if (magic == Magic && version == Version)
        in >> about;
    if (about.isEmpty() || in.status() != QDataStream::Ok)
        return unreadable(file.fileName());
    return QJsonDocument::fromJson(about).object();
}

} // namespace

Done writeSheetFile(const QString& path, const KeptSheet& kept)
{
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    if (written) {
        QDataStream out(&file);
        out.setVersion(QDataStream::Qt_6_4);
        out << Magic << Version << QJsonDocument(kept.about).toJson(QJsonDocument::Compact);
        put(out, kept.sheet.shape());
        put(out, kept.sheet);
        out << End;
        written = out.status() == QDataStream::Ok && file.commit();
    }
    if (written)
        return {};
    return failure(
        Error::Code::Storage, Words::tr("The batch could not be kept in %1: %2.").arg(path, file.errorString()));
}

Result<KeptSheet> readSheetFile(const QString& path)
{
    QFile file(path);
    QDataStream in(&file);
    const auto about = open(file, in);
    if (!about)
        return tl::unexpected(about.error());
    TableShape shape;
    take(in, shape);
    const auto source = std::make_shared<SheetSource>(shape);
    takeRows(in, *source);
    KeptSheet kept{Sheet(source), *about};
    takeChanges(in, kept.sheet);
    quint32 end = 0;
    in >> end;
    if (in.status() != QDataStream::Ok || end != End)
        return unreadable(path);
    return kept;
}

Result<QJsonObject> aboutSheetFile(const QString& path)
{
    QFile file(path);
    QDataStream in(&file);
    return open(file, in);
}

} // namespace rookery::intake

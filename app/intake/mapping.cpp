// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/mapping.h"

#include "intake/ownfile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::Mapping)
};

using pixel::Field;

const QString NameKey = QStringLiteral("name");
const QString ColumnsKey = QStringLiteral("columns");
const QString ConstantsKey = QStringLiteral("constants");

bool isAlike(const QString& a, const QString& b) { return a.trimmed().compare(b.trimmed(), Qt::CaseInsensitive) == 0; }

} // namespace

bool isMappable(Field field)
{
    switch (field) {
    case Field::Timestamp:
    case Field::DigitalProperty:
    case Field::VisitorId:
    case Field::SessionId:
    case Field::UserId:
    case Field::ConversionName:
    case Field::OrderId:
    case Field::Currency:
    case Field::Revenue:
    case Field::Tax:
    case Field::Shipping:
        return true;
    case Field::Event:
    case Field::TrackerVersion:
    case Field::AppId:
    case Field::Platform:
    case Field::TimeZone:
    case Field::CharacterSet:
    case Field::EventId:
        return false;
    }
    Q_UNREACHABLE();
}

Result<Field> mappableField(const QString& key)
{
    const auto field = key == QLatin1StringView("orderId") ? Field::OrderId : pixel::fieldOfKey(key);
    if (!field)
        return failure(Error::Code::BadInput, Words::tr("\"%1\" is not a field of an event.").arg(key));
    if (!isMappable(*field))
        return failure(Error::Code::BadInput, Words::tr("%1 cannot come from a file.").arg(key));
    return *field;
}

std::optional<Field> Mapping::fieldOf(int column) const
{
    const auto at = std::find(m_columns.begin(), m_columns.end(), column + 1);
    return column < 0 || at == m_columns.end() ? std::nullopt : std::optional(Field(at - m_columns.begin()));
}

void Mapping::setColumn(Field field, int column)
{
    if (const auto before = fieldOf(column))
        m_columns[std::size_t(*before)] = 0;
    m_columns[std::size_t(field)] = column + 1;
}

QJsonObject Mapping::toJson(const QStringList& header) const
{
    const QStringList names = columnNames(header);
    QJsonObject columns;
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        if (const int column = columnOf(s.field); column >= 0 && column < names.size())
            columns.insert(names[column], pixel::key(s.field));
    }
    QJsonObject json{{ColumnsKey, columns}, {ConstantsKey, m_constants.toJson()}};
    if (!name.isEmpty())
        json.insert(NameKey, name);
    return json;
}

Result<Mapping> Mapping::fromJson(const QJsonObject& json, const QStringList& header)
{
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (it.key() != NameKey && it.key() != ColumnsKey && it.key() != ConstantsKey)
            return failure(Error::Code::BadInput, Words::tr("\"%1\" does not belong in a mapping.").arg(it.key()));
    }
    if (!json.value(ColumnsKey).isObject())
        return failure(Error::Code::BadInput, Words::tr("A mapping needs \"columns\", each with its field."));
    Mapping mapping;
    mapping.name = json.value(NameKey).toString();
    const QJsonObject columns = json.value(ColumnsKey).toObject();
    for (auto it = columns.begin(); it != columns.end(); ++it) {
        const auto column = columnOfName(it.key(), header);
        if (!column)
            return tl::unexpected(column.error());
        const auto field = mappableField(it.value().toString());
        if (!field)
            return tl::unexpected(field.error());
        if (mapping.columnOf(*field) >= 0 || mapping.fieldOf(*column))
            return failure(Error::Code::BadInput,
                Words::tr("Two columns cannot fill %1, nor one column two fields.").arg(pixel::key(*field)));
        mapping.setColumn(*field, *column);
    }
    const QJsonObject constants = json.value(ConstantsKey).toObject();
    for (auto it = constants.begin(); it != constants.end(); ++it) {
        const auto field = mappableField(it.key());
        if (!field)
            return tl::unexpected(field.error());
        mapping.setConstant(*field, it.value().toString());
    }
    return mapping;
}

QStringList columnNames(const QStringList& header)
{
    QStringList names;
    QSet<QString> taken;
    QHash<QString, int> counts; // of a title: a file may have thousands of the same
    for (const QString& title : header) {
        QString name = title;
        for (int& n = counts[title]; taken.contains(name); ++n)
            name = QStringLiteral("%1 (%2)").arg(title).arg(n + 2);
        taken << name;
        names << name;
    }
    return names;
}

Result<int> columnOfName(const QString& name, const QStringList& header)
{
    const QStringList names = columnNames(header);
    if (const qsizetype exact = names.indexOf(name); exact >= 0)
        return int(exact);
    int found = -1;
    for (int i = 0; i < names.size(); ++i) {
        if (!isAlike(names[i], name))
            continue;
        if (found >= 0)
            return failure(Error::Code::BadInput, Words::tr("More than one column is called \"%1\".").arg(name));
        found = i;
    }
    if (found < 0)
        return failure(Error::Code::BadInput,
            Words::tr("No column is called \"%1\". There are: %2.").arg(name, names.join(QStringLiteral(", "))));
    return found;
}

Result<std::pair<QString, Field>> splitMapOption(const QString& text)
{
    const qsizetype equals = text.lastIndexOf(u'=');
    if (equals <= 0)
        return failure(Error::Code::BadInput, Words::tr("Expected COLUMN=FIELD, found \"%1\".").arg(text));
    const auto field = mappableField(text.sliced(equals + 1));
    if (!field)
        return tl::unexpected(field.error());
    return std::pair(text.first(equals), *field);
}

QByteArray headerSignature(const QStringList& header)
{
    const QStringList rejects = rejectColumns();
    const std::vector<bool> areOurs = ownColumns(header);
    QStringList names;
    for (qsizetype i = 0; i < header.size(); ++i) {
        const QString folded = header[i].simplified().toCaseFolded();
        if (!areOurs[std::size_t(i)] && !rejects.contains(folded))
            names << folded;
    }
    names.sort();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString& name : std::as_const(names)) {
        hash.addData(name.toUtf8());
        hash.addData(QByteArray(1, '\0'));
    }
    return hash.result().toHex().first(32);
}

bool Suggestion::isComplete() const
{
    return undecided.isEmpty() && mapping.columnOf(Field::OrderId) >= 0 && mapping.columnOf(Field::Revenue) >= 0;
}

} // namespace rookery::intake

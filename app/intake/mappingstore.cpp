// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/mappingstore.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::MappingStore)
};

const QString RememberedKey = QStringLiteral("remembered");
const QString NamedKey = QStringLiteral("named");
const QString MappingKey = QStringLiteral("mapping");
const QString UsedKey = QStringLiteral("used"); // ms since 1970, UTC

QString keyOf(const QStringList& header) { return QString::fromLatin1(headerSignature(header)); }

} // namespace

Done MappingStore::load()
{
    QFile file(m_file);
    if (!file.exists())
        return {};
    m_isReadable = file.open(QIODevice::ReadOnly);
    if (!m_isReadable)
        return failure(Error::Code::Storage, Words::tr("%1 could not be read: %2.").arg(m_file, file.errorString()));
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject()) {
        file.close();
        m_isReadable = QFile::rename(m_file, m_file + QStringLiteral(".damaged"));
        return failure(Error::Code::BadInput,
            Words::tr("%1 is damaged: the mappings in it are not used. It is kept as %2.")
                .arg(m_file, QFileInfo(m_file).fileName() + QStringLiteral(".damaged")));
    }
    m_remembered = document.object().value(RememberedKey).toObject();
    m_named = document.object().value(NamedKey).toObject();
    return {};
}

std::optional<Mapping> MappingStore::find(const QStringList& header) const
{
    const QJsonObject known = m_remembered.value(keyOf(header)).toObject();
    if (known.isEmpty())
        return std::nullopt;
    const auto mapping = Mapping::fromJson(known.value(MappingKey).toObject(), header);
    return mapping ? std::optional(*mapping) : std::nullopt;
}

Done MappingStore::remember(const Mapping& mapping, const QStringList& header)
{
    m_remembered.insert(keyOf(header),
        QJsonObject{{MappingKey, mapping.toJson(header)}, {UsedKey, QDateTime::currentMSecsSinceEpoch()}});
    while (m_remembered.size() > MostRemembered) {
        auto oldest = m_remembered.begin();
        for (auto one = m_remembered.begin(); one != m_remembered.end(); ++one) {
            if (one.value().toObject().value(UsedKey).toInteger()
                < oldest.value().toObject().value(UsedKey).toInteger())
                oldest = one;
        }
        m_remembered.erase(oldest);
    }
    return save();
}

QStringList MappingStore::names() const { return m_named.keys(); }

Done MappingStore::saveNamed(const Mapping& mapping, const QStringList& header)
{
    m_named.insert(mapping.name, mapping.toJson(header));
    return save();
}

Result<Mapping> MappingStore::named(const QString& name, const QStringList& header) const
{
    return Mapping::fromJson(m_named.value(name).toObject(), header);
}

Done MappingStore::save() const
{
    if (!m_isReadable)
        return failure(Error::Code::Storage, Words::tr("%1 could not be read, and is left as it is.").arg(m_file));
    QSaveFile file(m_file);
    const QByteArray text = QJsonDocument(QJsonObject{{RememberedKey, m_remembered}, {NamedKey, m_named}})
                                .toJson(QJsonDocument::Indented);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return failure(Error::Code::Storage, Words::tr("%1 could not be written: %2.").arg(m_file, file.errorString()));
}

} // namespace rookery::intake

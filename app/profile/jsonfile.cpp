// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/jsonfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStringDecoder>

namespace rookery::profile {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::profile::JsonFile)
};

constexpr qint64 LargestFile = qint64(1024) * 1024;

int lineAt(const QByteArray& text, qsizetype offset)
{
    return int(text.first(std::clamp<qsizetype>(offset, 0, text.size())).count('\n')) + 1;
}

} // namespace

int JsonFile::lineOf(const QString& key) const
{
    const QRegularExpression pattern(QStringLiteral("\"%1\"\\s*:").arg(QRegularExpression::escape(key)));
    const QString subject = QString::fromUtf8(text);
    const QRegularExpressionMatch match = pattern.match(subject);
    return match.hasMatch() ? int(QStringView(subject).first(match.capturedStart()).count(u'\n')) + 1 : 1;
}

Error JsonFile::error(const QString& key, const QString& sentence) const
{
    return {Error::Code::BadInput,
        //: %1 is a line number, %2 a key of the file, %3 a sentence
        Words::tr("Line %1, \"%2\": %3").arg(QString::number(lineOf(key)), key, sentence)};
}

Result<JsonFile> parseJson(const QByteArray& text)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = utf8.decode(text);
    if (utf8.hasError())
        return failure(Error::Code::BadInput, Words::tr("The file is not UTF-8 text."));
    if (text.trimmed().isEmpty())
        return failure(Error::Code::BadInput, Words::tr("The file is empty."));
    QJsonParseError problem{};
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError)
        return failure(Error::Code::BadInput,
            Words::tr("Line %1: the file breaks off or is not JSON (%2).")
                .arg(QString::number(lineAt(text, problem.offset)), problem.errorString()));
    if (!document.isObject())
        return failure(Error::Code::BadInput, Words::tr("Line 1: expected an object in braces."));
    return JsonFile{text, document.object()};
}

Result<QByteArray> readSmallFile(const QString& file)
{
    const QString shown = QDir::toNativeSeparators(file);
    if (QFileInfo(file).isDir())
        return failure(Error::Code::BadInput, Words::tr("%1 is a folder, not a file.").arg(shown));
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return failure(Error::Code::Storage, Words::tr("%1 can't be read.").arg(shown), in.errorString());
    if (in.size() > LargestFile)
        return failure(Error::Code::BadInput, Words::tr("%1 is too large for what it should be.").arg(shown));
    return in.readAll();
}

Done writeFile(const QString& file, const QByteArray& content)
{
    QSaveFile out(file);
    const bool written = out.open(QIODevice::WriteOnly) && out.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && out.write(content) == content.size() && out.commit();
    if (!written)
        return failure(Error::Code::Storage,
            Words::tr("Can't save to %1. What was there is unchanged.").arg(QDir::toNativeSeparators(file)),
            out.errorString());
    return {};
}

} // namespace rookery::profile

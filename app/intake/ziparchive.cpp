// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/ziparchive.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <zip.h>

#include <algorithm>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::ZipArchive)
};

zip_source_t* sourceOfFile(const QString& path, zip_error_t* error)
{
#ifdef Q_OS_WIN
    const std::wstring wide = QDir::toNativeSeparators(path).toStdWString();
    return zip_source_win32w_create(wide.c_str(), 0, -1, error);
#else
    return zip_source_file_create(QFile::encodeName(path).constData(), 0, -1, error);
#endif
}

QString sentenceOf(int code)
{
    switch (code) {
    case ZIP_ER_OPEN:
    case ZIP_ER_READ:
    case ZIP_ER_SEEK:
        return Words::tr("The file could not be read.");
    case ZIP_ER_MEMORY:
        return Words::tr("There is not enough memory to read the file.");
    default:
        return Words::tr(
            "The file begins like a spreadsheet, but it is damaged or not whole. Download or copy it again, "
            "or open it in a spreadsheet program and save it once more.");
    }
}

} // namespace

void ZipPart::Close::operator()(zip_file* file) const { zip_fclose(file); }
void ZipArchive::Close::operator()(zip* archive) const { zip_discard(archive); }

qsizetype ZipPart::read(char* to, qsizetype max)
{
    if (m_failure != Failure::None)
        return -1;
    // One byte more than the limit, to see that it is exceeded.
    const qint64 wanted = std::min(qint64(max), m_limit - m_position + 1);
    const zip_int64_t n = zip_fread(m_file.get(), to, zip_uint64_t(wanted));
    if (n < 0) {
        m_failure = Failure::Damaged;
        return -1;
    }
    m_position += n;
    if (m_position > m_limit || (m_position > RatioFrom && m_position / MaxRatio > m_packedSize)) {
        m_failure = Failure::Bomb;
        return -1;
    }
    return qsizetype(n);
}

Result<std::unique_ptr<ZipArchive>> ZipArchive::open(const QString& path)
{
    std::unique_ptr<ZipArchive> archive(new ZipArchive);
    archive->m_size = QFileInfo(path).size();
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = sourceOfFile(path, &error);
    if (source != nullptr) {
        archive->m_zip.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
        if (!archive->m_zip)
            zip_source_free(source);
    }
    const int code = zip_error_code_zip(&error);
    const QString detail = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    if (!archive->m_zip)
        return failure(Error::Code::BadInput, sentenceOf(code), detail);
    return archive;
}

Result<std::unique_ptr<ZipArchive>> ZipArchive::open(std::string bytes)
{
    std::unique_ptr<ZipArchive> archive(new ZipArchive);
    archive->m_bytes = std::move(bytes);
    archive->m_size = qint64(archive->m_bytes.size());
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(archive->m_bytes.data(), archive->m_bytes.size(), 0, &error);
    if (source != nullptr) {
        archive->m_zip.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
        if (!archive->m_zip)
            zip_source_free(source);
    }
    const int code = zip_error_code_zip(&error);
    const QString detail = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    if (!archive->m_zip)
        return failure(Error::Code::BadInput, sentenceOf(code), detail);
    return archive;
}

qint64 ZipArchive::indexOf(std::string_view name) const
{
    const std::string text(name);
    const zip_int64_t exact = zip_name_locate(m_zip.get(), text.c_str(), ZIP_FL_ENC_GUESS);
    // Names of parts are the same in any case (ECMA-376 part 2, 6.2.2).
    return exact >= 0 ? exact : zip_name_locate(m_zip.get(), text.c_str(), ZIP_FL_NOCASE);
}

std::unique_ptr<ZipPart> ZipArchive::part(std::string_view name, qint64 limit) const
{
    const qint64 index = indexOf(name);
    if (index < 0)
        return nullptr;
    std::unique_ptr<ZipPart> part(new ZipPart);
    part->m_limit = limit;
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(m_zip.get(), zip_uint64_t(index), 0, &stat) != 0) {
        part->m_failure = ZipPart::Failure::Damaged;
        return part;
    }
    constexpr zip_uint64_t Sane = 1ULL << 62U;
    part->m_claimedSize = qint64(std::min<zip_uint64_t>(stat.size, Sane));
    // The archive may lie about this as well, but no part is larger than all of it.
    part->m_packedSize = std::min(qint64(std::min<zip_uint64_t>(stat.comp_size, Sane)), m_size);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
        part->m_failure = ZipPart::Failure::Password;
        return part;
    }
    part->m_file.reset(zip_fopen_index(m_zip.get(), zip_uint64_t(index), 0));
    if (!part->m_file)
        part->m_failure = ZipPart::Failure::Damaged;
    return part;
}

} // namespace rookery::intake

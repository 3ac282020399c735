// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct zip;
struct zip_file;

namespace rookery::intake {

/// One file of a zip archive, inflated as it is asked for. Whatever the archive says of its size, the bytes that
/// really come out are counted, and no more are given than are sane.
class ZipPart final {
public:
    enum class Failure {
        None,
        Damaged,  ///< cut off, or its checksum is another
        Bomb,     ///< unpacks to more than a table can be: beyond its limit, or beyond MaxRatio
        Password, ///< encrypted
    };

    /// XML of spreadsheets is packed 5 to 40 times; 1,032 is the most that deflate can. Looked at only beyond RatioFrom
    /// bytes, so that small files may be as dull as they like.
    static constexpr qint64 MaxRatio = 200;
    static constexpr qint64 RatioFrom = 16LL * 1024 * 1024;

    /// Gives the number of bytes, 0 at the end, -1 where failure() says why.
    [[nodiscard]] qsizetype read(char* to, qsizetype max);
    [[nodiscard]] Failure failure() const { return m_failure; }
    /// Bytes given so far.
    [[nodiscard]] qint64 position() const { return m_position; }
    /// Bytes that the archive says there are, for progress.
    [[nodiscard]] qint64 claimedSize() const { return m_claimedSize; }

private:
    friend class ZipArchive;
    ZipPart() = default;

    struct Close {
        void operator()(zip_file* file) const;
    };
    std::unique_ptr<zip_file, Close> m_file;
    qint64 m_packedSize = 0;
    qint64 m_claimedSize = 0;
    qint64 m_limit = 0;
    qint64 m_position = 0;
    Failure m_failure = Failure::None;
};

/// A zip archive, to be read. It must outlive its parts.
class ZipArchive final {
public:
    [[nodiscard]] static Result<std::unique_ptr<ZipArchive>> open(const QString& path);
    /// One that came through a pipe: libzip has to jump about in it, so all of it is here.
    [[nodiscard]] static Result<std::unique_ptr<ZipArchive>> open(std::string bytes);

    [[nodiscard]] bool has(std::string_view name) const { return indexOf(name) >= 0; }
    /// A part by its name, in whatever case; nothing: there is none. `limit`: bytes that it may unpack to.
    [[nodiscard]] std::unique_ptr<ZipPart> part(std::string_view name, qint64 limit) const;
    /// Bytes of the archive itself.
    [[nodiscard]] qint64 size() const { return m_size; }

private:
    ZipArchive() = default;
    [[nodiscard]] qint64 indexOf(std::string_view name) const;

    struct Close {
        void operator()(zip* archive) const;
    };
    std::string m_bytes;
    std::unique_ptr<zip, Close> m_zip;
    qint64 m_size = 0;
};

} // namespace rookery::intake

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/zipstream.h"

#include <zlib.h>

#include <array>
#include <new>

namespace rookery::ledger {

namespace {

// A third less time than by zlib's own choice, for files that are a seventh larger (measured with a history).
constexpr int Level = 3;
constexpr int RawDeflate = -15; // the largest window, no header of zlib's own
constexpr int Memory = 9;
constexpr std::size_t PackedBuffer = 256UL * 1024;

constexpr quint32 LocalHead = 0x04034b50;
constexpr quint32 ListedHead = 0x02014b50;
constexpr quint32 ListEnd = 0x06054b50;
constexpr quint16 VersionNeeded = 20; // deflate
constexpr quint16 NamesAreUtf8 = 1U << 11U;
constexpr quint16 Deflated = 8;
// 1980-01-01, the first day that there is: the same orders are the same file.
constexpr quint16 NoTime = 0;
constexpr quint16 FirstDay = (1U << 5U) | 1U;

void append16(QByteArray& to, quint64 number)
{
    to += char(number & 0xFFU);
    to += char(number >> 8U & 0xFFU);
}

void append32(QByteArray& to, quint64 number)
{
    append16(to, number & 0xFFFFU);
    append16(to, number >> 16U & 0xFFFFU);
}

} // namespace

ZipStream::ZipStream(QIODevice& out) : m_out(out), m_deflate(std::make_unique<z_stream>()), m_packed(PackedBuffer)
{
    if (deflateInit2(m_deflate.get(), Level, Z_DEFLATED, RawDeflate, Memory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc(); // all that can be wrong with these values
}

ZipStream::~ZipStream() { deflateEnd(m_deflate.get()); }

bool ZipStream::put(QByteArrayView bytes)
{
    m_at += bytes.size();
    return m_at <= MaxSize && m_out.write(bytes.data(), bytes.size()) == bytes.size();
}

// What stands before a part and, with its place, in the list at the end.
QByteArray ZipStream::headOf(const Part& part)
{
    QByteArray head;
    append16(head, VersionNeeded);
    append16(head, NamesAreUtf8);
    append16(head, Deflated);
    append16(head, NoTime);
    append16(head, FirstDay);
    append32(head, part.checksum);
    append32(head, quint64(part.packed));
    append32(head, quint64(part.size));
    append16(head, quint64(part.name.size()));
    append16(head, 0); // nothing extra
    return head;
}

bool ZipStream::begin(const QByteArray& name)
{
    Part part;
    part.name = name;
    part.checksum = quint32(crc32(0, nullptr, 0));
    part.at = m_at;
    m_parts.push_back(part);
    deflateReset(m_deflate.get());
    QByteArray head;
    append32(head, LocalHead);
    return put(head + headOf(part) + name);
}

bool ZipStream::write(QByteArrayView bytes)
{
    Part& part = m_parts.back();
    part.checksum
        = quint32(crc32_z(part.checksum, reinterpret_cast<const Bytef*>(bytes.data()), std::size_t(bytes.size())));
    part.size += bytes.size();
    return part.size <= MaxSize && pack(bytes, Z_NO_FLUSH);
}

bool ZipStream::pack(QByteArrayView bytes, int flush)
{
    // zlib's type has no const; it reads only.
    m_deflate->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // NOLINT(*-const-cast)
    m_deflate->avail_in = uInt(bytes.size());
    do {
        m_deflate->next_out = reinterpret_cast<Bytef*>(m_packed.data());
        m_deflate->avail_out = uInt(m_packed.size());
        deflate(m_deflate.get(), flush);
        const auto made = qsizetype(m_packed.size() - m_deflate->avail_out);
        m_parts.back().packed += made;
        if (!put({m_packed.data(), made}))
            return false;
    } while (m_deflate->avail_out == 0);
    return true;
}

bool ZipStream::end()
{
    if (!pack({}, Z_FINISH))
        return false;
    const Part& part = m_parts.back();
    QByteArray head;
    append32(head, LocalHead);
    head += headOf(part);
    return m_out.seek(part.at) && m_out.write(head) == head.size() && m_out.seek(m_at);
}

bool ZipStream::finish()
{
    const qint64 listAt = m_at;
    for (const Part& part : m_parts) {
        QByteArray entry;
        append32(entry, ListedHead);
        append16(entry, VersionNeeded); // made by
        entry += headOf(part);
        append16(entry, 0); // no remark
        append16(entry, 0); // on this disk
        append16(entry, 0);
        append32(entry, 0); // no attributes
        append32(entry, quint64(part.at));
        if (!put(entry + part.name))
            return false;
    }
    const qint64 listSize = m_at - listAt;
    QByteArray last;
    append32(last, ListEnd);
    append16(last, 0); // the only disk
    append16(last, 0);
    append16(last, m_parts.size());
    append16(last, m_parts.size());
    append32(last, quint64(listSize));
    append32(last, quint64(listAt));
    append16(last, 0); // no remark
    return put(last);
}

} // namespace rookery::ledger

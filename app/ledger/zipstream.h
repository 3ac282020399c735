// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

#include <memory>
#include <vector>

struct z_stream_s;

namespace rookery::ledger {

/// Writes a zip archive (APPNOTE.TXT 6.3.10) part by part straight to its device, packing as it goes: whatever the
/// size, nothing is kept but a buffer, and a device that is full is heard of at once. libzip writes only what it can
/// ask for, so it would need every part as a file first.
///
/// The device has to be one that seeks: the sizes of a part go before it, where every reader of spreadsheets looks.
class ZipStream final {
public:
    /// Without the extensions of zip64 neither a part nor the archive may be larger.
    static constexpr qint64 MaxSize = 0xFFFF'FFFE;

    explicit ZipStream(QIODevice& out);
    ~ZipStream();
    Q_DISABLE_COPY_MOVE(ZipStream)

    // All of them: false when the device failed or the archive is full.
    [[nodiscard]] bool begin(const QByteArray& name);
    [[nodiscard]] bool write(QByteArrayView bytes);
    [[nodiscard]] bool end();
    [[nodiscard]] bool add(const QByteArray& name, QByteArrayView bytes)
    {
        return begin(name) && write(bytes) && end();
    }
    /// To be called last: writes the list of what is in it.
    [[nodiscard]] bool finish();

private:
    struct Part {
        QByteArray name;
        quint32 checksum = 0;
        qint64 packed = 0;
        qint64 size = 0;
        qint64 at = 0;
    };

    [[nodiscard]] bool put(QByteArrayView bytes);
    [[nodiscard]] bool pack(QByteArrayView bytes, int flush);
    [[nodiscard]] static QByteArray headOf(const Part& part);

    QIODevice& m_out;
    std::unique_ptr<z_stream_s> m_deflate;
    std::vector<char> m_packed;
    std::vector<Part> m_parts;
    qint64 m_at = 0; // bytes written
};

} // namespace rookery::ledger

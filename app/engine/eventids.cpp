// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/eventids.h"

#include <QRandomGenerator>
#include <QUuid>

#include <array>

namespace rookery::engine {

QString UuidV7::make(UtcMs now)
{
    std::array<quint32, 3> random{};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    const auto ms = quint64(now.value());
    const auto byte = [&random](int i) { return uchar(random[std::size_t(i / 4)] >> (8 * (i % 4))); };
    const QUuid uuid(uint(ms >> 16U), ushort(ms), ushort(0x7000U | ((uint(byte(0)) << 8U | byte(1)) & 0x0FFFU)),
        uchar(0x80U | (byte(2) & 0x3FU)), byte(3), byte(4), byte(5), byte(6), byte(7), byte(8), byte(9));
    return uuid.toString(QUuid::WithoutBraces);
}

} // namespace rookery::engine

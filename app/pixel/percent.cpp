// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/percent.h"

#include <QStringDecoder>

namespace rookery::pixel {

namespace {

bool isKept(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
        || c == '_' || c == '~' || c == '/' || c == ':';
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

} // namespace

QByteArray percentEncode(QStringView value)
{
    constexpr char Hex[] = "0123456789ABCDEF";
    const QByteArray utf8 = value.toUtf8();
    QByteArray encoded;
    encoded.reserve(utf8.size() * 3);
    for (const char c : utf8) {
        if (isKept(c)) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += '%';
            encoded += Hex[byte >> 4U];
            encoded += Hex[byte & 0xFU];
        }
    }
    return encoded;
}

PercentDecoded percentDecode(QByteArrayView raw, Plus plus)
{
    PercentDecoded decoded;
    QByteArray bytes;
    bytes.reserve(raw.size());
    for (qsizetype i = 0; i < raw.size(); ++i) {
        const char c = raw.at(i);
        if (c == '%') {
            const int high = i + 2 < raw.size() ? hexValue(raw.at(i + 1)) : -1;
            const int low = high >= 0 ? hexValue(raw.at(i + 2)) : -1;
            if (low >= 0) {
                bytes += char(high * 16 + low);
                i += 2;
                continue;
            }
            if (decoded.badEscape < 0)
                decoded.badEscape = i;
        }
        bytes += c == '+' && plus == Plus::Space ? ' ' : c;
    }
    // A byte order mark is a character that no value may carry, so it must not vanish before the check.
    QStringDecoder utf8(
        QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    decoded.text = utf8.decode(bytes);
    decoded.validUtf8 = !utf8.hasError();
    return decoded;
}

} // namespace rookery::pixel

// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/decode.h"
#include "pixel/target.h"

#include <cstdlib>

using namespace rookery::pixel;

namespace {

// Not Q_ASSERT: it must hold in every build.
void require(bool holds)
{
    if (!holds)
        std::abort();
}

void decodeAndLook(const QByteArray& bytes, Plus plus)
{
    const DecodedUrl decoded = decode(bytes, {}, plus);
    require(decoded.url == bytes.trimmed());
    for (const Parameter& p : decoded.parameters) {
        require(decoded.url.mid(p.position, p.rawKey.size()) == p.rawKey);
        require(decoded.url.mid(p.valuePosition, p.rawValue.size()) == p.rawValue);
    }
    for (const Finding& f : decoded.findings)
        require(f.position >= -1 && f.position <= decoded.url.size() && !f.code.isEmpty());

    // Whatever was read can be written, and reads the same then.
    const OrderKey orderKey = decoded.orderKey.value_or(OrderKey::TransactionId);
    const DecodedUrl again = decode(requestTarget("/i", decoded.event, orderKey));
    require(again.event == decoded.event);
    require(again.repaired.isEmpty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    decodeAndLook(bytes, Plus::Space);
    decodeAndLook(bytes, Plus::Literal);
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/target.h"

#include "pixel/percent.h"

namespace rookery::pixel {

QList<QueryPart> queryParts(const Event& event, OrderKey orderKey)
{
    QList<QueryPart> parts;
    for (const FieldSpec& s : fieldTable()) {
        if (!event.has(s.field))
            continue;
        const QByteArray value = percentEncode(event.value(s.field));
        if (s.field != Field::OrderId) {
            parts << QueryPart{s.field, s.key, value};
            continue;
        }
        if (orderKey != OrderKey::OrderId)
            parts << QueryPart{s.field, s.key, value};
        if (orderKey != OrderKey::TransactionId)
            parts << QueryPart{s.field, OrderIdKey.data(), value};
    }
    return parts;
}

QByteArray requestTarget(const QByteArray& path, const Event& event, OrderKey orderKey)
{
    QByteArray target = path;
    char separator = '?';
    for (const QueryPart& part : queryParts(event, orderKey)) {
        target += separator + part.key + '=' + part.value;
        separator = '&';
    }
    return target;
}

} // namespace rookery::pixel

// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/event.h"

#include <algorithm>

namespace rookery::pixel {

bool Event::hasIdentity() const
{
    return std::any_of(IdentityFields.begin(), IdentityFields.end(), [this](Field field) { return has(field); });
}

void Event::setConstants()
{
    for (const FieldSpec& s : fieldTable()) {
        if (s.constant != nullptr && !has(s.field))
            set(s.field, QString::fromLatin1(s.constant));
    }
}

QJsonObject Event::toJson() const
{
    QJsonObject json;
    for (const FieldSpec& s : fieldTable()) {
        if (has(s.field))
            json.insert(QLatin1StringView(s.key), value(s.field));
    }
    return json;
}

Event Event::fromJson(const QJsonObject& json)
{
    Event event;
    for (const FieldSpec& s : fieldTable())
        event.set(s.field, json.value(QLatin1StringView(s.key)).toString());
    return event;
}

} // namespace rookery::pixel

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/fieldstext.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <string_view>

namespace rookery::ledger {

namespace {

// One after another the members of an object whose keys and values are strings of ASCII without escapes.
class PlainMembers final {
public:
    explicit PlainMembers(std::string_view json) : m_rest(json) { m_isPlain = take('{'); }

    /// False at the end, and where it is not plain.
    bool next()
    {
        if (!m_isPlain)
            return false;
        if (take('}')) {
            m_isPlain = m_rest.empty();
            return false;
        }
        m_isPlain = (m_isFirst || take(',')) && takeString(m_key) && take(':') && takeString(m_value);
        m_isFirst = false;
        return m_isPlain;
    }
    [[nodiscard]] bool isPlain() const { return m_isPlain; }
    [[nodiscard]] std::string_view key() const { return m_key; }
    [[nodiscard]] std::string_view value() const { return m_value; }

private:
    bool take(char wanted)
    {
        while (m_rest.starts_with(' '))
            m_rest.remove_prefix(1);
        if (!m_rest.starts_with(wanted))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool takeString(std::string_view& text)
    {
        if (!take('"'))
            return false;
        const auto end = std::find_if(
            m_rest.begin(), m_rest.end(), [](char c) { return c == '"' || c == '\\' || c < ' ' || c > '~'; });
        if (end == m_rest.end() || *end != '"')
            return false;
        text = m_rest.substr(0, std::size_t(end - m_rest.begin()));
        m_rest.remove_prefix(text.size() + 1);
        return true;
    }

    std::string_view m_rest;
    std::string_view m_key;
    std::string_view m_value;
    bool m_isPlain = false;
    bool m_isFirst = true;
};

// Their lengths are looked at far oftener than their letters.
std::array<std::string_view, pixel::FieldCount> keysOfFields()
{
    std::array<std::string_view, pixel::FieldCount> keys;
    for (const pixel::FieldSpec& s : pixel::fieldTable())
        keys[std::size_t(s.field)] = s.key;
    return keys;
}

} // namespace

pixel::Event fieldsOfText(const QByteArray& json)
{
    static const auto Keys = keysOfFields();
    pixel::Event event;
    PlainMembers members(std::string_view(json.constData(), std::size_t(json.size())));
    while (members.next()) {
        const auto key = std::find(Keys.begin(), Keys.end(), members.key());
        if (key != Keys.end())
            event.set(pixel::Field(key - Keys.begin()),
                QString::fromLatin1(members.value().data(), qsizetype(members.value().size())));
    }
    return members.isPlain() ? event : pixel::Event::fromJson(QJsonDocument::fromJson(json).object());
}

} // namespace rookery::ledger

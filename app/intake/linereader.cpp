// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/linereader.h"

namespace rookery::intake {

bool LineReader::next(std::string_view& line)
{
    constexpr std::size_t Step = 64UL * 1024;
    std::size_t looked = m_at;
    for (;;) {
        const std::size_t end = m_buffer.find('\n', looked);
        if (end != std::string::npos || (m_isAtEnd && m_at < m_buffer.size())) {
            line = std::string_view(m_buffer).substr(m_at, end == std::string::npos ? end : end - m_at);
            m_at = end == std::string::npos ? m_buffer.size() : end + 1;
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            ++m_number;
            return true;
        }
        if (m_isAtEnd)
            return false;
        m_buffer.erase(0, m_at);
        m_before += qint64(m_at);
        m_at = 0;
        looked = m_buffer.size();
        m_buffer.resize(looked + Step);
        const qsizetype n = m_text.read(m_buffer.data() + looked, Step);
        m_buffer.resize(looked + std::size_t(n));
        m_isAtEnd = n == 0;
    }
}

} // namespace rookery::intake

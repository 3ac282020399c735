// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/decode.h"

#include "pixel/damage.h"
#include "pixel/dialect.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace rookery::pixel {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::pixel::Decode)
};

// A request target has no scheme, and a value of it may hold `://`.
bool isScheme(QByteArrayView text)
{
    return std::all_of(
        text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

class Decoder {
public:
    Decoder(QByteArray url, const CheckContext& context, Plus plus) : m_context(context), m_plus(plus)
    {
        m_out.url = std::move(url);
    }

    DecodedUrl run()
    {
        const qsizetype queryStart = readFront();
        lookForDamage();
        if (queryStart >= 0)
            readQuery(queryStart);
        for (const Parameter& p : std::as_const(m_out.parameters))
            assign(p);
        settleOrderKey();
        m_out.findings << positioned(check(m_out.event, m_context));
        return std::move(m_out);
    }

private:
    void add(Severity severity, const char* code, qsizetype position, QString sentence, QString detail = {},
        std::optional<Field> field = {})
    {
        m_out.findings << Finding{
            severity, QLatin1StringView(code), field, position, std::move(sentence), std::move(detail)};
    }

    // Scheme, host, port and path; returns where the query starts, or -1.
    qsizetype readFront()
    {
        const QByteArray& url = m_out.url;
        qsizetype at = 0;
        if (const qsizetype colon = url.indexOf("://"); colon > 0 && isScheme(url.first(colon))) {
            m_out.scheme = url.first(colon).toLower();
            at = colon + 3;
            qsizetype end = at;
            while (end < url.size() && url.at(end) != '/' && url.at(end) != '?' && url.at(end) != '#')
                ++end;
            readAuthority(url.sliced(at, end - at), at);
            at = end;
            if (m_out.scheme != "https")
                add(Severity::Warning, "url.not-https", 0, Words::tr("Check: the address does not start with https."));
        }
        const qsizetype fragment = url.indexOf('#', at);
        m_end = fragment < 0 ? url.size() : fragment;
        if (fragment >= 0)
            add(Severity::Warning, "url.fragment", fragment, Words::tr("Check: everything behind # is never sent."),
                QString::fromUtf8(url.sliced(fragment)));
        const qsizetype question = url.indexOf('?', at);
        const bool hasQuery = question >= 0 && question < m_end;
        m_out.path = url.sliced(at, (hasQuery ? question : m_end) - at);
        if (!hasQuery)
            add(Severity::Error, "url.no-query", at, Words::tr("The address carries no values."));
        return hasQuery ? question + 1 : -1;
    }

    void readAuthority(QByteArray authority, qsizetype position)
    {
        if (const qsizetype at = authority.lastIndexOf('@'); at >= 0) {
            add(Severity::Warning, "url.user-info", position, Words::tr("Check: the address carries a user name."));
            authority = authority.sliced(at + 1);
        }
        const qsizetype bracket = authority.lastIndexOf(']');
        const qsizetype colon = authority.indexOf(':', std::max<qsizetype>(bracket, 0));
        m_out.host = colon < 0 ? authority : authority.first(colon);
        if (m_out.host.isEmpty())
            add(Severity::Error, "url.no-host", position, Words::tr("The address has no host name."));
        if (colon >= 0 && colon + 1 < authority.size())
            readPort(authority.sliced(colon + 1), position);
    }

    void readPort(const QByteArray& text, qsizetype position)
    {
        bool isNumber = false;
        m_out.port = text.toUShort(&isNumber);
        if (!isNumber)
            add(Severity::Error, "url.bad-port", position,
                Words::tr("The port must be a number up to 65535, found \"%1\".").arg(QString::fromUtf8(text)));
    }

    void lookForDamage()
    {
        Damage damage = findDamage(m_out.url);
        if (!damage.findings.isEmpty()) {
            m_out.findings << damage.findings;
            m_out.repaired = std::move(damage.repaired);
        }
    }

    void readQuery(qsizetype start)
    {
        for (qsizetype at = start; at <= m_end;) {
            qsizetype next = m_out.url.indexOf('&', at);
            if (next < 0 || next > m_end)
                next = m_end;
            if (next > at)
                readParameter(at, next);
            else if (m_end > start)
                add(Severity::Note, "url.empty-parameter", at, Words::tr("There is a separator without a value."));
            at = next + 1;
        }
    }

    void readParameter(qsizetype from, qsizetype to)
    {
        const QByteArray piece = m_out.url.sliced(from, to - from);
        const qsizetype equals = piece.indexOf('=');
        Parameter p;
        p.position = from;
        p.hasEquals = equals >= 0;
        p.rawKey = p.hasEquals ? piece.first(equals) : piece;
        p.rawValue = p.hasEquals ? piece.sliced(equals + 1) : QByteArray();
        p.valuePosition = p.hasEquals ? from + equals + 1 : to;
        p.key = readText(p.rawKey, from, std::nullopt);
        p.field = fieldOfKey(p.key);
        if (p.key == OrderIdKey)
            p.field = Field::OrderId;
        p.value = readText(p.rawValue, p.valuePosition, p.field);
        m_out.parameters << p;
    }

    QString readText(const QByteArray& raw, qsizetype position, std::optional<Field> field)
    {
        const PercentDecoded decoded = percentDecode(raw, m_plus);
        if (const qsizetype plus = raw.indexOf('+'); plus >= 0)
            add(Severity::Warning, "url.plus", position + plus,
                m_plus == Plus::Space ? Words::tr("Check: a + was read as a space.")
                                      : Words::tr("Check: a + was read as a plus sign."),
                Words::tr("This program never writes a bare +; other tools mean a space, or forgot to encode it."),
                field);
        if (decoded.badEscape >= 0)
            add(Severity::Warning, "url.bad-escape", position + decoded.badEscape,
                Words::tr("Check: a % is not followed by two hex digits."), QString::fromUtf8(raw), field);
        if (!decoded.validUtf8)
            add(Severity::Error, "url.not-utf8", position, Words::tr("Some text is not UTF-8 and cannot be read."),
                QString::fromLatin1(raw.toPercentEncoding("%")), field);
        for (const char c : raw) {
            if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F) {
                add(Severity::Note, "url.unencoded", position, Words::tr("Some characters were not percent-encoded."),
                    {}, field);
                break;
            }
        }
        static const QRegularExpression Escape(QStringLiteral("%[0-9A-Fa-f]{2}"));
        if (decoded.badEscape < 0 && decoded.text.contains(Escape))
            add(Severity::Warning, "url.double-encoding", position,
                Words::tr("Check: the value was percent-encoded twice: \"%1\".").arg(decoded.text),
                Words::tr("Decoded once more it reads \"%1\".").arg(percentDecode(decoded.text.toUtf8(), m_plus).text),
                field);
        return decoded.text;
    }

    void assign(const Parameter& p)
    {
        if (!p.field) {
            explainUnknown(p);
            return;
        }
        const Field field = *p.field;
        if (p.value.isEmpty())
            add(Severity::Warning, "url.empty-value", p.position,
                Words::tr("Check: %1 is there without a value.").arg(label(field)), {}, field);
        const bool asOrderId = p.key == OrderIdKey;
        bool& seen = asOrderId ? m_sawOrderIdKey : m_seen[std::size_t(field)];
        if (seen)
            add(Severity::Warning, "url.repeated-key", p.position,
                Words::tr("Check: %1 is there more than once; the first one was read.").arg(label(field)),
                QString::fromUtf8(p.rawKey + '=' + p.rawValue), field);
        else
            take(field, p, asOrderId);
        seen = true;
    }

    void take(Field field, const Parameter& p, bool asOrderId)
    {
        if (asOrderId && !m_sawOrderIdKey)
            add(Severity::Warning, "url.order-id-key", p.position, Words::tr("Check: the order ID is sent as orderId."),
                Words::tr("The vendor's table says transactionId, its sample says orderId."), field);
        if (field == Field::OrderId && !p.value.isEmpty())
            (asOrderId ? m_underOrderId : m_underTransactionId) = true;
        if (!m_out.event.has(field)) {
            m_out.event.set(field, p.value);
            m_valuePosition[std::size_t(field)] = p.valuePosition;
        } else if (!p.value.isEmpty() && m_out.event.value(field) != p.value) {
            add(Severity::Error, "url.two-order-ids", p.position,
                Words::tr("transactionId and orderId carry different order IDs."), {}, field);
        }
    }

    void explainUnknown(const Parameter& p)
    {
        if (const auto field = fieldOfDialect(p.key)) {
            add(Severity::Warning, "url.dialect", p.position,
                Words::tr("Check: \"%1\" is a phone app's word for %2.").arg(p.key, label(*field)), {}, field);
            return;
        }
        if (isAppOnlyKey(p.key)) {
            add(Severity::Warning, "url.dialect", p.position,
                Words::tr("Check: \"%1\" exists only in events of phone apps.").arg(p.key));
            return;
        }
        for (const FieldSpec& s : fieldTable()) {
            if (p.key.compare(QLatin1StringView(s.key), Qt::CaseInsensitive) == 0) {
                add(Severity::Warning, "url.key-case", p.position,
                    Words::tr("Check: the key is written \"%1\", expected \"%2\".").arg(p.key, key(s.field)), {},
                    s.field);
                return;
            }
        }
        add(Severity::Warning, "url.unknown-key", p.position,
            Words::tr("Check: \"%1\" is not a key of the event.").arg(p.key));
    }

    void settleOrderKey()
    {
        if (m_underTransactionId && m_underOrderId)
            m_out.orderKey = OrderKey::Both;
        else if (m_underTransactionId)
            m_out.orderKey = OrderKey::TransactionId;
        else if (m_underOrderId)
            m_out.orderKey = OrderKey::OrderId;
    }

    // Findings of values speak of an index in the value; here they speak of the place in the URL.
    Findings positioned(Findings findings) const
    {
        for (Finding& f : findings) {
            if (f.field)
                f.position = m_valuePosition[std::size_t(*f.field)];
        }
        return findings;
    }

    DecodedUrl m_out;
    const CheckContext& m_context;
    Plus m_plus;
    qsizetype m_end = 0;
    bool m_sawOrderIdKey = false;
    bool m_underTransactionId = false; // an order ID that is not empty
    bool m_underOrderId = false;
    std::array<bool, FieldCount> m_seen{};
    std::array<qsizetype, FieldCount> m_valuePosition = [] {
        std::array<qsizetype, FieldCount> none{};
        none.fill(-1);
        return none;
    }();
};

} // namespace

DecodedUrl decode(const QByteArray& url, const CheckContext& context, Plus plus)
{
    return Decoder(url.trimmed(), context, plus).run();
}

} // namespace rookery::pixel

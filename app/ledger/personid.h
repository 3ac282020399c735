// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace rookery::ledger {

/// A visitor, session or user ID, wherever it stands: in any case, as it is or percent-encoded, whole and not as a part
/// of a longer word.
class PersonId final {
public:
    /// BadInput: fewer than three letters, which stand everywhere, or none that an ID may have.
    [[nodiscard]] static Result<PersonId> parse(const QString& text);

    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] bool is(const QString& value) const { return value.compare(m_text, Qt::CaseInsensitive) == 0; }
    [[nodiscard]] bool standsIn(const QByteArray& utf8) const;
    [[nodiscard]] QByteArray takenOutOf(QByteArray utf8) const;
    /// Of a file that holds texts in UTF-8 and in UTF-16 with their lengths before them: written over with spaces, so
    /// that all lengths stay. How many places there were.
    [[nodiscard]] int blankIn(QByteArray& bytes) const;

private:
    explicit PersonId(QString text);

    QString m_text;
    QList<QByteArray> m_forms; // lower case
    QByteArray m_wide;         // UTF-16, the high byte first
};

/// A pixel URL or its target without visitor, session and user ID; all other bytes as they are.
[[nodiscard]] QByteArray withoutIdentity(const QByteArray& url);

} // namespace rookery::ledger

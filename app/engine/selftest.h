// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <algorithm>

namespace rookery::engine {

/// Something that has to be there for the program to work; a package may have left it out, or a computer may lack it.
struct SelfCheck {
    QString name;
    bool passed = false;
    QString detail; ///< which one was found, or what is wrong

    /// `name: ok detail` or `name: FAILED detail`, for people and scripts.
    [[nodiscard]] QByteArray line() const
    {
        return (name + (passed ? QLatin1StringView(": ok ") : QLatin1StringView(": FAILED ")) + detail).toUtf8();
    }
};

/// What both programs need: the ledger, TLS, time zones, currencies, translations. Uses a ledger in a temporary folder
/// and touches nothing of the desk.
[[nodiscard]] QList<SelfCheck> selfTest();

[[nodiscard]] inline bool hasPassed(const QList<SelfCheck>& checks)
{
    return std::all_of(checks.begin(), checks.end(), [](const SelfCheck& check) { return check.passed; });
}

} // namespace rookery::engine

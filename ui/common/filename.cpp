// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/filename.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QStringList>

namespace rookery::ui {

QString suggestedFile(const QString& stem, const QString& profile, const QString& ending)
{
    static const QRegularExpression Odd(QStringLiteral("[^A-Za-z0-9._-]+"));
    QStringList parts{stem, QString(profile).replace(Odd, QStringLiteral("-")),
        QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd_HHmm"))};
    parts.removeAll(QString());
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + u'/' + parts.join(u'_') + u'.'
        + ending;
}

} // namespace rookery::ui

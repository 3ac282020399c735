// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/putaway.h"

#include "intake/sheetfile.h"
#include "ui/batch/keptkeys.h"

#include <QDateTime>
#include <QDir>

namespace rookery::ui {

QList<PutAway::Rows> PutAway::all() const
{
    QList<Rows> all;
    const QStringList names = files();
    for (const QString& name : names) {
        const QString file = QDir(m_folder).filePath(name);
        if (const auto about = intake::aboutSheetFile(file))
            all << Rows{file, about->value(NameKey).toString(), about->value(RowsKey).toInteger(),
                UtcMs(about->value(KeptKey).toInteger())};
    }
    return all;
}

QString PutAway::nextFile()
{
    QDir folder(m_folder);
    const QStringList old = files().mid(Most - 1);
    for (const QString& name : old)
        folder.remove(name);
    m_last = qMax(m_last + 1, QDateTime::currentMSecsSinceEpoch());
    return folder.filePath(QStringLiteral("away-%1.sheet").arg(m_last));
}

// By their names, which are times.
QStringList PutAway::files() const
{
    QStringList names = QDir(m_folder).entryList({QStringLiteral("away-*.sheet")}, QDir::Files, QDir::Name);
    std::reverse(names.begin(), names.end());
    return names;
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/windowmemory.h"

#include <QAbstractButton>
#include <QFile>
#include <QHeaderView>
#include <QJsonDocument>
#include <QSaveFile>
#include <QSplitter>
#include <QTableView>

namespace rookery::ui {

namespace {

const QString PlaceKey = QStringLiteral("place");
const QString PartsKey = QStringLiteral("parts");
const QString ChosenKey = QStringLiteral("chosen");
constexpr qint64 LargestFile = qint64(64) * 1024;

QJsonValue text(const QByteArray& bytes) { return QString::fromLatin1(bytes.toBase64()); }

QByteArray bytes(const QJsonValue& text) { return QByteArray::fromBase64(text.toString().toLatin1()); }

QString keyOf(const QTableView& table)
{
    return QStringLiteral("%1 of %2 columns, text %3")
        .arg(table.objectName())
        .arg(table.horizontalHeader()->count())
        .arg(table.fontMetrics().height());
}

QString keyOf(const QSplitter& splitter)
{
    return QStringLiteral("%1 of %2").arg(splitter.objectName()).arg(splitter.count());
}

// Calls `visit(part, key)` for each part that has a name of its own.
template <typename Part, typename Visit>
void forEachPart(const QWidget& parent, Visit visit)
{
    const QList<Part*> parts = parent.findChildren<Part*>();
    for (Part* part : parts) {
        if (!part->objectName().isEmpty() && !part->objectName().startsWith(QLatin1StringView("qt_")))
            visit(*part, keyOf(*part));
    }
}

QList<QAbstractButton*> rememberedButtons(const QWidget& parent)
{
    QList<QAbstractButton*> buttons = parent.findChildren<QAbstractButton*>();
    buttons.removeIf([](const QAbstractButton* button) { return !button->property(RememberedProperty).toBool(); });
    return buttons;
}

} // namespace

WindowMemory::WindowMemory(QString file) : m_file(std::move(file))
{
    QFile kept(m_file);
    if (kept.open(QIODevice::ReadOnly))
        m_kept = QJsonDocument::fromJson(kept.read(LargestFile)).object();
}

bool WindowMemory::placeWindow(QWidget& window) const
{
    const QByteArray place = bytes(m_kept.value(PlaceKey));
    return !place.isEmpty() && window.restoreGeometry(place);
}

void WindowMemory::arrangeParts(const QWidget& parent) const
{
    const QJsonObject parts = m_kept.value(PartsKey).toObject();
    forEachPart<QTableView>(parent, [&](QTableView& table, const QString& key) {
        if (parts.contains(key))
            table.horizontalHeader()->restoreState(bytes(parts.value(key)));
    });
    forEachPart<QSplitter>(parent, [&](QSplitter& splitter, const QString& key) {
        if (parts.contains(key))
            splitter.setProperty(RestoredProperty, splitter.restoreState(bytes(parts.value(key))));
    });
    const QJsonObject chosen = m_kept.value(ChosenKey).toObject();
    for (QAbstractButton* button : rememberedButtons(parent)) {
        if (chosen.value(button->objectName()).toBool()) // of those it excludes none was
            button->setChecked(true);
    }
}

void WindowMemory::keep(const QWidget& window)
{
    QJsonObject kept = m_kept;
    QJsonObject parts = kept.value(PartsKey).toObject();
    forEachPart<QTableView>(window, [&](const QTableView& table, const QString& key) {
        parts.insert(key, text(table.horizontalHeader()->saveState()));
    });
    forEachPart<QSplitter>(
        window, [&](const QSplitter& splitter, const QString& key) { parts.insert(key, text(splitter.saveState())); });
    QJsonObject chosen = kept.value(ChosenKey).toObject();
    for (const QAbstractButton* button : rememberedButtons(window))
        chosen.insert(button->objectName(), button->isChecked());
    kept.insert(ChosenKey, chosen);
    kept.insert(PlaceKey, text(window.saveGeometry()));
    kept.insert(PartsKey, parts);
    if (kept == m_kept)
        return;
    m_kept = kept;
    QSaveFile file(m_file);
    if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(kept).toJson()) >= 0)
        file.commit();
}

} // namespace rookery::ui

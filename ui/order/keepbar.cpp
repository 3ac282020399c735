// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/keepbar.h"

#include "ui/common/card.h"
#include "ui/common/flowlayout.h"
#include "ui/common/look.h"

#include <QLabel>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int Gap = 6;

} // namespace

KeepBar::KeepBar(QWidget* parent) : QWidget(parent)
{
    auto* layout = new FlowLayout(Gap, this);
    auto* label = mutedLabel(tr("Keep for the next order:"));
    label->setContentsMargins(0, Gap, 0, 0);
    layout->addWidget(label);
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        if (spec.origin != pixel::Origin::Person || spec.presence == pixel::Presence::Required)
            continue;
        auto* chip = new QPushButton(pixel::label(spec.field));
        chip->setCheckable(true);
        chip->setFocusPolicy(Qt::NoFocus);
        chip->setAccessibleName(tr("Keep %1").arg(pixel::label(spec.field)));
        chip->setIcon(icon(QStringLiteral("keep"), colours().muted));
        makeChip(chip);
        connect(chip, &QPushButton::toggled, this, &KeepBar::changed);
        layout->addWidget(chip);
        m_chips.insert(spec.field, chip);
    }
}

bool KeepBar::isKept(pixel::Field field) const
{
    const QPushButton* chip = m_chips.value(field);
    return chip && chip->isChecked();
}

void KeepBar::setKept(pixel::Field field, bool kept)
{
    if (QPushButton* chip = m_chips.value(field))
        chip->setChecked(kept);
}

QJsonArray KeepBar::kept() const
{
    QJsonArray keys;
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        if (isKept(spec.field))
            keys << QLatin1StringView(spec.key);
    }
    return keys;
}

void KeepBar::setKept(const QJsonArray& keys)
{
    for (auto it = m_chips.begin(); it != m_chips.end(); ++it)
        it.value()->setChecked(keys.contains(pixel::key(it.key())));
}

} // namespace rookery::ui

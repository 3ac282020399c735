// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/choicerows.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace rookery::ui {

namespace {

using pixel::Field;

/// Names that the profile lists for a field of its own.
QStringList namesOf(const profile::Profile& profile, Field field)
{
    return field == Field::ConversionName ? profile.conversions : profile.properties;
}

} // namespace

ChoiceRows::ChoiceRows(QGridLayout& grid, QObject* parent) : QObject(parent)
{
    addChoice(grid, Field::ConversionName);
    addChoice(grid, Field::DigitalProperty);
}

void ChoiceRows::addChoice(QGridLayout& grid, Field field)
{
    const int row = grid.rowCount();
    auto* box = new QComboBox;
    auto* label = new QLabel(pixel::label(field));
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setBuddy(box);
    box->setAccessibleName(pixel::label(field));
    box->setToolTip(pixel::help(field));
    box->setObjectName(pixel::key(field));
    grid.addWidget(label, row, 0);
    grid.addWidget(box, row, 1, Qt::AlignLeft);
    m_choices << Choice{field, label, box};
    connect(box, &QComboBox::currentIndexChanged, this, &ChoiceRows::changed);
}

void ChoiceRows::setProfile(const profile::Profile& profile)
{
    for (const Choice& choice : std::as_const(m_choices)) {
        const QStringList names = namesOf(profile, choice.field);
        const QString before = choice.box->currentIndex() > 0 ? choice.box->currentText() : QString();
        choice.box->clear();
        choice.box->addItems(names);
        choice.box->setCurrentIndex(int(qMax(qsizetype(0), names.indexOf(before))));
        choice.box->setVisible(names.size() > 1);
        choice.label->setVisible(names.size() > 1);
        // The same profile again, changed perhaps: a name that somebody decided for holds.
        if (!before.isEmpty() && !names.contains(before) && profile.name == m_profile)
            admit(choice.field, before);
    }
    m_profile = profile.name;
}

void ChoiceRows::clear()
{
    for (const Choice& choice : std::as_const(m_choices))
        choice.box->setCurrentIndex(0);
}

void ChoiceRows::addTo(pixel::Event& event) const
{
    for (const Choice& choice : m_choices) {
        if (choice.box->currentIndex() > 0)
            event.set(choice.field, choice.box->currentText());
    }
}

void ChoiceRows::addTyped(QJsonObject& typed) const
{
    for (const Choice& choice : m_choices) {
        if (choice.box->currentIndex() > 0)
            typed.insert(pixel::key(choice.field), choice.box->currentText());
    }
}

void ChoiceRows::setTyped(const QJsonObject& typed)
{
    for (const Choice& choice : std::as_const(m_choices)) {
        const QString name = typed.value(pixel::key(choice.field)).toString();
        if (!name.isEmpty() && !lists(choice.field, name))
            admit(choice.field, name);
        choose(choice.field, name);
    }
}

bool ChoiceRows::lists(Field field, const QString& name) const
{
    return std::any_of(m_choices.begin(), m_choices.end(),
        [&](const Choice& choice) { return choice.field == field && choice.box->findText(name) >= 0; });
}

void ChoiceRows::admit(Field field, const QString& name)
{
    for (const Choice& choice : std::as_const(m_choices)) {
        if (choice.field != field)
            continue;
        if (choice.box->findText(name) < 0)
            choice.box->addItem(name);
        choice.box->show();
        choice.label->show();
        choose(field, name);
    }
}

void ChoiceRows::choose(Field field, const QString& name)
{
    for (const Choice& choice : std::as_const(m_choices)) {
        const int index = choice.box->findText(name);
        if (choice.field != field || index < 1)
            continue;
        choice.box->setCurrentIndex(index);
        Q_EMIT chosen();
    }
}

QWidgetList ChoiceRows::boxes() const
{
    QWidgetList boxes;
    for (const Choice& choice : m_choices)
        boxes << choice.box;
    return boxes;
}

} // namespace rookery::ui

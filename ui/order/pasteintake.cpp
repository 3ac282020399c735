// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/pasteintake.h"

#include "intake/paste.h"
#include "ui/common/bar.h"
#include "ui/common/desk.h"
#include "ui/order/orderform.h"

namespace rookery::ui {

using pixel::Field;

PasteIntake::PasteIntake(const Desk& desk, OrderForm& form, Bar& bar, Replace replace, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_form(form)
    , m_bar(bar)
    , m_replace(std::move(replace))
{
}

bool PasteIntake::take(const QString& text)
{
    const auto profile = m_desk.profile();
    const intake::Pasted pasted = intake::readPaste(text, profile ? profile->amountStyle : pixel::AmountStyle::Point);
    switch (pasted.kind) {
    case intake::Pasted::Kind::Nothing:
        return false;
    case intake::Pasted::Kind::Identity:
        m_form.fill(pasted.fields);
        break;
    case intake::Pasted::Kind::Uuid:
        offerPlaces(text.trimmed());
        break;
    case intake::Pasted::Kind::Url:
        takeUrl(pasted);
        break;
    case intake::Pasted::Kind::Row:
        takeRow(pasted.fields);
        break;
    case intake::Pasted::Kind::Rows:
        offerRows(pasted.lines, text);
        break;
    }
    Q_EMIT filled();
    return true;
}

void PasteIntake::takeUrl(const intake::Pasted& pasted)
{
    m_replace([&] { m_form.fill(pasted.fields); });
    QStringList said;
    for (const pixel::Finding& finding : pasted.findings) {
        if (!finding.field || pixel::spec(*finding.field).origin != pixel::Origin::Program)
            said << finding.sentence;
    }
    if (!said.isEmpty())
        m_bar.say(Bar::Mood::Careful, said.first(), {{tr("Close"), {}}});
    offerNames(pasted.fields); // a question goes before a remark
}

void PasteIntake::takeRow(const pixel::Event& row)
{
    QJsonObject typed;
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        if (row.has(spec.field))
            typed.insert(QLatin1StringView(spec.key), row.value(spec.field));
    }
    m_replace([&] { m_form.setTyped(typed); });
}

void PasteIntake::offerRows(int rows, const QString& text)
{
    m_bar.say(Bar::Mood::Careful, tr("%Ln row(s) were pasted, and this form takes one order.", nullptr, rows),
        {{tr("Open in Batch"), [this, text] { Q_EMIT rowsPasted(text); }}, {tr("Close"), {}}});
}

void PasteIntake::offerNames(const pixel::Event& event)
{
    for (const Field field : {Field::ConversionName, Field::DigitalProperty}) {
        const QString& name = event.value(field);
        if (name.isEmpty() || m_form.lists(field, name))
            continue;
        m_bar.say(Bar::Mood::Careful,
            tr("The address says %1 \"%2\", which the profile does not list.").arg(pixel::label(field), name),
            {{tr("Use it"), [this, field, name] { m_form.admitName(field, name); }}, {tr("Leave it out"), {}}});
    }
}

void PasteIntake::offerPlaces(const QString& uuid)
{
    QList<Bar::Answer> places;
    for (const Field field : {Field::VisitorId, Field::SessionId, Field::UserId, Field::OrderId}) {
        places << Bar::Answer{pixel::label(field), [this, field, uuid] {
                                  pixel::Event event;
                                  event.set(field, uuid);
                                  m_form.fill(event);
                                  m_form.focusField(field);
                                  Q_EMIT filled();
                              }};
    }
    m_bar.say(Bar::Mood::Careful,
        tr("%1 looks like the ID of a visitor, session or user. Where does it belong?").arg(uuid), places);
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearancepane.h"

#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/profile/settingssheet.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int TextStep = 10; // per cent

} // namespace

AppearancePane::AppearancePane(Desk& desk, QWidget* parent) : QWidget(parent), m_sheet(new SettingsSheet)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_sheet);
    m_sheet->addSection(tr("Colours and text"));
    const QList<Scheme> schemes{Scheme::System, Scheme::Light, Scheme::Dark};
    auto* scheme = m_sheet->addChoice("scheme", tr("&Colours"), {tr("Follow the system"), tr("Light"), tr("Dark")},
        tr("The window is drawn anew at once; what you typed stays."), SettingsSheet::Hint::Beneath);
    QStringList sizes;
    for (int percent = profile::Settings::FewestPercent; percent <= profile::Settings::MostPercent; percent += TextStep)
        //: a text size
        sizes << tr("%1 %").arg(percent);
    auto* size = m_sheet->addChoice("textPercent", tr("&Text size"), sizes,
        tr("Of the system's own size. Also Ctrl and =, Ctrl and -, Ctrl and 0 anywhere in the window."),
        SettingsSheet::Hint::Beneath);
    m_sheet->finish([](const QString&) { return true; });

    scheme->setCurrentIndex(int(schemes.indexOf(schemeOf(desk.settings().scheme))));
    size->setCurrentIndex((desk.settings().textPercent - profile::Settings::FewestPercent) / TextStep);
    connect(scheme, &QComboBox::currentIndexChanged, this,
        [&desk, schemes](int index) { desk.setAppearance(schemeText(schemes[index]), desk.settings().textPercent); });
    connect(size, &QComboBox::currentIndexChanged, this, [&desk](int index) {
        desk.setAppearance(desk.settings().scheme, profile::Settings::FewestPercent + index * TextStep);
    });
}

int AppearancePane::search(const QString& words) { return m_sheet->search(words); }

} // namespace rookery::ui

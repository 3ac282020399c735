// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/aboutpane.h"

#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QGridLayout>
#include <QPushButton>
#include <QSysInfo>

#include <algorithm>

namespace rookery::ui {

namespace {

constexpr int Gap = 12;
constexpr int LogoTimes = 3; // as large as an icon

} // namespace

AboutPane::AboutPane(const Desk& desk, QWidget* parent) : QWidget(parent)
{
    const QList<std::pair<QString, QString>> facts{{tr("Version"), QStringLiteral(ROOKERY_VERSION)},
        {tr("For"), tr("Reports offline orders to a Corvidae collector, each once.")},
        {tr("Licence"),
            tr("GNU General Public License, version 3 or later. It comes with no warranty; you may pass it on under "
               "the same terms.")},
        {tr("Data folder"), QDir::toNativeSeparators(desk.folder().path())},
        {tr("Made with"), tr("Qt %1").arg(QLatin1StringView(qVersion()))},
        {tr("Runs on"), QSysInfo::prettyProductName() + QLatin1StringView(", ") + QSysInfo::currentCpuArchitecture()}};
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Gap);
    grid->setVerticalSpacing(Gap);
    grid->setColumnStretch(1, 1);
    auto* logo = new QLabel;
    logo->setPixmap(icon(QStringLiteral("rookery"), colours().accent).pixmap(iconSide() * LogoTimes));
    auto* name = new QLabel(QStringLiteral("Rookery"));
    name->setFont(titleFont());
    grid->addWidget(logo, 0, 0, Qt::AlignRight);
    grid->addWidget(name, 0, 1);
    for (const auto& [label, value] : facts) {
        const int row = grid->rowCount();
        auto* text = new QLabel(value);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        text->setAccessibleName(label + QLatin1StringView(": ") + value);
        grid->addWidget(mutedLabel(label), row, 0, Qt::AlignRight | Qt::AlignTop);
        grid->addWidget(text, row, 1);
        m_lines << label + QLatin1StringView(": ") + value;
    }
    auto* copy = new QPushButton(icon(QStringLiteral("copy"), colours().text), tr("&Copy for IT"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_lines.join(u'\n')); });
    grid->addWidget(copy, grid->rowCount(), 1, Qt::AlignLeft);
    grid->setRowStretch(grid->rowCount(), 1);
}

int AboutPane::search(const QString& words) const
{
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    const bool any = std::any_of(m_lines.begin(), m_lines.end(), [&wanted](const QString& line) {
        return std::all_of(wanted.begin(), wanted.end(),
            [&line](const QString& word) { return line.contains(word, Qt::CaseInsensitive); });
    });
    return any ? 1 : 0;
}

} // namespace rookery::ui

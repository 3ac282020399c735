// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/question.h"

#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/common/profilemark.h"
#include "ui/common/sheet.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFontMetrics>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int IconScale = 2; // of a picture beside a sentence
constexpr qreal MarkScale = 1.6;
constexpr qreal HeadlineScale = 1.15;
constexpr int Edge = 24;
constexpr int Gap = 16;
constexpr int LineGap = 4;
constexpr int WidestInLetters = 62; // longer lines are read badly

// As wide as its longest line, up to what is read well, and as high as it gets by that.
QLabel* paragraph(const QString& text, const QFont& font)
{
    auto* label = new QLabel;
    label->setFont(font);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    const QFontMetrics metrics(font);
    const int widest = metrics.averageCharWidth() * WidestInLetters;
    const int natural = metrics.size(0, text).width() + metrics.averageCharWidth();
    label->setText(text);
    label->setMinimumWidth(qMin(natural, widest));
    label->setMinimumHeight(label->heightForWidth(label->minimumWidth()));
    return label;
}

QGridLayout* gridOf(const QList<Question::Fact>& facts)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(Gap);
    grid->setVerticalSpacing(LineGap);
    grid->setColumnStretch(1, 1);
    for (const Question::Fact& fact : facts) {
        const int row = grid->rowCount();
        QLabel* name = mutedLabel(fact.name);
        QLabel* value = paragraph(fact.value, QApplication::font());
        value->setAccessibleName(fact.name + QStringLiteral(": ") + fact.value);
        grid->addWidget(name, row, 0, Qt::AlignTop);
        grid->addWidget(value, row, 1, Qt::AlignTop);
    }
    return grid;
}

// The headline aside, which is the name.
QString spoken(const Question& question)
{
    QStringList parts;
    for (const Question::Fact& fact : question.facts)
        parts << fact.name + QStringLiteral(": ") + fact.value;
    if (!question.text.isEmpty())
        parts << question.text;
    return parts.join(u'\n');
}

enum class Default { Go, Stay };

bool ask(QWidget* parent, const Question& question, const QPixmap& mark, const QString& yes, const QString& no,
    Default usual)
{
    Sheet sheet(parent);
    sheet.setObjectName(QStringLiteral("question"));
    sheet.setWindowTitle(question.headline);
    sheet.setAccessibleName(question.headline);
    sheet.setAccessibleDescription(spoken(question));

    auto* picture = new QLabel;
    picture->setPixmap(mark);
    QFont large = QApplication::font();
    large.setPointSizeF(large.pointSizeF() * HeadlineScale);
    large.setWeight(QFont::DemiBold);

    QDialogButtonBox buttons;
    QPushButton* go = buttons.addButton(yes, QDialogButtonBox::AcceptRole);
    QPushButton* stay = no.isEmpty() ? buttons.addButton(QDialogButtonBox::Cancel)
                                     : buttons.addButton(no, QDialogButtonBox::RejectRole);
    QObject::connect(go, &QPushButton::clicked, &sheet, &QDialog::accept);
    QObject::connect(stay, &QPushButton::clicked, &sheet, &QDialog::reject);

    auto* said = new QVBoxLayout;
    said->setSpacing(Gap / 2);
    said->addWidget(paragraph(question.headline, large));
    if (!question.facts.isEmpty())
        said->addLayout(gridOf(question.facts));
    if (!question.text.isEmpty())
        said->addWidget(paragraph(question.text, QApplication::font()));
    auto* layout = new QGridLayout(&sheet);
    layout->setContentsMargins(Edge, Edge, Edge, Gap);
    layout->setHorizontalSpacing(Gap);
    layout->setVerticalSpacing(Edge);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    layout->addWidget(picture, 0, 0, Qt::AlignTop);
    layout->addLayout(said, 0, 1);
    layout->addWidget(&buttons, 1, 0, 1, 2);

    QPushButton* first = usual == Default::Go ? go : stay;
    first->setDefault(true);
    first->setFocus();
    return sheet.exec() == QDialog::Accepted;
}

QPixmap pictureOf(const Sign& sign, const QWidget& on)
{
    return icon(sign.icon, sign.colour).pixmap(QSize(iconSide(), iconSide()) * IconScale, on.devicePixelRatioF());
}

} // namespace

bool askDeliberately(
    QWidget* parent, const QString& headline, const QString& text, const QString& yes, const QString& no)
{
    return ask(parent, {.headline = headline, .text = text}, pictureOf(signOf(false), *parent), yes, no, Default::Stay);
}

bool askBeforeSending(QWidget* parent, const Destination& to, const Question& question, const QString& yes)
{
    QFont large = QApplication::font();
    large.setPointSizeF(large.pointSizeF() * MarkScale);
    const QPixmap mark = ProfileMark::picture(to.live, to.colour, large, parent->devicePixelRatioF());
    return ask(parent, question, mark, yes, {}, Default::Stay);
}

bool askOnce(QWidget* parent, const QString& headline, const QString& text, const QString& yes, const QString& no)
{
    return ask(parent, {.headline = headline, .text = text},
        pictureOf({QStringLiteral("waiting"), colours().waiting}, *parent), yes, no, Default::Go);
}

} // namespace rookery::ui

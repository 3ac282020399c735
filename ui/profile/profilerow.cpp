// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profilerow.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int ColumnGap = 12;
constexpr int LineGap = 4;
constexpr int EditPadding = 24;
constexpr int FewestLetters = 20; // of a hint beside its field
constexpr int FewestFieldLetters = 8;

// Another row may be wider than the area in which all of them scroll.
int widthInSight(const QWidget& row)
{
    for (const QWidget* part = row.parentWidget(); part; part = part->parentWidget()) {
        const auto* area = qobject_cast<const QAbstractScrollArea*>(part->parentWidget());
        if (area && area->viewport() == part)
            return qMin(row.width(), part->width() - row.mapTo(part, QPoint()).x());
    }
    return row.width();
}

} // namespace

ProfileRow::ProfileRow(
    const QString& key, const QString& label, QWidget* editor, const QString& hint, Hint place, QWidget* parent)
    : QWidget(parent)
    , m_key(key)
    , m_place(place)
    , m_above(qMax(0, (editor->sizeHint().height() - fontMetrics().height()) / 2))
    , m_label(new QLabel(label))
    , m_editor(editor)
    , m_hint(mutedLabel(hint))
    , m_lock(new Remark)
    , m_problem(new Remark)
    , m_grid(new QGridLayout(this))
{
    m_label->setBuddy(editor);
    m_label->setAlignment(Qt::AlignRight | Qt::AlignTop);
    m_label->setContentsMargins(0, m_above, 0, 0); // at the height of a field's text
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_hint->setVisible(!hint.isEmpty());
    m_lock->show(QStringLiteral("lock"), colours().muted, tr("Set by the administrator"));
    m_lock->hide();
    m_problem->hide();
    m_problem->setObjectName(key + QLatin1StringView("Problem"));

    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(ColumnGap);
    m_grid->setVerticalSpacing(LineGap);
    m_grid->setColumnStretch(2, 1);
    m_grid->addWidget(m_label, 0, 0);
    if (label.isEmpty())
        m_grid->addWidget(editor, 0, 1, 1, 2);
    else
        m_grid->addWidget(editor, 0, 1, Qt::AlignLeft | Qt::AlignTop);
    m_grid->addWidget(m_lock, 0, 2);
    m_beneath = place == Hint::Beneath;
    m_hint->setContentsMargins(0, m_beneath ? 0 : m_above, 0, 0);
    if (m_beneath)
        m_grid->addWidget(m_hint, 1, 1, 1, 2);
    else
        m_grid->addWidget(m_hint, 0, 2);
    m_grid->addWidget(m_problem, 2, 1, 1, 2);

    if (const QLineEdit* text = textOf(); text && text->minimumWidth() == text->maximumWidth()) {
        m_textWidth = text->maximumWidth();
        m_besideText = editor == text ? 0 : editor->sizeHint().width() - m_textWidth;
    }
    QWidget* named = textOf() ? textOf() : editor;
    named->setObjectName(key);
    named->setAccessibleName(QString(label).remove(u'&'));
    named->setAccessibleDescription(hint);
    if (!textOf() && !label.isEmpty()) {
        m_asText = new QLineEdit;
        m_asText->setReadOnly(true);
        m_asText->setAccessibleName(named->accessibleName());
        m_asText->setAccessibleDescription(hint);
        m_asText->hide();
        m_grid->addWidget(m_asText, 0, 1, Qt::AlignLeft | Qt::AlignTop);
    }
}

int ProfileRow::labelWidth() const { return m_label->sizeHint().width(); }

void ProfileRow::setAxes(int labelWidth, int fieldWidth)
{
    m_label->setFixedWidth(labelWidth);
    m_field = fieldWidth;
    placeHint();
    m_grid->setColumnMinimumWidth(1, m_beneath ? 0 : m_field);
}

// Where the third axis has no room for words, they stand beneath.
void ProfileRow::placeHint()
{
    const int room = widthInSight(*this) - m_label->width() - m_field - 2 * ColumnGap;
    const bool narrow = m_laid && room < fontMetrics().averageCharWidth() * FewestLetters;
    const bool beneath = m_place == Hint::Beneath || narrow;
    if (beneath == m_beneath)
        return;
    m_beneath = beneath;
    m_grid->removeWidget(m_hint);
    m_hint->setContentsMargins(0, beneath ? 0 : m_above, 0, 0);
    if (beneath)
        m_grid->addWidget(m_hint, 1, 1, 1, 2);
    else
        m_grid->addWidget(m_hint, 0, 2);
    m_grid->setColumnMinimumWidth(1, beneath ? 0 : m_field);
}

// Large text in a small window: one wide field would push the words of all others out of sight.
void ProfileRow::fitEditor()
{
    const int room = widthInSight(*this) - (m_label->text().isEmpty() ? 0 : m_label->width() + ColumnGap);
    const int least = fontMetrics().averageCharWidth() * FewestFieldLetters + EditPadding;
    if (m_textWidth > 0)
        textOf()->setFixedWidth(qBound(qMin(least, m_textWidth), room - m_besideText, m_textWidth));
    else
        m_editor->setMaximumWidth(qMax(least, room));
}

void ProfileRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_laid = true;
    fitEditor();
    placeHint();
}

void ProfileRow::showProblem(const QString& sentence)
{
    if (!sentence.isEmpty())
        m_problem->showProblem(true, sentence);
    else
        m_problem->clear();
    m_problem->setVisible(!sentence.isEmpty());
}

void ProfileRow::setLocked(bool locked)
{
    if (m_label->text().isEmpty())
        return; // what only asks and tells stays as it is
    if (QLineEdit* text = textOf()) {
        text->setReadOnly(locked);
        const auto buttons = m_editor->findChildren<QPushButton*>();
        for (QPushButton* button : buttons)
            button->setVisible(!locked);
    } else {
        m_asText->setText(value());
        m_asText->setCursorPosition(0);
        m_asText->setFixedWidth(m_asText->fontMetrics().horizontalAdvance(m_asText->text()) + EditPadding);
        m_asText->setVisible(locked);
        m_editor->setVisible(!locked);
        m_label->setBuddy(locked ? m_asText : m_editor);
    }
    m_lock->setVisible(locked);
    m_hint->setVisible(!locked && !m_hint->text().isEmpty());
}

QLineEdit* ProfileRow::textOf() const
{
    if (auto* edit = qobject_cast<QLineEdit*>(m_editor))
        return edit;
    if (qobject_cast<QComboBox*>(m_editor) || qobject_cast<QAbstractSpinBox*>(m_editor))
        return nullptr;
    return m_editor->findChild<QLineEdit*>(QString(), Qt::FindDirectChildrenOnly);
}

QString ProfileRow::value() const
{
    if (const auto* box = qobject_cast<QComboBox*>(m_editor))
        return box->currentText();
    if (const auto* box = qobject_cast<QAbstractSpinBox*>(m_editor))
        return box->text();
    if (const auto* button = qobject_cast<QAbstractButton*>(m_editor))
        return button->text();
    const QLineEdit* edit = textOf();
    return edit ? edit->text() : QString();
}

bool ProfileRow::matches(const QString& needle, const QString& section) const
{
    QString text = QStringList({section, m_label->text(), m_hint->text(), value(), m_key}).join(u'\n');
    const auto buttons = m_editor->findChildren<QPushButton*>();
    for (const QPushButton* button : buttons)
        text += u'\n' + button->text();
    text.remove(u'&');
    const QStringList words = needle.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(
        words.begin(), words.end(), [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

void ProfileRow::takeFocus()
{
    QWidget* target = m_editor;
    if (textOf())
        target = textOf();
    else if (m_asText && m_asText->isVisible())
        target = m_asText;
    target->setFocus(Qt::OtherFocusReason);
}

} // namespace rookery::ui

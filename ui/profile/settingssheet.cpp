// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/settingssheet.h"

#include "ui/common/card.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace rookery::ui {

namespace {

constexpr int RowGap = 12;
constexpr int SectionGap = 20;
constexpr int ButtonGap = 8;
constexpr int FileLetters = 36;
constexpr int FewestFileLetters = 12;

/// Without the zeros that nobody typed: 10, and not 10.0.
class DecimalBox final : public QDoubleSpinBox {
public:
    DecimalBox() { setDecimals(2); }

    [[nodiscard]] QString textFromValue(double value) const override { return locale().toString(value, 'g', Digits); }

private:
    static constexpr int Digits = 9;
};

} // namespace

SettingsSheet::SettingsSheet(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(RowGap);
}

void SettingsSheet::addSection(const QString& title)
{
    auto* head = new SectionLabel(title);
    head->setContentsMargins(0, m_sections.isEmpty() ? 0 : SectionGap - RowGap, 0, 0);
    m_layout->addWidget(head);
    m_sections << Section{title, head, {}};
}

ProfileRow* SettingsSheet::addRow(
    const char* key, const QString& label, QWidget* editor, const QString& hint, Hint place)
{
    auto* row = new ProfileRow(QLatin1StringView(key), label, editor, hint, place);
    editor->setToolTip(hint);
    editor->installEventFilter(this);
    m_layout->addWidget(row);
    m_sections.last().rows << row;
    return row;
}

QLineEdit* SettingsSheet::textEdit(const char* key, int letters)
{
    auto* edit = new QLineEdit;
    edit->setFixedWidth(edit->fontMetrics().averageCharWidth() * letters + EditPadding);
    connect(edit, &QLineEdit::textChanged, this, &SettingsSheet::changed);
    connect(edit, &QLineEdit::editingFinished, this, [this, edit, name = QLatin1StringView(key)] {
        if (!edit->isModified() || m_left.contains(name))
            return;
        m_left << name;
        Q_EMIT changed();
    });
    return edit;
}

QLineEdit* SettingsSheet::addText(const char* key, const QString& label, int letters, const QString& hint, Hint place)
{
    auto* edit = textEdit(key, letters);
    addRow(key, label, edit, hint, place);
    return edit;
}

QLineEdit* SettingsSheet::addFile(const char* key, const QString& label, const QString& hint, const QString& filter)
{
    auto* edit = textEdit(key, FileLetters);
    edit->setMinimumWidth(
        edit->fontMetrics().averageCharWidth() * FewestFileLetters); // a path may be cut, not the rest
    auto* choose = new QPushButton(tr("Choose..."));
    //: %1 is the name of a field
    choose->setAccessibleName(tr("Choose: %1").arg(label));
    connect(choose, &QPushButton::clicked, this, [this, edit, label, filter] {
        const QString file = QFileDialog::getOpenFileName(this, label, edit->text(), filter);
        if (!file.isEmpty())
            edit->setText(file);
    });
    addRow(key, label, withButton(edit, choose), hint, Hint::Beneath);
    return edit;
}

QSpinBox* SettingsSheet::addNumber(
    const char* key, const QString& label, int least, int most, const QString& unit, const QString& hint)
{
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setSuffix(unit);
    box->setFocusPolicy(Qt::StrongFocus);
    connect(box, &QSpinBox::valueChanged, this, &SettingsSheet::changed);
    addRow(key, label, box, hint);
    return box;
}

QDoubleSpinBox* SettingsSheet::addDecimal(
    const char* key, const QString& label, double most, const QString& unit, const QString& hint)
{
    auto* box = new DecimalBox;
    box->setRange(0, most);
    box->setSuffix(unit);
    box->setFocusPolicy(Qt::StrongFocus);
    connect(box, &QDoubleSpinBox::valueChanged, this, &SettingsSheet::changed);
    addRow(key, label, box, hint);
    return box;
}

QComboBox* SettingsSheet::addChoice(
    const char* key, const QString& label, const QStringList& choices, const QString& hint, Hint place)
{
    auto* box = new QComboBox;
    box->addItems(choices);
    box->setFocusPolicy(Qt::StrongFocus);
    connect(box, &QComboBox::currentIndexChanged, this, &SettingsSheet::changed);
    addRow(key, label, box, hint, place);
    return box;
}

QCheckBox* SettingsSheet::addCheck(const char* key, const QString& label, const QString& text, const QString& hint)
{
    auto* box = new QCheckBox(text);
    connect(box, &QCheckBox::toggled, this, &SettingsSheet::changed);
    addRow(key, label, box, hint, Hint::Beneath);
    box->setAccessibleName(QString(text).remove(u'&'));
    return box;
}

QWidget* SettingsSheet::withButton(QLineEdit* edit, QPushButton* button)
{
    auto* both = new QWidget;
    auto* layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(ButtonGap);
    layout->addWidget(edit);
    layout->addWidget(button);
    button->setAutoDefault(false);
    both->setFocusProxy(edit);
    return both;
}

void SettingsSheet::alignRows()
{
    int labels = 0;
    for (const Section& section : std::as_const(m_sections)) {
        for (const ProfileRow* row : section.rows)
            labels = qMax(labels, row->labelWidth());
    }
    const int fields = fontMetrics().averageCharWidth() * FieldLetters + EditPadding;
    for (const Section& section : std::as_const(m_sections)) {
        for (ProfileRow* row : section.rows)
            row->setAxes(labels, fields);
    }
}

// A wheel that scrolls the page must not change what happens to lie under it.
bool SettingsSheet::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel && watched->isWidgetType() && !qobject_cast<QLineEdit*>(watched)) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SettingsSheet::finish(const std::function<bool(const QString& key)>& isOfUse)
{
    m_isOfUse = isOfUse;
    m_layout->addStretch();
    alignRows();
    arrange();
}

void SettingsSheet::arrange()
{
    for (const Section& section : std::as_const(m_sections)) {
        bool any = false;
        for (ProfileRow* row : section.rows) {
            const bool wanted = m_only.isEmpty() ? row->matches(m_needle, section.title) : m_only.contains(row->key());
            const bool shown = wanted && m_isOfUse(row->key());
            row->setVisible(shown);
            any = any || shown;
        }
        section.head->setVisible(any && m_only.isEmpty());
    }
}

void SettingsSheet::showOnly(const QStringList& keys)
{
    m_only = keys;
    arrange();
}

int SettingsSheet::search(const QString& words)
{
    m_needle = words.trimmed();
    arrange();
    int found = 0;
    for (const Section& section : std::as_const(m_sections)) {
        for (const ProfileRow* row : section.rows)
            found += row->isHidden() ? 0 : 1;
    }
    return found;
}

void SettingsSheet::showProblems(const QList<profile::ProfileProblem>& problems, bool all)
{
    QHash<QString, QString> sentences;
    for (const profile::ProfileProblem& problem : problems) {
        if (all || m_left.contains(problem.key))
            sentences.insert(problem.key, problem.sentence);
    }
    for (const Section& section : std::as_const(m_sections)) {
        for (ProfileRow* row : section.rows)
            row->showProblem(sentences.value(row->key()));
    }
}

void SettingsSheet::focusProblem(const QList<profile::ProfileProblem>& problems)
{
    for (const Section& section : std::as_const(m_sections)) {
        for (ProfileRow* row : section.rows) {
            const bool wrong = std::any_of(
                problems.begin(), problems.end(), [row](const auto& problem) { return problem.key == row->key(); });
            if (wrong)
                return row->takeFocus();
        }
    }
}

void SettingsSheet::setLocked(bool locked, const QString& except)
{
    for (const Section& section : std::as_const(m_sections)) {
        for (ProfileRow* row : section.rows) {
            if (row->key() != except)
                row->setLocked(locked);
        }
    }
}

} // namespace rookery::ui

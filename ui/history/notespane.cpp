// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/notespane.h"

#include "ui/common/bar.h"
#include "ui/common/card.h"
#include "ui/common/words.h"
#include "ui/history/lifetext.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>

namespace rookery::ui {

namespace {

constexpr int Gap = 16;
constexpr int PaperMargin = 4;
constexpr int LeastLines = 3;

} // namespace

NotesPane::NotesPane(QWidget* parent)
    : QWidget(parent)
    , m_bar(new Bar)
    , m_note(new QPlainTextEdit)
    , m_save(new QPushButton(tr("Save note")))
    , m_life(mutedLabel())
{
    m_note->setAccessibleName(tr("Note"));
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setPlaceholderText(tr("A note for your colleagues. It is never sent. Ctrl+Enter saves it."));
    m_note->setTabChangesFocus(true);
    m_note->installEventFilter(this);
    m_note->setMinimumHeight(LeastLines * m_note->fontMetrics().lineSpacing());
    m_life->setWordWrap(true);
    m_life->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_life->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* life = new QScrollArea;
    life->setWidget(m_life);
    life->setWidgetResizable(true);
    life->setFrameShape(QFrame::NoFrame);
    life->setAccessibleName(tr("What people decided"));
    for (QWidget* part : {static_cast<QWidget*>(life->viewport()), static_cast<QWidget*>(m_life)})
        part->setAutoFillBackground(false); // it lies on the card
    auto* paper = new Card;
    auto* onPaper = new QVBoxLayout(paper);
    onPaper->setContentsMargins(PaperMargin, PaperMargin, PaperMargin, PaperMargin);
    onPaper->addWidget(m_note);
    m_note->setFrameShape(QFrame::NoFrame);
    auto* left = new QVBoxLayout;
    left->addWidget(m_bar);
    left->addWidget(paper, 1);
    left->addWidget(m_save, 0, Qt::AlignLeft);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addLayout(left, 1);
    layout->addWidget(life, 1);
    connect(m_save, &QPushButton::clicked, this, &NotesPane::save);
    connect(m_note, &QPlainTextEdit::textChanged, this, &NotesPane::follow);
    m_save->setEnabled(false);
}

void NotesPane::show(const ledger::EventRecord& event, const QList<ledger::Decision>& decisions,
    const QList<ledger::Correction>& corrections, const std::optional<TypedNote>& typed)
{
    const bool another = event.id != m_event;
    // What was typed and not saved is saved, for nobody meant to lose it.
    if (another)
        leave();
    const bool mine = !another && text() != m_stored;
    m_event = event.id;
    m_stored = event.note;
    m_asked.reset(); // it was answered, whatever the answer was
    const auto left = m_left.constFind(event.id);
    const bool failed = left != m_left.constEnd() && left->before == event.note;
    const bool restores = another && !failed && typed && typed->note.trimmed() != event.note;
    const QString shown = restores ? typed->note : failed ? left->note : event.note;
    if (!failed)
        m_left.remove(event.id);
    if (!mine && m_note->toPlainText() != shown) {
        const QSignalBlocker nobodyTyped(m_note);
        m_note->setPlainText(shown);
    }
    m_save->setEnabled(text() != m_stored);
    if (another) {
        m_isRestored = restores;
        m_bar->dismiss();
    }
    if (restores)
        m_bar->say(Bar::Mood::Calm, tr("Restored what you were typing at %1.").arg(timeText(typed->saved)),
            {{tr("Discard"), [this] { discard(); }}, {tr("Save note"), [this] { save(); }}});
    m_save->setHidden(m_isRestored); // the bar has it, in sight on a small screen too
    const QStringList life = lifeOf(event, decisions, corrections);
    m_life->setText(life.join(u'\n'));
}

void NotesPane::takeFocus()
{
    m_note->setFocus();
    m_note->moveCursor(QTextCursor::End);
}

void NotesPane::follow()
{
    const bool isSaved = text() == m_stored;
    m_isRestored = false;
    m_save->show();
    m_save->setEnabled(!isSaved);
    if (isSaved)
        m_bar->dismiss();
    Q_EMIT noteTyped(m_event, isSaved ? std::nullopt : std::optional(m_note->toPlainText()));
}

// By the cursor, so that Ctrl+Z brings it back.
void NotesPane::discard()
{
    QTextCursor all(m_note->document());
    all.select(QTextCursor::Document);
    all.insertText(m_stored);
    m_note->setFocus();
}

// What was only restored and not touched waits for a person.
void NotesPane::leave()
{
    if (!m_isRestored)
        save();
}

QString NotesPane::text() const { return m_note->toPlainText().trimmed(); }

void NotesPane::save()
{
    const QString note = text();
    if (m_event == 0 || note == m_stored || note == m_asked)
        return;
    m_isRestored = false;
    m_save->show();
    m_bar->dismiss();
    m_asked = note;
    m_left.insert(m_event, {m_stored, note});
    m_save->setEnabled(false);
    Q_EMIT noteChanged(m_event, note, m_stored);
}

bool NotesPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_note)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut) {
        leave();
    } else if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                save();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace rookery::ui

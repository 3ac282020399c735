// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/fieldedit.h"

#include "ui/common/look.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

namespace rookery::ui {

void FieldEdit::pasteFrom(const QString& text)
{
    if (isReadOnly())
        return;
    if (!m_offer || !m_offer(text))
        insert(text);
}

void FieldEdit::setEdge(Edge edge)
{
    if (edge == m_edge)
        return;
    m_edge = edge;
    // The outline, and the ring of the one that has the keys (ui/common/style).
    QPalette own = palette();
    const Colours& c = colours();
    const QColor& said = edge == Edge::Wrong ? c.notDelivered : c.check;
    own.setColor(QPalette::Dark, edge == Edge::Plain ? c.outline : said);
    own.setColor(QPalette::Link, edge == Edge::Plain ? c.accent : said);
    setPalette(own);
}

void FieldEdit::paste() { pasteFrom(QGuiApplication::clipboard()->text()); }

void FieldEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Paste)) {
        pasteFrom(QGuiApplication::clipboard()->text());
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        // With a modifier it belongs to somebody else.
        if (event->modifiers() & ~Qt::KeypadModifier)
            event->ignore();
        else
            Q_EMIT advanced(event->isAutoRepeat());
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

void FieldEdit::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu* menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (auto* paste = menu->findChild<QAction*>(QStringLiteral("edit-paste"))) {
        paste->disconnect();
        connect(paste, &QAction::triggered, this, [this] { pasteFrom(QGuiApplication::clipboard()->text()); });
    }
    menu->popup(event->globalPos());
}

void FieldEdit::dropEvent(QDropEvent* event)
{
    if (!event->mimeData()->hasText() || event->source() == this)
        return QLineEdit::dropEvent(event);
    setFocus();
    pasteFrom(event->mimeData()->text());
    event->acceptProposedAction();
}

void FieldEdit::mouseReleaseEvent(QMouseEvent* event)
{
    QClipboard* clipboard = QGuiApplication::clipboard();
    if (event->button() == Qt::MiddleButton && clipboard->supportsSelection())
        pasteFrom(clipboard->text(QClipboard::Selection));
    else
        QLineEdit::mouseReleaseEvent(event);
}

void FieldEdit::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    Q_EMIT entered();
}

void FieldEdit::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        Q_EMIT left();
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace rookery::ui {

/// A line edit that offers pasted and dropped text to its form first, because a URL or a row of a spreadsheet
/// fills the form, not the field. Enter is the way onwards, and the form knows where that is.
class FieldEdit final : public QLineEdit {
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

    /// `offer` says whether it took the text.
    void setPasteOffer(std::function<bool(const QString& text)> offer) { m_offer = std::move(offer); }

    /// Plain, or in the colour of what a person is asked about, or of what is wrong.
    enum class Edge { Plain, Asked, Wrong };
    void setEdge(Edge edge);

public Q_SLOTS:
    /// As Ctrl+V does, in place of the line edit's own.
    void paste();

Q_SIGNALS:
    /// The keys come here now.
    void entered();
    /// Enter, plain: on to the next field. `held`: the key repeats itself.
    void advanced(bool held);
    /// The focus went elsewhere in the window (not to another window or a menu).
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void pasteFrom(const QString& text);

    std::function<bool(const QString& text)> m_offer;
    Edge m_edge = Edge::Plain;
};

} // namespace rookery::ui

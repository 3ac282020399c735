// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/helpwindow.h"

#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/settings/sectionlist.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QShortcut>
#include <QTextBrowser>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr int Gap = 12;
constexpr int TextMargin = 20;
constexpr QSize Start{1040, 680};
constexpr QSize Edge{40, 30};

// Of the memo.
const QString PlaceKey = QStringLiteral("place");
const QString PageKey = QStringLiteral("page");
const QString SearchKey = QStringLiteral("search");
const QString ScrolledKey = QStringLiteral("scrolled");

// Of the text, which has no other way; the widgets have none.
QString styleOfText()
{
    const Colours& c = colours();
    return QStringLiteral(
        "th { color: %1; font-weight: 600; } code { font-family: \"%2\"; } td, th { border-bottom: 1px "
        "solid %3; } p { margin-bottom: 12px; } h2 { font-weight: 600; } h3 { font-weight: 600; } li { margin-bottom: "
        "6px; }")
        .arg(c.muted.name(), monospaceFont().family(), c.line.name());
}

} // namespace

HelpWindow::HelpWindow(const QList<KeyEntry>& keys, QWidget* parent)
    : QDialog(parent)
    , m_pages(helpPages(keys))
    , m_search(new QLineEdit)
    , m_list(new SectionList)
    , m_text(new QTextBrowser)
    , m_none(new Remark)
{
    setWindowTitle(tr("Help"));
    m_search->setPlaceholderText(tr("Search the help"));
    m_search->setAccessibleName(tr("Search the help"));
    m_search->setObjectName(QStringLiteral("searchHelp"));
    m_search->setToolTip(tr("Enter goes to the next place"));
    makeSearchField(m_search);
    m_list->setAccessibleName(tr("Pages of the help"));
    m_list->setObjectName(QStringLiteral("helpPages"));
    for (const HelpPage& page : std::as_const(m_pages))
        m_list->addSection(page.title, page.icon);
    m_list->fit();
    m_search->setFixedWidth(m_list->width());
    m_text->setAccessibleName(tr("Help"));
    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->document()->setDefaultStyleSheet(styleOfText());
    m_text->document()->setDocumentMargin(TextMargin);
    m_none->hide();

    auto* card = new Card;
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_text);
    auto* left = new QVBoxLayout;
    left->setSpacing(Gap);
    left->addWidget(m_search);
    left->addWidget(m_list, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(Gap);
    right->addWidget(m_none);
    right->addWidget(card, 1);
    auto* close = new QPushButton(tr("Close"));
    close->setAutoDefault(false); // Enter goes to the next place
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    right->addWidget(close, 0, Qt::AlignRight);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Padding, Padding, Padding, Padding);
    layout->setSpacing(Padding);
    layout->addLayout(left);
    layout->addLayout(right, 1);

    connect(m_list, &QListWidget::currentRowChanged, this, &HelpWindow::showPage);
    connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::search);
    connect(m_search, &QLineEdit::returnPressed, this, &HelpWindow::findNext);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    resize(Start.boundedTo(screen()->availableSize() - Edge));
    m_list->setCurrentRow(0);
    m_list->setFocus();
}

void HelpWindow::showPage(int page)
{
    if (page < 0)
        return;
    m_text->setHtml(QStringLiteral("<h2>%1</h2>").arg(m_pages[page].title.toHtmlEscaped()) + m_pages[page].html);
    mark();
}

void HelpWindow::search(const QString& words)
{
    const QString needle = words.trimmed();
    int first = -1;
    for (int i = 0; i < m_pages.size(); ++i) {
        const QString text = m_pages[i].title + u'\n' + QTextDocumentFragment::fromHtml(m_pages[i].html).toPlainText();
        const bool found = text.contains(needle, Qt::CaseInsensitive);
        m_list->item(i)->setHidden(!found);
        if (found && first < 0)
            first = i;
    }
    //: %1 is what was searched for
    m_none->show(
        QStringLiteral("search"), colours().muted, tr("Nothing about \"%1\". Esc shows all pages.").arg(needle));
    m_none->setVisible(first < 0);
    if (first >= 0 && m_list->currentItem()->isHidden())
        m_list->setCurrentRow(first);
    mark();
}

void HelpWindow::mark()
{
    QTextCursor start = m_text->textCursor();
    start.movePosition(QTextCursor::Start);
    m_text->setTextCursor(start);
    if (const QString needle = m_search->text().trimmed(); !needle.isEmpty())
        m_text->find(needle);
}

// Round and round through the page.
void HelpWindow::findNext()
{
    const QString needle = m_search->text().trimmed();
    if (!needle.isEmpty() && !m_text->find(needle))
        mark();
}

QString HelpWindow::text() const { return m_text->toPlainText(); }

QStringList HelpWindow::titles() const
{
    QStringList titles;
    for (int i = 0; i < m_list->count(); ++i) {
        if (!m_list->item(i)->isHidden())
            titles << m_list->item(i)->text();
    }
    return titles;
}

QJsonObject HelpWindow::memo() const
{
    return {{PlaceKey, QString::fromLatin1(saveGeometry().toBase64())}, {PageKey, m_list->currentRow()},
        {SearchKey, m_search->text()}, {ScrolledKey, m_text->verticalScrollBar()->value()}};
}

void HelpWindow::takeUp(const QJsonObject& memo)
{
    restoreGeometry(QByteArray::fromBase64(memo.value(PlaceKey).toString().toLatin1()));
    m_search->setText(memo.value(SearchKey).toString());
    m_list->setCurrentRow(memo.value(PageKey).toInt());
    m_text->verticalScrollBar()->setValue(memo.value(ScrolledKey).toInt());
}

void HelpWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !m_search->text().isEmpty())
        return m_search->clear();
    if (m_search->hasFocus()) {
        if (event->key() == Qt::Key_Down)
            return m_list->setFocus(Qt::OtherFocusReason);
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            return; // the next place
    }
    QDialog::keyPressEvent(event);
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historypage.h"

#include "ledger/exportfile.h"
#include "ui/common/bar.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/question.h"
#include "ui/common/table.h"
#include "ui/common/words.h"
#include "ui/history/eventdetails.h"
#include "ui/history/exporter.h"
#include "ui/history/historyfinder.h"
#include "ui/history/historymodel.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSplitter>
#include <QStandardPaths>
#include <QTableView>

#include <algorithm>

namespace rookery::ui {

namespace {

constexpr int PageMargin = 24;
constexpr int PageTop = 20;
constexpr int Gap = 12;
// Relative to each other.
constexpr int TableShare = 300;
constexpr int DetailsShare = 220;

QString fileNamePart(QString name)
{
    static const QRegularExpression Odd(QStringLiteral("[^A-Za-z0-9._-]+"));
    return name.replace(Odd, QStringLiteral("-"));
}

} // namespace

HistoryPage::HistoryPage(Desk& desk, QWidget* parent)
    : Page(parent)
    , m_desk(desk)
    , m_model(new HistoryModel(this))
    , m_exporter(new Exporter(this))
    , m_finder(new HistoryFinder)
    , m_bar(new Bar)
    , m_table(new QTableView)
    , m_empty(new QWidget)
    , m_emptyText(mutedLabel())
    , m_clearSearch(new QPushButton(tr("Clear the search")))
    , m_tableCard(new Card)
    , m_details(new EventDetails)
    , m_detailsCard(new Card)
{
    makeTable();
    auto* tableLayout = new QVBoxLayout(m_tableCard);
    tableLayout->setContentsMargins(1, 2, 1, 2);
    tableLayout->addWidget(m_table);
    tableLayout->addWidget(m_empty);
    auto* detailsLayout = new QVBoxLayout(m_detailsCard);
    detailsLayout->setContentsMargins(0, 0, 0, 0);
    detailsLayout->addWidget(m_details);
    auto* emptyLayout = new QVBoxLayout(m_empty);
    emptyLayout->addStretch();
    emptyLayout->addWidget(m_emptyText, 0, Qt::AlignCenter);
    emptyLayout->addWidget(m_clearSearch, 0, Qt::AlignCenter);
    emptyLayout->addStretch();
    m_emptyText->setWordWrap(true);
    connect(m_clearSearch, &QPushButton::clicked, this, [this] {
        m_finder->find(ledger::Standing::Any);
        arrive();
    });

    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(QStringLiteral("historySplitter"));
    splitter->addWidget(m_tableCard);
    splitter->addWidget(m_detailsCard);
    splitter->setHandleWidth(Gap);
    splitter->setSizes({TableShare, DetailsShare});
    splitter->setChildrenCollapsible(false);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(PageMargin, PageTop, PageMargin, PageTop);
    layout->setSpacing(Gap);
    layout->addWidget(m_finder);
    layout->addWidget(m_bar);
    layout->addWidget(splitter, 1);

    connect(m_finder, &HistoryFinder::changed, this, &HistoryPage::search);
    connect(m_finder, &HistoryFinder::left, this, &HistoryPage::arrive);
    connect(m_finder, &HistoryFinder::exportWanted, this, [this] { perform(Verb::Export); });
    connect(&m_desk, &Desk::opened, this, [this] {
        m_model->setReader(m_desk.reader());
        m_unreadable.clear();
        showCount();
        if (isVisible())
            arrive();
    });
    // Where nothing can be written, what is there can still be looked at.
    connect(&m_desk, &Desk::failed, this, [this](const Error& error) {
        m_model->setReader(m_desk.reader());
        m_unreadable = m_desk.reader() ? QString() : error.sentence;
        showCount();
    });
    connect(&m_desk, &Desk::profileChosen, this, [this] {
        if (const auto profile = m_desk.profile())
            m_model->setAmountStyle(profile->amountStyle);
    });
    connect(m_model, &HistoryModel::failed, this,
        [this](const Error& error) { m_bar->say(Bar::Mood::Bad, error.sentence); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &HistoryPage::showSelected);
    connect(m_details, &EventDetails::asked, this, &HistoryPage::perform);
    connect(m_exporter, &Exporter::finished, this, [this](const QString& file, qint64 rows) {
        m_bar->say(
            Bar::Mood::Calm, tr("%Ln order(s) exported to %1.", nullptr, int(rows)).arg(file), {{tr("Close"), {}}});
        Q_EMIT verbsChanged();
    });
    connect(m_exporter, &Exporter::failed, this, [this](const Error& error) {
        m_bar->say(Bar::Mood::Bad, error.sentence, {{tr("Close"), {}}});
        Q_EMIT verbsChanged();
    });
    showSelected();
    showCount();
}

void HistoryPage::makeTable()
{
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("history"));
    m_table->setAccessibleName(tr("Orders"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->horizontalHeader()->setStretchLastSection(true);
    calmTable(m_table);
    const int letter = m_table->fontMetrics().averageCharWidth();
    const std::initializer_list<std::pair<int, int>> widths{{HistoryModel::Confirmed, 20}, {HistoryModel::Status, 23},
        {HistoryModel::OrderId, 22}, {HistoryModel::Revenue, 14}, {HistoryModel::Currency, 13},
        {HistoryModel::Tries, 8}, {HistoryModel::Http, 8}, {HistoryModel::Took, 11}, {HistoryModel::Profile, 16}};
    for (const auto& [column, letters] : widths)
        m_table->setColumnWidth(column, letter * letters);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryPage::showSelected);
}

void HistoryPage::search(const ledger::HistoryQuery& query)
{
    m_model->setQuery(query);
    showCount();
}

void HistoryPage::showCount()
{
    const bool nothing = m_model->rowCount() == 0;
    m_table->setVisible(!nothing);
    m_empty->setVisible(nothing);
    m_emptyText->setText(
        m_model->query().matchesAll() ? tr("Orders you send appear here, and stay here.") : tr("No order matches."));
    m_finder->showCount(m_model->rowCount(), m_model->canFetchMore({}));
}

void HistoryPage::filter(ledger::Standing standing) { m_finder->find(standing); }

void HistoryPage::follow(const QList<qint64>& events)
{
    m_model->follow(events);
    showCount();
    if (const auto event = current(); event && events.contains(event->id))
        showSelected();
}

void HistoryPage::catchUp()
{
    m_model->catchUp();
    showCount();
    showSelected();
}

void HistoryPage::open(qint64 event)
{
    if (m_model->rowOf(event) < 0)
        filter(ledger::Standing::Any);
    while (m_model->rowOf(event) < 0 && m_model->canFetchMore({}))
        m_model->fetchMore({});
    if (const int row = m_model->rowOf(event); row >= 0) {
        select(row);
        m_table->scrollTo(m_model->index(row, 0));
    }
    m_table->setFocus();
}

void HistoryPage::select(int row)
{
    // Not selectRow(): it asks which keys are down and would toggle, because Ctrl+3 brought us here.
    m_table->selectionModel()->setCurrentIndex(
        m_model->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void HistoryPage::arrive()
{
    // Not the current index: a view that gets the focus makes one without selecting it.
    if (!m_table->selectionModel()->hasSelection() && m_model->rowCount() > 0)
        select(0);
    if (m_model->rowCount() > 0)
        m_table->setFocus();
    else
        m_finder->takeFocus();
}

bool HistoryPage::mayBeReplaced() const { return !m_exporter->isRunning(); }

QJsonObject HistoryPage::memo() const
{
    const auto event = current();
    return {{QStringLiteral("search"), m_model->query().search},
        {QStringLiteral("standing"), int(m_model->query().standing)}, {QStringLiteral("event"), event ? event->id : 0}};
}

void HistoryPage::takeUp(const QJsonObject& memo)
{
    m_finder->find(ledger::Standing(memo.value(QStringLiteral("standing")).toInt()));
    m_finder->findChild<QLineEdit*>(QStringLiteral("search"))->setText(memo.value(QStringLiteral("search")).toString());
    if (const qint64 event = memo.value(QStringLiteral("event")).toInteger(); event > 0 && m_model->rowOf(event) >= 0)
        select(m_model->rowOf(event));
}

QWidgetList HistoryPage::panes() const { return {m_finder, m_tableCard, m_detailsCard}; }

QList<qint64> HistoryPage::selected() const
{
    QList<qint64> events;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& index : rows)
        events << m_model->record(index.row()).id;
    std::sort(events.begin(), events.end()); // in order of confirmation
    return events;
}

std::optional<ledger::EventRecord> HistoryPage::current() const
{
    const QList<qint64> events = selected();
    return events.size() == 1 ? std::optional(m_model->record(m_model->rowOf(events.first()))) : std::nullopt;
}

void HistoryPage::showSelected()
{
    const auto event = current();
    m_detailsCard->setVisible(event.has_value());
    if (event) {
        const auto attempts = m_desk.reader()->attempts(event->id);
        const auto decisions = m_desk.reader()->decisions(event->id);
        if (!attempts || !decisions)
            m_bar->say(Bar::Mood::Bad, attempts ? decisions.error().sentence : attempts.error().sentence);
        else
            m_details->show(*event, *attempts, *decisions, pixel::AmountStyle::Point);
    }
    for (const Verb verb : {Verb::Retry, Verb::ResendAsNew, Verb::EditCopy, Verb::CancelOrder})
        m_details->button(verb)->setEnabled(can(verb));
    m_details->button(Verb::CancelOrder)->setVisible(can(Verb::CancelOrder));
    Q_EMIT verbsChanged();
}

bool HistoryPage::can(Verb verb) const
{
    const QList<qint64> events = selected();
    const auto any = [&](auto claim) {
        return std::any_of(
            events.begin(), events.end(), [&](qint64 id) { return claim(m_model->record(m_model->rowOf(id))); });
    };
    using ledger::State;
    switch (verb) {
    case Verb::Find:
        return true;
    case Verb::Export:
        return m_model->rowCount() > 0 && !m_exporter->isRunning();
    case Verb::CopyRows:
        return !events.isEmpty();
    case Verb::CopyUrl:
        return any([](const auto& e) { return !e.lastUrl.isEmpty(); });
    case Verb::Retry:
        return m_desk.isOpen() && any([](const auto& e) {
            return e.state != State::Sending && ledger::next(e.state, ledger::Move::Take, {}).has_value();
        });
    case Verb::CancelOrder:
        return m_desk.isOpen()
            && any([](const auto& e) { return ledger::next(e.state, ledger::Move::Cancel, {}).has_value(); });
    case Verb::ResendAsNew:
        return m_desk.isOpen() && events.size() == 1 && any([](const auto& e) { return e.state != State::Sending; });
    case Verb::EditCopy:
        return events.size() == 1;
    default:
        return false;
    }
}

void HistoryPage::perform(Verb verb)
{
    if (!can(verb))
        return;
    switch (verb) {
    case Verb::Find:
        m_finder->takeFocus();
        break;
    case Verb::Export:
        exportShown();
        break;
    case Verb::CopyRows:
        copyRows();
        break;
    case Verb::CopyUrl: {
        QStringList urls;
        const QList<qint64> events = selected();
        for (const qint64 id : events)
            urls << QString::fromUtf8(m_model->record(m_model->rowOf(id)).lastUrl);
        urls.removeAll(QString());
        QGuiApplication::clipboard()->setText(urls.join(u'\n'));
        Q_EMIT m_desk.said(tr("%Ln address(es) copied.", nullptr, int(urls.size())), false);
        break;
    }
    case Verb::Retry:
        retry();
        break;
    case Verb::ResendAsNew:
        resendAsNew();
        break;
    case Verb::EditCopy:
        Q_EMIT copyToEdit(*current());
        break;
    case Verb::CancelOrder:
        cancelOrders();
        break;
    default:
        break;
    }
}

void HistoryPage::retry()
{
    const QList<qint64> events = selected();
    for (const qint64 id : events)
        m_desk.tell([id](engine::Engine& engine) { return engine.resend(id); });
}

void HistoryPage::cancelOrders()
{
    const QList<qint64> events = selected();
    for (const qint64 id : events) {
        if (ledger::next(m_model->record(m_model->rowOf(id)).state, ledger::Move::Cancel, {}))
            m_desk.tell([id](engine::Engine& engine) { return engine.cancel(id); });
    }
}

void HistoryPage::resendAsNew()
{
    const auto event = current();
    if (!askDeliberately(this, tr("Resend as a new event"),
            earlierText(*event, pixel::AmountStyle::Point) + u'\n' + tr("A second one is left out of reports."),
            tr("Resend as new event")))
        return;
    m_desk.ask(
        this, [id = event->id](engine::Engine& engine) { return engine.confirmAsNew(id); },
        [this](const Result<qint64>& id) {
            if (id)
                open(*id);
            else
                m_bar->say(Bar::Mood::Bad, id.error().sentence, {{tr("Close"), {}}});
        });
}

void HistoryPage::copyRows() const
{
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < HistoryModel::ColumnCount; ++column)
        cells << m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines << cells.join(u'\t');
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& index : std::as_const(rows)) {
        cells.clear();
        for (int column = 0; column < HistoryModel::ColumnCount; ++column)
            cells << ledger::guardedCell(index.siblingAtColumn(column).data().toString()).replace(u'\t', u' ');
        lines << cells.join(u'\t');
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    Q_EMIT m_desk.said(tr("%Ln row(s) copied.", nullptr, int(rows.size())), false);
}

void HistoryPage::exportShown()
{
    const auto profile = m_desk.profile();
    const QString name = QStringLiteral("orders_%1_%2.csv")
                             .arg(fileNamePart(profile ? profile->name : QStringLiteral("all")),
                                 QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd_HHmm")));
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString csv = tr("CSV for spreadsheets (*.csv)");
    const QString lines = tr("JSON lines (*.jsonl)");
    QString chosen = csv;
    QString file = QFileDialog::getSaveFileName(
        this, tr("Export what is shown"), folder + u'/' + name, csv + QStringLiteral(";;") + lines, &chosen);
    if (file.isEmpty())
        return;
    ledger::ExportOptions options;
    if (file.endsWith(QLatin1StringView(".jsonl")) || (chosen == lines && !file.endsWith(QLatin1StringView(".csv"))))
        options.format = ledger::ExportFormat::JsonLines;
    m_exporter->start(m_desk.folder().ledgerFile(), m_model->query(), file, options);
    Q_EMIT verbsChanged();
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batchwork.h"

#include "intake/amounttext.h"
#include "ui/common/desk.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace rookery::ui {

namespace {

using engine::RowLook;
using pixel::Field;

constexpr int RecheckMs = 150;
constexpr int KeepMs = 500;
constexpr qint64 CatchUpMs = 15'000;
constexpr qsizetype TypedRows = 20;
/// Of a table to type into; it has columns for the others too, which are shown when they are mapped.
const QList<Field> ShownFields{Field::OrderId, Field::Revenue, Field::Tax, Field::Shipping, Field::UserId};

// Of what is kept beside the rows.
const QString NameKey = QStringLiteral("name");
const QString FileKey = QStringLiteral("file");
const QString MappingKey = QStringLiteral("mapping");
const QString LinesKey = QStringLiteral("orderLines");
const QString KeptKey = QStringLiteral("kept");

/// One step that can be taken back.
class Step final : public QUndoCommand {
public:
    Step(const QString& what, std::function<void()> there, std::function<void()> back)
        : QUndoCommand(what)
        , m_there(std::move(there))
        , m_back(std::move(back))
    {
    }
    void redo() override { m_there(); }
    void undo() override { m_back(); }

private:
    std::function<void()> m_there;
    std::function<void()> m_back;
};

RowNow nowOf(const ledger::EventRecord& event)
{
    const bool isHeld = event.hold != ledger::Hold::None;
    return {event.id, event.state, event.failures > 0 || isHeld, isHeld};
}

// As the cells of the sheet are read.
QString cellOf(const pixel::FieldSpec& spec, const QString& value, pixel::AmountStyle style)
{
    if (spec.check != pixel::Check::Revenue && spec.check != pixel::Check::PartOfRevenue)
        return value;
    const auto amount = pixel::Amount::parse(value);
    return amount ? intake::showAmount(*amount, style) : value;
}

} // namespace

ledger::EventRecord RowNow::record() const
{
    ledger::EventRecord record;
    record.id = event;
    record.state = state;
    record.failures = wasTried ? 1 : 0;
    return record;
}

BatchWork::BatchWork(Desk& desk, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_mappings(desk.folder().path() + QStringLiteral("/mappings.json"))
{
    if (const Done loaded = m_mappings.load(); !loaded)
        QTimer::singleShot(0, this, [this, error = loaded.error()] { Q_EMIT failed(error); });
    QFile::remove(clearedFile()); // nobody can bring that back any more
    m_countdown.setSingleShot(true);
    connect(&m_countdown, &QTimer::timeout, this, &BatchWork::acceptNow);
    m_recheck.setSingleShot(true);
    m_recheck.setInterval(RecheckMs);
    connect(&m_recheck, &QTimer::timeout, this, &BatchWork::check);
    m_keep.setSingleShot(true);
    m_keep.setInterval(KeepMs);
    connect(&m_keep, &QTimer::timeout, this, &BatchWork::keep);

    connect(&m_worker, &BatchWorker::opened, this, &BatchWork::take);
    connect(&m_worker, &BatchWorker::restored, this, &BatchWork::takeKept);
    connect(&m_worker, &BatchWorker::checked, this, &BatchWork::takeReport);
    connect(&m_worker, &BatchWorker::batchOpened, this, [this](qint64 batch) { m_batch = batch; });
    connect(&m_worker, &BatchWorker::decided, this, &BatchWork::takeDecided);
    connect(&m_worker, &BatchWorker::accepted, this, &BatchWork::endAccepting);
    connect(&m_worker, &BatchWorker::acceptFailed, this, [this](const Error& error) {
        endAccepting();
        if (error.code != Error::Code::Interrupted)
            Q_EMIT failed(error);
    });
    connect(&m_worker, &BatchWorker::eventsRead, this, &BatchWork::takeEvents);
    connect(&m_worker, &BatchWorker::written, this, [this](const QString& file, qint64 rows) {
        setDoing(Doing::Nothing);
        Q_EMIT written(file, rows);
    });
    connect(&m_worker, &BatchWorker::progressed, this, &BatchWork::progressed);
    connect(&m_worker, &BatchWorker::keepFailed, this, &BatchWork::failed);
    connect(&m_worker, &BatchWorker::failed, this, [this](const Error& error) {
        m_reopening = 0;
        m_isBrokenOff = false;
        m_bringsBack = false;
        setDoing(Doing::Nothing);
        Q_EMIT failed(error);
    });
    connect(&m_desk, &Desk::profileChosen, this, [this] {
        if (m_doing == Doing::Countdown)
            takeBack(); // it was asked for another profile
        m_isCurrent = false;
        m_recheck.start();
    });
}

BatchWork::~BatchWork()
{
    m_undo.disconnect(); // it tells that it is empty when it goes
    if (m_keep.isActive())
        keep();
}

QString BatchWork::folder() const { return m_desk.folder().path() + QStringLiteral("/batches"); }

QString BatchWork::workingFile() const { return folder() + QStringLiteral("/working.sheet"); }

QString BatchWork::clearedFile() const { return folder() + QStringLiteral("/cleared.sheet"); }

void BatchWork::setDoing(Doing doing)
{
    if (m_doing == doing)
        return;
    m_doing = doing;
    Q_EMIT doingChanged();
}

// ---- Bring in.

void BatchWork::reset()
{
    m_countdown.stop();
    m_recheck.stop();
    m_keep.stop();
    m_undo.clear();
    m_sheet = {};
    m_worker.release(std::exchange(m_report, std::make_shared<const engine::SheetReport>()));
    m_mapping = {};
    m_suggestion = {};
    m_lines = {};
    m_isRemembered = false;
    m_batch = 0;
    m_now.clear();
    m_rowOfEvent.clear();
    m_reopening = 0;
    m_isBrokenOff = false;
    m_isCurrent = false;
    m_counts.reset();
}

// What is there, or was kept of the last time, makes room and can be brought back; what was sent stands under its
// number.
void BatchWork::putAway()
{
    if (m_doing == Doing::Countdown)
        takeBack();
    if (m_keep.isActive())
        keep();
    if (!isEmpty() && m_batch == 0) {
        m_worker.keep(clearedFile(), {m_sheet, about()});
        m_worker.forget(workingFile());
        Q_EMIT putAside(m_sheet.size());
    } else if (isEmpty() && !m_tookUp && QFile::exists(workingFile())) {
        QFile::remove(clearedFile());
        if (QFile::rename(workingFile(), clearedFile()))
            Q_EMIT putAside(0);
    }
    m_tookUp = true;
}

void BatchWork::open(const BatchSource& source)
{
    if (m_doing == Doing::Accepting)
        return;
    putAway();
    reset();
    m_source = source;
    m_choices = {};
    setDoing(Doing::Reading);
    Q_EMIT replaced();
    m_worker.open(m_source, m_choices);
}

void BatchWork::typeRows()
{
    if (m_doing == Doing::Accepting)
        return;
    putAway();
    reset();
    m_choices = {};
    m_source = {tr("typed rows"), {}, {}};
    intake::TableShape shape;
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        if (!intake::isMappable(spec.field))
            continue;
        if (ShownFields.contains(spec.field))
            m_mapping.setColumn(spec.field, int(shape.header.size()));
        shape.header << pixel::label(spec.field);
    }
    const auto profile = m_desk.profile();
    shape.headerRow = {1, true, {}};
    shape.numbers = {profile && profile->amountStyle == pixel::AmountStyle::Comma ? intake::NumberStyle::De
                                                                                  : intake::NumberStyle::En,
        true, {}};
    shape.dates = {intake::DateStyle::DayFirst, true, {}};
    m_sheet = intake::Sheet(std::make_shared<intake::SheetSource>(shape));
    m_sheet.addRows(TypedRows);
    m_isRemembered = true;
    Q_EMIT replaced();
    check();
}

bool BatchWork::isKept(qint64 batch) const
{
    return QFileInfo::exists(folder() + QStringLiteral("/%1.sheet").arg(batch));
}

void BatchWork::reopen(qint64 batch)
{
    if (m_doing == Doing::Accepting)
        return;
    putAway();
    reset();
    m_choices = {};
    m_reopening = batch;
    setDoing(Doing::Reading);
    Q_EMIT replaced();
    m_worker.restore(folder() + QStringLiteral("/%1.sheet").arg(batch));
}

void BatchWork::clear()
{
    if (m_doing == Doing::Accepting)
        return;
    m_worker.giveUp();
    putAway();
    reset();
    m_source = {};
    setDoing(Doing::Nothing);
    Q_EMIT replaced();
}

void BatchWork::bringBack()
{
    if (m_doing != Doing::Nothing && m_doing != Doing::Checking)
        return;
    m_bringsBack = true;
    setDoing(Doing::Reading);
    m_worker.restore(clearedFile());
}

void BatchWork::takeUpKept()
{
    if (!isEmpty() || m_doing != Doing::Nothing || std::exchange(m_tookUp, true))
        return;
    if (QFileInfo::exists(workingFile())) {
        setDoing(Doing::Reading);
        return m_worker.restore(workingFile());
    }
    const ledger::Reader* reader = m_desk.reader();
    const auto last = reader ? reader->batches(1).value_or(QList<ledger::Batch>()) : QList<ledger::Batch>();
    if (last.isEmpty() || last.first().rows || !isKept(last.first().id))
        return;
    reopen(last.first().id);
    m_isBrokenOff = true;
}

void BatchWork::take(const intake::Sheet& sheet)
{
    m_undo.clear();
    if (sheet.size() == 0) {
        setDoing(Doing::Nothing);
        Q_EMIT failed({Error::Code::BadInput, tr("There are no rows in %1.").arg(m_source.name)});
        return;
    }
    m_sheet = sheet;
    suggest();
    Q_EMIT replaced();
    setDoing(Doing::Nothing);
    check();
    m_keep.start();
}

void BatchWork::takeKept(const intake::KeptSheet& kept)
{
    if (std::exchange(m_bringsBack, false)) { // the two change places
        if (!isEmpty() && m_batch == 0) {
            m_worker.keep(clearedFile(), {m_sheet, about()});
            Q_EMIT putAside(m_sheet.size());
        }
        reset();
    }
    m_sheet = kept.sheet;
    m_source.name = kept.about.value(NameKey).toString();
    m_source.file = kept.about.value(FileKey).toString();
    suggest();
    const auto mapping = intake::Mapping::fromJson(kept.about.value(MappingKey).toObject(), m_sheet.shape().header);
    if (mapping)
        m_mapping = *mapping;
    m_lines = intake::lineRuleOfText(kept.about.value(LinesKey).toString());
    m_batch = std::exchange(m_reopening, 0);
    setDoing(Doing::Nothing);
    Q_EMIT replaced();
    if (std::exchange(m_isBrokenOff, false))
        Q_EMIT wasBrokenOff(m_source.name);
    if (m_batch > 0) {
        m_now.assign(std::size_t(m_sheet.size()), {});
        m_worker.readEvents(m_desk.folder().ledgerFile(), m_batch);
    } else {
        Q_EMIT restored(QDateTime::fromMSecsSinceEpoch(kept.about.value(KeptKey).toInteger()));
        m_keep.start();
    }
    check();
}

// ---- Match.

void BatchWork::suggest()
{
    m_suggestion = intake::suggestMapping(m_sheet.shape());
    const auto known = m_mappings.find(m_sheet.shape().header);
    m_isRemembered = known.has_value();
    m_mapping = known ? *known : m_suggestion.mapping;
}

bool BatchWork::hasSeveralLines() const { return intake::hasSeveralLines(m_sheet.shape(), m_mapping); }

pixel::Event BatchWork::profileDefaults() const
{
    const auto profile = m_desk.profile();
    return profile ? profile->defaults() : pixel::Event();
}

void BatchWork::setMapping(const intake::Mapping& mapping)
{
    if (mapping == m_mapping)
        return;
    m_mapping = mapping;
    Q_EMIT mappingChanged();
    check();
    m_keep.start();
}

bool BatchWork::canReadAgain() const
{
    return !m_source.isEmpty() && m_batch == 0 && m_doing != Doing::Accepting && m_doing != Doing::Writing;
}

void BatchWork::setChoices(const intake::Choices& choices)
{
    if (!canReadAgain())
        return;
    if (m_doing == Doing::Countdown)
        takeBack();
    m_choices = choices;
    setDoing(Doing::Reading);
    m_worker.open(m_source, m_choices);
}

void BatchWork::setNumbers(intake::NumberStyle style)
{
    m_choices.numbers = style;
    m_sheet.setNumbers(style);
    Q_EMIT mappingChanged();
    check();
    m_keep.start();
}

void BatchWork::setDates(intake::DateStyle style)
{
    m_choices.dates = style;
    m_sheet.setDates(style);
    Q_EMIT mappingChanged();
    check();
    m_keep.start();
}

void BatchWork::setLines(std::optional<intake::LineRule> rule)
{
    m_lines = rule;
    Q_EMIT mappingChanged();
    check();
    m_keep.start();
}

QString BatchWork::whatIsMissing() const
{
    if (isEmpty())
        return tr("There are no rows yet.");
    if (!m_desk.profile())
        return tr("Choose a profile first: it says where the orders go.");
    QStringList missing;
    for (const Field field : {Field::OrderId, Field::Revenue}) {
        if (m_mapping.columnOf(field) < 0 && !m_mapping.constants().has(field))
            missing << pixel::label(field);
    }
    if (!missing.isEmpty())
        return tr("Which column is the %1?").arg(missing.join(tr(" and which the ")));
    return {};
}

std::optional<engine::ImportPlan> BatchWork::plan() const
{
    const auto profile = m_desk.profile();
    if (!profile)
        return std::nullopt;
    engine::ImportPlan plan;
    plan.profile = *profile;
    plan.profiles = m_desk.profiles();
    plan.mapping = m_mapping;
    plan.lines = m_lines;
    plan.now = engine::SystemClock().utc();
    plan.batch = m_batch;
    return plan;
}

void BatchWork::check()
{
    m_recheck.stop();
    m_isCurrent = false;
    if (m_doing == Doing::Accepting || m_doing == Doing::Reading || isEmpty())
        return; // it comes when that is through
    if (m_doing == Doing::Countdown)
        takeBack(); // what was confirmed is another thing now
    if (m_doing == Doing::Writing)
        return m_recheck.start();
    if (!whatIsMissing().isEmpty()) {
        m_worker.giveUp();
        m_worker.release(std::exchange(m_report, std::make_shared<const engine::SheetReport>()));
        setDoing(Doing::Nothing);
        Q_EMIT checked();
        return;
    }
    setDoing(Doing::Checking);
    m_worker.check(openRows(), *plan(), m_desk.folder().ledgerFile());
}

// Without those that are orders already: they are settled, wherever the others go.
intake::Sheet BatchWork::openRows() const
{
    intake::Sheet sheet = m_sheet;
    for (std::size_t row = 0; row < m_now.size(); ++row) {
        if (m_now[row].event != 0)
            sheet.setLeftOut(qsizetype(row), true);
    }
    return sheet;
}

void BatchWork::takeReport(const std::shared_ptr<const engine::SheetReport>& report)
{
    m_worker.release(std::exchange(m_report, report));
    m_isCurrent = true;
    m_counts.reset();
    setDoing(Doing::Nothing);
    Q_EMIT checked();
}

// ---- Fix.

bool BatchWork::isOpenToChanges() const
{
    return m_doing != Doing::Accepting && m_doing != Doing::Reading && m_doing != Doing::Writing;
}

bool BatchWork::isEditable(qsizetype row) const { return isOpenToChanges() && now(row).event == 0; }

void BatchWork::touched(qsizetype first, qsizetype last)
{
    if (m_doing == Doing::Countdown)
        takeBack(); // what was confirmed is another thing now
    m_isCurrent = false;
    m_counts.reset();
    Q_EMIT rowsChanged(first, last);
    m_recheck.start();
    m_keep.start();
}

void BatchWork::apply(const QList<CellEdit>& cells)
{
    qsizetype first = m_sheet.size();
    qsizetype last = 0;
    for (const CellEdit& cell : cells) {
        m_sheet.setCell(cell.row, cell.column, cell.text);
        first = qMin(first, cell.row);
        last = qMax(last, cell.row);
    }
    touched(first, last);
}

void BatchWork::edit(const QString& what, const QList<CellEdit>& cells)
{
    QList<CellEdit> there;
    QList<CellEdit> back;
    for (const CellEdit& cell : cells) {
        const QString before = m_sheet.cellAt(cell.row, cell.column);
        if (before == cell.text || !isEditable(cell.row))
            continue;
        there << cell;
        back << CellEdit{cell.row, cell.column, before};
    }
    if (!there.isEmpty())
        m_undo.push(new Step(
            what, [this, there] { apply(there); }, [this, back] { apply(back); }));
}

void BatchWork::applyLeftOut(const QList<qsizetype>& rows, bool leftOut)
{
    for (const qsizetype row : rows)
        m_sheet.setLeftOut(row, leftOut);
    const auto [first, last] = std::minmax_element(rows.begin(), rows.end());
    touched(*first, *last);
}

void BatchWork::setLeftOut(const QList<qsizetype>& rows, bool leftOut)
{
    QList<qsizetype> changed;
    for (const qsizetype row : rows) {
        if (isEditable(row) && m_sheet.isLeftOut(row) != leftOut)
            changed << row;
    }
    if (changed.isEmpty())
        return;
    const QString what = leftOut ? tr("Leave %Ln row(s) out", nullptr, int(changed.size()))
                                 : tr("Take %Ln row(s) in again", nullptr, int(changed.size()));
    m_undo.push(new Step(
        what, [this, changed, leftOut] { applyLeftOut(changed, leftOut); },
        [this, changed, leftOut] { applyLeftOut(changed, !leftOut); }));
}

void BatchWork::applyAdded(qsizetype count)
{
    Q_EMIT addingRows(count);
    m_sheet.addRows(count);
    if (!m_now.empty())
        m_now.resize(std::size_t(m_sheet.size()));
    m_counts.reset();
    m_isCurrent = false;
    Q_EMIT rowsAdded(count);
    m_recheck.start();
    m_keep.start();
}

void BatchWork::addRows(qsizetype count)
{
    if (!isOpenToChanges())
        return;
    m_undo.push(new Step(
        tr("Add %Ln row(s)", nullptr, int(count)), [this, count] { applyAdded(count); },
        [this, count] { applyAdded(-count); }));
}

QString BatchWork::addOrder(const pixel::Event& order)
{
    if (!isOpenToChanges())
        return tr("The batch is busy: please try again in a moment.");
    if (isEmpty())
        typeRows();
    const auto cellStyle = m_sheet.shape().numbers.value == intake::NumberStyle::En ? pixel::AmountStyle::Point
                                                                                    : pixel::AmountStyle::Comma;
    intake::Mapping mapping = m_mapping;
    QList<CellEdit> cells;
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        if (!order.has(spec.field) || !intake::isMappable(spec.field))
            continue;
        if (mapping.columnOf(spec.field) < 0) {
            const auto own = m_sheet.shape().header.indexOf(pixel::label(spec.field));
            if (own < 0 || mapping.fieldOf(int(own)))
                return tr("The batch from %1 has no column for the %2.").arg(m_source.name, pixel::label(spec.field));
            mapping.setColumn(spec.field, int(own));
        }
        cells << CellEdit{0, mapping.columnOf(spec.field), cellOf(spec, order.value(spec.field), cellStyle)};
    }
    setMapping(mapping);
    qsizetype row = m_sheet.size();
    while (row > 0 && m_sheet.isBlank(row - 1))
        --row;
    m_undo.beginMacro(tr("Add an order"));
    if (row == m_sheet.size())
        addRows(1);
    for (CellEdit& cell : cells)
        cell.row = row;
    edit(tr("Add an order"), cells);
    m_undo.endMacro();
    return {};
}

void BatchWork::fixAll(const engine::SheetProblem& problem)
{
    QList<CellEdit> cells;
    for (auto row = m_report->findings.begin(); row != m_report->findings.end(); ++row) {
        for (const intake::RowFinding& finding : *row) {
            if (finding.what.code == problem.code && finding.column == problem.column && !finding.fix.isEmpty())
                cells << CellEdit{row.key(), finding.column, finding.fix};
        }
    }
    edit(tr("Fix %Ln row(s)", nullptr, int(cells.size())), cells);
}

// ---- What is known.

pixel::AmountStyle BatchWork::amountStyle() const
{
    const auto profile = m_desk.profile();
    return profile ? profile->amountStyle : pixel::AmountStyle::Point;
}

RowLook BatchWork::look(qsizetype row) const
{
    if (m_sheet.isLeftOut(row))
        return RowLook::LeftOut;
    return std::size_t(row) < m_report->looks.size() ? m_report->looks[std::size_t(row)] : RowLook::Blank;
}

RowNow BatchWork::now(qsizetype row) const
{
    return std::size_t(row) < m_now.size() ? m_now[std::size_t(row)] : RowNow();
}

QList<intake::RowFinding> BatchWork::findings(qsizetype row) const
{
    return now(row).event == 0 ? m_report->findings.value(row) : QList<intake::RowFinding>();
}

std::optional<ledger::EventRecord> BatchWork::earlier(qsizetype row) const
{
    const auto found = m_report->earlier.constFind(row);
    return found == m_report->earlier.constEnd() || now(row).event != 0 ? std::nullopt : std::optional(*found);
}

const BatchCounts& BatchWork::counts() const
{
    if (!m_counts)
        m_counts = countRows();
    return *m_counts;
}

BatchCounts BatchWork::countRows() const
{
    BatchCounts counts;
    counts.looks = m_report->counts;
    for (std::size_t row = 0; row < m_now.size(); ++row) {
        const RowNow& now = m_now[row];
        if (now.event == 0)
            continue;
        ++counts.accepted;
        if (now.state == ledger::State::Waiting) {
            ++counts.cancellable;
            if (now.wasTried && !now.isHeld)
                ++counts.goesAgain;
        }
        if (row < m_report->looks.size())
            --counts.looks[std::size_t(m_report->looks[row])];
        switch (ledger::standingOf(now.state, now.wasTried ? 1 : 0, ledger::Hold::None)) {
        case ledger::Standing::UnderWay:
            ++counts.waiting;
            break;
        case ledger::Standing::Delivered:
            ++counts.delivered;
            break;
        case ledger::Standing::NotDelivered:
            ++counts.notDelivered;
            break;
        case ledger::Standing::Unknown:
            ++counts.unknown;
            break;
        case ledger::Standing::Any:
            ++counts.cancelled;
            break;
        }
    }
    return counts;
}

QList<qint64> BatchWork::events(const std::function<bool(const RowNow&)>& wanted) const
{
    QList<qint64> events;
    for (const RowNow& now : m_now) {
        if (now.event != 0 && wanted(now))
            events << now.event;
    }
    return events;
}

// ---- Run.

QString BatchWork::whyNotSend() const
{
    if (const QString missing = whatIsMissing(); !missing.isEmpty())
        return missing;
    if (const QString why = m_desk.profile()->sendingForbidden(); !why.isEmpty())
        return why;
    switch (m_doing) {
    case Doing::Reading:
        return tr("Rows are still coming in.");
    case Doing::Checking:
        return tr("The rows are being checked.");
    case Doing::Writing:
        return tr("A file is being written.");
    case Doing::Countdown:
    case Doing::Accepting:
        return tr("They are on their way.");
    case Doing::Nothing:
        break;
    }
    if (m_recheck.isActive())
        return tr("The rows are being checked.");
    if (!m_isCurrent)
        return tr("Checking the rows was stopped; change something or open them again to have them checked.");
    return counts().ready() > 0 ? QString() : tr("No row is ready to be sent.");
}

void BatchWork::send()
{
    if (!whyNotSend().isEmpty())
        return;
    if (const Done done = m_mappings.remember(m_mapping, m_sheet.shape().header); !done)
        Q_EMIT failed(done.error());
    setDoing(Doing::Countdown);
    if (const int seconds = m_desk.settings().undoSeconds; seconds > 0)
        m_countdown.start(std::chrono::seconds(seconds));
}

void BatchWork::sendNow()
{
    if (m_doing != Doing::Countdown)
        return;
    m_countdown.stop();
    acceptNow();
}

void BatchWork::takeBack()
{
    m_countdown.stop();
    setDoing(Doing::Nothing);
}

void BatchWork::giveUp()
{
    m_worker.giveUp();
    if (m_doing == Doing::Accepting)
        return; // it says itself when it has ended
    m_reopening = 0;
    m_isBrokenOff = false;
    setDoing(Doing::Nothing);
}

void BatchWork::pause(bool paused)
{
    const auto profile = m_desk.profile();
    if (!profile)
        return;
    m_desk.tell([name = profile->name, paused](
                    engine::Engine& engine) { return paused ? engine.pause(name) : engine.resume(name); });
}

QJsonObject BatchWork::about() const
{
    QJsonObject json{{NameKey, m_source.name}, {FileKey, m_source.file},
        {MappingKey, m_mapping.toJson(m_sheet.shape().header)}, {KeptKey, QDateTime::currentMSecsSinceEpoch()}};
    if (m_lines)
        json.insert(LinesKey, intake::lineRuleText(*m_lines));
    return json;
}

void BatchWork::keep()
{
    m_keep.stop();
    if (isEmpty())
        return;
    const QString file = m_batch > 0 ? folder() + QStringLiteral("/%1.sheet").arg(m_batch) : workingFile();
    m_worker.keep(file, {m_sheet, about()});
}

void BatchWork::acceptNow()
{
    const auto planned = plan();
    if (!planned) // the profile went away meanwhile
        return takeBack();
    BatchPlan batch;
    batch.plan = *planned;
    batch.name = m_source.name;
    batch.choices = QJsonDocument(about()).toJson(QJsonDocument::Compact);
    batch.about = about();
    batch.folder = folder();
    batch.working = workingFile();
    batch.before = counts().accepted;
    m_keep.stop();
    m_undo.clear(); // what is sent is not to be written over
    m_now.resize(std::size_t(m_sheet.size()));
    setDoing(Doing::Accepting);
    m_worker.accept(m_sheet, openRows(), batch, m_desk.folder().ledgerFile(), m_desk.signalsOf());
}

void BatchWork::setNow(qsizetype row, const RowNow& now)
{
    if (std::size_t(row) >= m_now.size())
        m_now.resize(std::size_t(row) + 1);
    m_now[std::size_t(row)] = now;
    m_rowOfEvent.insert(now.event, row);
    m_counts.reset();
}

void BatchWork::takeDecided(const QList<DecidedRow>& rows)
{
    QList<qint64> events;
    for (const DecidedRow& decided : rows) {
        const qsizetype row = m_sheet.indexOf(decided.number);
        if (decided.event == 0 || row < 0)
            continue;
        if (now(row).event == 0)
            setNow(row, {decided.event, ledger::State::Waiting, false, false});
        events << decided.event;
    }
    follow(events); // some may be through already
}

void BatchWork::endAccepting()
{
    setDoing(Doing::Nothing);
    readEvents(); // where it was stopped, some rows were decided on and not told
    check();      // what was held back, by what the ledger says now
}

void BatchWork::takeEvents(const QList<ledger::EventRecord>& events)
{
    qsizetype first = m_sheet.size();
    qsizetype last = 0;
    for (const ledger::EventRecord& event : events) {
        const qsizetype row = event.batch && event.batch->batch == m_batch ? m_sheet.indexOf(event.batch->row) : -1;
        if (row < 0)
            continue;
        setNow(row, nowOf(event));
        first = qMin(first, row);
        last = qMax(last, row);
    }
    if (first <= last)
        Q_EMIT rowsChanged(first, last);
    Q_EMIT statesChanged();
}

void BatchWork::follow(const QList<qint64>& events)
{
    QList<qint64> ours;
    for (const qint64 event : events) {
        if (m_rowOfEvent.contains(event))
            ours << event;
    }
    const ledger::Reader* reader = m_desk.reader();
    if (ours.isEmpty() || !reader)
        return;
    const auto records = reader->among({}, ours);
    if (!records) {
        Q_EMIT failed(records.error());
        return;
    }
    qsizetype first = m_sheet.size();
    qsizetype last = 0;
    for (const ledger::EventRecord& event : *records) {
        const qsizetype row = m_rowOfEvent.value(event.id);
        setNow(row, nowOf(event));
        first = qMin(first, row);
        last = qMax(last, row);
    }
    if (first <= last)
        Q_EMIT rowsChanged(first, last);
    Q_EMIT statesChanged();
}

void BatchWork::catchUp()
{
    // What our own engine does is followed one by one; all of it is read for what other programs did.
    if (m_batch > 0 && m_doing != Doing::Reading && (!m_caughtUp.isValid() || m_caughtUp.hasExpired(CatchUpMs)))
        readEvents();
}

void BatchWork::readEvents()
{
    m_caughtUp.start();
    if (m_batch > 0)
        m_worker.readEvents(m_desk.folder().ledgerFile(), m_batch);
}

void BatchWork::cancelWaiting()
{
    const QList<qint64> waiting = events([](const RowNow& now) { return now.state == ledger::State::Waiting; });
    for (qsizetype at = 0; at < waiting.size(); at += engine::Engine::MostInOneGo)
        m_desk.tell([some = waiting.mid(at, engine::Engine::MostInOneGo)](engine::Engine& engine) -> Done {
            const auto taken = engine.cancelAll(some);
            return taken ? Done() : Done(tl::unexpected(taken.error()));
        });
}

void BatchWork::retryFailed()
{
    const QList<qint64> failed = events([](const RowNow& now) {
        return now.state == ledger::State::Refused || now.state == ledger::State::Unknown
            || (now.state == ledger::State::Waiting && now.wasTried);
    });
    for (qsizetype at = 0; at < failed.size(); at += engine::Engine::MostAtOnce)
        m_desk.tell([some = failed.mid(at, engine::Engine::MostAtOnce)](
                        engine::Engine& engine) { return engine.resendAll(some); });
}

// ---- Other files.

void BatchWork::writeFile(const QString& file, engine::ResultFile::Kind kind)
{
    if (m_doing != Doing::Nothing || m_recheck.isActive()) {
        Q_EMIT failed({Error::Code::NotAllowed, tr("The rows are being gone through: please try again in a moment.")});
        return;
    }
    BatchSnapshot batch{m_sheet, m_report, {}, m_mapping.columnOf(Field::OrderId)};
    batch.events.reserve(m_now.size());
    for (const RowNow& now : m_now)
        batch.events.push_back(now.event);
    setDoing(Doing::Writing);
    m_worker.write(file, kind, batch, m_desk.folder().ledgerFile());
}

void BatchWork::writeResults(const QString& file) { writeFile(file, engine::ResultFile::Kind::Results); }

void BatchWork::writeRejects(const QString& file)
{
    if (const Done done = m_mappings.remember(m_mapping, m_sheet.shape().header); !done)
        Q_EMIT failed(done.error());
    writeFile(file, engine::ResultFile::Kind::Rejects);
}

} // namespace rookery::ui

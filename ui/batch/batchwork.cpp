// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batchwork.h"

#include "engine/sheetfix.h"
#include "intake/amounttext.h"
#include "ui/batch/keptkeys.h"
#include "ui/common/desk.h"
#include "ui/common/world.h"
#include "ui/common/worldwatch.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QKeySequence>
#include <QSaveFile>

#include <algorithm>

namespace rookery::ui {

namespace {

using engine::RowLook;
using pixel::Field;

constexpr int RecheckMs = 150;
constexpr int KeepMs = 500;
constexpr int SecondMs = 1000;
constexpr int CatchUpMs = 15'000;
constexpr qsizetype TypedRows = 20;
const QString LaterRowsAreDuplicates = QStringLiteral("duplicates"); // in the place of a rule
/// Of a table to type into; it has columns for the others too, which are shown when they are mapped.
const QList<Field> ShownFields{Field::OrderId, Field::Revenue, Field::Tax, Field::Shipping, Field::UserId};

// As the cells of the sheet are read.
QString cellOf(const pixel::FieldSpec& spec, const QString& value, pixel::AmountStyle style)
{
    if (spec.check != pixel::Check::Revenue && spec.check != pixel::Check::PartOfRevenue)
        return value;
    const auto amount = pixel::Amount::parse(value);
    return amount ? intake::showAmount(*amount, style) : value;
}

} // namespace

BatchWork::BatchWork(Desk& desk, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_edits([this](qsizetype row) { return isEditable(row); })
    , m_orders(desk)
    , m_putAway(folder())
    , m_mappings(desk.folder().path() + QStringLiteral("/mappings.json"))
{
    if (const Done loaded = m_mappings.load(); !loaded)
        QTimer::singleShot(0, this, [this, error = loaded.error()] { Q_EMIT failed(error); });
    connect(&m_edits, &SheetEdits::rowsChanged, this, [this](qsizetype first, qsizetype last) {
        wasEdited();
        Q_EMIT rowsChanged(first, last);
    });
    connect(&m_edits, &SheetEdits::rowsAdded, this, [this] {
        if (!m_orders.isEmpty())
            m_orders.setSize(sheet().size());
        wasEdited();
    });
    connect(&m_orders, &BatchOrders::changed, this, [this](qsizetype first, qsizetype last) {
        m_counts.reset();
        if (first >= 0)
            Q_EMIT rowsChanged(first, last);
        Q_EMIT statesChanged();
        if (first >= 0 && m_pausesOnFailure)
            pauseAtFailure();
    });
    connect(&m_orders, &BatchOrders::failed, this, &BatchWork::failed);
    m_countdown.setSingleShot(true);
    connect(&m_countdown, &QTimer::timeout, this, &BatchWork::acceptNow);
    m_seconds.setInterval(SecondMs);
    connect(&m_seconds, &QTimer::timeout, this, &BatchWork::countedDown);
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
    m_reread.setSingleShot(true);
    m_reread.setInterval(CatchUpMs);
    connect(&m_reread, &QTimer::timeout, this, &BatchWork::readEvents);
    connect(this, &BatchWork::statesChanged, this, [this] {
        if (counts().goOn() && !m_reread.isActive())
            m_reread.start();
    });
    connect(&m_worker, &BatchWorker::allEventsRead, this, [this] {
        m_isReadingEvents = false;
        if (std::exchange(m_readsEventsAgain, false))
            readEvents();
        m_orders.follow(std::exchange(m_changedMeanwhile, {}));
    });
    connect(&m_worker, &BatchWorker::eventsRead, this, &BatchWork::takeEvents);
    connect(&m_worker, &BatchWorker::written, this, [this](const QString& file, qint64 rows) {
        setDoing(Doing::Nothing);
        Q_EMIT written(file, rows);
    });
    connect(&m_worker, &BatchWorker::standingsRead, this, [this](const auto& standings) {
        if (std::exchange(m_takesUp, false))
            takeUpUnsettled(standings);
        Q_EMIT standingsRead(standings);
    });
    connect(&m_worker, &BatchWorker::progressed, this, &BatchWork::progressed);
    connect(&m_worker, &BatchWorker::keepFailed, this, &BatchWork::failed);
    connect(&m_worker, &BatchWorker::failed, this, [this](const Error& error) {
        m_reopening = 0;
        m_isBrokenOff = false;
        m_bringsBack.clear();
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
    if (m_keep.isActive())
        keep();
}

QString BatchWork::folder() const { return m_desk.folder().path() + QStringLiteral("/batches"); }

QString BatchWork::workingFile() const { return folder() + QStringLiteral("/working.sheet"); }

void BatchWork::setDoing(Doing doing)
{
    if (m_doing == doing)
        return;
    m_doing = doing;
    if (doing == Doing::Countdown)
        m_seconds.start();
    else
        m_seconds.stop();
    Q_EMIT doingChanged();
}

// ---- Bring in.

void BatchWork::reset()
{
    m_countdown.stop();
    m_recheck.stop();
    m_keep.stop();
    m_edits.setSheet({});
    m_worker.release(std::exchange(m_report, std::make_shared<const engine::SheetReport>()));
    m_mapping = {};
    m_suggestion = {};
    m_lines = {};
    m_linesAreDecided = false;
    m_isRemembered = false;
    m_batch = 0;
    m_orders.clear();
    m_reread.stop();
    m_changedMeanwhile.clear();
    m_pausesOnFailure = false;
    m_sentTo.clear();
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
        if (const qint64 rows = filledRows(); rows > 0) {
            m_lastPutAway = m_putAway.nextFile();
            m_worker.keep(m_lastPutAway, {sheet(), about()}, workingFile());
            Q_EMIT putAside(rows);
        } else {
            m_worker.forget(workingFile());
        }
    } else if (isEmpty() && !m_tookUp && QFile::exists(workingFile())) {
        m_lastPutAway = m_putAway.nextFile();
        if (QFile::rename(workingFile(), m_lastPutAway))
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
    intake::Sheet typed(std::make_shared<intake::SheetSource>(shape));
    typed.addRows(TypedRows);
    m_edits.setSheet(typed);
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

void BatchWork::bringBack() { bringBack(m_lastPutAway); }

void BatchWork::bringBack(const QString& file)
{
    if (file.isEmpty() || (m_doing != Doing::Nothing && m_doing != Doing::Checking))
        return;
    m_bringsBack = file;
    setDoing(Doing::Reading);
    m_worker.restore(file);
}

qint64 BatchWork::filledRows() const { return m_isCurrent ? report().rows() : sheet().size(); }

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
    if (last.isEmpty() || !isKept(last.first().id))
        return offerPutAway();
    if (last.first().rows) {
        m_takesUp = true;
        return readStandings();
    }
    reopen(last.first().id);
    m_isBrokenOff = true;
}

// What was put away before the program ended.
void BatchWork::offerPutAway()
{
    const QList<PutAway::Rows> all = m_putAway.all();
    if (all.isEmpty())
        return;
    m_lastPutAway = all.first().file;
    Q_EMIT putAside(all.first().rows);
    Q_EMIT replaced();
}

void BatchWork::takeUpUnsettled(const QHash<qint64, ledger::BatchStanding>& standings)
{
    const ledger::Reader* reader = m_desk.reader();
    if (!isEmpty() || m_doing != Doing::Nothing || !reader)
        return; // somebody was quicker
    const auto last = reader->batches(1).value_or(QList<ledger::Batch>());
    if (last.isEmpty() || standings.value(last.first().id).underWay == 0)
        return offerPutAway();
    reopen(last.first().id);
    Q_EMIT goesOn(last.first().name);
}

void BatchWork::take(const intake::Sheet& sheet)
{
    if (sheet.size() == 0) {
        setDoing(Doing::Nothing);
        Q_EMIT failed({Error::Code::BadInput, tr("There are no rows in %1.").arg(m_source.name)});
        return;
    }
    m_edits.setSheet(sheet);
    suggest();
    Q_EMIT replaced();
    setDoing(Doing::Nothing);
    check();
    m_keep.start();
}

void BatchWork::takeKept(const intake::KeptSheet& kept)
{
    if (const QString back = std::exchange(m_bringsBack, {}); !back.isEmpty()) { // the two change places
        putAway();
        reset();
        m_worker.move(back, workingFile()); // at no moment it is in neither place
    }
    m_edits.setSheet(kept.sheet);
    m_source.name = kept.about.value(NameKey).toString();
    m_source.file = kept.about.value(FileKey).toString();
    suggest();
    const auto mapping = intake::Mapping::fromJson(kept.about.value(MappingKey).toObject(), sheet().shape().header);
    if (mapping)
        m_mapping = *mapping;
    const QString lines = kept.about.value(LinesKey).toString();
    m_lines = intake::lineRuleOfText(lines);
    m_linesAreDecided = !lines.isEmpty();
    m_batch = std::exchange(m_reopening, 0);
    setDoing(Doing::Nothing);
    Q_EMIT replaced();
    if (std::exchange(m_isBrokenOff, false))
        Q_EMIT wasBrokenOff(m_source.name);
    if (m_batch > 0) {
        m_orders.setSize(sheet().size());
        if (const ledger::Reader* reader = m_desk.reader()) {
            const auto batch = reader->batch(m_batch);
            m_sentTo = batch ? batch->profile : QString();
        }
        readEvents();
    } else {
        Q_EMIT restored(QDateTime::fromMSecsSinceEpoch(kept.about.value(KeptKey).toInteger()));
        m_keep.start();
    }
    check();
}

// ---- Match.

void BatchWork::suggest()
{
    m_suggestion = intake::suggestMapping(sheet().shape());
    const auto known = m_mappings.find(sheet().shape().header);
    m_isRemembered = known.has_value();
    m_mapping = known ? *known : m_suggestion.mapping;
}

bool BatchWork::hasSeveralLines() const
{
    const QList<engine::SheetProblem>& problems = m_report->problems;
    return intake::hasSeveralLines(sheet().shape(), m_mapping)
        || std::any_of(problems.begin(), problems.end(),
            [](const engine::SheetProblem& problem) { return problem.code == intake::UnequalCode; });
}

bool BatchWork::mustAskForLines() const { return !m_lines && !m_linesAreDecided && m_batch == 0 && hasSeveralLines(); }

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
    m_edits.setNumbers(style);
    Q_EMIT mappingChanged();
    check();
    m_keep.start();
}

void BatchWork::setDates(intake::DateStyle style)
{
    m_choices.dates = style;
    m_edits.setDates(style);
    Q_EMIT mappingChanged();
    check();
    m_keep.start();
}

void BatchWork::setLines(std::optional<intake::LineRule> rule)
{
    if (m_linesAreDecided && m_lines == rule)
        return;
    m_edits.decide(
        tr("Say what the rows of an order are"), [this, rule] { applyLines(rule, true); },
        [this, rule = m_lines, areDecided = m_linesAreDecided] { applyLines(rule, areDecided); });
}

void BatchWork::applyLines(std::optional<intake::LineRule> rule, bool areDecided)
{
    m_lines = rule;
    m_linesAreDecided = areDecided;
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
    plan.laterRowsAreDuplicates = m_linesAreDecided;
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
    m_worker.check(sheet(), m_orders.accepted(), *plan(), m_desk.folder().ledgerFile());
}

void BatchWork::takeReport(const std::shared_ptr<const engine::SheetReport>& report)
{
    m_worker.release(std::exchange(m_report, report));
    m_isCurrent = true;
    m_counts.reset();
    checkWhatIsSent();
    setDoing(Doing::Nothing);
    Q_EMIT checked();
}

// Of a batch that is opened again it is known late which rows are orders; they are not among what goes.
void BatchWork::checkWhatIsSent()
{
    for (qsizetype row = 0; row < m_orders.size(); ++row) {
        const RowLook seen = m_orders.at(row).event != 0 ? look(row) : RowLook::Blank;
        if (seen != RowLook::Ready && seen != RowLook::Check)
            continue;
        m_isCurrent = false;
        return m_recheck.start();
    }
}

// ---- Fix.

bool BatchWork::isOpenToChanges() const
{
    return m_doing != Doing::Accepting && m_doing != Doing::Reading && m_doing != Doing::Writing;
}

bool BatchWork::isEditable(qsizetype row) const { return isOpenToChanges() && m_orders.at(row).event == 0; }

void BatchWork::wasEdited()
{
    if (m_doing == Doing::Countdown)
        takeBack(); // what was confirmed is another thing now
    m_isCurrent = false;
    m_counts.reset();
    m_recheck.start();
    m_keep.start();
}

QString BatchWork::addOrder(const pixel::Event& order)
{
    if (!isOpenToChanges())
        return tr("The batch is busy. Try again in a moment.");
    if (isEmpty())
        typeRows();
    const auto cellStyle = intake::decimalSign(sheet().shape().numbers.value) == '.' ? pixel::AmountStyle::Point
                                                                                     : pixel::AmountStyle::Comma;
    intake::Mapping mapping = m_mapping;
    QList<CellEdit> cells;
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        if (!order.has(spec.field) || !intake::isMappable(spec.field))
            continue;
        if (mapping.columnOf(spec.field) < 0) {
            const auto own = sheet().shape().header.indexOf(pixel::label(spec.field));
            if (own < 0 || mapping.fieldOf(int(own)))
                return tr("The batch from %1 has no column for the %2.").arg(m_source.name, pixel::label(spec.field));
            mapping.setColumn(spec.field, int(own));
        }
        cells << CellEdit{0, mapping.columnOf(spec.field), cellOf(spec, order.value(spec.field), cellStyle)};
    }
    setMapping(mapping);
    qsizetype row = sheet().size();
    while (row > 0 && sheet().isBlank(row - 1))
        --row;
    m_edits.undo().beginMacro(tr("Add an order"));
    if (row == sheet().size())
        m_edits.addRows(1);
    for (CellEdit& cell : cells)
        cell.row = row;
    m_edits.edit(tr("Add an order"), cells);
    m_edits.undo().endMacro();
    return {};
}

void BatchWork::fixWith(
    const engine::SheetProblem& problem, const std::function<QString(const intake::RowFinding&)>& fix)
{
    if (!m_isCurrent)
        return; // what was found may be gone
    QList<CellEdit> cells;
    const QList<engine::SheetFix> fixes = engine::fixesFor(sheet(), *m_report, problem, fix);
    for (const engine::SheetFix& one : fixes)
        cells << CellEdit{one.row, one.column, one.text};
    m_edits.edit(tr("Fix %Ln row(s)", nullptr, int(cells.size())), cells);
}

void BatchWork::fixAll(const engine::SheetProblem& problem)
{
    fixWith(problem, [](const intake::RowFinding& finding) { return finding.fix; });
}

void BatchWork::decideReadings(const engine::SheetProblem& problem, bool other)
{
    fixWith(problem, [other, style = sheet().shape().numbers.value](const intake::RowFinding& finding) {
        return engine::readingOf(finding.found, style, other);
    });
}

// ---- What is known.

pixel::AmountStyle BatchWork::amountStyle() const
{
    const auto profile = m_desk.profile();
    return profile ? profile->amountStyle : pixel::AmountStyle::Point;
}

RowLook BatchWork::look(qsizetype row) const
{
    if (sheet().isLeftOut(row))
        return RowLook::LeftOut;
    return std::size_t(row) < m_report->looks.size() ? m_report->looks[std::size_t(row)] : RowLook::Blank;
}

QList<intake::RowFinding> BatchWork::findings(qsizetype row) const
{
    return m_orders.at(row).event == 0 ? m_report->findings.value(row) : QList<intake::RowFinding>();
}

std::optional<ledger::EventRecord> BatchWork::earlier(qsizetype row) const
{
    const auto found = m_report->earlier.constFind(row);
    return found == m_report->earlier.constEnd() || m_orders.at(row).event != 0 ? std::nullopt : std::optional(*found);
}

const BatchCounts& BatchWork::counts() const
{
    if (!m_counts)
        m_counts = countRows();
    return *m_counts;
}

// What is sent goes out of the rows at once, and out of the sums when they are checked.
bool BatchWork::areSumsCurrent() const
{
    return counts().accepted == 0 || (m_isCurrent && m_doing != Doing::Accepting);
}

BatchCounts BatchWork::countRows() const
{
    BatchCounts counts;
    counts.looks = m_report->counts;
    for (qsizetype row = 0; row < m_orders.size(); ++row) {
        const RowNow now = m_orders.at(row);
        if (now.event == 0)
            continue;
        ++counts.accepted;
        if (now.state == ledger::State::Waiting) {
            ++counts.cancellable;
            if (now.wasTried && !now.isHeld)
                ++counts.goesAgain;
        }
        if (now.state == ledger::State::Unknown && !now.isHeld)
            ++counts.unknownAgain;
        if (std::size_t(row) < m_report->looks.size())
            --counts.looks[std::size_t(m_report->looks[std::size_t(row)])];
        switch (now.standing()) {
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

// ---- Run.

bool BatchWork::isUnchecked() const
{
    return m_doing == Doing::Nothing && !m_isCurrent && !m_recheck.isActive() && whatIsMissing().isEmpty()
        && !isEmpty();
}

QString BatchWork::whyNotSend() const
{
    if (const QString missing = whatIsMissing(); !missing.isEmpty())
        return missing;
    if (const QString why = m_desk.profile()->sendingForbidden(); !why.isEmpty())
        return why;
    if (mustAskForLines())
        //: %1 a key
        return tr("Some order IDs are in more than one row: answer first how those rows belong together (%1).")
            .arg(QKeySequence(Qt::CTRL | Qt::Key_G).toString(QKeySequence::NativeText));
    if (isSendingOff(m_desk.worldWatch().world()))
        return tr("Nothing can be saved, so sending is off: every order must be recorded first.");
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
        return tr("Looking at the rows was stopped.");
    return counts().ready() > 0 ? QString() : tr("No row is ready to be sent.");
}

void BatchWork::send()
{
    if (!whyNotSend().isEmpty())
        return;
    if (const Done done = m_mappings.remember(m_mapping, sheet().shape().header); !done)
        Q_EMIT failed(done.error());
    if (m_keep.isActive())
        keep(); // should the program end before the first row goes
    if (const int seconds = m_desk.settings().undoSeconds; seconds > 0)
        m_countdown.start(std::chrono::seconds(seconds));
    setDoing(Doing::Countdown);
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

int BatchWork::secondsLeft() const
{
    return m_countdown.isActive() ? int((m_countdown.remainingTime() + SecondMs - 1) / SecondMs) : 0;
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

QString BatchWork::profileName() const
{
    const auto profile = m_desk.profile();
    return !m_sentTo.isEmpty() ? m_sentTo : profile ? profile->name : QString();
}

void BatchWork::pause(bool paused)
{
    const QString name = profileName();
    if (name.isEmpty())
        return;
    m_desk.tell([name, paused](engine::Engine& engine) { return paused ? engine.pause(name) : engine.resume(name); });
}

// Once for each that fails: who resumes has seen it.
void BatchWork::pauseAtFailure()
{
    const qsizetype failed = m_orders.failures();
    if (failed <= std::exchange(m_failedBefore, failed) || counts().waiting == 0)
        return;
    qsizetype row = 0;
    while (row < m_orders.size() && !m_orders.at(row).hasFailed())
        ++row;
    pause(true);
    Q_EMIT pausedAt(row);
}

QJsonObject BatchWork::about() const
{
    QJsonObject json{{NameKey, m_source.name}, {FileKey, m_source.file},
        {MappingKey, m_mapping.toJson(sheet().shape().header)}, {KeptKey, QDateTime::currentMSecsSinceEpoch()},
        {RowsKey, filledRows()}};
    if (m_linesAreDecided)
        json.insert(LinesKey, m_lines ? intake::lineRuleText(*m_lines) : LaterRowsAreDuplicates);
    return json;
}

void BatchWork::keep()
{
    m_keep.stop();
    if (isEmpty())
        return;
    const QString file = m_batch > 0 ? folder() + QStringLiteral("/%1.sheet").arg(m_batch) : workingFile();
    m_worker.keep(file, {sheet(), about()});
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
    m_edits.undo().clear(); // what is sent is not to be written over
    m_orders.setSize(sheet().size());
    m_sentTo = planned->profile.name;
    m_failedBefore = m_orders.failures();
    setDoing(Doing::Accepting);
    m_worker.accept(sheet(), m_orders.accepted(), batch, m_desk.folder().ledgerFile(), m_desk.signalsOf());
}

void BatchWork::takeDecided(const QList<DecidedRow>& rows)
{
    QList<qint64> events;
    for (const DecidedRow& decided : rows) {
        const qsizetype row = sheet().indexOf(decided.number);
        if (decided.event == 0 || row < 0)
            continue;
        m_orders.add(row, decided.event);
        events << decided.event;
    }
    m_counts.reset();
    m_orders.follow(events); // some may be through already
}

void BatchWork::endAccepting()
{
    setDoing(Doing::Nothing);
    readEvents(); // where it was stopped, some rows were decided on and not told
    check();      // what was held back, by what the ledger says now
}

void BatchWork::takeEvents(const QList<ledger::EventRecord>& events)
{
    QList<qint64> doubtful;
    for (const ledger::EventRecord& event : events) {
        const qsizetype row = event.batch && event.batch->batch == m_batch ? sheet().indexOf(event.batch->row) : -1;
        if (row < 0)
            continue;
        // What was heard meanwhile may be newer than what was read.
        if (m_orders.at(row).event != 0 && m_orders.at(row).state != event.state)
            doubtful << event.id;
        else
            m_orders.take(row, event);
    }
    m_orders.tell();
    m_orders.follow(doubtful);
    if (m_isCurrent && m_doing != Doing::Accepting)
        checkWhatIsSent();
}

void BatchWork::follow(const QList<qint64>& events)
{
    if (m_isReadingEvents)
        m_changedMeanwhile += events; // what is read may be older than this
    m_orders.follow(events);
}

void BatchWork::catchUp()
{
    // What our own engine does is followed one by one; all of it is read for what other programs did.
    if (m_batch > 0 && m_doing != Doing::Reading && (!m_caughtUp.isValid() || m_caughtUp.hasExpired(CatchUpMs)))
        readEvents();
}

void BatchWork::readStandings() { m_worker.readStandings(m_desk.folder().ledgerFile()); }

void BatchWork::readEvents()
{
    m_caughtUp.start();
    if (m_batch == 0)
        return;
    if (std::exchange(m_isReadingEvents, true)) {
        m_readsEventsAgain = true;
        return;
    }
    m_worker.readEvents(m_desk.folder().ledgerFile(), m_batch);
}

// ---- Other files.

void BatchWork::writeFile(const QString& file, engine::ResultFile::Kind kind)
{
    if (m_doing != Doing::Nothing || m_recheck.isActive()) {
        Q_EMIT failed({Error::Code::NotAllowed, tr("The rows are being gone through. Try again in a moment.")});
        return;
    }
    engine::BatchSnapshot batch{sheet(), m_report, {}, m_mapping.columnOf(Field::OrderId)};
    batch.events.reserve(std::size_t(m_orders.size()));
    for (qsizetype row = 0; row < m_orders.size(); ++row)
        batch.events.push_back(m_orders.at(row).event);
    setDoing(Doing::Writing);
    m_worker.write(file, kind, batch, m_desk.folder().ledgerFile());
}

void BatchWork::writeResults(const QString& file) { writeFile(file, engine::ResultFile::Kind::Results); }

void BatchWork::writeRejects(const QString& file)
{
    if (const Done done = m_mappings.remember(m_mapping, sheet().shape().header); !done)
        Q_EMIT failed(done.error());
    writeFile(file, engine::ResultFile::Kind::Rejects);
}

} // namespace rookery::ui

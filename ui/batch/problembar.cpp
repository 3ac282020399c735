// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/problembar.h"

#include "engine/sheetfix.h"
#include "ui/batch/batchwords.h"
#include "ui/batch/batchwork.h"
#include "ui/common/words.h"

#include <QKeyEvent>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace rookery::ui {

namespace {

using engine::RowLook;
using pixel::Severity;

Bar::Mood moodOf(Severity severity) { return severity == Severity::Error ? Bar::Mood::Bad : Bar::Mood::Careful; }

QString placeOf(const engine::SheetProblem& problem) { return problem.code + u' ' + QString::number(problem.column); }

} // namespace

ProblemBar::ProblemBar(BatchWork& work, QWidget* parent) : QWidget(parent), m_work(work), m_bar(new Bar)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bar);
}

void ProblemBar::refresh()
{
    m_same.reset();
    m_asks = false;
    if (m_work.doing() == BatchWork::Doing::Countdown || m_work.doing() == BatchWork::Doing::Accepting)
        return m_bar->dismiss();
    if (!sayWhatIsMissing() && !sayUnchecked() && !saySource() && !askForLines() && !sayKnown(true) && !askForReadings()
        && !saySame() && !sayKnown(false))
        m_bar->dismiss();
}

bool ProblemBar::sayWhatIsMissing()
{
    const QString missing = m_work.whatIsMissing();
    if (missing.isEmpty())
        return false;
    say(Bar::Mood::Careful, missing, {{tr("Columns and format..."), [this] { Q_EMIT columnsWanted(); }}});
    return true;
}

bool ProblemBar::sayUnchecked()
{
    if (!m_work.isUnchecked())
        return false;
    say(Bar::Mood::Careful, tr("Looking at the rows was stopped, so nobody knows what is wrong in them."),
        {{tr("Look at them"), [this] { m_work.checkAgain(); }}});
    return true;
}

// What is wrong with the source as a whole may have hidden rows.
bool ProblemBar::saySource()
{
    if (!m_work.sheet().source() || m_work.batch() != 0)
        return false;
    const QList<intake::RowFinding>& findings = m_work.sheet().source()->findings;
    const auto worst = std::max_element(findings.begin(), findings.end(),
        [](const auto& a, const auto& b) { return a.what.severity < b.what.severity; });
    if (worst == findings.end() || worst->what.severity < Severity::Warning)
        return false;
    say(moodOf(worst->what.severity), worst->what.sentence,
        {{tr("Columns and format..."), [this] { Q_EMIT columnsWanted(); }}});
    return true;
}

// Lines of one order are added up by nobody's guess.
bool ProblemBar::askForLines()
{
    if (!m_work.mustAskForLines())
        return false;
    const auto by = [this](intake::LineRule rule) { return [this, rule] { m_work.setLines(rule); }; };
    ask(tr("Some order IDs are in more than one row. How do those rows belong together?"),
        {{tr("Items: add up"), by(intake::LineRule::Sum)}, {tr("Take the first"), by(intake::LineRule::First)},
            {tr("The same again"), by(intake::LineRule::Equal)}, {tr("Duplicates"), [this] { m_work.setLines({}); }}});
    return true;
}

// That most of a file was here before says more than any of its rows.
bool ProblemBar::sayKnown(bool most)
{
    const QString text = knownRows(m_work);
    if (text.isEmpty() || (most && m_work.counts().count(RowLook::Known) * 2 <= m_work.report().rows()))
        return false;
    say(Bar::Mood::Careful, text, {{tr("Show"), [this] { Q_EMIT showWanted(RowFilter::Duplicates); }}});
    return true;
}

// 1.234: nobody but a person knows.
bool ProblemBar::askForReadings()
{
    const QList<engine::SheetProblem>& problems = m_work.report().problems;
    for (const engine::SheetProblem& problem : problems) {
        const auto readings = engine::readingsOf(problem, m_work.sheet().shape().numbers.value);
        if (!readings)
            continue;
        const auto decide
            = [this, problem](bool other) { return [=, this] { m_work.decideReadings(problem, other); }; };
        const QString found = problem.first.found;
        ask(problem.rows > 1 ? tr("%1 in row %2, and the like in %3 more: which is meant?")
                                   .arg(found)
                                   .arg(problem.first.row)
                                   .arg(QLocale().toString(problem.rows - 1))
                             : tr("%1 in row %2: which is meant?").arg(found).arg(problem.first.row),
            {{readings->first, decide(false)}, {readings->second, decide(true)}}, placeOf(problem));
        return true;
    }
    return false;
}

bool ProblemBar::saySame()
{
    const QList<engine::SheetProblem>& problems = m_work.report().problems;
    const auto same = std::find_if(problems.begin(), problems.end(), [](const engine::SheetProblem& problem) {
        return problem.fixable > 1 || (problem.rows > 1 && problem.severity == Severity::Error);
    });
    if (same == problems.end())
        return false;
    m_same = *same;
    const QLocale locale;
    const bool isError = same->severity == Severity::Error;
    QList<Bar::Answer> answers{
        {tr("Show"), [this, isError] { Q_EMIT showWanted(isError ? RowFilter::Fix : RowFilter::Check); }}};
    if (canFixAll())
        answers << Bar::Answer{tr("Fix all %1").arg(locale.toString(same->fixable)), [this] { fixAll(); }};
    const QString name = engine::problemName(*same, m_work.sheet().shape().numbers.value);
    say(moodOf(same->severity),
        name.isEmpty()
            ? tr("Same problem in %1 rows, for example: %2").arg(locale.toString(same->rows), same->first.what.sentence)
            : tr("Same problem in %1 rows: %2").arg(locale.toString(same->rows), name),
        answers);
    return true;
}

bool ProblemBar::canFixAll() const { return m_same && m_same->fixable > 0 && m_work.isOpenToChanges(); }

void ProblemBar::fixAll()
{
    if (canFixAll())
        m_work.fixAll(engine::SheetProblem(*m_same));
}

// Whatever is answered by a digit says so.
void ProblemBar::ask(const QString& text, const QList<Bar::Answer>& answers, const QString& about)
{
    QList<Bar::Answer> numbered;
    for (const Bar::Answer& answer : answers)
        //: a key that is to be pressed, and what it means
        numbered << Bar::Answer{tr("Alt+%1  %2").arg(numbered.size() + 1).arg(answer.text), [this, act = answer.act] {
                                    act();
                                    Q_EMIT answered();
                                }};
    say(Bar::Mood::Careful, text, numbered, about);
    m_asks = true;
}

void ProblemBar::answer(int number)
{
    if (m_asks)
        m_bar->answer(number);
}

void ProblemBar::keyPressEvent(QKeyEvent* event)
{
    const int digit = event->key() - Qt::Key_1;
    if (!m_asks || digit < 0 || digit > Qt::Key_9 - Qt::Key_1 || event->isAutoRepeat())
        return QWidget::keyPressEvent(event);
    m_bar->answer(digit);
}

// The same words once more would take the button away from under a click.
void ProblemBar::say(Bar::Mood mood, const QString& text, const QList<Bar::Answer>& answers, const QString& about)
{
    if (std::exchange(m_about, about) != about || m_bar->text() != text)
        m_bar->say(mood, text, answers);
}

} // namespace rookery::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/sheetcheck.h"
#include "ui/batch/sheetmodel.h"
#include "ui/common/bar.h"

namespace rookery::ui {

class BatchWork;

/// What most stands between a batch and its being sent, in one sentence, and what can be done about it: a column that
/// nobody knows, orders of several lines, the same problem in many rows, a file that was here before.
class ProblemBar final : public QWidget {
    Q_OBJECT

public:
    explicit ProblemBar(BatchWork& work, QWidget* parent = nullptr);

    /// From what the batch says now.
    void refresh();
    void dismiss() { m_bar->dismiss(); }
    /// Puts the suggested value into all rows with the problem that is shown.
    void fixAll();
    [[nodiscard]] bool canFixAll() const;
    /// Nobody but a person knows the answer; its keys are 1, 2 and so on while they are here.
    [[nodiscard]] bool asks() const { return m_asks; }
    /// Counted from 0.
    void answer(int number);
    void takeFocus() { m_bar->takeFocus(); }

Q_SIGNALS:
    void answered();
    void columnsWanted();
    void showWanted(rookery::ui::RowFilter filter);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] bool sayWhatIsMissing();
    [[nodiscard]] bool sayUnchecked();
    [[nodiscard]] bool saySource();
    [[nodiscard]] bool askForLines();
    [[nodiscard]] bool sayKnown(bool most);
    [[nodiscard]] bool askForReadings();
    [[nodiscard]] bool saySame();
    void say(Bar::Mood mood, const QString& text, const QList<Bar::Answer>& answers, const QString& about = {});

    void ask(const QString& text, const QList<Bar::Answer>& answers, const QString& about = {});

    BatchWork& m_work;
    Bar* m_bar;
    bool m_asks = false;
    QString m_about;                            // what the words are about, beside themselves
    std::optional<engine::SheetProblem> m_same; // that is shown
};

} // namespace rookery::ui

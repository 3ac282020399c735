// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace rookery::ui {

class BatchWork;

/// How the rows were read, and which column fills which field: every guess with a cell by which a person can judge it,
/// and a way to change it.
class MatchPane final : public QScrollArea {
    Q_OBJECT

public:
    explicit MatchPane(BatchWork& work, QWidget* parent = nullptr);

    /// From what the batch says now.
    void refresh();
    void takeFocus();

Q_SIGNALS:
    /// Reading again loses what was typed; the page asks.
    void choicesWanted(const std::function<void()>& apply);

private:
    void fillGuesses();
    void fillColumns();
    void fillConstants();
    void fillRest();
    void addGuess(const QString& label, QComboBox* box, const QString& hint);
    void mapColumn(int column, const QVariant& field);
    [[nodiscard]] QString sampleOf(int column) const;
    [[nodiscard]] QString confidenceOf(int column) const;
    void saveMapping();

    BatchWork& m_work;
    QWidget* m_guesses = nullptr;
    QGridLayout* m_guessGrid = nullptr;
    QWidget* m_columns = nullptr;
    QWidget* m_constants = nullptr;
    QLabel* m_source;
    QLabel* m_missing;
    QLabel* m_filled;
    QComboBox* m_named;
};

} // namespace rookery::ui

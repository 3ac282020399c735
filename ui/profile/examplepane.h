// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/finding.h"
#include "profile/profile.h"

#include <QWidget>

class QPlainTextEdit;
class QVBoxLayout;

namespace rookery::ui {

class Remark;

/// The address of a made-up order as this profile would send it, and what the rules say about it.
class ExamplePane final : public QWidget {
    Q_OBJECT

public:
    explicit ExamplePane(QWidget* parent = nullptr);

    /// `problems` are of the profile's own values; they are only counted here. `strict`: what is missing is wrong.
    void showProfile(const profile::Profile& profile, const QList<profile::ProfileProblem>& problems, bool strict);

private:
    void showVerdict(const pixel::Findings& findings, qsizetype problems, bool strict);
    void addFinding(const pixel::Finding& finding);

    QPlainTextEdit* m_address;
    Remark* m_verdict;
    QVBoxLayout* m_findings;
};

} // namespace rookery::ui

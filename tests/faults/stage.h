// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/powerdisk.h"
#include "ledger/ledger.h"

#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <memory>

/// What the program said about orders, by their event IDs. It must be true whatever happens to the disk afterwards.
struct Told {
    QMap<QString, QByteArray> accepted; ///< with their fields, but for the timestamp
    QMap<QString, QByteArray> frozen;   ///< with the bytes that may have left
    QSet<QString> delivered;
    int recorded = 0; ///< outcomes
    int backups = 0;
    int fixture = 0; ///< the version that the ledger was of; 0: this one
    int fixtureRows = 0;

    bool operator==(const Told&) const = default;
};

/// What a ledger holds of what was told; sums over many.
struct Verdict {
    int accepted = 0;
    int delivered = 0;
    int recorded = 0;
    int lost = 0;       ///< accepted or recorded, and not there
    int doubled = 0;    ///< there twice
    QStringList faults; ///< in words; the lost and the doubled too

    Verdict& operator+=(const Verdict& other);
};

/// A ledger in a folder, and what was told of it.
class Stage {
public:
    /// `disk` null: no fault is coming. What is said once the power is gone is not heard.
    Stage(const QString& folder, const PowerDisk* disk, Told told);

    [[nodiscard]] QString file() const { return m_folder + QStringLiteral("/ledger.sqlite"); }
    [[nodiscard]] QString backupFolder() const { return m_folder + QStringLiteral("/backups"); }
    [[nodiscard]] rookery::ledger::Ledger& ledger() const { return *m_ledger; }
    [[nodiscard]] const Told& told() const { return m_told; }
    [[nodiscard]] bool isOpen() const { return m_ledger != nullptr; }

    [[nodiscard]] rookery::Done open();
    /// And once more, where the sentence says so.
    [[nodiscard]] rookery::Done openAsTold();
    void close() { m_ledger.reset(); }

    [[nodiscard]] rookery::Done confirm(const QString& orderId, const QString& eventPrefix = QStringLiteral("e-"));
    [[nodiscard]] rookery::Done confirmAll(const QString& prefix, int count);
    [[nodiscard]] rookery::Done take(int limit);
    [[nodiscard]] rookery::Done complete(rookery::ledger::Move outcome);
    [[nodiscard]] rookery::Done backUp();
    [[nodiscard]] rookery::Done saveDraft(const QByteArray& content);
    /// Everything that the ledger holds now was told some time.
    void hearAll();

private:
    [[nodiscard]] bool isHeard() const { return m_disk == nullptr || !m_disk->isOff(); }

    QString m_folder;
    const PowerDisk* m_disk;
    Told m_told;
    std::unique_ptr<rookery::ledger::Ledger> m_ledger;
    QList<rookery::ledger::Taken> m_taken;
};

/// What is done while the disk fails, and what was there before.
struct Scene {
    const char* name;
    std::function<void(Stage&)> prepare;      ///< empty: there is no ledger yet, or the fixture
    std::function<rookery::Done(Stage&)> act; ///< ends at the first error
    bool opensFirst = true;                   ///< the ledger is open when the act begins
    std::function<void(Stage&)> warmUp = {};  ///< done in the same session as the act
    int fixture = 0;                          ///< the version that wrote the ledger; 0: this one
    int stride = 1;                           ///< every how many steps are looked at in the short form
};
[[nodiscard]] const QList<Scene>& scenes();
/// ROOKERY_FAULTS=all is in the environment: nothing is left out for the sake of time.
[[nodiscard]] bool isLong();
/// Scene::stride, or 1.
[[nodiscard]] int strideOf(const Scene& scene);

/// A folder in memory, where there is one: thousands are made.
class Scratch : public QTemporaryDir {
public:
    Scratch();
};

/// A scene's folder as it is before the act.
class Before {
public:
    explicit Before(const Scene& scene);

    [[nodiscard]] const Told& told() const { return m_told; }
    void copyTo(const QString& folder) const { write(m_files, folder); }
    static void write(const QMap<QString, QByteArray>& files, const QString& folder);

private:
    QMap<QString, QByteArray> m_files;
    Told m_told;
};

/// A stage on a copy of the folder, as far as the act; from the same folder always the same bytes, but for the names of
/// those who send.
[[nodiscard]] Stage stageOf(const Scene& scene, const Before& before, const PowerDisk& disk);

/// Equal where the same files have to answer for the same words.
[[nodiscard]] size_t hashOf(const QMap<QString, QByteArray>& files, const Told& told);

/// Opens what is in the folder as the program does at its next start, and compares.
[[nodiscard]] Verdict judge(const QString& folder, const Told& told);

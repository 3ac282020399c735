// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/faultydisk.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QString>

#include <memory>

/// What is on the disk when the power is gone: of each file what was synced, and what was written since and may have
/// arrived or not; of each folder the names that were synced, and those that were there.
class Remains {
public:
    /// Which of the writes arrived that nobody had synced.
    enum class Writes {
        None,
        All,
        EverySecondSector,
        HalfOfTheLast, ///< the others did
        ToTheLedger,   ///< none of those to its WAL
        ToTheWal,      ///< none of those to the ledger
    };
    /// Which changes of a folder arrived that nobody had synced.
    enum class Names { None, All, Removals };

    struct Variant {
        const char* name;
        Writes writes;
        Names names;
    };
    [[nodiscard]] static const QList<Variant>& variants();

    /// Relative paths and contents. The index of a WAL is not among them: it is memory.
    [[nodiscard]] QMap<QString, QByteArray> files(const Variant& variant) const;

private:
    friend class PowerDisk;
    struct Change {
        qint64 at = 0;
        QByteArray bytes;
        bool truncates = false; ///< to `at`
    };
    struct Image {
        QByteArray durable;
        QList<Change> pending;
    };
    using Id = quint64; // of a file, whatever it is called
    using Listing = QMap<QString, Id>;

    static void apply(const Change& change, QByteArray& bytes);
    [[nodiscard]] static QByteArray content(const Image& image, const QString& name, Writes writes);
    [[nodiscard]] Listing names(Names names) const;

    QHash<Id, Image> m_images;
    Listing m_synced;
    Listing m_there;
};

/// A disk under one folder that loses its power, fails or fills at a chosen step. Steps are whatever SQLite changes
/// (open, write, truncate, sync, delete) and syncs of a folder or a file by anybody. What other code does to names
/// (rename, remove) is seen too; what it writes into files is not.
class PowerDisk final : public FaultyDisk {
public:
    enum class Fault {
        None,
        PowerLoss,   ///< nothing is done from then on
        Error,       ///< this step fails, and what was to be synced is forgotten, as Linux does
        ErrorsSince, ///< this one and all that follow
        FullSince,   ///< no write that makes a file longer succeeds any more
    };

    /// What is in the folder is taken as synced.
    explicit PowerDisk(QString folder);
    ~PowerDisk() override;

    /// The fault comes at the `step`-th step from now on; 0: never, and the disk works again.
    void arm(Fault fault, int step);
    [[nodiscard]] int steps() const { return m_steps; }
    [[nodiscard]] bool hasFailed() const { return m_failed; }
    [[nodiscard]] bool isOff() const { return m_failed && m_fault == Fault::PowerLoss; }
    [[nodiscard]] const QString& folder() const { return m_folder; }

    /// As the power was lost, or as it would be if it were now.
    [[nodiscard]] Remains remains() const;

    /// For fsync() and fdatasync() of the whole program: nothing really goes to a disk, which takes its time.
    static int syncDescriptor(int descriptor);

protected:
    int before(const Step& step) override;
    void after(const Step& step) override;

private:
    class Pin;

    [[nodiscard]] int faultAt(Step::Kind kind);
    [[nodiscard]] int failure(Step::Kind kind) const;
    [[nodiscard]] bool grows(const Step& step) const;
    [[nodiscard]] Remains::Listing list() const;
    Remains::Image& imageOf(const QString& path);
    static void note(const Step& step, Remains::Image& image);
    static void syncFile(Remains::Image& image);
    int syncFolderOrFile(int descriptor);

    QString m_folder;
    QHash<Remains::Id, Remains::Image> m_images;
    QHash<Remains::Id, std::shared_ptr<Pin>> m_pins;
    Remains::Listing m_synced;
    std::unique_ptr<Remains> m_atLoss;
    Fault m_fault = Fault::None;
    int m_at = 0;
    int m_steps = 0;
    bool m_failed = false;
    bool m_inSync = false; // SQLite's own call of fsync()
};

// SPDX-License-Identifier: GPL-3.0-or-later
// bareinsert LEDGER COPY: writes the events of a ledger into a new file, with the unique indexes and nothing else, in
// durable transactions of 1,000. Reads first; prints the seconds of the writing.
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

constexpr int Portion = 1000;
const std::string Columns
    = "event_id, order_id, app_id, host, live, profile, order_key, fields, confirmed_ms, agent, state, text, note, "
      "declined, order_ms, batch, batch_row";
constexpr int ColumnCount = 17;

void must(sqlite3* db, bool ok)
{
    if (ok)
        return;
    std::fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    std::exit(1);
}

void exec(sqlite3* db, const char* sql) { must(db, sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK); }

std::vector<sqlite3_value*> readAll(const char* file)
{
    sqlite3* db = nullptr;
    must(db, sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
    sqlite3_stmt* rows = nullptr;
    const std::string sql = "SELECT " + Columns + " FROM event ORDER BY id";
    must(db, sqlite3_prepare_v2(db, sql.c_str(), -1, &rows, nullptr) == SQLITE_OK);
    std::vector<sqlite3_value*> values;
    while (sqlite3_step(rows) == SQLITE_ROW) {
        for (int column = 0; column < ColumnCount; ++column)
            values.push_back(sqlite3_value_dup(sqlite3_column_value(rows, column)));
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
    return values;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    const std::vector<sqlite3_value*> values = readAll(argv[1]);
    const std::size_t rows = values.size() / ColumnCount;
    sqlite3* db = nullptr;
    must(db, sqlite3_open(argv[2], &db) == SQLITE_OK);
    exec(db,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE event (id INTEGER PRIMARY KEY, event_id "
        "TEXT NOT NULL UNIQUE, order_id TEXT, app_id TEXT, host TEXT, live INTEGER, profile TEXT, order_key TEXT, "
        "fields TEXT, confirmed_ms INTEGER, agent TEXT, state INTEGER, text TEXT, note TEXT, declined INTEGER, "
        "order_ms INTEGER, batch INTEGER, batch_row INTEGER); "
        "CREATE UNIQUE INDEX event_of_batch ON event(batch, batch_row) WHERE batch IS NOT NULL");
    sqlite3_stmt* insert = nullptr;
    const std::string sql
        = "INSERT INTO event (" + Columns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    must(db, sqlite3_prepare_v2(db, sql.c_str(), -1, &insert, nullptr) == SQLITE_OK);
    const auto started = std::chrono::steady_clock::now();
    for (std::size_t row = 0; row < rows; ++row) {
        if (row % Portion == 0)
            exec(db, "BEGIN");
        for (int column = 0; column < ColumnCount; ++column)
            sqlite3_bind_value(insert, column + 1, values[row * ColumnCount + std::size_t(column)]);
        must(db, sqlite3_step(insert) == SQLITE_DONE);
        sqlite3_reset(insert);
        if (row % Portion == Portion - 1 || row + 1 == rows)
            exec(db, "COMMIT");
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    std::printf("%.3f\n", took.count());
    sqlite3_finalize(insert);
    return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}

#pragma once
#include <sqlite3.h>

/* SQLITE_TRANSIENT is a cast macro, sqlite3_config and sqlite3_db_config are variadic: none imports into Swift. */

/* No count of the memory in use, which costs a lock at every piece of it. To be said before anything else to SQLite. */
static inline void rebond_prepare_sqlite(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
static inline int rebond_bind_text(sqlite3_stmt *statement, int index, const char *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_text64(statement, index, bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}
static inline int rebond_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}
/* Defensive: no writing into the schema table or the shadow tables, whatever SQL is run. Double quotes never make a
   string, so that a misspelt column name is a mistake and no text. */
static inline void rebond_harden(sqlite3 *connection) {
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
}

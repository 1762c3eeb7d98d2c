#pragma once
#include <sqlite3.h>

/* SQLITE_TRANSIENT is a cast macro and sqlite3_db_config is variadic: neither imports into Swift. */
static inline int rebond_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int count) {
  return sqlite3_bind_text(statement, index, bytes, count, SQLITE_TRANSIENT);
}
static inline int rebond_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return sqlite3_bind_blob(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}
/* Defensive: no writing into the schema table or the shadow tables, whatever SQL is run. */
static inline int rebond_make_defensive(sqlite3 *connection) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

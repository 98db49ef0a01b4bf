import GRDB

/// The tables of the record of runs, and how a file of an earlier version comes to have them: a migration a version.
enum RunSchema {
  /// Files of version 1 may be older than the list of migrations that is kept in them; SQLite's own number for a user's
  /// version says of those, too, what they are.
  private static let oldestVersion = 1

  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
    migrator.registerMigration("1") { db in
      try db.create(table: RunRow.databaseTableName, options: .ifNotExists) { table in
        table.autoIncrementedPrimaryKey("number")
        for name in ["state", "verb", "statement"] { table.column(name, .text).notNull() }
        table.column("label", .text)
        for name in ["resolved", "options", "operands", "seed", "version", "machine"] {
          table.column(name, .text).notNull()
        }
        table.column("threads", .integer).notNull()
        for name in ["started", "seconds"] { table.column(name, .real).notNull() }
        for name in ["script", "folder"] { table.column(name, .text).notNull() }
        for name in ["place", "turn"] { table.column(name, .integer).notNull() }
        table.column("repeats", .integer)
        for name in ["kind", "digest", "scores", "cause", "contents"] { table.column(name, .text) }
      }
      try db.execute(sql: "PRAGMA user_version = \(oldestVersion)")
    }
    return migrator
  }()

  /// True of a file that a later version of Étude, or another program, has made.
  static func isForeign(_ db: Database) throws -> Bool {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    return try !(0...oldestVersion).contains(version) || migrator.hasBeenSuperseded(db)
  }
}

import EtudeCore

/// A value of rows and columns: notebooks and pages keep it as a table.
public protocol TabularValue: ObjectValue {
  /// Nil of a value that is none, though others of its kind are.
  var shownTable: ShownTable? { get }
}

/// A table as it is read: texts in columns.
public struct ShownTable: Sendable, Equatable {
  public let title: String
  public let columns: [String]
  public let rows: [[String]]
  /// Columns of numbers, which stand to the right.
  public let numbers: Set<Int>
  /// Lines that belong below it.
  public let notes: [String]

  public init(
    title: String = "", columns: [String], rows: [[String]], numbers: Set<Int> = [], notes: [String] = []
  ) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.numbers = numbers
    self.notes = notes
  }

  /// Its columns and rows as lines of text.
  public var layout: TableLayout { TableLayout(columns: columns, rows: rows, numbers: numbers) }
}

/// A value that can be heard: notebooks and pages keep its beginning beside the cell that showed or played it.
public protocol AudibleValue: ObjectValue {
  /// The first seconds of it as a WAV file of one channel, small enough for a page.
  func excerpt(seconds: Double) throws -> [UInt8]
}

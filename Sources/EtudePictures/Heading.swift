/// What stands above a picture: what it shows and of what, and below that, smaller, how it was made and how it is read.
public struct Heading: Sendable, Hashable {
  /// What is shown, and of which song or songs; empty for none.
  public var title: String
  /// Which network and settings it comes of and what its marks mean, a remark an element.
  public var remarks: [String]

  /// Remarks without letters are left out.
  public init(_ title: String = "", _ remarks: String?...) {
    self.init(title, remarks: remarks)
  }

  /// Remarks without letters are left out.
  public init(_ title: String, remarks: [String?]) {
    self.title = title
    self.remarks = remarks.compactMap(\.self).filter { !$0.isEmpty }
  }

  /// The same with more remarks behind its own.
  public func with(_ remarks: String?...) -> Heading { Heading(title, remarks: self.remarks + remarks) }

  /// The same under another title.
  public func titled(_ title: String?) -> Heading { Heading(title ?? self.title, remarks: remarks) }
}

extension Heading: ExpressibleByStringLiteral {
  public init(stringLiteral title: String) { self.init(title) }
}

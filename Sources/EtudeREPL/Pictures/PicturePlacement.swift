import Foundation

/// A PNG file in the control sequences of terminals that show files: base 64 within a frame.
package enum PicturePlacement {
  /// kitty's graphics protocol: pieces of at most 4096 letters, the first with what is to be done.
  package static func kitty(_ png: [UInt8], columns: Int, rows: Int) -> String {
    var rest = Data(png).base64EncodedString()[...]
    var output = ""
    var control = "a=T,f=100,q=2,c=\(columns),r=\(rows),"
    repeat {
      let piece = rest.prefix(4096)
      rest = rest.dropFirst(piece.count)
      output += "\u{1B}_G\(control)m=\(rest.isEmpty ? 0 : 1);\(piece)\u{1B}\\"
      control = ""
    } while !rest.isEmpty
    return output + "\n"
  }

  /// iTerm2's, which others speak too.
  package static func iTerm2(_ png: [UInt8], columns: Int, rows: Int) -> String {
    "\u{1B}]1337;File=inline=1;size=\(png.count);width=\(columns);height=\(rows);preserveAspectRatio=1:"
      + Data(png).base64EncodedString() + "\u{7}\n"
  }
}

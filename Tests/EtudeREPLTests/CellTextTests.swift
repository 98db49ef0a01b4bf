import EtudeREPL
import Testing

@Suite("Cells in text")
struct CellTextTests {
  @Test(
    "A cell goes on while a bracket is open or its last line ends in a pipe",
    arguments: [
      "compare (", "xs = [1,\n2,", "net = cnn |", "net = cnn |  # blocks", "for x in [1] {",
      "for x in [1] {\nprint x",
      "net = cnn |\n", "print (\"a)\" ", "print ( # )",
    ])
  func open(text: String) { #expect(CellText.isOpen(text)) }

  @Test(
    "A cell is whole when nothing is open",
    arguments: [
      "", "print 1", "xs = [1,\n2]", "net = cnn |\ngru 64", "for x in [1] {\nprint x\n}", "print \"(\"",
      "print '[{'", "# ( [ {", "print \"a \\\" (\"", "print \"unclosed (", "print 1 ) ]", "print \"|\"",
    ])
  func whole(text: String) { #expect(!CellText.isOpen(text)) }

  @Test("A page is cut into cells, a cell with open brackets kept whole")
  func page() {
    let cut = CellText.cells(in: "a = 1\n\nb = [1,\n 2]\r\nfor x in b {\n\n  print x\n}\nc = (")
    #expect(cut.whole == ["a = 1", "b = [1,\n 2]", "for x in b {\n\n  print x\n}"])
    #expect(cut.rest == "c = (")
  }
}

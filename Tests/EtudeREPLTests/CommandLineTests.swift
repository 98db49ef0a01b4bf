import EtudeCore
import Foundation
import Glibc
import Testing

@Suite("The command line", .serialized)
struct CommandLineTests {
  @Test("A script's first picture that nobody sees is told of, with its place; a quiet script says nothing")
  func unseenPicture() throws {
    let folder = try TemporaryFolder()
    let script = "x = 1\nplot [a: 1, b: 2]\nplot [a: 3]\n"
    let run = try Program.run(["-e", script], state: folder.path)
    #expect(run.code == 0 && run.output.isEmpty)
    #expect(
      run.errors == """
        -e:2:1: warning: this picture is shown in a terminal only
          2 | plot [a: 1, b: 2]
            | ^^^^^^^^^^^^^^^^^ to keep it, write to: "name.png"

        """)
    let quiet = try Program.run(["-e", script, "--quiet"], state: folder.path)
    #expect(quiet.code == 0 && quiet.errors.isEmpty && quiet.output.isEmpty)
  }

  @Test("What is written is named, with what it is and how large, but not by a quiet script")
  func written() throws {
    let folder = try TemporaryFolder()
    let script = """
      songs = demo genres: 2 clips: 4 length: 1s
      net = fit (stats | classify) (songs | spectrogram) epochs: 1 validation: 0%
      save net to: "net.safetensors"
      export songs[0] to: "sound.npy"
      export songs to: "songs.csv"
      plot songs[0] to: "wave.png"
      """
    for isQuiet in [false, true] {
      let run = try Program.run(
        ["-e", script, "--out", folder.path] + (isQuiet ? ["--quiet"] : []), state: folder.path)
      #expect(run.code == 0)
      let lines = run.errors.split(separator: "\n").filter { $0.hasPrefix("wrote ") }
      // 22050 numbers of four bytes behind a header.
      let told = ["net.safetensors (fitted, ", "sound.npy (clip, 86 kB)", "songs.csv (dataset, "]
      #expect(lines.count == (isQuiet ? 0 : 3), "\(run.errors)")
      for (line, words) in zip(lines, told) { #expect(line.contains(words), "\(line)") }
      #expect(run.output.contains("picture · 1000 × 450") && run.output.contains("wave.png"))
    }
  }

  @Test("The first three genres of a prediction stand with bars as long as their probabilities")
  func barsOfProbabilities() throws {
    let folder = try TemporaryFolder()
    let script = """
      songs = demo genres: 4 clips: 3 length: 1s
      net = fit (stats | classify) (songs | spectrogram) epochs: 3 validation: 0%
      predict net songs[0]
      print (predict net songs[0]).probability
      """
    let run = try Program.run(["-e", script, "--quiet"], state: folder.path)
    let lines = run.output.split(separator: "\n").map(String.init)
    try #require(run.code == 0 && lines.count == 5, "\(run.output) \(run.errors)")
    #expect(lines[0] == "blues/blues.00000.wav")
    let blocks = lines[1...3].map { line in line.count { ("\u{2588}"..."\u{258F}").contains($0) } }
    let shares = try lines[1...3].map { line in
      try #require(line.split(separator: " ").dropLast().last.flatMap { Double($0) })
    }
    #expect(shares == shares.sorted(by: >) && blocks == blocks.sorted(by: >))
    #expect(try abs(shares[0] / 100 - #require(Double(lines[4]))) < 0.001)
    // A block is of so many per cent, on every line alike.
    #expect(abs(Double(blocks[1]) - Double(blocks[0]) * shares[1] / shares[0]) <= 1)
  }

  @Test(
    "Exit codes say what happened",
    arguments: [
      (["--version"], 0), (["--help"], 0), (["-e", "print 1"], 0), (["-e", ""], 0), (["nothing"], 64),
      (["run"], 64), (["check"], 64), (["--bogus"], 64), (["-e", "print 1", "--threads", "0"], 64),
      (["-e", "print 1", "stray"], 64), (["-e", "param n = 1", "n=word"], 64),
      (["-e", "print 1", "m=2"], 64),
      (["-e", "print nothere"], 65), (["-e", "print ("], 65), (["run", "/nowhere/lab.etude"], 66),
      (["check", "/nowhere/lab.etude"], 66), (["-e", "print [1, 2][7]"], 70), (["-e", "print 1 / 0"], 70),
    ] as [([String], Int32)])
  func codes(arguments: [String], code: Int32) throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(arguments, state: folder.path)
    #expect(run.code == code)
    #expect((code == 0) == run.errors.isEmpty)
    if code == 64 || code == 66 { #expect(run.output.isEmpty) }
    if code == 64 { #expect(run.errors.ranges(of: "error:").count == 1, "\(run.errors)") }
  }

  @Test(
    "Help in a shell is that of the prompt, of commands too",
    arguments: [
      ("crossval", "crossval: "), ("result", "result: "), ("concept fold", "fold"),
      ("verbs", "A line is a verb"),
      ("submit", "OVERVIEW: "), ("kernel install", "OVERVIEW: "), ("", "OVERVIEW: "), ("fit net", "fit: "),
    ])
  func help(words: String, beginning: String) throws {
    let folder = try TemporaryFolder()
    let words = words.split(separator: " ").map(String.init)
    let run = try Program.run(["help"] + words, state: folder.path)
    #expect(run.code == 0 && run.errors.isEmpty && run.output.hasPrefix(beginning), "\(run.output)")
    if words == ["crossval"] { #expect(run.output.contains("\n  folds: ")) }
  }

  @Test("Help on what there is not says what there is")
  func helpOnNothing() throws {
    let folder = try TemporaryFolder()
    let near = try Program.run(["help", "crossvall"], state: folder.path)
    #expect(near.code == 64 && near.errors.contains("did you mean 'crossval'?"), "\(near.errors)")
    let far = try Program.run(["help", "qwertyuiop"], state: folder.path)
    #expect(
      far.code == 64 && far.output.isEmpty && far.errors.contains("'etude help verbs'"), "\(far.errors)")
  }

  @Test("Options before a command are told where they belong")
  func optionsBeforeACommand() throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(["--threads", "2", "run", "lab.etude", "n=3"], state: folder.path)
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(run.errors.contains("options follow the command; write: etude run lab.etude n=3 --threads 2"))
  }

  @Test("Statements run from -e, from standard input and from a file, params overridden")
  func ways() throws {
    let folder = try TemporaryFolder()
    let text = "param n = 2\nprint n + 1\n[1, 2]\nx = 5\n"
    #expect(try Program.run(["-e", text], state: folder.path).output == "3\n[1, 2]\n")
    #expect(try Program.run(["-e", text, "n=9"], state: folder.path).output == "10\n[1, 2]\n")
    #expect(try Program.run([], input: text, state: folder.path).output == "3\n[1, 2]\n")
    try WholeFile.write(text, to: folder.path + "/lab.etude")
    let run = try Program.run(["run", folder.path + "/lab.etude", "n=40"], state: folder.path)
    #expect(run.output == "41\n[1, 2]\n")
    #expect(run.errors.isEmpty)
  }

  @Test("An error names file, line and column, on standard error, without colours or bars in a pipe")
  func errors() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/lab.etude"
    try WholeFile.write("print 1\nprint nothere\n", to: path)
    for command in ["run", "check"] {
      let run = try Program.run([command, path], state: folder.path)
      #expect(run.code == 65)
      #expect(run.output.isEmpty)
      #expect(run.errors.hasPrefix("\(path):2:7: error: "))
      #expect(!run.errors.contains("\u{1B}"))
    }
  }

  @Test("A damaged MP3 file leaves its decoder's thoughts off the terminal")
  func decoderMessages() throws {
    let folder = try TemporaryFolder()
    let tests = Paths.folder(of: Paths.folder(of: #filePath))
    var bytes = try WholeFile.read(tests + "/EtudeSoundTests/Golden/tone.mp3")
    for place in stride(from: 2000, to: bytes.count, by: 97) { bytes[place] ^= 0xFF }
    try WholeFile.write(bytes, to: folder.path + "/damaged.mp3")
    let script = "clip = load \"\(folder.path)/damaged.mp3\"\nexport clip to: \"\(folder.path)/samples.npy\""
    let run = try Program.run(["-e", script], state: folder.path)
    #expect(run.code == 0)
    let told = run.errors.split(separator: "\n")
    #expect(
      told.count == 2 && told[0].contains("is damaged at") && told[1].hasPrefix("wrote "), "\(run.errors)")
  }

  @Test("Work in a pipe shows no bar; in a terminal it does, and the bar is gone at the end")
  func bars() throws {
    let folder = try TemporaryFolder()
    let work = """
      xs = [\((0..<20).map(String.init).joined(separator: ", "))]
      for a in xs { for b in xs { for c in xs { for d in xs { for e in xs { x = a + b * c - d } } } } }
      """
    let terminal = try PseudoTerminal(["-e", work], state: folder.path)
    try terminal.expect("working, ")
    terminal.type("\u{3}")
    #expect(terminal.end() == 130)
    let erased = try #require(terminal.transcript.ranges(of: "\r\u{1B}[K").last)
    #expect(!terminal.transcript[erased.upperBound...].contains("working"))

    let process = try Program.start(
      ["-e", work], state: folder.path, environment: ["TERM=xterm"],
      files: ("/dev/null", folder.path + "/output", folder.path + "/errors"))
    usleep(1_600_000)
    kill(process, SIGINT)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    #expect(Program.code(of: status) == 130)
    let errors = String(decoding: try WholeFile.read(folder.path + "/errors"), as: UTF8.self)
    #expect(errors.contains("interrupted"))
    #expect(!errors.contains("working") && !errors.contains("\u{1B}"))
  }

  @Test("A full disk is reported and ends with 70")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(["-e", "print 1"], state: folder.path, output: "/dev/full")
    #expect(run.code == 70)
    #expect(run.errors.contains("no space left on device"))
  }

  @Test("A reader that goes away ends the program quietly, with 70")
  func closedPipe() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    // Both ends are open while the program starts; then the reading end goes.
    let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let text = String(repeating: "x", count: 100)
    let work =
      "xs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\nfor a in xs { for b in xs { for c in xs { print '\(text)' } } }"
    let process = try Program.start(
      ["-e", work], state: folder.path, environment: [],
      files: ("/dev/null", pipe, folder.path + "/errors"))
    var source = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    poll(&source, 1, 20_000)
    close(reader)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    #expect(Program.code(of: status) == 70)
    #expect(try WholeFile.read(folder.path + "/errors").isEmpty)
  }

  @Test("Empty and closed standard input are empty scripts; closed output is an error")
  func closedStreams() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run([], state: folder.path).code == 0)
    let files = (input: "", output: folder.path + "/output", errors: folder.path + "/errors")
    for (output, code) in [(files.output, Int32(0)), ("", 70)] {
      let process = try Program.start(
        ["-e", "print 1"], state: folder.path, environment: [], files: ("", output, files.errors))
      var status: Int32 = 0
      waitpid(process, &status, 0)
      #expect(Program.code(of: status) == code)
    }
  }

  @Test("What a run wrote under --out is found again: files, however they are spelt, and their folders")
  func writtenAndRead() throws {
    let folder = try TemporaryFolder()
    try WholeFile.write("x = 1\n", to: folder.path + "/scripts/data/kept.etude")
    let script = """
      songs = demo genres: 2 clips: 1 length: 1s
      for song in songs { save song to: "./music/{song.name}" }
      print (load "music").count (load "other/../music/").count
      save songs[0] to: "sub//z.wav"
      print (load "./sub/z.wav").length
      save songs[0] to: "data/z.wav"
      load "data"
      """
    try WholeFile.write(script, to: folder.path + "/scripts/s.etude")
    let run = try Program.run(
      ["run", folder.path + "/scripts/s.etude", "--out", folder.path + "/out"], state: folder.path)
    #expect(run.output == "2 2\n1s\n", "\(run.output)")
    // A folder that is there to be read is not hidden by one that was written.
    #expect(run.code == 66 && run.errors.contains("/scripts/data holds no sound"), "\(run.errors)")
  }

  @Test("What is wrong with scripts as JSON, for editors; nothing wrong is an empty list")
  func checkAsJSON() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/lab.etude"
    try WholeFile.write("x = 1\nprnt x\n", to: path)
    let run = try Program.run(["check", "--json", path], state: folder.path)
    #expect(run.code == 65 && run.errors.isEmpty)
    let found = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(found.count == 1)
    #expect(found[0]["file"] as? String == path && found[0]["severity"] as? String == "error")
    #expect(found[0]["line"] as? Int == 2 && found[0]["column"] as? Int == 1)
    #expect(found[0]["endLine"] as? Int == 2 && found[0]["endColumn"] as? Int == 5)
    #expect((found[0]["replacement"] as? [String: Any])?["text"] as? String == "print")
    try WholeFile.write("x = 1\n", to: path)
    let fine = try Program.run(["check", "--json", path], state: folder.path)
    #expect(fine.code == 0 && fine.output == "[]\n")
  }

  @Test("Scripts are laid out, once and for all; one that cannot be read is left alone")
  func format() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/lab.etude"
    try WholeFile.write("x=1   # one\n", to: path)
    let check = try Program.run(["format", "--check", path], state: folder.path)
    #expect(check.code == 65 && check.output == path + "\n")
    #expect(try WholeFile.read(path) == Array("x=1   # one\n".utf8))
    #expect(try Program.run(["format", path], state: folder.path).code == 0)
    #expect(try WholeFile.read(path) == Array("x = 1  # one\n".utf8))
    let again = try Program.run(["format", "--check", path], state: folder.path)
    #expect(again.code == 0 && again.output.isEmpty)
    try WholeFile.write("x = (\n", to: path)
    #expect(try Program.run(["format", path], state: folder.path).code == 65)
    #expect(try WholeFile.read(path) == Array("x = (\n".utf8))
  }
}

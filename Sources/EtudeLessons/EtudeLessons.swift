/// The lessons: a short text each, with questions to predict the answer of, lines to try, what happened and why, and one thing
/// to change.
///
/// A lesson is written once, as a script of Étude whose comments carry marks (`Lesson`). From that source come the lesson at the
/// prompt, the same printed whole, a notebook, a page, and the test that runs every line.
///
/// - `Texts/` the lessons, a file each, and the list of them
/// - `Reading/` the source parted into text, questions, lines and checks
/// - `Walking/` a walk through a lesson, with whoever answers
/// - `Documents/` a lesson as a page or a notebook
///
/// It knows the language and the session, and no verb and no terminal: a front end says how to show, ask and run.
public enum EtudeLessons {}

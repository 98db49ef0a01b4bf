import EtudeLanguage

/// Functions of elsewhere for which no verb stands, and what to do without them.
enum WordsOfElsewhere {
  /// The last name of a dotted one: `plt.show`, `net.eval`.
  static let absences: [String: Hints.Absence] = [
    "compile": Hints.Absence("nothing is compiled", "fit takes the optimizer and the learning rate"),
    "figure": pictures, "subplot": pictures, "subplots": pictures, "tight_layout": pictures,
    "colorbar": pictures,
    "xlabel": pictures, "ylabel": pictures, "legend": pictures, "grid": pictures, "close": pictures,
    "hold": pictures,
    "show": Hints.Absence("a picture is shown by the verb that makes it", "take this line out"),
    "title": Hints.Absence("a picture's heading is said where it is plotted", "give plot the option title"),
    "savefig": Hints.Absence("a picture is kept where it is plotted", "give plot the option to"),
    "eval": Hints.Absence("a fitted network needs no mode", "take this line out"),
    "cuda": device, "to": device, "cpu": device, "to_device": device, "backward": steps, "zero_grad": steps,
    "step": steps,
    "to_categorical": Hints.Absence("labels need no coding", "take this line out"),
    "LabelEncoder": Hints.Absence("labels need no coding", "take this line out"),
    "OneHotEncoder": Hints.Absence("labels need no coding", "take this line out"),
    "StandardScaler": Hints.Absence("features are scaled by the training part alone", "take this line out"),
    "DataLoader": Hints.Absence("batches are made while training", "give fit the option batch"),
    "EarlyStopping": Hints.Absence(
      "training stops early by an option of fit", "give fit the option patience"),
    "Adam": Hints.Absence("an optimizer is an option of fit", "give fit the options optimizer and lr"),
    "SGD": Hints.Absence("an optimizer is an option of fit", "give fit the options optimizer and lr"),
    "CrossEntropyLoss": Hints.Absence("fit knows its loss", "take this line out"),
    "append": Hints.Absence("a list does not grow in place", "join two lists with '+'"),
    "listdir": Hints.Absence("folders are not listed", "load takes a whole folder"),
    "glob": Hints.Absence("folders are not listed", "load takes a whole folder"),
    "input": Hints.Absence(
      "a script does not ask", "declare a value with param, and give it on the command line"),
  ]

  private static let pictures = Hints.Absence(
    "a picture is drawn whole by the verb that makes it", "take this line out")
  private static let device = Hints.Absence("all is computed on the processor", "take this line out")
  private static let steps = Hints.Absence("fit does the steps of training", "take this line out")
}

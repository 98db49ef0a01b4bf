import EtudeLanguage

/// Functions of elsewhere for which no verb stands, and what to do without them.
enum WordsOfElsewhere {
  /// The last name of a dotted one: `plt.show`, `net.eval`.
  static let absences: [String: Habits.Absence] = [
    "compile": Habits.Absence("nothing is compiled", "fit takes the optimizer and the learning rate"),
    "figure": pictures, "subplot": pictures, "subplots": pictures, "tight_layout": pictures,
    "colorbar": pictures,
    "xlabel": pictures, "ylabel": pictures, "legend": pictures, "grid": pictures, "close": pictures,
    "hold": pictures,
    "show": Habits.Absence("a picture is shown by the verb that makes it", "take this line out"),
    "title": Habits.Absence("a picture's heading is said where it is plotted", "give plot the option title"),
    "savefig": Habits.Absence("a picture is kept where it is plotted", "give plot the option to"),
    "eval": Habits.Absence("a fitted network needs no mode", "take this line out"),
    "cuda": device, "to": device, "cpu": device, "to_device": device, "backward": steps, "zero_grad": steps,
    "step": steps,
    "to_categorical": Habits.Absence("labels need no coding", "take this line out"),
    "LabelEncoder": Habits.Absence("labels need no coding", "take this line out"),
    "OneHotEncoder": Habits.Absence("labels need no coding", "take this line out"),
    "StandardScaler": Habits.Absence("features are scaled by the training part alone", "take this line out"),
    "DataLoader": Habits.Absence("batches are made while training", "give fit the option batch"),
    "EarlyStopping": Habits.Absence(
      "training stops early by an option of fit", "give fit the option patience"),
    "Adam": Habits.Absence("an optimizer is an option of fit", "give fit the options optimizer and lr"),
    "SGD": Habits.Absence("an optimizer is an option of fit", "give fit the options optimizer and lr"),
    "CrossEntropyLoss": Habits.Absence("fit knows its loss", "take this line out"),
    "append": Habits.Absence("a list does not grow in place", "join two lists with '+'"),
    "listdir": Habits.Absence("folders are not listed", "load takes a whole folder"),
    "glob": Habits.Absence("folders are not listed", "load takes a whole folder"),
    "input": Habits.Absence(
      "a script does not ask", "declare a value with param, and give it on the command line"),
  ]

  private static let pictures = Habits.Absence(
    "a picture is drawn whole by the verb that makes it", "take this line out")
  private static let device = Habits.Absence("all is computed on the processor", "take this line out")
  private static let steps = Habits.Absence("fit does the steps of training", "take this line out")
}

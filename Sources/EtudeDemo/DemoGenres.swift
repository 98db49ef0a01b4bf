/// The genres of the demo songs, GTZAN's ten, and the fictional artists who play them.
public enum DemoGenres {
  /// The ten genres in alphabetical order.
  public static let names = [
    "blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock",
  ]

  /// A genre's four fictional artists.
  public static func artists(of genre: String) -> [String] {
    switch genre {
    case "blues": ["Delta Amos", "Mabel Crow", "The Levee Men", "Harlan Pike"]
    case "classical": ["Quartet Aubade", "Ensemble Linde", "Clara Weiss", "Sinfonia Ostrava"]
    case "country": ["The Dry Creek Boys", "Loretta Vane", "Wade Hollis", "Prairie Post"]
    case "disco": ["Mirror Avenue", "Gloria Starr", "Studio Nine", "The Velvet Steps"]
    case "hiphop": ["MC Parallel", "Low End Union", "Dusty Crates", "Kilo Verse"]
    case "jazz": ["Nils Aker Trio", "Blue Lantern", "Ida Monroe", "The Side Street Five"]
    case "metal": ["Iron Meridian", "Vulkan", "Grave Harbour", "Black Tundra"]
    case "pop": ["Juno Lane", "Paper Kites Club", "Mira", "The Weekday"]
    case "reggae": ["Zion Gate", "Marcus Fyah", "The Uplifters", "Sister Amara"]
    default: ["The Amber Wires", "Northern Static", "Hollow Sons", "Rita and the Rivers"]
    }
  }

  /// Which of the four artists plays a song.
  static func artistIndex(ofSong index: Int) -> Int { ((index % 4) + 4) % 4 }
}

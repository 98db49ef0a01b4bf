import EtudeData
import EtudePictures
import EtudeSound

extension DescriptorTable: TableSubject {
  /// How far each genre's mean (or each clip's, if they are few) lies from the mean of all, descriptor by descriptor.
  func drawing(data: String?) -> Drawing {
    let names = DescriptorSummary.names
    if rows.count == 1, let row = rows.first {
      let means = zip(names, row.descriptors).map { [$0, Ticks.number($1.mean), Ticks.number($1.variance)] }
      return Drawing(Heading("Descriptors of \(row.clip.name)", "mean and variance over time"), data: data) {
        size, heading in
        Picture.table(
          columns: ["descriptor", "mean", "variance"], rows: means, heading: heading, width: size.width)
      }
    }
    let heading = Heading(
      "Descriptors of \(rows.count.of("clip"))",
      groups.count < rows.count ? "a column the mean of a genre" : nil,
      "distance from the mean of all, in standard deviations")
    return Drawing(heading, PictureSize(width: 1000, height: 900), data: data) { size, heading in
      let groups = groups
      let values = names.indices.flatMap { place -> [Float] in
        let all = rows.map { $0.descriptors[place].mean }
        let mean = all.reduce(0, +) / Double(max(1, all.count))
        let spread = (all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, all.count)))
          .squareRoot()
        return groups.map { group in
          let own = group.rows.reduce(0) { $0 + $1.descriptors[place].mean } / Double(group.rows.count)
          return spread > 0 ? Float((own - mean) / spread) : 0
        }
      }
      return Picture.heatMap(
        values, rows: names.count, columns: groups.count, rowNames: names, columnNames: groups.map(\.name),
        axes: ("", ""), unit: "deviations", signed: true,
        heading: heading, size: size)
    }
  }
}

/// Pictures: charts drawn by Cairo and lettered by Pango as PNG, SVG and PDF, and exact images written by libpng, with
/// their provenance.
///
/// `Charts/` holds one chart a file, `Drawing/` what charts are built from, `Files/` what pictures are written as. All
/// inputs are plain numbers and names. May use EtudeCore, EtudeSound (frames, images, colour tables), Cairo, Pango and
/// libpng.
enum EtudePictures {}

/// The vocabulary: one verb, one declaration of operands and options with type, default, range and help, and a body that
/// calls the library. Help, completion, checking and the reference page are read from the declarations.
///
/// `Kinds/` wraps the library's types as values, each of which says its fields and how it is drawn, written and described;
/// `Shared/` holds what several verbs declare; the other folders are the sections of the reference. A verb may use every
/// stage of the house, the language and the session; none of those knows a verb.
enum EtudeVerbs {}

// Recommendation: which songs of a library are like what is liked.
//
// - `Likeness/`: songs as directions, an exact search by cosine similarity, and what it names.
// - `Reduction/`: embeddings in few dimensions: principal components, the map of songs.
// - `Library/`: an index of a whole library, its file, its answers, playlists.
// - `Ranking/`: how well a library answers, judged by its own genres.
//
// Knows the rooms Core, Sound, Data, Networks and Evaluation; no other room of the library names it.

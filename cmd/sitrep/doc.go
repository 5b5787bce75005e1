// Sitrep answers questions about the reported threat landscape: it reads articles, finds
// the sentences that answer, and quotes them byte for byte with their source. Run
// "sitrep --help" for how to use it. This is a tour of how it works, from the bottom up.
//
// # Storage
//
// Everything lasting is in one SQLite file, corpus/store: articles by content hash, how each
// was taken apart, vectors, and the generations of the index. A build writes a new generation
// beside the live one and makes it live in one transaction, so that a question always meets
// a whole index, and a build that is killed leaves the old one answering.
//
// # Documents
//
// corpus has the words everything else is said in: [sitrep/corpus.Document], and
// [sitrep/corpus.Span], a byte range of its text. corpus/source reads text, Markdown, HTML and
// JSON Lines, normalises the text once, and never again: a quote is Text[Start:End].
// corpus/source/web fetches single pages, and never from inside a private network.
// corpus/added keeps what admins added and removed, so that every build follows it.
// corpus/split finds sentences and groups them into passages. corpus/group knows threat
// groups by their many names. corpus/sample is a few digests for a first try.
//
// # Embedding
//
// retrieval/embed turns text into vectors. retrieval/embed/uselite does so with a model that
// is built into the binary. The index records which model made it, and is never searched
// with another.
//
// # Search
//
// retrieval/index keeps what is searched in step with the record: retrieval/lexical, an
// inverted index that scores by words (BM25), and retrieval/vector, which scores by nearness
// of vectors. retrieval/fusion merges the two rankings, and retrieval answers a query with
// ranked passages, having first left out what the asker's filter excludes. retrieval/eval
// measures how well that works.
//
// # Answering
//
// bot/answer reads the question, picks the sentences of the ranked passages that answer it,
// decides whether they are enough, names who speaks, and cuts every quote anew from the
// record before it is shown. It refuses rather than guesses. Where a model is set it words
// the answer through bot/llm, and bot/answer/generate lets through only what one sentence of
// the evidence says. bot/eval measures answers.
//
// # Showing
//
// bot/render lays an answer out for the terminal, and makes links that lead a browser to the
// quoted words; bot/render/message lays it out as Discord messages.
//
// # Chat
//
// bot/desk is where questions arrive and answers leave: the bot's commands, without anything
// of the network they come over. bot/librarian changes the corpus at the word of admins.
// bot/discord and bot/console bring the desk to people; bot/state keeps what they set and
// said.
//
// # This package
//
// Here flags, environment and files are read and the parts wired together, and each
// subcommand has a file. The others: config.go, settings.go and load.go for the
// configuration, library.go and sources.go for which index answers, requests.go for streams
// of questions.
package main

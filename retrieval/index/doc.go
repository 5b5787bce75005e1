// Package index builds and loads what a query is answered from: documents, their layouts,
// the lexical index and the vectors, kept by corpus/store as one generation.
//
// [Build] reads the sources, takes apart and embeds only what is new, writes the next
// generation beside the live one, reads it back, and only then makes it live. Whatever
// stops it, a signal included, the live generation goes on answering, and the vectors made
// so far are there for the next build.
//
// [Load] brings a generation into memory as a [Live], which never changes: a newer
// generation is another Live.
package index

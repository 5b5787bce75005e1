// Package store is the record: one SQLite file with every document, how it was taken
// apart, its vectors, and which of them make up the index that answers questions now.
// Whatever is searched in memory is built from it and can be thrown away.
//
// # Generations
//
// An index build writes a new generation beside the live one and then makes it live in one
// transaction. Readers see the old one or the new one, never a mixture. One process builds
// at a time ([Store.BeginBuild]); any number of processes read, before, during and after.
//
// Documents are addressed by their content ([corpus.Hash]), layouts by document and
// splitter, vectors by embedder and the hash of the text they stand for, so that a new
// generation stores only what is new. A build that dies leaves documents and vectors
// behind that no generation names; the next build finds them, and what it does not need
// goes when it has finished.
//
// # What has gone is gone
//
// [Build.Collect] deletes every document, layout, vector and snapshot that the live
// generation does not hold. The list of an older generation's members stays for a while
// (see keptGenerations), without those that were deleted, so that a reader that has not
// yet taken up the new generation can still check its quotes, though never those of an
// article that has gone. Deleted text does not stay in the file either: secure_delete
// overwrites it, and since SQLite leaves copies of neighbouring rows behind when it
// rebalances a page, a build that deleted text ends with VACUUM and an emptied
// write-ahead log.
//
// # Crash safety
//
// The journal is a write-ahead log with synchronous=FULL: what was committed survives the
// loss of the process and of the machine's power. Stored layouts, vector lists and
// vectors carry a CRC-32C, documents their SHA-256, so damage that SQLite itself cannot see
// is found when they are read.
//
// # Other packages' tables
//
// Settings, feedback and the like share the file: see [Store.Migrate], [Store.Read] and
// [Store.Write].
package store

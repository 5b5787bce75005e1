// Package sample is a small embedded corpus, so that the first run of sitrep answers
// something. Its documents are digests written for sitrep, each from the public sources
// that its Origin names; NOTICE has the sources' licences. They show how sitrep works and
// are no current picture of any group.
package sample

import (
	"embed"
	"fmt"
	"io/fs"
	"iter"

	"sitrep/corpus"
	"sitrep/corpus/source"
)

// Collection is the name of the collection that every sample digest belongs to.
const Collection = "sample"

//go:embed digests/*.md
var digests embed.FS

// Documents iterates over the sample digests in the order of their file names, sealed and
// marked TLP:CLEAR. Safe for concurrent use. An error means that a digest does not load,
// which the package's tests rule out.
func Documents() iter.Seq2[corpus.Document, error] {
	folder, err := fs.Sub(digests, "digests")
	if err != nil {
		return func(yield func(corpus.Document, error) bool) {
			yield(corpus.Document{}, fmt.Errorf("open the sample digests: %w", err))
		}
	}
	return source.FS(folder)
}

package source

import (
	"context"
	"io/fs"
	"iter"

	"sitrep/corpus"
)

// DefaultMaxBytes is the largest document that is read unless [Options] say otherwise.
const DefaultMaxBytes = 64 << 20

// Options tune reading. The zero value reads with the defaults.
type Options struct {
	// MaxBytes is the size in bytes above which a text or Markdown file, or one line of a
	// JSON Lines file, is a [Problem]. It is never held in memory. A JSON Lines file as a
	// whole may be of any size. Zero means DefaultMaxBytes.
	MaxBytes int64
	// Ignored, where it is set, is called with the path of every file in a folder that is
	// passed over because its extension names no format that is read here.
	Ignored func(path string)
}

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.Ignored == nil {
		o.Ignored = func(string) {}
	}
	return o
}

// Read reads every document in the files and folders of paths with the default options,
// see [ReadWith].
func Read(ctx context.Context, paths []string) iter.Seq2[corpus.Document, error] {
	return ReadWith(ctx, paths, Options{})
}

// ReadWith reads every document in the files and folders of paths: the paths in the order
// given, folders in sorted order, lines from first to last. Each pair holds either a sealed
// document, or an empty one and an error. An error of type *[Problem] tells of one thing
// that could not be used, and reading goes on; any other error (a cancelled context) is the
// last pair. A file reached by two of the paths is read once.
func ReadWith(ctx context.Context, paths []string, opts Options) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		r := newReader(ctx, opts, yield)
		for _, path := range paths {
			if !r.readPath(path) {
				return
			}
		}
	}
}

// FS reads every document of a file system, such as an embedded corpus, as [Read] does a
// folder. Ids and paths are those of the file system.
func FS(fsys fs.FS) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		newReader(context.Background(), Options{}, yield).readFolder(folder{fsys: fsys, path: "."})
	}
}

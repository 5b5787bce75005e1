package index

import (
	"context"
	"iter"
	"time"
)

// The stages of a build, in order.
const (
	StageReading   = "reading"   // Done counts documents; Total is 0, not being known yet
	StageEmbedding = "embedding" // passages that no stored vector stands for
	StageWriting   = "writing"   // documents
)

// Progress says how far a stage of a build has come. What is left takes about
// Took/Done*(Total-Done).
type Progress struct {
	Stage string
	Done  int
	Total int
	Took  time.Duration // since the stage began
}

// Options tune a build. The zero value works.
type Options struct {
	// Sources are the paths that the documents come from, as the person gave them. They
	// are stored with the generation and named in errors.
	Sources []string
	// Progress, where it is set, is called at the start of each stage and after each step,
	// by one goroutine.
	Progress func(Progress)
	// Approve, where it is set, is called before anything is embedded, if there is anything
	// to embed: texts are what the embedder will be given. An error ends the build. It is
	// where a person is asked who pays for each text.
	Approve func(ctx context.Context, texts iter.Seq[string]) error
	// AllowEmpty lets sources without a document empty the index.
	AllowEmpty bool
}

// Report is what a build did. Documents are compared with the generation before by id.
type Report struct {
	Generation int64 // the live one now
	Unchanged  bool  // it is the one that was live before: nothing was to be done

	Added, Changed, Removed, Kept int // documents

	Documents int // in the generation
	Passages  int // in the generation
	Embedded  int // texts that went through the embedder
	FromCache int // passages that did not need to

	Problems []error // what was skipped or mended while reading, each naming its place
	Took     time.Duration
}

package index

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"

	"sitrep/corpus"
	"sitrep/corpus/store"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/language"
	"sitrep/retrieval/lexical"
	"sitrep/retrieval/vector"
)

// snapshotName is the lexical index's snapshot in the store.
const snapshotName = "lexical"

// flatFrom is the number of passages from which a flat scan takes chromem's place. Both find
// the same; chromem's bookkeeping for each document costs more than the arithmetic, and from
// here on enough to be felt: at 10,000 passages a query takes some 10 ms in the one and 2 in
// the other, at 100,000 some 200 and 15 (go test -bench Search ./retrieval/vector).
const flatFrom = 10_000

// Live is one generation in memory. It never changes and is safe for concurrent use.
type Live struct {
	Generation store.Generation
	Documents  []Entry // in ascending order of id
	// Lexical and Vectors number passages alike: passage p of Documents[d] is
	// Lexical.FirstPassage(d)+p.
	Lexical *lexical.Index
	Vectors vector.Store
}

// Entry is a document with its text and how it was taken apart.
type Entry struct {
	Document corpus.Document
	Layout   corpus.Layout
}

// MismatchError says that an index was made with another embedder than is in use.
type MismatchError struct {
	Have string // fingerprint of what the index was made with
	Want string // fingerprint of the embedder in use
}

// Error names both, and the way out.
func (e *MismatchError) Error() string {
	return fmt.Sprintf("the index was made with the embedder %s, and %s is in use: run \"sitrep index\", or set the embedder back", e.Have, e.Want)
}

// Load brings the live generation into memory; number must be that of the live one, or 0.
// The error is corpus.ErrNotFound if it is not or there is none, and a *[MismatchError] if
// it was made with an embedder other than e.
//
// Damage that SQLite can read past does not stop the rest from answering: a document that
// fails its checks is left out, a missing vector leaves its passage to the lexical index,
// and a lexical snapshot that cannot be used is made anew. Each is logged as a warning, and
// mended by the next [Build].
func Load(ctx context.Context, lg *slog.Logger, st *store.Store, number int64, e embed.Embedder) (*Live, error) {
	var loaded *Live
	err := st.View(ctx, func(v *store.View) error {
		generation, err := v.Live(ctx)
		if err != nil {
			return err
		}
		if number != 0 && number != generation.Number {
			return fmt.Errorf("generation %d is not the live one: %w", number, corpus.ErrNotFound)
		}
		if want := e.Fingerprint().String(); generation.Fingerprint != want {
			return &MismatchError{Have: generation.Fingerprint, Want: want}
		}
		var faults []error
		loaded, faults, err = read(ctx, v, generation, e.Fingerprint().Dimensions)
		for _, fault := range faults {
			if errors.Is(fault, lexical.ErrVersion) {
				lg.WarnContext(ctx, "index was made by another version of sitrep; run \"sitrep index\" to open it faster", "generation", generation.Number)
				continue
			}
			lg.WarnContext(ctx, "index is damaged; run \"sitrep index\" to mend it", "generation", generation.Number, "err", fault)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load the index: %w", err)
	}
	return loaded, nil
}

// read brings a generation into memory and lists what is wrong with it.
func read(ctx context.Context, v *store.View, generation store.Generation, dims int) (live *Live, faults []error, err error) {
	members, damaged, err := v.Members(ctx, generation)
	if err != nil {
		return nil, nil, err
	}
	for _, d := range damaged {
		faults = append(faults, fmt.Errorf("document %q is left out: %w", d.Document, d.Err))
	}
	slab, missing, err := readVectors(ctx, v, generation, members, dims)
	if err != nil {
		return nil, nil, err
	}
	if missing > 0 {
		faults = append(faults, fmt.Errorf("%d passages have no vector", missing))
	}
	live = &Live{Generation: generation, Documents: make([]Entry, len(members))}
	for i, m := range members {
		live.Documents[i] = Entry{Document: m.Document, Layout: m.Layout}
	}
	if len(damaged) == 0 { // else its documents would be others
		live.Lexical, err = readLexical(ctx, v, generation)
		if err != nil {
			faults = append(faults, err)
		}
	}
	if live.Lexical == nil {
		live.Lexical = lexical.Build(lexicalDocuments(live.Documents))
	}
	live.Vectors, err = newVectorStore(ctx, slab, dims)
	return live, faults, errors.Join(err, ctx.Err())
}

// readVectors returns the vectors of the members' passages as one slab, zeros where the
// model found nothing to read, and how many are missing or damaged.
func readVectors(ctx context.Context, v *store.View, generation store.Generation, members []store.Member, dims int) (slab []float32, missing int, err error) {
	places := placesByVector(members)
	slab = make([]float32, len(places)*dims)
	missing = len(places)
	err = v.Vectors(ctx, generation.Fingerprint, dims, func(id store.VectorID, _ store.VectorKey, values []float32, err error) error {
		for len(places) > 0 && places[0].vector < id {
			places = places[1:]
		}
		for ; len(places) > 0 && places[0].vector == id && err == nil; places = places[1:] {
			copy(slab[places[0].ordinal*dims:], values)
			missing--
		}
		return nil
	})
	return slab, missing, err
}

// readLexical reads the lexical snapshot, and checks that it is of this generation.
func readLexical(ctx context.Context, v *store.View, generation store.Generation) (ix *lexical.Index, err error) {
	err = v.Snapshot(ctx, generation.Number, snapshotName, func(r io.Reader) error {
		ix, err = lexical.Read(r)
		return err
	})
	if err != nil {
		return nil, err
	}
	if ix.Documents() != generation.Documents || ix.Passages() != generation.Passages {
		return nil, fmt.Errorf("the lexical snapshot has %d documents and %d passages", ix.Documents(), ix.Passages())
	}
	return ix, nil
}

func lexicalDocuments(entries []Entry) iter.Seq[lexical.Document] {
	return func(yield func(lexical.Document) bool) {
		var spans []corpus.Span
		for i := range entries {
			doc, layout := &entries[i].Document, entries[i].Layout
			spans = spans[:0]
			for _, p := range layout.Passages {
				spans = append(spans, p.Span)
			}
			if !yield(lexical.Document{Title: doc.Title, Source: doc.Publisher, Text: doc.Text, Passages: spans, Language: languageOf(doc)}) {
				return
			}
		}
	}
}

// languageOf is the language that a document says it is in, or else seems to be in.
func languageOf(doc *corpus.Document) language.Language {
	if given, ok := language.Parse(doc.Language); ok {
		return given
	}
	return language.Detect(doc.Title + "\n" + doc.Text)
}

func newVectorStore(ctx context.Context, slab []float32, dims int) (vector.Store, error) {
	if len(slab)/dims < flatFrom {
		return vector.NewChromem(ctx, slab, dims)
	}
	return vector.NewFlat(slab, dims)
}

package retrieval_test

import (
	"context"
	"hash/fnv"
	"log/slog"
	"math"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"sitrep/corpus"
	"sitrep/corpus/store"
	"sitrep/retrieval"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/index"
	"sitrep/retrieval/lexical"
)

const fakeDims = 64

// wordEmbedder is an embedder whose vectors count the words of a text, so that texts with
// common words are near each other.
type wordEmbedder struct {
	version string
	fail    error
}

func (e *wordEmbedder) Fingerprint() embed.Fingerprint {
	return embed.Fingerprint{Model: "words", Version: "1" + e.version, Dimensions: fakeDims}
}

func (e *wordEmbedder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if e.fail != nil {
		return nil, e.fail
	}
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = wordVector(text)
	}
	return vectors, ctx.Err()
}

func wordVector(text string) []float32 {
	var vector []float32
	for _, token := range lexical.Analyse(text) {
		if token.Stop {
			continue
		}
		if vector == nil {
			vector = make([]float32, fakeDims)
		}
		hash := fnv.New32a()
		_, _ = hash.Write([]byte(token.Stem))
		vector[hash.Sum32()%fakeDims]++
	}
	var sum float64
	for _, v := range vector {
		sum += float64(v) * float64(v)
	}
	for i := range vector {
		vector[i] /= float32(math.Sqrt(sum))
	}
	return vector
}

func day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 10, 0, 0, 0, time.UTC)
}

// reports is a corpus of short articles about one imagined province.
func reports() []corpus.Document {
	docs := []corpus.Document{
		{
			ID: "harbour", Title: "Gunmen strike", Publisher: "Coast Herald | Latest", Published: day(2031, 3, 14), Collection: "news",
			Text: "Gunmen of the North-Shore Front attacked the old harbour at dawn on Friday. Two guards were wounded before the police arrived.",
		},
		{
			ID: "harbour-wire", Title: "Guards wounded", Publisher: "Valley News", Published: day(2031, 3, 15), Collection: "Wire",
			Text: "Gunmen of the North-Shore Front attacked the old harbour at dawn on Friday. Two guards were wounded before the police arrived there.",
		},
		{
			ID: "harbour-later", Title: "Second raid", Publisher: "Valley News", Published: day(2031, 9, 2), Collection: "wire",
			Text: "The harbour was attacked again. Gunmen of the same front wounded a guard on 1 September 2031 and fled by boat along the coast.",
		},
		{
			ID: "market", Title: "Bomb in the market", Publisher: "Valley News", Published: day(2031, 5, 2), Collection: "news",
			Text: "A bomb wounded forty people in the grain market. The governor blamed smugglers from across the river.",
		},
		{
			ID: "estan", Title: "Estan", Publisher: "Almanac", Collection: "reference",
			Text: "A mountainous province. Exports wool and salt. Armed groups are few, and travel by road is safe in summer.",
		},
		{
			ID: "wool", Title: "Wool prices fall again in the province of Estan after a mild winter", Publisher: "Almanac", Collection: "reference",
			Text: "Merchants said that groups of buyers stay away from Estan, and that wool sold for less than salt.",
		},
		{
			ID: "secret", Title: "Harbour assessment", Publisher: "Cell 4", Published: day(2031, 3, 16), Collection: "internal", Marking: corpus.Amber,
			Text: "The harbour attack was led by a former customs officer, according to two detainees.",
		},
	}
	for i := range docs {
		docs[i].Seal()
	}
	return docs
}

func newStore(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "corpus.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

func build(t *testing.T, st *store.Store, e embed.Embedder, docs []corpus.Document) {
	t.Helper()
	read := func(yield func(corpus.Document, error) bool) {
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
	}
	if _, err := index.Build(t.Context(), slog.New(slog.DiscardHandler), st, e, read, index.Options{}); err != nil {
		t.Fatal(err)
	}
}

// newSearcher searches docs.
func newSearcher(t *testing.T, e embed.Embedder, docs []corpus.Document) *retrieval.Searcher {
	t.Helper()
	st := newStore(t)
	build(t, st, e, docs)
	live, err := index.Load(t.Context(), slog.New(slog.DiscardHandler), st, 0, e)
	if err != nil {
		t.Fatal(err)
	}
	return retrieval.NewSearcher(live, e)
}

func search(t *testing.T, s *retrieval.Searcher, q retrieval.Query) retrieval.Results {
	t.Helper()
	results, err := s.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return results
}

// found lists the documents of the hits, best first.
func found(results retrieval.Results) []corpus.DocumentID {
	var ids []corpus.DocumentID
	for _, hit := range results.Hits {
		ids = append(ids, hit.Document)
	}
	return ids
}

func sorted(ids []corpus.DocumentID) []corpus.DocumentID { return slices.Sorted(slices.Values(ids)) }

package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sitrep/corpus"
	"sitrep/corpus/store"
)

func execute(t *testing.T, st *store.Store, statement string) {
	t.Helper()
	err := st.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), statement)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Damage that leaves the database readable costs no more than what it hit, is reported, and
// is mended by the next build although nothing in the sources has changed.
func TestDamageIsReportedAndMended(t *testing.T) {
	t.Parallel()
	docs := []corpus.Document{long("a", 3), long("b", 2), long("c", 4)}
	for name, c := range map[string]struct {
		statement string
		warning   string
		documents int // that are still served
		embedded  int // by the build that mends
	}{
		"changed text":          {"UPDATE documents SET text = replace(text, 'river', 'rivet') WHERE id = 'b'", `document \"b\" is left out`, 2, 0},
		"changed date":          {"UPDATE documents SET published = 'yesterday' WHERE id = 'b'", `document \"b\" is left out`, 2, 0},
		"damaged layout":        {"UPDATE layouts SET data = x'0100' WHERE document = 2", "left out", 2, 0},
		"layout gone":           {"DELETE FROM layouts WHERE document = 2", "left out", 2, 0},
		"member gone":           {"DELETE FROM members WHERE ordinal = 2", "1 of 3 documents are missing", 2, 0},
		"document gone":         {"DELETE FROM documents WHERE id = 'c'", "1 of 3 documents are missing", 2, 0},
		"vector list damaged":   {"UPDATE members SET vectors = x'00' WHERE ordinal = 0", "left out", 2, 0},
		"vector damaged":        {"UPDATE vectors SET data = substr(data, 5) WHERE id = 2", "1 passages have no vector", 3, 1},
		"vectors gone":          {"DELETE FROM vectors WHERE id IN (1, 3)", "2 passages have no vector", 3, 2},
		"snapshot damaged":      {"UPDATE chunks SET data = CAST(replace(data, 'river', 'rivet') AS BLOB)", "lexical snapshot", 3, 0},
		"snapshot cut short":    {"DELETE FROM chunks", "snapshot lexical", 3, 0},
		"snapshot gone":         {"DELETE FROM snapshots", "snapshot lexical", 3, 0},
		"snapshot of another":   {"UPDATE chunks SET data = CAST(substr(data, 1, 8) || x'63000000' || substr(data, 13) AS BLOB)", "version", 3, 0},
		"counts that are wrong": {"UPDATE generations SET passages = passages + 1", "passages", 3, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st, e := newStore(t), &fakeEmbedder{}
			mustBuild(t, st, e, docs)
			execute(t, st, c.statement)

			lg, log := logged()
			live, err := Load(t.Context(), lg, st, 0, e)
			if err != nil {
				t.Fatal(err)
			}
			if len(live.Documents) != c.documents || live.Lexical.Documents() != c.documents || live.Vectors.Len() != live.Lexical.Passages() {
				t.Errorf("%d documents, %d in the lexical index, %d vectors for %d passages; want %d documents",
					len(live.Documents), live.Lexical.Documents(), live.Vectors.Len(), live.Lexical.Passages(), c.documents)
			}
			if !strings.Contains(log.String(), c.warning) || !strings.Contains(log.String(), "sitrep index") {
				t.Errorf("logged %q, want %q", log, c.warning)
			}

			report, err := Build(t.Context(), lg, st, e, reading(docs), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if report.Unchanged || report.Embedded != c.embedded {
				t.Errorf("mended: %+v", report)
			}
			if err := serves(t.Context(), mustLoad(t, st, e), docs); err != nil {
				t.Error(err)
			}
			if again := mustBuild(t, st, e, docs); !again.Unchanged {
				t.Errorf("and again: %+v", again)
			}
		})
	}
}

// Whatever bytes of the file are damaged, loading and building never panic, never serve
// what was not put in, and every error is one line that says what to do.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	docs := firstState()
	raw := firstStateFile(t, docs)
	cases := 60
	if slow() {
		cases = 1500
	}
	outcomes := map[string]int{}
	for seed := range cases {
		rng := rand.New(rand.NewPCG(4, uint64(seed)))
		broken := append([]byte{}, raw...)
		if rng.IntN(4) == 0 {
			broken = broken[:rng.IntN(len(broken))]
		} else {
			at := rng.IntN(len(broken))
			for i := at; i < min(at+1+rng.IntN(8), len(broken)); i++ {
				broken[i] = byte(rng.IntN(256))
			}
		}
		path := restore(t, broken)
		outcome, err := useDamaged(t.Context(), path, docs)
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		outcomes[outcome]++
		if _, err := os.Stat(path); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
	t.Log(outcomes)
	if len(outcomes) != 3 {
		t.Errorf("the damage was not of every kind: %v", outcomes)
	}
}

func useDamaged(ctx context.Context, path string, docs []corpus.Document) (outcome string, wrong error) {
	st, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return "refused", unclear(err)
	}
	defer st.Close()
	lg, _ := logged()
	outcome = "harmless"
	live, err := Load(ctx, lg, st, 0, &fakeEmbedder{})
	if err != nil {
		outcome, wrong = "refused", unclear(err)
	} else if err := serves(ctx, live, docs); err != nil {
		outcome = "degraded"
		for _, entry := range live.Documents {
			if !entry.Document.Intact() {
				wrong = fmt.Errorf("document %s is not intact", entry.Document.ID)
			}
		}
	}
	if _, err := Build(ctx, lg, st, &fakeEmbedder{}, reading(docs), Options{}); err != nil {
		return outcome, errors.Join(wrong, unclear(err))
	}
	live, err = Load(ctx, lg, st, 0, &fakeEmbedder{})
	if err == nil {
		err = serves(ctx, live, docs)
	}
	if err != nil {
		wrong = errors.Join(wrong, fmt.Errorf("after another build: %w", err))
	}
	return outcome, wrong
}

func unclear(err error) error {
	msg := err.Error()
	if strings.Contains(msg, "\n") || !strings.Contains(msg, "sitrep index") && !errors.Is(err, corpus.ErrNotFound) &&
		!errors.Is(err, store.ErrNewer) && !errors.Is(err, store.ErrForeign) {
		return fmt.Errorf("unclear: %w", err)
	}
	return nil
}

// A full disk ends a build, not the index: what is live stays, and the vectors that were
// stored are there for the next build.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	st, e := newStore(t), &fakeEmbedder{}
	before := firstState()
	mustBuild(t, st, e, before)
	var many []corpus.Document
	for i := range 300 {
		many = append(many, long(fmt.Sprint("many", i), 4))
	}
	execute(t, st, "PRAGMA max_page_count=60")
	_, err := Build(t.Context(), noWarnings(t), st, e, reading(many), Options{})
	oneLine(t, err, store.ErrFull, "make room", st.Path())
	if err := serves(t.Context(), mustLoad(t, st, e), before); err != nil {
		t.Error(err)
	}
	execute(t, st, "PRAGMA max_page_count=100000")
	if report := mustBuild(t, st, e, many); report.FromCache == 0 {
		t.Errorf("nothing came from the cache: %+v", report)
	}
	if err := serves(t.Context(), mustLoad(t, st, e), many); err != nil {
		t.Error(err)
	}
}

func TestReadOnlyStore(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sitrep.db")
	docs, e := []corpus.Document{long("a", 2)}, &fakeEmbedder{}
	mustBuild(t, openStore(t, path), e, docs)
	st, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if err := serves(t.Context(), mustLoad(t, st, e), docs); err != nil {
		t.Error(err)
	}
	_, err = Build(t.Context(), noWarnings(t), st, e, reading(docs), Options{})
	oneLine(t, err, store.ErrReadOnly, path)
}

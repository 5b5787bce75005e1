package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sitrep/corpus"
)

// childTask, when set, makes this test binary another process for the tests below: it does
// the task on the database of childDatabase and exits.
const (
	childTask     = "SITREP_STORE_TEST_TASK"
	childDatabase = "SITREP_STORE_TEST_DATABASE"
	childStranger = "SITREP_STORE_TEST_STRANGER" // "1": drop root's privileges first
)

// slow says that the tests may take minutes, for more cases of the same kind.
func slow() bool { return os.Getenv("SITREP_SLOW_TESTS") == "1" }

func TestMain(m *testing.M) {
	if task := os.Getenv(childTask); task != "" {
		os.Exit(runChild(task, os.Getenv(childDatabase)))
	}
	flag.Parse()
	if explicit := flag.Lookup("rapid.checks"); explicit.Value.String() == explicit.DefValue && !slow() {
		_ = flag.Set("rapid.checks", "20") // each builds databases on disk
	}
	goleak.VerifyTestMain(m)
}

// child prepares another process that does a task on a database.
func child(t *testing.T, task, database string) *exec.Cmd {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), binary)
	cmd.Env = append(os.Environ(), childTask+"="+task, childDatabase+"="+database)
	return cmd
}

// stranger makes a child one of a user who owns nothing, if this process is root's, who
// could write where nobody else can.
func stranger(cmd *exec.Cmd) {
	if os.Getuid() == 0 {
		cmd.Env = append(cmd.Env, childStranger+"=1")
	}
}

// readableDir is a temporary folder whose parents a stranger may pass.
func readableDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "store-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = os.Chmod(dir, 0o700)
		_ = os.RemoveAll(dir)
	})
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func runChild(task, database string) int {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var err error
	if os.Getenv(childStranger) != "" {
		if err := errors.Join(syscall.Setgroups(nil), syscall.Setgid(65534), syscall.Setuid(65534)); err != nil {
			fmt.Println(err)
			return 1
		}
	}
	switch task {
	case "open":
		var st *Store
		if st, err = Open(ctx, database, Options{}); err == nil {
			err = st.Close()
		}
	case "read":
		err = childRead(ctx, database)
	case "read-after-writer":
		err = childReadTwice(ctx, database)
	case "hold-lock":
		err = childHoldLock(ctx, database)
	default:
		err = fmt.Errorf("no task %q", task)
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

func childRead(ctx context.Context, database string) error {
	st, err := Open(ctx, database, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer st.Close()
	return printLive(ctx, st)
}

// childReadTwice reads, and reads again when a line comes in.
func childReadTwice(ctx context.Context, database string) error {
	st, err := Open(ctx, database, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer st.Close()
	if err := printLive(ctx, st); err != nil {
		return err
	}
	if _, err := os.Stdin.Read(make([]byte, 1)); err != nil {
		return err
	}
	return printLive(ctx, st)
}

func printLive(ctx context.Context, st *Store) error {
	return st.View(ctx, func(v *View) error {
		live, err := v.Live(ctx)
		if err != nil {
			return err
		}
		members, damaged, err := v.Members(ctx, live)
		fmt.Println("generation", live.Number, "documents", len(members), "damaged", len(damaged))
		return err
	})
}

func childHoldLock(ctx context.Context, database string) error {
	st, err := Open(ctx, database, Options{})
	if err != nil {
		return err
	}
	defer st.Close()
	b, err := st.BeginBuild(ctx)
	if err != nil {
		return err
	}
	defer b.Close()
	fmt.Println("locked")
	_, _ = io.Copy(io.Discard, os.Stdin) // until the parent lets go
	return nil
}

func open(t *testing.T, path string) *Store {
	t.Helper()
	st, err := Open(t.Context(), path, Options{})
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

func newStore(t *testing.T) *Store {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "sitrep.db"))
}

const (
	testDims        = 8
	testFingerprint = "test@1/8"
)

func testPlan() Plan {
	return Plan{Fingerprint: testFingerprint, SplitVersion: "1", TextVersion: "1", Sources: []string{"articles"}}
}

// article is a document of which every field but the text follows from id.
func article(id, text string) corpus.Document {
	doc := corpus.Document{
		ID: corpus.DocumentID(id), Title: "On " + id, Publisher: "Publisher of " + id, URL: "https://example.org/" + id,
		Published: time.Date(2024, 2, 3, 4, 5, 6, 7000, time.UTC), Fetched: time.Date(2024, 2, 4, 0, 0, 0, 0, time.UTC),
		Language: "en", Marking: corpus.Green, Collection: "tests", Reliability: "B", Text: text,
	}
	doc.Seal()
	return doc
}

// layOut makes each sentence that ends in ". " a passage.
func layOut(doc *corpus.Document) corpus.Layout {
	var l corpus.Layout
	for start := 0; start < len(doc.Text); {
		end := len(doc.Text)
		if stop := strings.Index(doc.Text[start:], ". "); stop >= 0 {
			end = start + stop + 2
		}
		span := corpus.Span{Start: start, End: end}
		n := len(l.Sentences)
		l.Sentences = append(l.Sentences, corpus.Sentence{Span: span, Repeats: corpus.NoSentence, Paragraph: n / 3})
		l.Passages = append(l.Passages, corpus.Passage{ID: corpus.NewPassageID(doc.ID, n), Span: span, First: n, End: n + 1})
		start = end
	}
	return l
}

// vectorOf encodes a text: equal texts have equal vectors, others do not.
func vectorOf(text string) Vector {
	v := Vector{Key: sha256.Sum256([]byte(text)), Values: make([]float32, testDims)}
	for i := range v.Values {
		v.Values[i] = float32(v.Key[i]) / 256
	}
	return v
}

// stage does everything of a build up to Publish.
func stage(ctx context.Context, b *Build, docs []corpus.Document) error {
	stored, _, err := b.Vectors(ctx, testFingerprint, testDims)
	if err != nil {
		return err
	}
	var missing []Vector
	for _, doc := range docs {
		for _, p := range layOut(&doc).Passages {
			v := vectorOf(doc.Text[p.Span.Start:p.Span.End])
			if _, ok := stored[v.Key]; !ok {
				missing = append(missing, v)
				stored[v.Key] = 0 // until it has an id
			}
		}
	}
	ids, err := b.AddVectors(ctx, testFingerprint, missing)
	if err != nil {
		return err
	}
	for i, id := range ids {
		stored[missing[i].Key] = id
	}
	var members []Member
	for _, doc := range docs {
		m := Member{Document: doc, Layout: layOut(&doc)}
		for _, p := range m.Layout.Passages {
			m.Vectors = append(m.Vectors, stored[vectorOf(doc.Text[p.Span.Start:p.Span.End]).Key])
		}
		members = append(members, m)
	}
	if _, err := b.Stage(ctx, testPlan()); err != nil {
		return err
	}
	if err := b.AddMembers(ctx, members); err != nil {
		return err
	}
	return b.WriteSnapshot(ctx, "words", func(w io.Writer) error {
		for _, doc := range docs {
			if _, err := io.WriteString(w, doc.Text+"\n"); err != nil {
				return err
			}
		}
		return nil
	})
}

// build makes docs the live generation and deletes what has gone.
func build(ctx context.Context, st *Store, docs ...corpus.Document) (live Generation, gone Collected, err error) {
	b, err := st.BeginBuild(ctx)
	if err != nil {
		return live, gone, err
	}
	defer b.Close()
	if err := stage(ctx, b, docs); err != nil {
		return live, gone, err
	}
	if live, err = b.Publish(ctx); err != nil {
		return live, gone, err
	}
	gone, err = b.Collect(ctx)
	return live, gone, err
}

func mustBuild(t *testing.T, st *Store, docs ...corpus.Document) (Generation, Collected) {
	t.Helper()
	live, gone, err := build(t.Context(), st, docs...)
	if err != nil {
		t.Fatal(err)
	}
	return live, gone
}

// contents is what a reader gets of the live generation.
type contents struct {
	Generation Generation
	Members    []Member
	Damaged    []Damage
	Vectors    map[VectorID][]float32
	Words      string
}

func read(ctx context.Context, st *Store) (c contents, err error) {
	err = st.View(ctx, func(v *View) error {
		if c.Generation, err = v.Live(ctx); err != nil {
			return err
		}
		if c.Members, c.Damaged, err = v.Members(ctx, c.Generation); err != nil {
			return err
		}
		c.Vectors = map[VectorID][]float32{}
		err := v.Vectors(ctx, testFingerprint, testDims, func(id VectorID, _ VectorKey, values []float32, err error) error {
			if err == nil {
				c.Vectors[id] = append([]float32{}, values...)
			}
			return nil
		})
		if err != nil {
			return err
		}
		return v.Snapshot(ctx, c.Generation.Number, "words", func(r io.Reader) error {
			words, err := io.ReadAll(r)
			c.Words = string(words)
			return err
		})
	})
	return c, err
}

// matches says how contents differ from what a build of docs must leave, or "".
func (c contents) matches(docs []corpus.Document) string {
	if len(c.Damaged) > 0 || len(c.Members) != len(docs) || c.Generation.Documents != len(docs) {
		return fmt.Sprintf("%d documents of %d, %d damaged", len(c.Members), len(docs), len(c.Damaged))
	}
	passages, words := 0, ""
	used := map[VectorID]bool{}
	for i, doc := range docs {
		m := c.Members[i]
		if m.Document != doc {
			return fmt.Sprintf("document %s is %+v", doc.ID, m.Document)
		}
		want := layOut(&doc)
		if fmt.Sprint(m.Layout) != fmt.Sprint(want) {
			return fmt.Sprintf("layout of %s is %v, not %v", doc.ID, m.Layout, want)
		}
		for n, p := range want.Passages {
			wantVector := vectorOf(doc.Text[p.Span.Start:p.Span.End]).Values
			if got := c.Vectors[m.Vectors[n]]; fmt.Sprint(got) != fmt.Sprint(wantVector) {
				return fmt.Sprintf("vector of %s is %v, not %v", p.ID, got, wantVector)
			}
			used[m.Vectors[n]] = true
		}
		passages += len(want.Passages)
		words += doc.Text + "\n"
	}
	switch {
	case c.Generation.Passages != passages:
		return fmt.Sprintf("%d passages, not %d", c.Generation.Passages, passages)
	case c.Words != words:
		return fmt.Sprintf("snapshot of %d bytes, not %d", len(c.Words), len(words))
	case len(used) != len(c.Vectors):
		return fmt.Sprintf("%d vectors are stored and %d used", len(c.Vectors), len(used))
	}
	return ""
}

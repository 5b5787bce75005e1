package librarian

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sitrep/bot/desk"
	"sitrep/bot/render/message"
	"sitrep/corpus"
	"sitrep/corpus/added"
	"sitrep/corpus/source/web"
	"sitrep/corpus/store"
	"sitrep/retrieval/index"
)

// fixture is a librarian whose builds only count.
type fixture struct {
	*Librarian

	shelf  *added.Shelf
	builds int
	err    error
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "sitrep.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	f := &fixture{}
	if f.shelf, err = added.Open(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	f.Librarian = New(f.shelf, web.New(web.Options{}), func(context.Context, bool, func(index.Progress)) (index.Report, error) {
		f.builds++
		return index.Report{Generation: int64(f.builds)}, f.err
	})
	return f
}

func silent(message.Progress) {}

func (f *fixture) add(t *testing.T, a desk.Addition, name, content string) ([]corpus.Document, error) {
	t.Helper()
	a.File = &desk.File{Name: name, Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(content)), nil
	}}
	docs, _, err := f.Add(t.Context(), a, silent)
	return docs, err
}

// ids is what the shelf holds.
func (f *fixture) ids(t *testing.T) (ids []string) {
	t.Helper()
	docs, err := f.shelf.Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range docs {
		ids = append(ids, string(doc.ID))
	}
	return ids
}

func TestFilesOfOneName(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, content := range []string{
		"Quay closed\n\nThe quay is closed.", "Ferry late\n\nThe ferry is late.",
		"Quay closed\n\nThe quay is still closed.", "Crane down\n\nThe crane fell.",
	} {
		if _, err := f.add(t, desk.Addition{}, `C:\news\message.txt`, content); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.add(t, desk.Addition{}, "two.jsonl", "{\"id\":\"x\",\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"); err != nil {
		t.Fatal(err)
	}
	got := f.ids(t)
	want := []string{"added/message.txt", "added/message.txt~2", "added/message.txt~3", "added/two.jsonl:…", "x"}
	if len(got) == len(want) && strings.HasPrefix(got[3], "added/two.jsonl:") {
		got[3] = want[3]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
}

func TestWhatIsKnownIsFilledIn(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	at := time.Date(2025, 3, 5, 0, 0, 0, 0, time.UTC)
	docs, err := f.add(t, desk.Addition{
		Collection: "rivers", Publisher: "The Messel Gazette", Published: at.AddDate(0, 0, -1), Marking: corpus.Green, Who: "7", At: at,
	}, "a.md", "---\ntitle: Quay\ntlp: amber\nsource: Somebody\n---\nThe quay is closed.")
	if err != nil {
		t.Fatal(err)
	}
	want := corpus.Document{
		ID: "added/a.md", Title: "Quay", Publisher: "The Messel Gazette", Published: at.AddDate(0, 0, -1), Fetched: at,
		Marking: corpus.Amber, Collection: "rivers", Text: "The quay is closed.",
	}
	want.Seal()
	if diff := cmp.Diff([]corpus.Document{want}, docs); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
}

func TestWhatIsKeptWhenTheIndexFails(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.err = errors.New("no room")
	_, err := f.add(t, desk.Addition{}, "a.txt", "The quay is closed.")
	if pending, ok := errors.AsType[*desk.PendingError](err); !ok || !errors.Is(pending, f.err) || len(f.ids(t)) != 1 {
		t.Errorf("error %v, kept %v", err, f.ids(t))
	}
	if _, err = f.Remove(t.Context(), "7", "added/a.txt", "Quay", silent); !errors.Is(err, f.err) || len(f.ids(t)) != 0 {
		t.Errorf("removal: error %v, kept %v", err, f.ids(t))
	}
	if _, err = f.Restore(t.Context(), "nothing", silent); !errors.Is(err, corpus.ErrNotFound) || f.builds != 2 {
		t.Errorf("restored what nobody removed: error %v, %d builds", err, f.builds)
	}
}

func TestNothingIsKeptOfWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for name, content := range map[string]string{"a.txt": "", "b.txt": "\x00", "c.jsonl": "[]", "d.html": "<script>"} {
		if docs, err := f.add(t, desk.Addition{}, name, content); err == nil {
			t.Errorf("%s: %+v", name, docs)
		}
	}
	if _, err := f.add(t, desk.Addition{}, "a.txt", strings.Repeat("x", desk.MaxFileBytes+1)); !errors.Is(err, desk.ErrFileSize) {
		t.Errorf("a large file: error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := f.Add(ctx, desk.Addition{Address: "https://news.example/"}, silent); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: error %v", err)
	}
	if ids := f.ids(t); len(ids) > 0 || f.builds > 0 {
		t.Errorf("kept %v, %d builds", ids, f.builds)
	}
}

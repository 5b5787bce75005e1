package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
)

// folderOf writes files, named by slash-separated paths, into a new folder.
func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// outcome is what reading gave: documents by id, and problems with root taken out.
type outcome struct {
	ids      []string
	docs     map[string]corpus.Document
	problems []string
	ignored  []string
}

func readAll(t *testing.T, root string, opts Options, paths ...string) outcome {
	t.Helper()
	out := outcome{docs: map[string]corpus.Document{}}
	short := func(s string) string { return strings.ReplaceAll(s, filepath.ToSlash(root), "ROOT") }
	opts.Ignored = func(path string) { out.ignored = append(out.ignored, short(path)) }
	for doc, err := range ReadWith(t.Context(), paths, opts) {
		if err != nil {
			if _, ok := errors.AsType[*Problem](err); !ok {
				t.Errorf("error %v is no Problem", err)
			}
			out.problems = append(out.problems, short(err.Error()))
			continue
		}
		if !doc.Intact() {
			t.Errorf("document %s is not sealed", doc.ID)
		}
		out.ids = append(out.ids, string(doc.ID))
		out.docs[string(doc.ID)] = doc
	}
	return out
}

func TestReadFolder(t *testing.T) {
	t.Parallel()
	root := folderOf(t, map[string]string{
		"news/b.txt":           "Raid near the border\n\nSoldiers raided a house.\r\n",
		"news/a/deep.md":       "---\ntitle: Deep\n---\nIt is *deep*.\n",
		"news/c.JSONL":         `{"id": 7, "text": "Seven."}` + "\n",
		"news/.hidden.txt":     "Not for us.",
		"news/.git/config.txt": "Not for us.",
		"news/report.pdf":      "%PDF-1.7",
		"news/page.xml":        "<html>",
	})
	got := readAll(t, root, Options{}, filepath.Join(root, "news"))
	if diff := cmp.Diff([]string{"news/a/deep.md", "news/b.txt", "7"}, got.ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"ROOT/news/page.xml", "ROOT/news/report.pdf"}, got.ignored); diff != "" {
		t.Errorf("ignored (-want +got):\n%s", diff)
	}
	if len(got.problems) > 0 {
		t.Errorf("problems %q, want none", got.problems)
	}
	doc := got.docs["news/b.txt"]
	if doc.Title != "Raid near the border" || doc.Text != "Raid near the border\n\nSoldiers raided a house." {
		t.Errorf("title %q, text %q", doc.Title, doc.Text)
	}
	if doc := got.docs["news/a/deep.md"]; doc.Title != "Deep" || doc.Text != "It is deep." {
		t.Errorf("title %q, text %q", doc.Title, doc.Text)
	}
}

func TestBadFilesAreReportedAndTheRestIsRead(t *testing.T) {
	t.Parallel()
	root := folderOf(t, map[string]string{
		"binary.txt":     "\x7fELF\x02\x01\x01\x00\x00",
		"late.txt":       strings.Repeat("Text. ", 200) + "\x00",
		"picture.txt":    "\x89PNG\r\n\x1a\n",
		"document.txt":   "%PDF-1.4 \xe2\xe3",
		"cyrillic.txt":   "\xd1\xee\xeb\xe4\xe0\xf2\xfb \xe2\xee\xf8\xeb\xe8 \xe2 \xe3\xee\xf0\xee\xe4",
		"legacy.txt":     "The caf\xe9 was closed, \x93for good\x94.",
		"damaged.txt":    strings.Repeat("“The town fell,” he said. ", 100) + "\xe2\x80",
		"empty.txt":      "",
		"blank.md":       "---\ntitle: x\n---\n\n",
		"marks.txt":      "***\n---\n",
		"large.txt":      strings.Repeat("Text. ", 2000),
		"matter.md":      "---\na: [b\n---\nText.\n",
		"marking.md":     "---\ntlp: secret\n---\nText.\n",
		"fields.md":      "---\ndate: soon\nurl: javascript:alert(1)\nreliability: Z\nlanguage: '?'\n---\nText.\n",
		"month.md":       "---\ndate: March 2024\n---\nText of March.\n",
		"bad.jsonl":      "\x00\x01\x02",
		"good.txt":       "Text.",
		"tangled.md":     "---\ntitle: x\n---\n" + strings.Repeat(">", 100) + " deep\n",
		"not.jsonl":      strings.Repeat("Not JSON.\n", 1500),
		"no-lines.jsonl": "\n\n",
	})
	got := readAll(t, root, Options{MaxBytes: 10_000}, root)
	base := filepath.Base(root)
	var want []string
	for _, name := range []string{"damaged.txt", "fields.md", "good.txt", "legacy.txt", "month.md", "tangled.md"} {
		want = append(want, base+"/"+name)
	}
	if diff := cmp.Diff(want, got.ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	notJSON := slices.DeleteFunc(slices.Clone(got.problems), func(p string) bool { return !strings.Contains(p, "not.jsonl") })
	if want := "ROOT/not.jsonl: no document in the first 1000 lines: the rest was not read"; len(notJSON) != 1001 || notJSON[1000] != want {
		t.Errorf("%d problems with not.jsonl, the last %q", len(notJSON), notJSON[len(notJSON)-1])
	}
	others := slices.DeleteFunc(got.problems, func(p string) bool { return strings.Contains(p, "not.jsonl") })
	if diff := cmp.Diff([]string{
		"ROOT/bad.jsonl: not text but binary data (application/octet-stream)",
		"ROOT/binary.txt: not text but binary data (application/octet-stream)",
		"ROOT/blank.md: no text in it",
		"ROOT/cyrillic.txt: the encoding of the text is not known: save it as UTF-8",
		"ROOT/damaged.txt: 2 bytes that are not UTF-8 were replaced",
		"ROOT/document.txt: not text but binary data (application/pdf)",
		"ROOT/empty.txt: no text in it",
		`ROOT/fields.md: reliability "Z" is not a letter from A to F: left out`,
		`ROOT/fields.md: the date "soon" cannot be read: the document goes in undated`,
		`ROOT/fields.md: the url "javascript:alert(1)" is not an http or https address: left out`,
		`ROOT/fields.md: the language "?" is not a BCP 47 tag: left out`,
		"ROOT/large.txt: larger than the limit of 10000 bytes",
		"ROOT/late.txt: not text but binary data",
		`ROOT/marking.md: marking "secret" is none of clear, green, amber, amber+strict, red`,
		"ROOT/marks.txt: no text in it",
		"ROOT/matter.md: front matter: [1:4] sequence end token ']' not found",
		`ROOT/month.md: the date "March 2024" names no day: taken as 1 March 2024`,
		"ROOT/no-lines.jsonl: no text in it",
		"ROOT/picture.txt: not text but binary data (image/png)",
		"ROOT/tangled.md: too intricate to be read as Markdown: taken as it stands",
	}, others); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if text := got.docs[base+"/legacy.txt"].Text; text != "The café was closed, “for good”." {
		t.Errorf("legacy text %q", text)
	}
}

func TestMetadata(t *testing.T) {
	t.Parallel()
	root := folderOf(t, map[string]string{
		"a.jsonl": `{"_id":"x1","title":" A\ttitle ","text":"Text.","published":"2024-03-12T10:00:00+02:00","source":"Alma Post",` +
			`"url":"https://user:pass@a.example/x y","author":["Mina Karimi","Jo Bell"],"marking":"tlp:amber","collection":"north",` +
			`"reliability":"b","language":"EN-us","origin":"A report","unknown":{"a":1},"fetched":true}`,
	})
	got := readAll(t, root, Options{}, root)
	want := corpus.Document{
		ID: "x1", Title: "A title", Publisher: "Alma Post", Author: "Mina Karimi, Jo Bell", URL: "https://a.example/x%20y",
		Published: time.Date(2024, 3, 12, 8, 0, 0, 0, time.UTC), Language: "en-US", Marking: corpus.Amber,
		Collection: "north", Reliability: "B", Origin: "A report", Text: "Text.",
	}
	want.Seal()
	if diff := cmp.Diff(want, got.docs["x1"]); diff != "" || len(got.problems) > 0 {
		t.Errorf("document (-want +got):\n%s\nproblems %q", diff, got.problems)
	}
}

func TestJSONLines(t *testing.T) {
	t.Parallel()
	lines := []string{
		"\ufeff" + `{"id":"a","text":"First."}`,
		"",
		`{"id":12345678901234567890,"title":"T","text":"Second."}`,
		`{"id":"b"}`,
		`{"id":"b","text":null}`,
		`{"id":"b","text":["x"]}`,
		`{"id":"b","text":"   "}`,
		`{"id":"b","title":{"x":1},"text":"x"}`,
		`{"id":"b","text":"x"`,
		`["id","b"]`,
		"plain text",
		`{"id":"a","text":"First."}`,
		`{"id":"a","text":"Another."}`,
		`{"text":"Without an id."}`,
		`{"text":"Without an id."}`,
		`{"id":"c","text":"` + strings.Repeat("long ", 200) + `"}`,
		`{"id":"d","text":"Le caf` + "\xe9" + ` ferm` + "\xe9" + `."}`,
		`{"id":"` + strings.Repeat("i", 600) + `","text":"x"}`,
		"\r",
		`{"id":"e","date":1739282585,"text":"Last, without a line end."}`,
	}
	root := folderOf(t, map[string]string{"news.jsonl": strings.Join(lines, "\n")})
	got := readAll(t, root, Options{MaxBytes: 800}, filepath.Join(root, "news.jsonl"))
	if diff := cmp.Diff([]string{"a", "12345678901234567890", "news.jsonl:55bc45098313", "d", "e"}, got.ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		`ROOT/news.jsonl:4: no "text" in it`,
		`ROOT/news.jsonl:5: no "text" in it`,
		`ROOT/news.jsonl:6: "text" is not a string`,
		`ROOT/news.jsonl:7: no text in it`,
		`ROOT/news.jsonl:8: "title" is neither a string, a number nor a list of them`,
		`ROOT/news.jsonl:9: not a JSON object: unexpected end of JSON input`,
		`ROOT/news.jsonl:10: not a JSON object`,
		`ROOT/news.jsonl:11: not a JSON object: invalid character 'p' looking for beginning of value`,
		`ROOT/news.jsonl:13: the id is taken by another document: "a" was used at ROOT/news.jsonl:1`,
		`ROOT/news.jsonl:16: larger than the limit of 800 bytes`,
		`ROOT/news.jsonl:18: the id is longer than 512 bytes`,
	}, got.problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if doc := got.docs["d"]; doc.Text != "Le café fermé." {
		t.Errorf("text %q", doc.Text)
	}
	if doc := got.docs["e"]; doc.Published.IsZero() || doc.Title != "Last, without a line end" {
		t.Errorf("published %v, title %q", doc.Published, doc.Title)
	}
}

func TestPaths(t *testing.T) {
	t.Parallel()
	root := folderOf(t, map[string]string{
		"x/news/a.txt": "From x.",
		"y/news/a.txt": "From y.",
		"z/news/a.txt": "From x.",
		"README":       "A file without an extension.",
		"page":         "<!DOCTYPE html><p>Text.",
		"only.html":    "<p>Text.",
		"none/a.pdf":   "%PDF",
	})
	join := func(names ...string) []string {
		for i, name := range names {
			names[i] = filepath.Join(root, filepath.FromSlash(name))
		}
		return names
	}
	for _, test := range []struct {
		name     string
		paths    []string
		ids      []string
		problems []string
	}{
		{"one file", join("x/news/a.txt"), []string{"a.txt"}, nil},
		{"a file twice", join("x/news/a.txt", "x/news/../news/a.txt"), []string{"a.txt"}, nil},
		{"a folder and a file in it", join("x/news", "x/news/a.txt"), []string{"news/a.txt"}, nil},
		{"folders of one name", join("x/news", "y/news", "z/news"), []string{"news/a.txt", "news/a.txt~2"}, nil},
		{"no extension", join("README"), []string{"README"}, nil},
		{"markup without extension", join("page"), nil, []string{"ROOT/page: markup (HTML or XML), not plain text: name an HTML page .html"}},
		{"HTML page", join("only.html"), []string{"only.html"}, nil},
		{"nothing there", join("gone.txt", "x/news/a.txt"), []string{"a.txt"}, []string{"ROOT/gone.txt: no such file or directory"}},
		{"nothing to read", join("none"), nil, []string{"ROOT/none: no .txt, .md, .html or .jsonl file in it"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := readAll(t, root, Options{}, test.paths...)
			if diff := cmp.Diff(test.ids, got.ids); diff != "" {
				t.Errorf("ids (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.problems, got.problems); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCurrentFolderLendsItsName(t *testing.T) {
	root := folderOf(t, map[string]string{"north/a.txt": "Text."})
	t.Chdir(filepath.Join(root, "north"))
	got := readAll(t, root, Options{}, ".")
	if diff := cmp.Diff([]string{"north/a.txt"}, got.ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
}

// TestLargeFileCostsNoMemory reads a file and a line far above the limit.
func TestLargeFileCostsNoMemory(t *testing.T) {
	root := folderOf(t, map[string]string{"large.txt": "", "large.jsonl": ""})
	for _, name := range []string{"large.txt", "large.jsonl"} {
		if err := os.Truncate(filepath.Join(root, name), 200<<20); err != nil {
			t.Fatal(err)
		}
	}
	// Not binary at first sight, so that the long line is read at all.
	line, err := os.OpenFile(filepath.Join(root, "large.jsonl"), os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := line.WriteString(`{"text":"` + strings.Repeat("x", 4096)); err != nil {
		t.Fatal(err)
	}
	if err := line.Close(); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := readAll(t, root, Options{MaxBytes: 1 << 20}, root)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("%d MB were allocated", used>>20)
	}
	if diff := cmp.Diff([]string{
		"ROOT/large.jsonl:1: larger than the limit of 1 MiB",
		"ROOT/large.txt: larger than the limit of 1 MiB",
	}, got.problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// brokenFS has one file that cannot be opened and one that breaks off.
type brokenFS struct{ fstest.MapFS }

func (b brokenFS) Open(name string) (fs.File, error) {
	file, err := b.MapFS.Open(name)
	switch name {
	case "secret.txt":
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	case "broken.jsonl", "broken.txt":
		return breakingFile{file}, err
	}
	return file, err
}

type breakingFile struct{ fs.File }

var errBroken = errors.New("the disk is gone")

func (breakingFile) Read([]byte) (int, error) { return 0, errBroken }

func TestUnreadableFiles(t *testing.T) {
	t.Parallel()
	text := &fstest.MapFile{Data: []byte("Text.")}
	files := brokenFS{fstest.MapFS{
		"a/good.txt": text, "secret.txt": text, "broken.txt": text, "broken.jsonl": text,
		"pipe.txt": {Mode: fs.ModeNamedPipe},
	}}
	var ids, problems []string
	for doc, err := range FS(files) {
		if err != nil {
			problems = append(problems, err.Error())
			continue
		}
		ids = append(ids, string(doc.ID))
	}
	if diff := cmp.Diff([]string{"a/good.txt"}, ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"broken.jsonl:1: the disk is gone", "broken.txt: the disk is gone", "pipe.txt: not a regular file", "secret.txt: permission denied",
	}, problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestReadingStops(t *testing.T) {
	t.Parallel()
	files := map[string]string{"lines.jsonl": ""}
	for i := range 100 {
		files[fmt.Sprintf("%03d.txt", i)] = fmt.Sprintf("Text %d.", i)
		files["lines.jsonl"] += fmt.Sprintf("{\"text\":\"Line %d.\"}\n", i)
	}
	for _, name := range []string{"000.txt", "lines.jsonl"} {
		root := folderOf(t, files)
		path := filepath.Join(root, name)
		t.Run("when the caller has enough of "+name, func(t *testing.T) {
			t.Parallel()
			n := 0
			for range Read(t.Context(), []string{path, root}) {
				if n++; n == 1 {
					break
				}
			}
			if n != 1 {
				t.Errorf("%d documents, want 1", n)
			}
		})
		t.Run("when the context of "+name+" ends", func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			n := 0
			var last error
			for _, err := range Read(ctx, []string{path, root}) {
				n++
				last = err
				cancel()
			}
			if n != 2 || !errors.Is(last, context.Canceled) {
				t.Errorf("%d pairs, the last error %v; want 2 and context.Canceled", n, last)
			}
		})
	}
}

func FuzzJSONLines(f *testing.F) {
	f.Add([]byte("\ufeff{\"id\":1,\"text\":\"a\"}\r\n\n{\"text\":\"b\\u0000\",\"date\":\"x\"}\n[1]\n{\"text\":3}"))
	f.Add([]byte("{\"_id\":null,\"author\":[\"a\",2,null],\"tlp\":\"red\",\"text\":\"caf\xe9\"}\n{\"text\":\"long long long long long long long\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := newReader(t.Context(), Options{MaxBytes: 200}, func(doc corpus.Document, err error) bool {
			if err != nil {
				if _, ok := errors.AsType[*Problem](err); !ok || strings.Contains(err.Error(), "\n") {
					t.Fatalf("error %q is no Problem of one line", err)
				}
				return true
			}
			if !doc.Intact() || doc.ID == "" || doc.Title == "" || Normalise(doc.Text) != doc.Text || !hasText(doc.Text) {
				t.Fatalf("document %+v", doc)
			}
			return true
		})
		r.readFolder(folder{fsys: fstest.MapFS{"a.jsonl": {Data: data}, "b.txt": {Data: data}, "c.md": {Data: data}}, path: "."})
	})
}

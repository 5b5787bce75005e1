package source

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"sitrep/corpus"
)

// parsed is the documents and problems in one file.
func parsed(t *testing.T, name string, data []byte, from Origin) (docs []corpus.Document, problems []error) {
	t.Helper()
	for doc, err := range Parse(t.Context(), name, data, from, Options{}) {
		if err != nil {
			problems = append(problems, err)
			continue
		}
		docs = append(docs, doc)
	}
	return docs, problems
}

const lighthouse = `<html lang="fr"><head><meta charset="iso-8859-1"><title>Le phare s’éteint</title>
<meta property="article:published_time" content="2024-11-05T22:00:00Z"><meta name="author" content="Zoé Marnay">%LINK%</head>
<body><nav>Accueil</nav><p>Le phare du cap a été éteint lundi soir par deux hommes masqués.</p><p>La gendarmerie enquête.</p></body></html>`

func lighthousePage(link string) []byte {
	return []byte(strings.ReplaceAll(lighthouse, "%LINK%", link))
}

func TestPage(t *testing.T) {
	t.Parallel()
	data, err := charmap.Windows1252.NewEncoder().Bytes(lighthousePage(`<link rel="canonical" href="/phare#top">`))
	if err != nil {
		t.Fatal(err)
	}
	docs, problems := parsed(t, "x.html", data, Origin{URL: "https://www.cap.example/phare?ref=mail#lire", ContentType: "text/html"})
	if len(problems) > 0 || len(docs) != 1 {
		t.Fatalf("%d documents, problems %v", len(docs), problems)
	}
	want := corpus.Document{
		ID: "https://www.cap.example/phare", Title: "Le phare s’éteint", Publisher: "cap.example", Author: "Zoé Marnay",
		URL: "https://www.cap.example/phare", Published: time.Date(2024, 11, 5, 22, 0, 0, 0, time.UTC), Language: "fr",
		Text: "Le phare du cap a été éteint lundi soir par deux hommes masqués.\n\nLa gendarmerie enquête.",
	}
	want.Seal()
	if diff := cmp.Diff(want, docs[0]); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func TestPageAddress(t *testing.T) {
	t.Parallel()
	const at = "https://user:word@cap.example/a?b=1#c"
	for link, want := range map[string]string{
		"": "https://cap.example/a?b=1",
		`<link rel="canonical" href="https://www.cap.example/own">`:      "https://www.cap.example/own",
		`<link rel="canonical" href="https://known.example/trusted">`:    "https://cap.example/a?b=1",
		`<link rel="canonical" href="javascript:alert(1)">`:              "https://cap.example/a?b=1",
		`<link rel="canonical" href="//cap.example:99999999/x">`:         "https://cap.example/a?b=1",
		`<link rel="canonical" href="https://cap.example@evil.example">`: "https://cap.example/a?b=1",
	} {
		docs, problems := parsed(t, "x.html", lighthousePage(link), Origin{URL: at, ContentType: "text/html; charset=utf-8"})
		if len(docs) != 1 || docs[0].URL != want || string(docs[0].ID) != want {
			t.Errorf("with %q: %+v, problems %v; want address %s", link, docs, problems, want)
		}
	}
	docs, _ := parsed(t, "kept/lighthouse.html", lighthousePage(`<link rel="canonical" href="https://cap.example/own">`), Origin{ContentType: "text/html; charset=utf-8"})
	if len(docs) != 1 || docs[0].ID != "kept/lighthouse.html" || docs[0].URL != "https://cap.example/own" {
		t.Errorf("a file: %+v", docs)
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		data      string
		documents int
		problems  int
	}{
		"a.txt":   {"The quay is closed.", 1, 0},
		"b.md":    {"---\ntitle: Quay\n---\nClosed.", 1, 0},
		"c.jsonl": {"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n[]\n", 2, 1},
		"d.txt":   {"\x89PNG\r\n\x1a\n\x00\x00", 0, 1},
		"e.html":  {"<nav><script>x()</script></nav>", 0, 1},
		"f.txt":   {"", 0, 1},
	} {
		docs, problems := parsed(t, name, []byte(test.data), Origin{})
		if len(docs) != test.documents || len(problems) != test.problems {
			t.Errorf("%s: %d documents, problems %v; want %d and %d", name, len(docs), problems, test.documents, test.problems)
		}
	}
	for _, err := range Parse(t.Context(), "big.txt", []byte("too long"), Origin{}, Options{MaxBytes: 3}) {
		if err == nil {
			t.Error("a text above the limit was read")
		}
	}
}

func FuzzPage(f *testing.F) {
	f.Add(lighthousePage(""), "text/html", "https://cap.example/a")
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00"), "text/html; charset=utf-16", "")
	f.Add([]byte("<meta charset=iso-2022-jp><p>\x1b$B"), "text/html", "http://[::1]/%zz")
	f.Add([]byte("<ul><li><table><tr><td><pre>x\n y</table></ol><br>"), "", "//x")
	f.Fuzz(func(t *testing.T, data []byte, contentType, address string) {
		for doc, err := range Parse(context.Background(), "x.html", data, Origin{URL: address, ContentType: contentType}, Options{}) {
			if err != nil {
				continue
			}
			if doc.Text != Normalise(doc.Text) || !hasText(doc.Text) || !doc.Intact() {
				t.Errorf("text %q is not normalised, has nothing in it, or is not sealed", doc.Text)
			}
			if doc.Title != oneLine(doc.Title) || doc.URL != "" && !strings.HasPrefix(doc.URL, "http") {
				t.Errorf("title %q, address %q", doc.Title, doc.URL)
			}
		}
	})
}

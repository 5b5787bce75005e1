package discord_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sitrep/bot/desk"
	"sitrep/bot/discordtest"
	"sitrep/bot/librarian"
	"sitrep/corpus/added"
	"sitrep/corpus/sample"
	"sitrep/corpus/source/web"
	"sitrep/corpus/store"
	"sitrep/retrieval/index"
)

// library is an office whose librarian works: with the sample corpus for a source, and web
// pages that are fetched from 127.0.0.1 alone.
type library struct {
	*room

	chief  *discordtest.User
	broken atomic.Bool // building fails
}

func newLibrary(t *testing.T) *library {
	t.Helper()
	l := &library{}
	h := newHouse(t, discordtest.Options{IdentifyWindow: time.Millisecond}) // it is restarted
	h.curate = func(st *store.Store, changed func(context.Context) error) desk.Librarian {
		shelf := must(added.Open(context.Background(), st))
		pages := web.New(web.Options{Inside: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Timeout: 2 * time.Second})
		return librarian.New(shelf, pages, func(ctx context.Context, empty bool, progress func(index.Progress)) (index.Report, error) {
			if l.broken.Load() {
				return index.Report{}, errors.New("the embedder is on holiday")
			}
			report, err := index.Build(ctx, h.lg, st, must(shared()).model, shelf.Merge(ctx, sample.Documents()),
				index.Options{Sources: []string{"sample"}, Progress: progress, AllowEmpty: empty})
			if err != nil {
				return report, err
			}
			return report, changed(ctx)
		})
	}
	l.room = &room{house: h, running: h.start(), guild: h.srv.Guild("Newsroom"), alice: h.srv.User("alice")}
	l.channel = l.guild.Channel("general")
	l.guild.Join(l.alice)
	l.chief = h.srv.User("chief")
	l.guild.Join(l.chief, l.guild.Role("editors", discordtest.ManageGuild))
	return l
}

// admin has the chief use a command, and returns how it ended.
func (l *library) admin(t *testing.T, command string, options ...discordtest.Option) discordtest.Seen {
	t.Helper()
	return l.ended(t, l.chief.Slash(l.channel, command, options...))
}

// ended waits for what a command that changes the corpus comes to.
func (l *library) ended(t *testing.T, x *discordtest.Interaction) discordtest.Seen {
	t.Helper()
	m, err := x.Until(t.Context(), func(m discordtest.Seen) bool {
		return m.Content != "" && !strings.Contains(m.Content, "░") && !strings.Contains(m.Content, "█")
	})
	if err != nil {
		t.Fatal(err)
	}
	if !m.Ephemeral {
		t.Errorf("shown to all: %q", m.Content)
	}
	return m
}

// remove removes an article and confirms that.
func (l *library) remove(t *testing.T, article string) discordtest.Seen {
	t.Helper()
	asked := l.admin(t, "/corpus remove", discordtest.Opt("article", article))
	return l.ended(t, l.chief.Press(asked, "Remove"))
}

func (l *library) ask(t *testing.T, question string) discordtest.Seen {
	t.Helper()
	return settled(t, l.alice.Slash(l.channel, "/ask", discordtest.Opt("question", question)))
}

const (
	lantern = "The Lantern Brigade, a group of river pirates, claimed the sinking of the barge Orlena near Port Messel on 3 March 2025. " +
		"Captain Dagna Reuss said that nobody was hurt when the barge Orlena went down."
	whoSank = "Who claimed the sinking of the barge Orlena?"
	sunk    = "claimed the sinking of the barge Orlena near Port Messel"
)

func lanternPage(canonical string) string {
	return `<html lang="en"><head><title>Barge sunk near Port Messel</title><meta property="og:site_name" content="The Messel Gazette">
<meta property="article:published_time" content="2025-03-04"><link rel="canonical" href="` + canonical + `"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Barge sunk near Port Messel</h1><p>` + lantern + `</p></article><footer>All rights reserved.</footer></body></html>`
}

func TestAddedFileAnswersUntilItIsRemoved(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	opt := discordtest.Opt
	if m := l.ask(t, whoSank); strings.Contains(m.Content, sunk) {
		t.Fatalf("known before it was added: %q", m.Content)
	}
	m := l.admin(t, "/corpus add", opt("file", discordtest.File{Name: "barge.txt", Data: []byte("Barge sunk near Port Messel\n\n" + lantern)}),
		opt("publisher", "The Messel Gazette"), opt("date", "4 March 2025"), opt("collection", "rivers"))
	for _, part := range []string{"Added: Barge sunk near Port Messel", "The Messel Gazette, 4 Mar 2025", "rivers", "TLP:CLEAR", "1 passage", "1 added"} {
		if !strings.Contains(m.Content, part) {
			t.Errorf("no %q in %q", part, m.Content)
		}
	}
	if m := l.ask(t, whoSank); !strings.Contains(m.Content, sunk) || !strings.Contains(m.Content, "The Messel Gazette") {
		t.Errorf("after it was added: %q", m.Content)
	}
	if m := l.admin(t, "/corpus reindex"); !strings.Contains(m.Content, "Nothing has changed") {
		t.Errorf("re-index: %q", m.Content)
	}
	l.stop()
	l.running = l.start() // a new process
	if m := l.ask(t, whoSank); !strings.Contains(m.Content, sunk) {
		t.Errorf("after a restart: %q", m.Content)
	}

	choices, err := l.chief.Autocomplete(l.channel, "/corpus remove", "article", "barge").Choices(t.Context())
	if err != nil || len(choices) != 1 || !strings.HasPrefix(choices[0].Name, "Barge sunk near Port Messel") {
		t.Fatalf("choices %+v, error %v", choices, err)
	}
	if m := l.ended(t, l.chief.Press(l.admin(t, "/corpus remove", opt("article", choices[0].Text())), "Keep")); !strings.Contains(m.Content, "Nothing was removed") {
		t.Errorf("kept: %q", m.Content)
	}
	if m := l.remove(t, choices[0].Text()); !strings.Contains(m.Content, "Removed: Barge sunk") || !strings.Contains(m.Content, "1 removed") {
		t.Errorf("removed: %q", m.Content)
	}
	if m := l.ask(t, whoSank); strings.Contains(m.Content, sunk) {
		t.Errorf("after it was removed: %q", m.Content)
	}
	l.admin(t, "/corpus reindex")
	if m := l.ask(t, whoSank); strings.Contains(m.Content, sunk) {
		t.Errorf("removed, and re-indexed: %q", m.Content)
	}
	acts, err := l.state.Acts(t.Context(), string(l.guild.ID), 0, 9)
	if err != nil || len(acts) != 4 || acts[1].Act != "corpus remove" || acts[1].Who != string(l.chief.ID) || acts[1].Result != "ok" ||
		acts[3].Act != "corpus add" || !strings.Contains(acts[3].Object, "file barge.txt") {
		t.Errorf("audit log %+v, error %v", acts, err)
	}
}

func TestAddedPage(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	var text atomic.Value
	text.Store(lanternPage(""))
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, text.Load())
	}))
	defer site.Close()
	url := discordtest.Opt("url", site.URL+"/barge#top")
	if m := l.admin(t, "/corpus add", url); !strings.Contains(m.Content, "Added: Barge sunk") || !strings.Contains(m.Content, "1 added") {
		t.Errorf("added: %q", m.Content)
	}
	if m := l.ask(t, whoSank); !strings.Contains(m.Content, sunk) || !strings.Contains(m.Content, site.URL+"/barge#:~:text=") {
		t.Errorf("asked: %q", m.Content)
	}
	text.Store(strings.ReplaceAll(lanternPage(""), "Lantern Brigade", "Order of Eels"))
	if m := l.admin(t, "/corpus add", url); !strings.Contains(m.Content, "1 changed") {
		t.Errorf("the page again: %q", m.Content)
	}
	if m := l.ask(t, whoSank); !strings.Contains(m.Content, "Order of Eels") || strings.Contains(m.Content, "Lantern Brigade") {
		t.Errorf("asked again: %q", m.Content)
	}
}

func TestMarkedAdditionIsNotShownInPublic(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	file := discordtest.Opt("file", discordtest.File{Name: "barge.md", Data: []byte("---\ntlp: green\n---\n" + lantern)})
	if m := l.admin(t, "/corpus add", file, discordtest.Opt("marking", "TLP:CLEAR")); !strings.Contains(m.Content, "TLP:GREEN") {
		t.Errorf("a marking made it more open: %q", m.Content)
	}
	if m := l.ask(t, whoSank); strings.Contains(m.Content, "Orlena near Port Messel") {
		t.Errorf("shown: %q", m.Content)
	}
}

func TestRemovedFromSource(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	before := l.ask(t, sampleQuestion)
	if !answered(before) {
		t.Fatalf("asked: %q", before.Content)
	}
	choices, err := l.chief.Autocomplete(l.channel, "/corpus remove", "article", "sample digest").Choices(t.Context())
	if err != nil || len(choices) < 10 {
		t.Fatalf("%d choices, error %v", len(choices), err)
	}
	title, _, _ := strings.Cut(choices[0].Name, " · ")
	l.remove(t, choices[0].Text())
	l.admin(t, "/corpus reindex")
	if m := l.admin(t, "/corpus status"); !strings.Contains(m.Content, "kept out by admins") || !strings.Contains(m.Content, "Sample digest") {
		t.Errorf("status: %q", m.Content)
	}
	if m := l.admin(t, "/corpus remove", discordtest.Opt("article", title)); !strings.Contains(m.Content, "There is no article") {
		t.Errorf("removed twice: %q", m.Content)
	}
	back, err := l.chief.Autocomplete(l.channel, "/corpus restore", "article", "").Choices(t.Context())
	if err != nil || len(back) != 1 {
		t.Fatalf("to restore: %+v, error %v", back, err)
	}
	if m := l.admin(t, "/corpus restore", discordtest.Opt("article", back[0].Text())); !strings.Contains(m.Content, "Back again: Sample digest") || !strings.Contains(m.Content, "1 added") {
		t.Errorf("restored: %q", m.Content)
	}
	if m := l.admin(t, "/corpus restore", discordtest.Opt("article", "Unheard of")); !strings.Contains(m.Content, "There is no article") {
		t.Errorf("restored what was never removed: %q", m.Content)
	}
}

func TestNothingIsLostWhenIndexingFails(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	l.broken.Store(true)
	m := l.admin(t, "/corpus add", discordtest.Opt("file", discordtest.File{Name: "barge.txt", Data: []byte(lantern)}))
	if !strings.Contains(m.Content, "on holiday") || !strings.Contains(m.Content, "takes effect with the next") {
		t.Errorf("added: %q", m.Content)
	}
	l.broken.Store(false)
	if m := l.admin(t, "/corpus reindex"); !strings.Contains(m.Content, "1 added") {
		t.Errorf("re-index: %q", m.Content)
	}
	if m := l.ask(t, whoSank); !strings.Contains(m.Content, sunk) {
		t.Errorf("asked: %q", m.Content)
	}
}

func TestHostileFiles(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	large := []byte(strings.Repeat("A line of nothing in particular.\n", 25<<20/33))
	for name, tc := range map[string]struct {
		file discordtest.File
		want string
	}{
		"wrong type":               {discordtest.File{Name: "report.pdf", Data: []byte("%PDF-1.7")}, "I read: .txt, .md"},
		"no extension":             {discordtest.File{Name: "README", Data: []byte("text")}, "I read: .txt, .md"},
		"25 MB":                    {discordtest.File{Name: "big.txt", Data: large}, "The limit is 10 MiB"},
		"25 MB that claim to be 1": {discordtest.File{Name: "big.txt", Data: large, Announced: 1}, "The limit is 10 MiB"},
		"empty":                    {discordtest.File{Name: "empty.txt"}, "This file is empty"},
		"empty, whatever it says":  {discordtest.File{Name: "empty.txt", Announced: 5}, "no article text"},
		"binary named text":        {discordtest.File{Name: "x.txt", Data: []byte("\x7fELF\x02\x01\x01\x00\x00")}, "cannot read this kind of file"},
		"no JSON":                  {discordtest.File{Name: "x.jsonl", Data: []byte("not json")}, "I could not read this: not a JSON object"},
		"marking nobody knows":     {discordtest.File{Name: "x.md", Data: []byte("---\ntlp: mauve\n---\ntext")}, "I could not read this: marking"},
		"deep page":                {discordtest.File{Name: "x.html", Data: []byte(strings.Repeat("<div>", 1<<20))}, "too intricate"},
		"path for a name":          {discordtest.File{Name: `..\..\etc\x.exe`, Data: []byte("x")}, "I read: .txt, .md"},
	} {
		if m := l.admin(t, "/corpus add", discordtest.Opt("file", tc.file)); !strings.Contains(m.Content, tc.want) {
			t.Errorf("%s: %q, want %q", name, m.Content, tc.want)
		}
	}
	if m := l.admin(t, "/corpus add"); !strings.Contains(m.Content, "either a file or an address") {
		t.Errorf("neither: %q", m.Content)
	}
	if m := l.admin(t, "/corpus status"); !strings.Contains(m.Content, "index 1,") {
		t.Errorf("something was indexed: %q", m.Content)
	}
	l.unpinged(t)
}

func TestHostileAddresses(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	var inside atomic.Int32
	secret := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { inside.Add(1) }))
	defer secret.Close()
	_, port, _ := strings.Cut(strings.TrimPrefix(secret.URL, "http://"), ":")
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/redirect":
			http.Redirect(w, r, "http://127.0.0.2:"+port+"/", http.StatusFound)
		case "/endless":
			for r.Context().Err() == nil {
				fmt.Fprint(w, strings.Repeat("<p>more", 1000))
			}
		case "/slow":
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		case "/image":
			w.Header().Set("Content-Type", "image/png")
		case "/empty":
			fmt.Fprint(w, "<script>x()</script>")
		default:
			http.NotFound(w, r)
		}
	}))
	defer site.Close()
	for address, want := range map[string]string{
		"http://169.254.169.254/latest/meta-data": "private network",
		"http://127.0.0.2:" + port + "/":          "private network",
		"http://[::1]:" + port + "/":              "private network",
		"http://10.0.0.1/":                        "private network",
		site.URL + "/redirect":                    "private network",
		"file:///etc/passwd":                      "not an address of a web page",
		"@everyone":                               "not an address of a web page",
		site.URL + "/endless":                     "it is larger than 5 MiB",
		site.URL + "/slow":                        "the server takes too long",
		site.URL + "/image":                       "it is no page of text",
		site.URL + "/gone":                        "404 Not Found",
		site.URL + "/empty":                       "no article text",
	} {
		if m := l.admin(t, "/corpus add", discordtest.Opt("url", address)); !strings.Contains(m.Content, want) {
			t.Errorf("%s: %q, want %q", address, m.Content, want)
		}
	}
	if n := inside.Load(); n > 0 {
		t.Errorf("%d requests arrived inside", n)
	}
	acts, err := l.state.Acts(t.Context(), string(l.guild.ID), 0, 99)
	if err != nil || len(acts) != 12 {
		t.Errorf("%d entries in the audit log, error %v", len(acts), err)
	}
	for _, a := range acts {
		if a.Result == "ok" || a.Act != "corpus add" {
			t.Errorf("audit log: %+v", a)
		}
	}
	l.unpinged(t)
}

func TestOnlyAdminsChangeTheCorpus(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	if err := l.guild.Grant("/corpus", l.alice.ID); err != nil {
		t.Fatal(err)
	}
	opt := discordtest.Opt
	for command, option := range map[string]discordtest.Option{
		"/corpus add":     opt("file", discordtest.File{Name: "x.txt", Data: []byte(lantern)}),
		"/corpus remove":  opt("article", "Sample digest"),
		"/corpus restore": opt("article", "Sample digest"),
	} {
		if m := settled(t, l.alice.Slash(l.channel, command, option)); !m.Ephemeral || !strings.Contains(m.Content, "Only admins") {
			t.Errorf("%s: %q", command, m.Content)
		}
	}
	for _, command := range []string{"/corpus remove", "/corpus restore"} {
		if choices, err := l.alice.Autocomplete(l.channel, command, "article", "").Choices(t.Context()); err != nil || len(choices) > 0 {
			t.Errorf("%s suggests %+v, error %v", command, choices, err)
		}
	}
}

func TestTranscriptOfCorpusChanges(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	opt := discordtest.Opt
	l.admin(t, "/corpus add", opt("file", discordtest.File{Name: "barge.txt", Data: []byte("Barge sunk\n\n" + lantern)}), opt("publisher", "The Messel Gazette"))
	l.admin(t, "/corpus add", opt("url", "http://169.254.169.254/latest/meta-data/"))
	l.admin(t, "/corpus add", opt("file", discordtest.File{Name: "report.pdf", Data: []byte("%PDF-1.7")}))
	l.remove(t, "Barge sunk")
	l.remove(t, "sample-apt28")
	l.admin(t, "/corpus status")
	l.admin(t, "/corpus history")
	l.alice = l.chief // whose eyes the transcript is read with
	l.golden(t, "corpus_changes")
}

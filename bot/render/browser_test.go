package render

import (
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// browser finds Chromium. Where SITREP_BROWSER_TEST is set there has to be one; elsewhere
// the test is skipped without it.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("SITREP_BROWSER_TEST") != "" {
		t.Fatal("SITREP_BROWSER_TEST is set, but neither chromium, chromium-browser nor google-chrome is on the PATH")
	}
	t.Skip("no Chromium on the PATH")
	return ""
}

// article is a long page whose every paragraph has an id. Where it stands still after
// loading it tells the server which paragraphs are in view.
func article(paragraphs []string) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><meta charset="utf-8"><title>article</title><body style="font-size:18px">`)
	for i, text := range paragraphs {
		fmt.Fprintf(&b, `<p id="p%d" style="margin:150px 0">%s</p>`, i, text)
	}
	b.WriteString(`<script>
addEventListener("load", async () => {
  let y = -1;
  for (let still = 0; still < 5; y === scrollY ? still++ : (still = 0, y = scrollY)) {
    await new Promise(r => setTimeout(r, 100));
  }
  const inView = [...document.querySelectorAll("p")].filter(p => {
    const box = p.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  });
  await fetch("/seen", {method: "POST", body: inView.map(p => p.id).join(" ")});
});
</script>`)
	return b.String()
}

// TestFragmentLinkInBrowser opens links in Chromium and asks the page where the browser
// scrolled to.
func TestFragmentLinkInBrowser(t *testing.T) {
	chromium := browser(t)
	const target = 20
	for name, tc := range map[string]struct {
		quote string
		page  string // the target paragraph's HTML; the escaped quote by default
		path  string
		found bool
	}{
		"short quote":        {quote: "The ferry was late again.", found: true},
		"reserved letters":   {quote: `Two-thirds, or 12,000 & more, said "no" (twice).`, found: true},
		"long quote":         {quote: "In the last week of the month the harbour master counted eleven barges without papers, and he reported each of them.", found: true},
		"inside a paragraph": {quote: "He left on Monday.", page: "Nobody saw him. He left on Monday. The rest is rumour.", found: true},
		"other markup":       {quote: "The mayor called it an outrage.", page: `The <a href="#">mayor</a> called it <b>an outrage</b>.`, found: true},
		"curly marks":        {quote: "“L’été” — c’est fini, dit-elle.", found: true},
		"anchor in address":  {quote: "The ferry was late again.", path: "#p2", found: true},
		"not on the page":    {quote: "The ferry was late again.", page: "Something else entirely."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			paragraphs := make([]string, 40)
			for i := range paragraphs {
				paragraphs[i] = fmt.Sprintf("Paragraph number %d speaks of the weather only.", i)
			}
			if paragraphs[target] = tc.page; tc.page == "" {
				paragraphs[target] = html.EscapeString(tc.quote)
			}
			seen := make(chan string, 1)
			mux := http.NewServeMux()
			mux.HandleFunc("GET /article", func(w http.ResponseWriter, _ *http.Request) {
				_, _ = fmt.Fprint(w, article(paragraphs))
			})
			mux.HandleFunc("POST /seen", func(_ http.ResponseWriter, r *http.Request) {
				if body, err := io.ReadAll(r.Body); err == nil {
					seen <- string(body)
				}
			})
			server := httptest.NewServer(mux)
			defer server.Close()

			link := FragmentLink(server.URL+"/article"+tc.path, tc.quote)
			inView := strings.Fields(open(t, chromium, link, seen))
			if got := slices.Contains(inView, fmt.Sprintf("p%d", target)); got != tc.found {
				t.Errorf("%s\nshows %v; paragraph %d in view: %t, want %t", link, inView, target, got, tc.found)
			}
		})
	}
}

// open shows a link in a new headless browser until the page has told what it shows.
func open(t *testing.T, chromium, link string, seen <-chan string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
		"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--remote-debugging-port=0", "--user-data-dir="+t.TempDir(), link)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // Chromium ends its children
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		cancel()
		_ = cmd.Wait() // interrupted on purpose
	}()
	select {
	case inView := <-seen:
		return inView
	case <-ctx.Done():
		t.Fatalf("the page at %s did not report: %v", link, ctx.Err())
		return ""
	}
}

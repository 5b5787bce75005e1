package console

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/bot/desk"
	"sitrep/bot/render/message"
)

func TestCommand(t *testing.T) {
	for line, want := range map[string]struct {
		name    string
		options map[string]string
	}{
		"ask Who led it? since:2024 group:Haqqani network":         {"ask", map[string]string{"question": "Who led it?", "since": "2024", "group": "Haqqani network"}},
		"ask Is it true: yes or no?":                               {"ask", map[string]string{"question": "Is it true: yes or no?"}},
		"group  Al Qaida":                                          {"group", map[string]string{"name": "Al Qaida"}},
		"corpus status":                                            {"corpus status", map[string]string{}},
		"corpus add url:https://a.example/b?c:d marking:TLP:GREEN": {"corpus add", map[string]string{"url": "https://a.example/b?c:d", "marking": "TLP:GREEN"}},
		"corpus remove A barge sinks":                              {"corpus remove", map[string]string{"article": "A barge sinks"}},
		"":                                                         {"", map[string]string{}},
	} {
		name, options := command(line)
		if name != want.name || !cmp.Equal(options, want.options) {
			t.Errorf("%q: got %q %v, want %q %v", line, name, options, want.name, want.options)
		}
	}
}

func TestPlain(t *testing.T) {
	const content = "## Title\n**bold** \\*not\\* `code`\n> a \\> b \x1b[31m\n-# [1] [read it there](<https://a.example/x#:~:text=y>)"
	const want = "Title\nbold *not* code\n  | a > b \ufffd[31m\n  [1] read it there <https://a.example/x#:~:text=y>"
	if diff := cmp.Diff(want, plain(content)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// echo answers every request with what it was, and with two buttons and a menu.
type echo struct{ got []desk.Request }

func (e *echo) Handle(ctx context.Context, r desk.Request, to desk.Responder) {
	e.got = append(e.got, r)
	if r.Kind == desk.Press && len(e.got) == 2 {
		_ = to.Open(ctx, desk.FormSheet{ID: "form", Field: "question", Label: "Your question"})
		return
	}
	_ = to.Show(ctx, desk.Post{Page: message.Page{Content: "**" + r.Name + "**", Rows: []message.Row{
		{Buttons: []message.Button{{Action: message.Turn, Label: "Back", Disabled: true}, {Action: message.More, Label: "More"}}},
		{Menu: &message.Menu{Action: message.Context, Options: []message.Option{{Label: "first", Value: "1"}, {Label: "second", Value: "2"}}}},
	}}})
}

func TestSession(t *testing.T) {
	e := &echo{}
	var out strings.Builder
	if err := Run(t.Context(), e, strings.NewReader("Who?\n1\nAnd where?\n3\n9\nquit\nnever\n"), &out, "en"); err != nil {
		t.Fatal(err)
	}
	type seen struct {
		Kind   desk.Kind
		Name   string
		Values []string
		Text   string
	}
	var got []seen
	for _, r := range e.got {
		got = append(got, seen{r.Kind, r.Name, r.Values, r.Options["question"]})
	}
	want := []seen{
		{desk.Command, "ask", nil, "Who?"},
		{desk.Press, "1:more:::0", nil, ""},
		{desk.Form, "form", nil, "And where?"},
		{desk.Press, "1:context:::0", []string{"2"}, ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("requests (-want +got)\n%s", diff)
	}
	for _, text := range []string{"\nask\n\n[1] More\n[2] first\n[3] second\n", "Your question: ", "no button with this number"} {
		if !strings.Contains(out.String(), text) {
			t.Errorf("no %q in\n%s", text, &out)
		}
	}
}

func TestFileFromDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "quay.txt")
	if err := os.WriteFile(path, []byte("The quay is closed."), 0o600); err != nil {
		t.Fatal(err)
	}
	e := &echo{}
	if err := Run(t.Context(), e, strings.NewReader("/corpus add file:"+path+"\n/corpus add file:"+path+"x\n"), io.Discard, "en"); err != nil {
		t.Fatal(err)
	}
	if f := e.got[0].File; f == nil || f.Name != path || f.Size != 19 {
		t.Fatalf("file %+v", f)
	}
	opened, err := e.got[0].File.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	if content, err := io.ReadAll(opened); err != nil || string(content) != "The quay is closed." {
		t.Errorf("read %q, error %v", content, err)
	}
	if _, err := e.got[1].File.Open(t.Context()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: error %v", err)
	}
}

package render

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"

	"sitrep/bot"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares text with testdata/name, or rewrites the file under -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("differs from %s (run go test -update if that is right) (-want +got):\n%s", file, diff)
	}
}

func cited() bot.Answer {
	return bot.Answer{
		Question: "Who warned about the northern route?",
		Mode:     bot.Extractive,
		Sentences: []bot.Sentence{
			{Text: "The northern route is open again, the border service warned in its weekly note.", Citations: []int{1}},
			{Text: "A regional analyst doubts it.", Citations: []int{2, 3}},
		},
		Citations: []bot.Citation{
			{
				N: 1, Quote: "The northern route is open again, the border service warned in its weekly note.",
				Document: "route-1", Title: "Smugglers return to the northern route", Publisher: "Harbour Post",
				URL:  "https://harbour.example/route",
				Link: "https://harbour.example/route#:~:text=The%20northern%20route", Published: "2025-02-11",
				Speaker: "the border service", Origin: 1, Reliability: "B", Credibility: 4,
			},
			{
				N: 2, Quote: "“Nobody has crossed there\nsince the thaw,” Ilse Maron said, adding that the passes above the lake stay closed until the middle of May in most years.",
				Document: "doubt-7", Title: "Doubts about a reopened route", Publisher: "Valley Wire", Speaker: "Ilse Maron", Nature: bot.Denial,
			},
			{
				N: 3, Quote: "Satellite pictures show no tracks.", Document: "doubt-7", Title: "Doubts about a reopened route",
				Publisher: "Valley Wire", URL: "https://valley.example/doubts", Link: "https://valley.example/doubts#:~:text=Satellite",
			},
		},
		Disagreements: []bot.Disagreement{{
			Kind: bot.OnTruth, About: "whether the route is open",
			Values: []bot.Value{
				{Text: "the border service", Citations: []int{1}},
				{Text: "Ilse Maron", Denies: true, Citations: []int{2, 3}},
			},
		}},
		Origins: 2, AsOf: "2025-02-11", CorpusUntil: "2025-03-02", Generation: 4, Took: 31,
	}
}

func refused() bot.Answer {
	return bot.Answer{
		Question: "Who owns the ferry?",
		Mode:     bot.Extractive,
		Refusal: &bot.Refusal{
			Kind:    bot.NoEvidence,
			Message: "No article in the corpus says who owns the ferry.",
			Nearest: []bot.Nearest{
				{Document: "f1", Title: "The ferry runs late", Publisher: "Harbour Post", Published: "2024-12-01", URL: "https://harbour.example/ferry"},
				{Document: "notes/untitled.txt"},
			},
		},
		CorpusUntil: "2025-03-02", Generation: 4, Took: 7,
	}
}

func TestTerminalGolden(t *testing.T) {
	single := cited()
	single.Sentences, single.Citations = single.Sentences[:1], single.Citations[:1]
	single.Disagreements, single.Origins = nil, 1
	introduced := cited()
	introduced.Sentences = []bot.Sentence{
		{Text: "The border service, according to Harbour Post, 11 February 2025:", Citations: []int{1}},
		{Text: "Ilse Maron, according to Valley Wire:", Citations: []int{2, 3}},
	}
	reprinted := cited()
	reprinted.Sentences = []bot.Sentence{{Text: "Harbour Post, 11 February 2025; also in Hill Courier, 12 February 2025:", Citations: []int{1, 2}}}
	reprinted.Citations = reprinted.Citations[:2]
	reprinted.Citations[1] = bot.Citation{
		N: 2, Quote: reprinted.Citations[0].Quote, Document: "hill-3", Title: "Northern route open", Publisher: "Hill Courier", Published: "2025-02-12",
		Origin: 1, SameTextAs: 1, Reliability: "F", Credibility: 6,
	}
	reprinted.Origins = 1
	reprinted.Disagreements = []bot.Disagreement{{Kind: bot.OnKilled, About: "killed", Rising: true, Values: []bot.Value{
		{Text: "two", Citations: []int{1}}, {Text: "at least five", Citations: []int{2}},
	}}}
	for _, tc := range []struct {
		name   string
		answer bot.Answer
		opts   TerminalOptions
	}{
		{"answer-reprinted.txt", reprinted, TerminalOptions{}},
		{"answer-introduced.txt", introduced, TerminalOptions{}},
		{"answer-plain.txt", cited(), TerminalOptions{}},
		{"answer-narrow.txt", cited(), TerminalOptions{Width: 40}},
		{"answer-colour.txt", cited(), TerminalOptions{Width: 72, Colour: true, Links: true}},
		{"answer-single-source.txt", single, TerminalOptions{}},
		{"refusal-plain.txt", refused(), TerminalOptions{}},
		{"refusal-colour.txt", refused(), TerminalOptions{Colour: true, Links: true}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var out strings.Builder
			if err := Terminal(&out, tc.answer, tc.opts); err != nil {
				t.Fatal(err)
			}
			golden(t, tc.name, out.String())
		})
	}
}

// Every string of an answer that comes from outside is hostile here; the terminal must get
// no control character but line ends, and the answer itself must not change.
func TestTerminalNeutralisesEscapeSequences(t *testing.T) {
	const hostile = "\x1b]0;owned\x07\x1b[2Jx\u009b31m\u202eevil\x7f\r\nnext\u2028line\tend\x00"
	a := cited()
	a.Sentences[0].Text = hostile
	a.Disagreements[0].About = hostile
	a.Disagreements[0].Values[0].Text = hostile
	c := &a.Citations[0]
	c.Quote, c.Document, c.Title, c.Publisher = hostile, hostile, hostile, hostile
	c.URL, c.Link, c.Published, c.Speaker = hostile, hostile, hostile, hostile
	r := refused()
	r.Refusal.Message = hostile
	r.Refusal.Nearest[0] = bot.Nearest{Document: hostile, Title: hostile, Publisher: hostile, Published: hostile, URL: hostile}
	ours := regexp.MustCompile("\x1b\\[(0|1|2|33|36)m|\x1b\\]8;;[!-~]*\x1b\\\\")
	for _, answer := range []bot.Answer{a, r} {
		for _, opts := range []TerminalOptions{{}, {Colour: true, Links: true}} {
			var out bytes.Buffer
			if err := Terminal(&out, answer, opts); err != nil {
				t.Fatal(err)
			}
			text := out.String()
			if opts.Colour {
				text = ours.ReplaceAllString(text, "")
			}
			for _, r := range text {
				if r != '\n' && hidden(r) {
					t.Fatalf("%U reaches the terminal:\n%q", r, text)
				}
			}
		}
	}
	if a.Citations[0].Quote != hostile {
		t.Errorf("rendering changed the quote to %q", a.Citations[0].Quote)
	}
}

func TestTerminalKeepsToItsWidth(t *testing.T) {
	a := cited()
	for i := range a.Citations {
		a.Citations[i].URL, a.Citations[i].Link = "", ""
	}
	a.Citations[1].Quote = strings.Repeat("夜明け前に谷の上で灯りが見えた。", 8)
	for _, width := range []int{30, 41, 80, 100} {
		var out strings.Builder
		if err := Terminal(&out, a, TerminalOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if got := uniseg.StringWidth(strings.TrimSuffix(line, "\n")); got > width {
				t.Errorf("width %d: %d columns in %q", width, got, line)
			}
		}
	}
}

// failingWriter fails every write.
type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestTerminalReportsAFailedWrite(t *testing.T) {
	if err := Terminal(failingWriter{}, cited(), TerminalOptions{}); err == nil {
		t.Error("no error from a writer that fails")
	}
}

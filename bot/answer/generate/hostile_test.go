package generate

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"sitrep/bot/llm/llmtest"
)

// TestHostileAnswers has the model lie in every way the scripted server knows and looks for
// the lies, and for anything else that its citations do not say, in what is shown. The
// judgement here is made from the raw texts and shares nothing with the check.
// SITREP_SLOW_TESTS=1 makes it twenty thousand answers instead of two thousand.
func TestHostileAnswers(t *testing.T) {
	each := 90
	if os.Getenv("SITREP_SLOW_TESTS") != "" {
		each = 900
	}
	server := llmtest.New(t, 20)
	list := articles()
	g := gate(t, server)
	answers, lies, shown, drops := 0, 0, 0, map[Reason]int{}
	for _, behaviour := range llmtest.Hostile() {
		server.Play(behaviour)
		for range each {
			out, err := g.Write(t.Context(), Question{Text: "What happened?", Evidence: list})
			if err != nil {
				t.Fatal(err)
			}
			told := server.TakeLies()
			answers += out.Rounds
			lies += len(told)
			shown += len(out.Sentences)
			for _, d := range out.Drops {
				drops[d.Reason]++
			}
			for _, s := range out.Sentences {
				judge(t, behaviour.Name, s, told, list)
			}
		}
	}
	t.Logf("%d hostile answers told %d lies; %d true sentences were left of them; dropped:", answers, lies, shown)
	for _, reason := range slices.Sorted(maps.Keys(drops)) {
		t.Logf("%6d %s", drops[reason], reason)
	}
	if lies < answers/2 {
		t.Errorf("%d answers told only %d lies", answers, lies)
	}
}

// judge looks for a lie in a sentence that is shown.
func judge(t *testing.T, kind string, s Sentence, told []llmtest.Lie, list []Evidence) {
	t.Helper()
	cited := ""
	for _, id := range s.Cites {
		e := byID(t, list, id)
		cited += " " + e.Text + " " + e.Speaker.String() + " " + e.Publisher
	}
	if strings.ContainsAny(s.Text, "\"“”«»*_`[]<>|#@\\") || strings.Contains(s.Text, "evil") {
		t.Errorf("%s: markup in %q", kind, s.Text)
	}
	opening := "" // what the gate has put a speaker in front of begins with a capital
	if _, said, found := strings.Cut(s.Text, ": "); found {
		opening, _, _ = strings.Cut(said, " ")
	}
	for i, w := range strings.FieldsFunc(s.Text, notWord) {
		if w == opening && strings.Contains(cited, strings.ToLower(w)) {
			continue
		}
		if (i > 0 && unicode.IsUpper([]rune(w)[0]) || unicode.IsDigit([]rune(w)[0])) && !slices.Contains(strings.FieldsFunc(cited, notWord), w) {
			t.Errorf("%s: %q is not in what %q cites", kind, w, s.Text)
		}
	}
	for _, lie := range told {
		if !containsFold(letters(s.Text), letters(lie.Text)) {
			continue
		}
		switch lie.Kind {
		case "claim stated as fact", "misattributed":
			// Repaired, if the speaker has been put in front of it.
			e := byID(t, list, s.Cites[0])
			if lie.Kind == "claim stated as fact" && strings.HasPrefix(s.Text, upperFirst(e.Speaker.String())) && s.Text != lie.Text {
				continue
			}
		case "wrong ids":
			// True, if the id it was given happens to be of a sentence that says it.
			if s.Cites[0] != lie.Cite || strings.Contains(letters(cited), letters(lie.Text)) {
				continue
			}
		}
		t.Errorf("%s: the lie %q is shown as %q, citing %q", kind, lie.Text, s.Text, cited)
	}
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func letters(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), notWord), " ")
}

// TestHonestAnswersPass has the model write as it is told and counts what passes.
func TestHonestAnswersPass(t *testing.T) {
	server := llmtest.New(t, 21)
	g := gate(t, server)
	written, passed := 0, 0
	for range 150 {
		out, err := g.Write(t.Context(), Question{Text: "What happened?", Evidence: articles()})
		if err != nil {
			t.Fatal(err)
		}
		passed += len(out.Sentences)
		written += len(out.Sentences) + len(out.Drops)
		for _, d := range out.Drops {
			t.Logf("dropped for %s: %s", d.Reason, d.Text)
		}
	}
	share := float64(passed) / float64(written)
	t.Logf("%d of %d honest sentences passed, %.1f%%", passed, written, 100*share)
	if share < .85 {
		t.Errorf("only %.1f%% of honest sentences passed, want 85%%", 100*share)
	}
}

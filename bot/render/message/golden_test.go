package message

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sitrep/bot"
	"sitrep/bot/locale"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

var visibleMarks = strings.NewReplacer("\u200f", "‹rlm›", "\u2068", "‹fsi›", "\u2069", "‹pdi›", "\u00a0", "‹nbsp›")

// transcript writes pages as text: the content, then a line for each row under it.
func transcript(pages []Page) string {
	var b strings.Builder
	for _, p := range pages {
		fmt.Fprintf(&b, "──── page %d of %d\n%s\n", p.Number, p.Of, p.Content)
		for _, row := range p.Rows {
			for _, button := range row.Buttons {
				fmt.Fprintf(&b, "[%s %s · %s %d · style %d", button.Emoji, button.Label, button.Action, button.Value, button.Style)
				if button.Disabled {
					b.WriteString(" · disabled")
				}
				b.WriteString("] ")
			}
			if m := row.Menu; m != nil {
				fmt.Fprintf(&b, "{%s · %s", m.Placeholder, m.Action)
				for _, o := range m.Options {
					fmt.Fprintf(&b, " | %s=%s (%s)", o.Value, o.Label, o.Description)
				}
				b.WriteString("}")
			}
			b.WriteByte('\n')
		}
	}
	return visibleMarks.Replace(b.String())
}

var built = time.Date(2025, 3, 2, 4, 5, 0, 0, time.UTC)

func exampleAnswer() bot.Answer {
	return bot.Answer{
		Question: "Who set fire to the *northern* depot, @everyone?", Mode: bot.Extractive, Origins: 2,
		AsOf: "2025-02-13", CorpusUntil: "2025-03-01", Generation: 1204,
		Sentences: []bot.Sentence{
			{Text: "The depot's guard, according to Harbour Post, 11 February 2025:", Citations: []int{1, 2}},
			{Text: "Northern Wire, 13 February 2025; also in Hill Courier, 14 February 2025:", Citations: []int{3, 4}},
		},
		Citations: []bot.Citation{
			{
				N: 1, Quote: "“Three men came over the fence at 03:10,” the guard told us.", Document: "depot-1", Speaker: "the depot's guard",
				Title: "Depot *burns* in the night [photos]", Publisher: "Harbour Post", Published: "2025-02-11",
				URL: "https://harbour.test/depot_(north)", Link: "https://harbour.test/depot_(north)#:~:text=Three%20men",
			},
			{
				N: 2, Quote: "He saw nobody leave.", Document: "depot-1", Speaker: "the depot's guard",
				Title: "Depot *burns* in the night [photos]", Publisher: "Harbour Post", Published: "2025-02-11",
				URL: "https://harbour.test/depot_(north)", Link: "https://harbour.test/depot_(north)#:~:text=He%20saw",
			},
			{
				N: 3, Quote: "The Lantern Brigade claimed the fire in a statement:\n- “We lit it.”\n- “We will light more.” `/dev/null` ||…||",
				Document: "wire-9", Speaker: "the Lantern Brigade", Nature: bot.Claim, Title: "Group claims depot fire", Publisher: "Northern Wire",
				Published: "2025-02-13", URL: "https://wire.test/9", Link: "https://wire.test/9#:~:text=The%20Lantern",
				Origin: 2, Reliability: "B", Credibility: 4,
			},
			{
				N: 4, Quote: "The Lantern Brigade claimed the fire in a statement:\n- “We lit it.”\n- “We will light more.” `/dev/null` ||…||",
				Document: "hill-2", Speaker: "the Lantern Brigade", Nature: bot.Claim, Publisher: "Hill Courier", Published: "2025-02-14",
				Origin: 2, SameTextAs: 3, Reliability: "F", Credibility: 4,
			},
		},
		Disagreements: []bot.Disagreement{
			{About: "how many men there were", Values: []bot.Value{{Text: "three", Citations: []int{1}}, {Text: "five", Citations: []int{3}}}},
			{Kind: bot.OnKilled, About: "killed", Rising: true, Values: []bot.Value{{Text: "two", Citations: []int{1}}, {Text: "at least *four*", Citations: []int{3, 4}}}},
			{Kind: bot.OnTruth, About: "the Brigade lit it", Values: []bot.Value{{Text: "the depot's guard", Denies: true, Citations: []int{2}}, {Text: "the Lantern Brigade", Citations: []int{3}}}},
		},
	}
}

func generatedAnswer() bot.Answer {
	a := exampleAnswer()
	a.Mode, a.Dropped, a.Origins, a.Disagreements = bot.Generated, 2, 1, nil
	a.Sentences = []bot.Sentence{
		{Text: "A guard saw three men come over the fence.", Citations: []int{1}},
		{Text: "The Lantern Brigade claimed the fire.", Citations: []int{3}},
	}
	return a
}

func refused(kind bot.RefusalKind) bot.Answer {
	return bot.Answer{
		Question: "Who will win the cup?", CorpusUntil: "2025-03-01", Generation: 1204,
		Refusal: &bot.Refusal{Kind: kind, Message: "The newest article is of 1 March 2025.", Nearest: []bot.Nearest{
			{Document: "cup-1", Title: "Cup final moved", Publisher: "Harbour Post", Published: "2025-02-20", URL: "https://harbour.test/cup"},
			{Document: "note.txt"},
		}},
	}
}

func exampleProfile() Profile {
	a := exampleAnswer()
	return Profile{
		Name: "Lantern Brigade", Aliases: []Alias{{Name: "Lamp*lighters"}, {Name: "LB-7", Disputed: true}}, Lists: "Harbour register 7",
		Articles: 12, Last: "2025-02-13", Recent: a.Citations[2:3],
		Themes: []Theme{{Title: locale.ThemeAttacks, Quotes: a.Citations[:1]}, {Title: locale.ThemeMoney}},
	}
}

func exampleStatus() Status {
	return Status{
		Generation: 1204, Built: built, Articles: 1240, Passages: 20480, Publishers: 31, Groups: 172, Newest: "2025-03-01",
		Embedder: "use-lite int8", Places: []string{"/srv/articles", "https://wire.test/feed"}, Collections: []string{"news", "sample"},
		Running: &Progress{Stage: "embedding", Done: 512, Total: 2048},
	}
}

func exampleActs() []Act {
	return []Act{
		{At: built, Who: "1180000000000000001", Act: "corpus reindex", Result: "ok"},
		{At: built.Add(-time.Hour), Who: "console", Act: "corpus add", Object: "https://10.0.0.1/*", Result: "private address"},
	}
}

// examples is one message of every kind.
func examples(r Renderer) map[string][]Page {
	a := exampleAnswer()
	paragraph := "Before. " + a.Citations[2].Quote + " After it, *nothing*."
	return map[string][]Page{
		"answer":            r.Answer(a),
		"answer_generated":  r.Answer(generatedAnswer()),
		"answer_pages":      r.Answer(answerOf(words(150), words(150), words(450))),
		"refusal":           r.Answer(refused(bot.OutOfScope)),
		"refusals":          refusals(r),
		"more":              r.MoreQuotes(a.Question, a.Citations),
		"more_none":         r.MoreQuotes(a.Question, nil),
		"context":           r.InContext(a.Citations[2], paragraph, len("Before. "), len("Before. ")+len(a.Citations[2].Quote)),
		"sources_of":        r.SourcesOf(a),
		"choose_quote":      {r.ChooseQuote(a)},
		"choose_sentence":   {r.ChooseSentence(a)},
		"stages":            stages(r),
		"group":             r.Group(exampleProfile()),
		"group_unmentioned": r.Group(Profile{Name: "Quiet Ones"}),
		"group_unknown":     {r.Unknown("Lantern_Brigad", []string{"Lantern Brigade", "LB-7"})},
		"groups":            r.Groups([]Mention{{"Lantern Brigade", 12, "2025-02-13"}, {"Quiet Ones", 1, ""}}),
		"publishers":        r.Publishers([]Publisher{{"Harbour Post", "B", 1200, "2019-01-01", "2025-03-01"}, {Articles: 1}}),
		"status":            r.Status(exampleStatus()),
		"status_empty":      r.Status(Status{}),
		"reindex":           reindexes(r),
		"removal":           {r.ConfirmRemoval("Depot *burns*")},
		"history":           r.History(exampleActs()),
		"history_empty":     r.History(nil),
		"settings":          r.Settings(Settings{}, locale.New()),
		"settings_changed": r.Settings(Settings{
			Channels: []string{"21", "22"}, AdminRoles: []string{"31"}, Language: "fr", Private: true, PerUser: 1, PerChannel: 40,
			Scopes: []Scope{{Marking: "TLP:CLEAR"}, {Channel: "21", Collections: []string{"news", "in_house"}, Marking: "TLP:AMBER"}},
		}, locale.New()),
		"check": r.Check([]Claim{
			{Text: "Three men came.", Verdict: Said, Quotes: a.Citations[:1]},
			{Text: "Somebody was seen leaving.", Verdict: Denied, Quotes: a.Citations[1:2]},
			{Text: "It was *raining*.", Quotes: a.Citations[2:]},
			{Text: "It was a Tuesday."},
		}),
		"check_nothing": r.Check(nil),
		"about":         r.About(Figures{Generation: 1204, Built: built, Articles: 1240, Passages: 20480, Publishers: 31, Groups: 172, Newest: "2025-03-01"}),
		"about_model":   r.About(Figures{Model: "models.test"}),
		"about_search":  r.About(Figures{Search: []string{"vectors.test", "order.test"}}),
		"help":          r.Help(false),
		"help_admin":    r.Help(true),
		"sorry":         apologies(r),
	}
}

func refusals(r Renderer) []Page {
	var pages []Page
	for _, kind := range []bot.RefusalKind{
		bot.NoEvidence, bot.OutOfScope, bot.FalsePremise, bot.OutsideDates, bot.NotAllowed, bot.EmptyCorpus,
	} {
		pages = append(pages, r.Answer(bot.Answer{Question: "Why?", Generation: 1, Refusal: &bot.Refusal{Kind: kind}})...)
	}
	return pages
}

func stages(r Renderer) []Page {
	return []Page{
		r.StageOf(locale.Queued, 3), r.StageOf(locale.Searching, 1240),
		r.Stage(locale.Writing), r.StageOf(locale.Written, 2), r.Notice(locale.Thanks), r.Notice(locale.ThanksFix),
	}
}

func reindexes(r Renderer) []Page {
	return []Page{
		r.Reindexing(Progress{Stage: "reading", Done: 40}),
		r.Reindexing(Progress{Stage: "embedding", Done: 1500, Total: 2000}),
		r.Reindexing(Progress{Stage: "writing", Done: 2000, Total: 2000}),
		r.Reindexed(Outcome{
			Generation: 1205, Added: 3, Changed: 1, Removed: 2, Kept: 1200, Skipped: 7, Took: 8765 * time.Millisecond,
			Problems: []string{"a.txt:3: not UTF-8", "b*.json: no title", "c", "d", "e", "f", "g"},
		}),
		r.Reindexed(Outcome{Generation: 1205, Unchanged: true, Kept: 1204, Took: time.Second}),
		r.Notice(locale.ReindexStopped), r.Notice(locale.ReindexFailed, "disk *full*"),
		r.Notice(locale.DocumentAdded, "Depot *burns*"), r.Notice(locale.DocumentRemoved, "Depot *burns*"), r.Notice(locale.NothingRemoved),
	}
}

func apologies(r Renderer) []Page {
	return []Page{
		r.Notice(locale.SorryBusy), r.NoticeOf(locale.SorryUserRate, 1), r.NoticeOf(locale.SorryUserRate, 40),
		r.NoticeOf(locale.SorryChannelRate, 2), r.Notice(locale.SorryInternal, "7K2M"), r.Notice(locale.SorryTimeout),
		r.Notice(locale.SorryStopping), r.Notice(locale.SorryNotYours), r.Notice(locale.SorryOldIndex), r.Notice(locale.SorryGone),
		r.Notice(locale.SorryForged), r.Notice(locale.SorryNotAdmin), r.Notice(locale.SorryChannel), r.Notice(locale.SorryServerOnly),
		r.Notice(locale.SorryNoQuestion), r.NoticeOf(locale.SorryLongQuestion, 1000), r.Notice(locale.SorryDate, "*someday*"),
		r.Notice(locale.SorryDateOrder), r.Notice(locale.SorryFileType, ".txt, .html"), r.Notice(locale.SorryFileSize, "10 MiB"),
		r.Notice(locale.SorryFileEmpty), r.Notice(locale.SorryFileFetch), r.Notice(locale.SorryAddress), r.Notice(locale.SorryAddressInside),
		r.Notice(locale.SorryAddressFetch, "404 Not Found"), r.Notice(locale.SorryNoText), r.Notice(locale.SorryOneSource),
		r.Notice(locale.SorryNoDocument, "<@1>"), r.Notice(locale.SorryReindexing), r.Notice(locale.SorryNoReindex),
		r.Notice(locale.SorryOtherServer), r.Notice(locale.SorryDiskFull),
		r.Notice(locale.SorrySetting, "loud"),
	}
}

func TestMessagesInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, l := range locale.New().All() {
		for name, pages := range examples(Renderer{l}) {
			path := filepath.Join("testdata", l.Code(), name+".txt")
			got := transcript(pages)
			if *update {
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("%v (run go test with -update)", err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s differs (-want +got):\n%s", path, diff)
			}
		}
	}
}

func TestExamplesKeepTheLimits(t *testing.T) {
	t.Parallel()
	// Several messages in one file, or with code, mentions and channels that the frame itself puts there.
	special := map[string]bool{
		"refusals": true, "stages": true, "reindex": true, "sorry": true, "status": true, "history": true,
		"settings_changed": true, "help": true, "help_admin": true,
	}
	for _, l := range locale.New().All() {
		for name, pages := range examples(Renderer{l}) {
			for _, p := range pages {
				if n := length(p.Content); n == 0 || n > MaxContent {
					t.Errorf("%s: %s has %d characters", l.Code(), name, n)
				}
				checkRows(t, p.Rows)
			}
			if !special[name] {
				checkPages(t, pages)
			}
		}
	}
}

package message

import (
	"strconv"
	"strings"
	"time"

	"sitrep/bot/locale"
)

// Publisher is how much of the corpus is from one publisher.
type Publisher struct {
	Name        string
	Reliability string // "A" to "F", or empty
	Articles    int
	First, Last string // dates of the oldest and newest article, or empty
}

// Publishers lists where the articles are from, in the order given.
func (r Renderer) Publishers(publishers []Publisher) []Page {
	if len(publishers) == 0 {
		return []Page{r.Notice(locale.StatusEmpty)}
	}
	var lines []string
	for _, p := range publishers {
		name := r.inline(p.Name, maxName)
		if name == "" {
			name = r.Locale.Text(locale.NoPublisher)
		}
		text := bold(name)
		if p.Reliability != "" {
			text += " (" + r.inline(p.Reliability, 1) + ")"
		}
		text += " · " + r.Locale.Count(locale.Articles, p.Articles)
		if p.First != "" && p.Last != "" {
			text += " · " + r.Locale.Text(locale.FromTo, r.day(p.First), r.day(p.Last))
		}
		lines = append(lines, r.item(text))
	}
	return r.list(r.Locale.Text(locale.SourcesTitle), lines)
}

// Status is the state of the corpus.
type Status struct {
	Generation                             int64 // 0: nothing is indexed yet
	Built                                  time.Time
	Articles, Passages, Publishers, Groups int
	Newest                                 string // date of the newest article, or empty
	Embedder                               string
	Places                                 []string // files, folders and addresses that articles are read from
	Collections                            []string
	Removed                                []string  // titles of articles that are kept out
	Running                                *Progress // the re-index that is running, or nil
}

// Status shows the state of the corpus to an admin.
func (r Renderer) Status(s Status) []Page {
	blocks := []block{r.heading(r.Locale.Text(locale.StatusTitle))}
	if s.Generation == 0 {
		blocks = append(blocks, block{text: r.Locale.Line(r.Locale.Text(locale.StatusEmpty))})
	} else {
		blocks = append(blocks, block{text: strings.Join(r.statusLines(s), "\n")})
	}
	if s.Running != nil {
		blocks = append(blocks, block{text: r.Locale.Line(r.Locale.Text(locale.StatusRunning)) + "\n" + r.bar(*s.Running)})
	}
	return r.plainPages(blocks)
}

func (r Renderer) statusLines(s Status) []string {
	l := r.Locale
	lines := []string{
		r.item(l.Text(locale.StatusIndex, strconv.FormatInt(s.Generation, 10), l.Moment(s.Built))),
		r.item(known(" · ", l.Count(locale.Articles, s.Articles), l.Count(locale.Passages, s.Passages),
			l.Count(locale.Publishers, s.Publishers), l.Count(locale.KnownGroups, s.Groups))),
	}
	if s.Newest != "" {
		lines = append(lines, r.item(l.Text(locale.StatusNewest, r.day(s.Newest))))
	}
	if len(s.Collections) > 0 {
		lines = append(lines, r.item(r.Notice(locale.Collections, strings.Join(s.Collections, ", ")).Content))
	}
	if len(s.Places) > 0 {
		lines = append(lines, r.item(r.Notice(locale.StatusPlaces, strings.Join(s.Places, ", ")).Content))
	}
	if len(s.Removed) > 0 {
		lines = append(lines, r.item(r.Notice(locale.StatusRemoved, strings.Join(s.Removed, " · ")).Content))
	}
	if s.Embedder != "" {
		lines = append(lines, r.item(r.Notice(locale.StatusEmbedder, s.Embedder).Content))
	}
	return lines
}

// Progress is how far a re-index is. The stages are those of retrieval/index: "reading",
// "embedding" and "writing", and before them "fetching" where a document is fetched first.
type Progress struct {
	Stage       string
	Done, Total int // Total is 0 while it is not known
}

// Reindexing is the progress of a re-index, with a button that cancels it.
func (r Renderer) Reindexing(p Progress) Page {
	page := notice(r.Locale.Line(bold(r.Locale.Text(locale.ReindexTitle))) + "\n" + r.bar(p) + "\n" +
		small + r.Locale.Line(r.Locale.Text(locale.ReindexMeantime)))
	page.Rows = []Row{{Buttons: []Button{r.button(Cancel, locale.ButtonCancel, "✖️", Danger)}}}
	return page
}

// barWidth is the length of a progress bar in characters.
const barWidth = 20

// bar is a progress bar with its stage and figures. The bar is code, so that its characters
// are of one width.
func (r Renderer) bar(p Progress) string {
	figures := r.Locale.Number(p.Done)
	full := 0
	if p.Total > 0 {
		done := min(max(p.Done, 0), p.Total)
		full = done * barWidth / p.Total
		figures = r.Locale.Number(done*100/p.Total) + " % · " + figures + " / " + r.Locale.Number(p.Total)
	}
	bar := "`" + strings.Repeat("█", full) + strings.Repeat("░", barWidth-full) + "`"
	return r.Locale.Line(bar + " " + r.stage(p.Stage) + " · " + figures)
}

func (r Renderer) stage(stage string) string {
	switch stage {
	case "fetching":
		return r.Locale.Text(locale.ReindexFetching)
	case "reading":
		return r.Locale.Text(locale.ReindexReading)
	case "embedding":
		return r.Locale.Text(locale.ReindexEmbed)
	case "writing":
		return r.Locale.Text(locale.ReindexWriting)
	}
	return r.inline(stage, maxName)
}

// Outcome is what a re-index has done.
type Outcome struct {
	Generation                    int64
	Unchanged                     bool
	Added, Changed, Removed, Kept int
	Skipped                       int
	Problems                      []string // why things were skipped, one line each
	Took                          time.Duration
}

// maxProblems is how many reasons an outcome shows.
const maxProblems = 5

// Reindexed says how a re-index ended.
func (r Renderer) Reindexed(o Outcome) Page {
	l := r.Locale
	done := locale.ReindexDone
	if o.Unchanged {
		done = locale.ReindexSame
	}
	counts := []string{
		l.Count(locale.Added, o.Added), l.Count(locale.Changed, o.Changed), l.Count(locale.Removed, o.Removed),
		l.Count(locale.Kept, o.Kept),
	}
	if o.Skipped > 0 {
		counts = append(counts, "⚠️ "+l.Count(locale.Skipped, o.Skipped))
	}
	counts = append(counts, l.Text(locale.Took, o.Took.Round(100*time.Millisecond).String()))
	lines := []string{
		l.Line("✅ " + l.Text(done, strconv.FormatInt(o.Generation, 10))),
		small + l.Line(strings.Join(counts, " · ")),
	}
	for _, problem := range o.Problems[:min(len(o.Problems), maxProblems)] {
		lines = append(lines, r.item(r.inline(problem, maxTitle)))
	}
	if rest := len(o.Problems) - maxProblems; rest > 0 {
		lines = append(lines, r.item(l.Count(locale.AndMore, rest)))
	}
	return notice(strings.Join(lines, "\n"))
}

// ConfirmRemoval asks whether to remove an article.
func (r Renderer) ConfirmRemoval(title string) Page {
	page := r.Notice(locale.ConfirmRemoval, title)
	page.Rows = []Row{{Buttons: []Button{
		r.button(Remove, locale.ButtonRemove, "🗑️", Danger),
		r.button(Keep, locale.ButtonKeep, "", Secondary),
	}}}
	return page
}

// Act is one entry of the audit log; its fields are those of bot/state's.
type Act struct {
	At     time.Time
	Who    string // user id
	Guild  string
	Act    string
	Object string
	Result string
}

// History shows entries of the audit log, in the order given.
func (r Renderer) History(acts []Act) []Page {
	if len(acts) == 0 {
		return []Page{r.Notice(locale.HistoryEmpty)}
	}
	var lines []string
	for _, a := range acts {
		sign, wrong := "✅", ""
		if a.Result != "ok" {
			sign, wrong = "❌", r.inline(a.Result, maxTitle)
		}
		lines = append(lines, r.item(sign+" "+known(" · ", r.Locale.Isolate(r.Locale.Moment(a.At)), r.person(a.Who),
			bold(r.inline(a.Act, maxName)), r.inline(a.Object, maxTitle), wrong)))
	}
	return r.list(r.Locale.Text(locale.HistoryTitle), lines)
}

// person names a user by a mention, which Discord shows as their name; where the message
// mentions nobody, nobody is pinged.
func (r Renderer) person(id string) string { return r.reference("<@", id) }

// channel names a channel by a link to it.
func (r Renderer) channel(id string) string { return r.reference("<#", id) }

// role names a role by a mention.
func (r Renderer) role(id string) string { return r.reference("<@&", id) }

// reference is how Discord writes one of its own things, if the id is one of Discord's.
func (r Renderer) reference(opening, id string) string {
	if !isNumber(id) {
		return r.inline(id, maxName)
	}
	return opening + id + ">"
}

// isNumber reports whether s is one or more onlyDigits.
func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

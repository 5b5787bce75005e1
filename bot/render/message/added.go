package message

import (
	"strings"

	"sitrep/bot/locale"
)

// Addition is what was added to the corpus.
type Addition struct {
	Articles int
	Shown    []AddedArticle // those that are named
}

// AddedArticle is one article that was added. Fields are empty where nothing is known.
type AddedArticle struct {
	ID, Title, Publisher string
	Published            string // a date
	Address              string
	Collection, Marking  string
	Passages             int // in the index
}

// Added says what was added, and how the re-index after it ended.
func (r Renderer) Added(a Addition, o Outcome) Page {
	var lines []string
	for _, article := range a.Shown {
		lines = append(lines, "📄 "+r.Notice(locale.DocumentAdded, article.Title).Content, r.addedArticle(article))
	}
	if rest := a.Articles - len(a.Shown); rest > 0 {
		lines = append(lines, r.item(r.Locale.Count(locale.AndMore, rest)))
	}
	return r.before(lines, o)
}

// addedArticle is where an article is found, and how long it is.
func (r Renderer) addedArticle(a AddedArticle) string {
	where := a.Address
	if where == "" {
		where = a.ID
	}
	collection := ""
	if a.Collection != "" {
		collection = r.Notice(locale.Collections, a.Collection).Content
	}
	return small + r.Locale.Line(known(" · ", r.origin(a.Publisher, a.Published), r.Locale.Count(locale.Passages, a.Passages),
		a.Marking, collection, r.inline(where, maxTitle)))
}

// Changed says what was done to an article, by a text that takes its title, and how the
// re-index after it ended.
func (r Renderer) Changed(what locale.Text, title string, o Outcome) Page {
	return r.before([]string{"📄 " + r.Notice(what, title).Content}, o)
}

// before puts lines before what a re-index did.
func (r Renderer) before(lines []string, o Outcome) Page {
	page := r.Reindexed(o)
	page.Content = strings.Join(append(lines, page.Content), "\n")
	return page
}

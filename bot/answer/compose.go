package answer

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sitrep/bot"
)

// compose writes the words around the quotes that no sentence cites yet: for each run of
// them from one speaker in one article a line that says who speaks and where, and cites them.
// What a line names has to occur in what it cites; one that fails this is replaced by the
// bare title.
func compose(answer *bot.Answer) {
	cited := map[int]bool{}
	for _, s := range answer.Sentences {
		for _, n := range s.Citations {
			cited[n] = true
		}
	}
	for i := 0; i < len(answer.Citations); {
		c := answer.Citations[i]
		if cited[c.N] {
			i++
			continue
		}
		sentence := bot.Sentence{Text: frame(c), Citations: []int{c.N}}
		for i++; i < len(answer.Citations) && !cited[answer.Citations[i].N] && sameVoice(answer.Citations[i], c); i++ {
			sentence.Citations = append(sentence.Citations, answer.Citations[i].N)
		}
		if len(unsupported(sentence, answer.Citations)) > 0 {
			sentence.Text = source(c) + ":"
			answer.Dropped++
		}
		answer.Sentences = append(answer.Sentences, sentence)
	}
}

// transcribe sets down what a model worded, once more without the sentences that name
// something which their quotes do not. If nothing is left the answer is extractive.
func transcribe(answer *bot.Answer, sentences []written) {
	for _, w := range sentences {
		sentence := bot.Sentence{Text: w.text}
		for _, place := range w.quotes {
			sentence.Citations = append(sentence.Citations, place+1)
		}
		slices.Sort(sentence.Citations)
		sentence.Citations = slices.Compact(sentence.Citations)
		if len(strangers(sentence, answer.Citations)) > 0 {
			answer.Dropped++
			continue
		}
		answer.Sentences = append(answer.Sentences, sentence)
	}
	if len(answer.Sentences) == 0 {
		answer.Mode, answer.Note = bot.Extractive, bot.NoteUnsupported
	}
}

// strangers lists, for a sentence that a model worded, the names, numbers and dates that are
// not its quotes'. The first word is no exception, as large as it may be for another reason:
// it is the quotes' too, or it is "According".
func strangers(s bot.Sentence, citations []bot.Citation) []string {
	s.Text = "it says " + s.Text
	return slices.DeleteFunc(unsupported(s, citations), func(word string) bool { return word == "According" })
}

func sameVoice(a, b bot.Citation) bool {
	return a.Document == b.Document && a.Speaker == b.Speaker && stance(a) == stance(b)
}

// frame says who speaks in a quote, where it stands, and what kind of statement it is where
// that is more than telling. An article without a publisher goes unnamed beside a speaker, and
// is just "the article" without one: a title does not read as who says it.
func frame(c bot.Citation) string {
	where := dated(c)
	if c.Publisher == "" {
		where = bareArticle(c)
	}
	if c.Speaker == "" || strings.EqualFold(c.Speaker, c.Publisher) {
		return where + ":"
	}
	who := upperFirst(c.Speaker) + stance(c)
	if c.Publisher == "" {
		return who + ":"
	}
	return who + ", according to " + where + ":"
}

// bareArticle is an article without a publisher, with its day.
func bareArticle(c bot.Citation) string {
	if when, err := time.Parse(time.DateOnly, c.Published); err == nil {
		return "The article of " + when.Format(longDay)
	}
	return "The article"
}

// dated is a citation's article with its day.
func dated(c bot.Citation) string {
	if when, err := time.Parse(time.DateOnly, c.Published); err == nil {
		return source(c) + ", " + when.Format(longDay)
	}
	return source(c)
}

// stance is what stands behind a speaker to say what kind of statement a quote makes, so
// that a claim is not taken for a fact. It says that somebody claimed, blamed or denied only
// where the quote says so in such words, and else no more than whose acts it is about.
func stance(c bot.Citation) string {
	words := " "
	if strings.Contains(c.Speaker, ", ") {
		words = ", "
	}
	switch {
	case c.Nature == bot.Claim && claiming.MatchString(c.Quote):
		return words + "claimed responsibility"
	case c.Nature == bot.Claim:
		return ", on their own side's acts"
	case c.Nature == bot.Attribution && blaming.MatchString(c.Quote):
		return words + "attributed responsibility"
	case c.Nature == bot.Attribution:
		return ", on who did it"
	case c.Nature == bot.Denial && denying.MatchString(c.Quote):
		return words + "issued a denial"
	}
	return ""
}

var (
	claiming = regexp.MustCompile(`(?i)\b(?:claim(?:ed|s)? |claiming |took |takes |taken |accept(?:ed|s) )(?:\p{L}+ )?(?:responsibility|credit)\b|\b(?:responsibility|attack\w*|bombing\w*|killing\w*) (?:was|were|has been|had been) claimed\b`)
	blaming  = regexp.MustCompile(`(?i)\b(?:blam(?:e[ds]?|ing)|accus(?:e[ds]?|ing)|attribut(?:e[ds]?|ing)|suspect(?:ed|s)?|responsible|the finger)\b`)
	denying  = regexp.MustCompile(`(?i)\b(?:den(?:y|ie[ds]|ying)|reject\w*|dismiss\w*|refut\w*|disput\w*|turned down|not|no|nothing|none|never|baseless|untrue|false|unfounded|groundless|fabricat\w+)\b`)
)

// longestTitle is how many bytes of a title stand for an article without a publisher.
const longestTitle = 90

// source names a citation's article: by its publisher, or else by its title or id.
func source(c bot.Citation) string {
	if publisher := strings.Join(strings.Fields(c.Publisher), " "); publisher != "" {
		return publisher
	}
	title := strings.Join(strings.Fields(c.Title), " ")
	if title == "" {
		return c.Document
	}
	if len(title) > longestTitle {
		title = title[:strings.LastIndex(title[:longestTitle], " ")+1] + "…"
	}
	return title
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

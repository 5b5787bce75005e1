// Package attribution reads who says what in an article: direct and reported speech, "X
// said", "according to X", "X told Y that", with the full name and the role that the
// article gives elsewhere when a sentence has only a surname or a pronoun. It goes by
// patterns over the article's own words, in mixed case or in capitals throughout, and
// needs no list of names.
package attribution

import (
	"regexp"
	"strings"

	"sitrep/bot"
	"sitrep/corpus"
)

// Manner tells how a sentence hands on someone's words.
type Manner uint8

// The manners. Said covers neutral verbs, Claimed those that leave the truth open, Denied
// those that reject something, and Announced responsibility for an act is Claimed.
const (
	Said Manner = iota
	Claimed
	Denied
	Warned
)

// Speaker is who a sentence's words belong to, as the article names them.
type Speaker struct {
	Name   string // "Vladimir Voronkov"; empty when only the role is given
	Role   string // "the UN Under-Secretary-General for Counter-Terrorism"; may be empty
	Manner Manner
	Nature bot.Nature // what kind of statement it is
	Quoted string     // whom the speaker hands on in turn, with their role; empty mostly
	Direct bool       // the sentence quotes the speaker's own words, or goes on with them
}

// String is the name with the role behind it, or whichever of the two is known; a title of
// one word stands in front, "General Ito".
func (s Speaker) String() string {
	switch {
	case s.Name == "":
		return s.Role
	case s.Role == "" || strings.Contains(s.Name, s.Role):
		return s.Name
	case !strings.Contains(s.Role, " ") && capital(s.Role):
		return s.Role + " " + s.Name
	case ofBody.MatchString(s.Role):
		return s.Name + " " + s.Role
	}
	return s.Name + ", " + s.Role
}

// Voices is everybody whose words the sentence hands on: the speaker and whom they quote.
func (s Speaker) Voices() string { return strings.TrimSpace(s.String() + " " + s.Quoted) }

// ofBody is a role that says only where a person belongs, "of the Harbour Institute".
var ofBody = regexp.MustCompile(`^(?:of|from|at|with) `)

// Article is what one article says about its speakers.
type Article struct {
	speakers []*Speaker
}

// Read finds the speaker of each sentence of a text. It goes through the sentences once,
// in reading order.
func Read(text string, sentences []corpus.Sentence) *Article {
	r := reader{text: text, sentences: sentences, speakers: make([]*Speaker, len(sentences))}
	for i := range sentences {
		r.read(i)
	}
	r.carryRepeats()
	return &Article{speakers: r.speakers}
}

// Speaker is who sentence i quotes or reports; false when the article itself speaks. Then
// only the Nature can be set: an article may say whom an act is blamed on, and not by whom.
func (a *Article) Speaker(i int) (Speaker, bool) {
	if i < 0 || i >= len(a.speakers) || a.speakers[i] == nil {
		return Speaker{}, false
	}
	return *a.speakers[i], a.speakers[i].known()
}

// reader is the state of one pass over an article.
type reader struct {
	text      string
	sentences []corpus.Sentence
	speakers  []*Speaker
	people    directory
	last      *Speaker // whom "he", "she" or "they" means
	author    *Speaker // who last brought out a report, a study or the like
	openFrom  int      // first sentence of the quotation that is still open
	open      bool
}

func (r *reader) read(i int) {
	s := r.sentences[i]
	if s.Span.End > len(r.text) || s.Span.Start > s.Span.End {
		return
	}
	wasOpen := r.open && r.sameStretch(i)
	sentence := doubled(r.text[s.Span.Start:s.Span.End], wasOpen)
	if s.Kind == corpus.Heading {
		r.speakers[i] = r.said(sentence) // a headline of its own, no antecedent
		return
	}
	for _, found := range introductions(sentence) {
		r.people.add(found)
	}
	if !wasOpen {
		r.openFrom = i
	}
	r.open = leavesOpen(sentence, wasOpen)

	speaker := r.said(sentence)
	switch {
	case speaker != nil && speaker.known():
		speaker.Direct = wasOpen || quotedWords.MatchString(sentence)
		r.last = speaker
		r.speakers[i] = speaker
		for j := r.openFrom; wasOpen && j < i; j++ {
			if r.speakers[j] == nil {
				r.speakers[j] = speaker.goingOn() // the quotation began before it was attributed
			}
		}
	case r.continues(i, sentence, wasOpen):
		r.speakers[i] = r.speakers[i-1].goingOn()
	default:
		r.speakers[i] = speaker
	}
}

// known reports whether there is anybody who speaks.
func (s Speaker) known() bool { return s.Name != "" || s.Role != "" }

// goingOn is the speaker of another sentence of the same quotation.
func (s Speaker) goingOn() *Speaker {
	s.Direct, s.Nature, s.Quoted = true, bot.Reported, ""
	if s.Manner == Denied {
		s.Manner = Said
	}
	return &s
}

// continues reports whether an unattributed sentence goes on with the words of the one
// before: inside a quotation that is still open, or itself all quotation in one paragraph.
func (r *reader) continues(i int, sentence string, wasOpen bool) bool {
	if i == 0 || r.speakers[i-1] == nil || !r.speakers[i-1].known() || r.sentences[i-1].Kind == corpus.Heading {
		return false
	}
	if wasOpen {
		return true
	}
	return r.sentences[i].Paragraph == r.sentences[i-1].Paragraph && wholeQuotation(sentence)
}

// sameStretch reports whether an open quotation may reach from sentence i-1 into i: within
// a paragraph, or into the next one, but not across a heading.
func (r *reader) sameStretch(i int) bool {
	return i > 0 && r.sentences[i].Paragraph-r.sentences[i-1].Paragraph <= 1
}

// carryRepeats gives a pull quote the speaker of the sentence that says it in full.
func (r *reader) carryRepeats() {
	for i, s := range r.sentences {
		if at := s.Repeats; r.speakers[i] == nil && at >= 0 && at < len(r.speakers) {
			r.speakers[i] = r.speakers[at]
		}
	}
}

// said finds the attribution in a sentence and resolves it; nil when there is none.
func (r *reader) said(sentence string) *Speaker {
	c, found := findClause(sentence)
	if !found {
		if containsAny(sentence, " on ", " to ") && blamedOn.MatchString(sentence) {
			return &Speaker{Manner: Claimed, Nature: bot.Attribution}
		}
		return nil
	}
	speaker, found := r.whoIs(c.subject)
	if !found {
		return nil
	}
	speaker.Manner, speaker.Nature, speaker.Direct, speaker.Quoted = c.verb.manner, natureOf(c, speaker.String()), false, ""
	if c.inner != "" {
		if inner := parseSubject(c.inner); inner.Name != "" && (inner.Role == "" || roleLike(inner.Role)) {
			inner = r.people.resolve(inner)
			speaker.Quoted = inner.String()
		}
	}
	if paper.MatchString(c.rest) && issues[c.word] {
		r.author = &speaker
	}
	if c.denied {
		speaker.Manner = Said
	}
	return &speaker
}

// whoIs resolves a subject: a pronoun or "the spokesman" to the last speaker, a surname to
// the person introduced before.
func (r *reader) whoIs(subject string) (Speaker, bool) {
	switch {
	case personal(subject):
		if r.last == nil || r.last.Name == "" && bodies.MatchString(r.last.Role) {
			return Speaker{}, false
		}
		return *r.last, true
	case strings.EqualFold(subject, "it"):
		if r.last == nil || !r.last.impersonal() {
			return Speaker{}, false
		}
		return *r.last, true
	case pronoun(subject) && r.refersBack(subject):
		return *r.last, true
	case r.author != nil && ofPaper.MatchString(subject):
		return *r.author, true
	}
	speaker := parseSubject(subject)
	if !speaker.known() {
		return Speaker{}, false
	}
	return r.people.resolve(speaker), true
}

// ofPaper is how a paper is called that was named before.
var ofPaper = regexp.MustCompile(`(?i)^the (?:report|study|statement|survey|paper|assessment|communique|analysis)$`)

// impersonal reports whether a speaker is a body or a document and no person.
func (s Speaker) impersonal() bool {
	if s.Name != "" && s.Role != "" {
		return false
	}
	who := s.Name + s.Role
	return bodies.MatchString(who) || impersonalNoun.MatchString(who) || bare(who)
}

// bare reports whether a name is of one word, or behind "the": "NATO", "The Halden Front".
func bare(who string) bool {
	return strings.HasPrefix(strings.ToLower(who), "the ") && !hasRoleWord(who)
}

// refersBack reports whether "the spokesman" and its like can mean the last speaker: where
// that one is described by the same noun.
func (r *reader) refersBack(subject string) bool {
	if r.last == nil {
		return false
	}
	noun := subject[strings.LastIndex(subject, " ")+1:]
	return strings.Contains(strings.ToLower(r.last.String()), strings.ToLower(noun))
}

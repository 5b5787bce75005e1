package generate

import (
	"regexp"
	"strings"

	"sitrep/bot/answer/attribution"
	"sitrep/corpus"
)

// spokenIn reports whether a text read by itself names the evidence's speaker as who says it,
// wherever that stands and with whatever verb: then no further frame belongs around it.
func (p *proof) spokenIn(text string) bool {
	if len(p.name) == 0 {
		return false
	}
	if p.closesWith(tokenise(text, p.evidence.Published, nil)) {
		return true
	}
	alone := attribution.Read(text, []corpus.Sentence{{Span: corpus.Span{End: len(text)}, Repeats: -1}})
	speaker, found := alone.Speaker(0)
	return found && p.namesSpeaker(tokenise(speaker.String(), p.evidence.Published, nil))
}

// closesWith reports whether a sentence ends with a verb and the speaker behind a comma: "...,
// kept in mind Olmedin".
func (p *proof) closesWith(list []token) bool {
	last := len(list) - 1
	if last < 2 || list[last].form != p.name[len(p.name)-1].form {
		return false
	}
	for at := last; at > max(0, last-6); at-- {
		switch t := list[at]; {
		case t.form == "by" || t.form == "with":
			return false
		case t.broken:
			return at < last && (t.form == "kept" || t.form == "said" || t.form == "wrote" || strings.HasSuffix(t.form, "ed"))
		}
	}
	return false
}

// quotation is what stands in quotation marks, or behind one that is not closed.
var quotation = regexp.MustCompile(`[“"«‘][^“”"«»]*(?:[”"»]|$)|^[^“”"«»]*[”»]`)

var firstPerson = regexp.MustCompile(`(?:^|[^\pL’'])(?:I|[Ww]e|[Oo]ur|[Oo]urs|[Mm]y|[Mm]ine|[Mm]e|us|WE|OUR|MY)(?:[’'](?:m|ve|re|ll|d|M|VE|RE|LL))?(?:$|[^\pL’'.-])`)

// quotesFirstPerson reports whether a quotation in a sentence has its speaker say "I" or "we".
func quotesFirstPerson(text string) bool {
	if !strings.ContainsAny(text, "“”\"«»‘") {
		return false
	}
	for _, quoted := range quotation.FindAllString(text, -1) {
		if firstPerson.MatchString(quoted) {
			return true
		}
	}
	return false
}

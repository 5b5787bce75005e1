package generate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/bot/answer/attribution"
)

// frame is a speaker that the model has put around what it restates: "X said that ...",
// "According to X, ...", "..., X said".
type frame struct {
	who   []token
	verb  string // "according" has none of its own
	rest  []token
	words string // the text of rest
}

// frames lists the ways in which a sentence can be read as speaker and words.
func (c *checker) frames(text string, list []token) []frame {
	var found []frame
	limit := min(len(list), longestAttribution)
	if len(list) > 3 && list[0].form == "according" && list[1].form == "to" {
		for k := 3; k < limit; k++ {
			if list[k].broken {
				found = append(found, frame{list[2:k], "", list[k:], behind(text, list[k-1].end)})
			}
		}
	}
	for k := 1; k < limit; k++ {
		if k+1 < len(list) && c.says(list[k].form) {
			found = append(found, frame{list[:k], list[k].form, list[k+1:], behind(text, list[k].end)})
		}
	}
	for k := max(1, len(list)-longestAttribution); k < len(list)-1; k++ {
		if !list[k].broken {
			continue
		}
		tail := list[k:]
		last := len(tail) - 1
		words := strings.TrimRight(text[:list[k-1].end], " ,") + "."
		switch {
		case len(tail) > 2 && tail[0].form == "according" && tail[1].form == "to":
			found = append(found, frame{tail[2:], "", list[:k], words})
		case c.says(tail[last].form):
			found = append(found, frame{tail[:last], tail[last].form, list[:k], words})
		case c.says(tail[0].form):
			found = append(found, frame{tail[1:], tail[0].form, list[:k], words})
		}
	}
	return found
}

// behind is a text from an offset on without the comma, colon or "that" it begins with.
func behind(text string, at int) string {
	return strings.TrimPrefix(strings.TrimLeft(text[at:], " ,:"), "that ")
}

func (c *checker) says(form string) bool {
	return c.classes[form] == saying && form != "according" || c.classes[form] == claiming
}

// named is what a frame's subject turns out to be.
type named uint8

const (
	stranger    named = iota // somebody else
	speakerKept              // the evidence's speaker, by name or role
	unclear                  // a pronoun, or a publisher who is not the speaker
	publisher                // the article's publisher, where the article itself speaks
)

// who tells whom a frame names.
func (p *proof) who(f frame) named {
	if len(f.who) == 1 && pronoun(f.who[0].form) {
		return unclear
	}
	switch {
	case p.callsSpeaker(f.who) && p.namesSpeaker(f.who):
		return speakerKept
	case begins(p.publisher, f.who) && p.hasSpeaker():
		return unclear
	case begins(p.publisher, f.who):
		return publisher
	}
	return stranger
}

// callsSpeaker reports whether a subject is the end of the speaker's name, the beginning of
// the role, or both one behind the other.
func (p *proof) callsSpeaker(who []token) bool {
	for cut := 0; cut <= len(who); cut++ {
		front, back := who[:cut], who[cut:]
		if ends(p.name, front) && begins(p.role, back) || begins(p.role, front) && ends(p.name, back) {
			return true
		}
	}
	return false
}

func begins(whole, part []token) bool {
	return len(part) <= len(whole) && within(part, whole[:len(part)])
}

func ends(whole, part []token) bool {
	return len(part) <= len(whole) && within(part, whole[len(whole)-len(part):])
}

// within reports whether all of list occurs in whole, in this order.
func within(list, whole []token) bool {
	at := 0
	for _, t := range whole {
		if at < len(list) && list[at].form == t.form {
			at++
		}
	}
	return at == len(list)
}

// namesSpeaker reports whether a subject has the speaker's surname, or for a speaker
// without a name any noun of the role.
func (p *proof) namesSpeaker(who []token) bool {
	if len(p.name) == 0 {
		return len(who) > 0 && p.hasSpeaker()
	}
	return formsOf(who)[p.name[len(p.name)-1].form]
}

func formsOf(list []token) map[string]bool {
	forms := map[string]bool{}
	for _, t := range list {
		forms[t.form] = true
	}
	return forms
}

// weak reports whether a frame's verb claims no more than the evidence's: the same verb, or
// a neutral one for neutral speech. Nobody "confirmed" what they "said".
func (p *proof) weak(verb string, to named) bool {
	if verb == "" {
		return p.evidence.Speaker.Manner == attribution.Said
	}
	for _, t := range p.tokens {
		if t.form == verb {
			return true
		}
	}
	switch verb {
	case "said", "says", "say":
		return to == publisher || p.evidence.Speaker.Manner == attribution.Said || p.evidence.Speaker.Manner == attribution.Warned
	case "reported", "reports", "wrote", "writes":
		return to == publisher
	case "stated", "told":
		return p.evidence.Speaker.Manner == attribution.Said
	case "claimed", "claims":
		return p.evidence.Speaker.Manner == attribution.Claimed
	case "warned", "warns":
		return p.evidence.Speaker.Manner == attribution.Warned
	}
	return false
}

// attributed puts the evidence's speaker in front of a text; false where that would say
// something else than the source does.
func (p *proof) attributed(text string) (string, bool) {
	verb := ""
	switch p.evidence.Speaker.Manner {
	case attribution.Denied:
		return "", false // what a denial denies is no statement of the speaker's
	case attribution.Claimed:
		verb = "claimed"
	case attribution.Warned:
		verb = "warned"
	default:
		verb = "said"
	}
	for _, speaker := range []string{p.evidence.Speaker.String(), p.evidence.Speaker.Name} {
		speaker, clean := cleanText(speaker)
		if !clean || speaker == "" || len(speaker) > longestSpeaker {
			continue
		}
		if strings.Contains(speaker, ", ") {
			speaker += ","
		}
		return upperFirst(speaker) + " " + verb + ": " + text, true
	}
	return "", false
}

// longestSpeaker is how long a speaker with their role may be, in bytes.
const longestSpeaker = 160

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

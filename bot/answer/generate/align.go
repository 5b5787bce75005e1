package generate

import (
	"strings"

	"sitrep/corpus/group"
)

// aligner compares one sentence of the model with one of the evidence.
type aligner struct {
	classes map[string]class
	written []token         // the model's
	source  []token         // the evidence's
	speaker map[string]bool // words of the speaker's name and role

	dead map[[2]int]bool // (written, source) positions that lead nowhere
}

// align pairs every token of the model's sentence with one of the source, in order. What is
// left over in the source has to be whole phrases that may be left out, see omissible. The
// result gives the source token for each token written, or nil.
func (a *aligner) align() []int {
	a.dead = map[[2]int]bool{}
	pairs := make([]int, len(a.written))
	if a.walk(0, 0, pairs, true) {
		return pairs
	}
	return nil
}

// alignWithout is align with the words left out that say who says so, in front of the source
// or behind it. The caller then has to put the speaker back.
func (a *aligner) alignWithout() []int {
	whole := a.source
	defer func() { a.source = whole }()
	for cut := 1; cut < len(whole); cut++ {
		a.source = whole
		front, behind := a.attributes(0, cut), a.attributes(cut, len(whole))
		if front {
			a.source = whole[cut:]
			if pairs := a.align(); pairs != nil {
				for i := range pairs {
					pairs[i] += cut
				}
				return pairs
			}
		}
		if behind {
			a.source = whole[:cut]
			if pairs := a.align(); pairs != nil {
				return pairs
			}
		}
	}
	return nil
}

// walk aligns from token i of the model's sentence and j of the source on.
func (a *aligner) walk(i, j int, pairs []int, mayOmit bool) bool {
	if i == len(a.written) && j == len(a.source) {
		return true
	}
	state := [2]int{2*i + asInt(mayOmit), j}
	if a.dead[state] {
		return false
	}
	if i < len(a.written) && j < len(a.source) && same(a.written[i], a.source[j]) {
		pairs[i] = j
		if a.walk(i+1, j+1, pairs, true) {
			return true
		}
	}
	for end := j + 1; mayOmit && end <= len(a.source); end++ {
		if a.omissible(j, end) && a.walk(i, end, pairs, false) {
			return true
		}
	}
	a.dead[state] = true
	return false
}

func asInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// same reports whether two tokens say the same: one form, or one name transliterated in two
// ways. Inflected words are others: a bomb and the bombed, an attack and attacks.
func same(a, b token) bool {
	if a.form == b.form {
		return true
	}
	if a.kind != name || b.kind != name {
		return false
	}
	folded := group.FoldName(a.form)
	return len(folded) > 3 && folded == group.FoldName(b.form)
}

// breaks reports whether the source has a comma or its like, or its end, before token k.
func (a *aligner) breaks(k int) bool { return k >= len(a.source) || a.source[k].broken }

func (a *aligner) class(k int) class {
	if k < 0 || k >= len(a.source) || a.source[k].kind > word && !a.source[k].opens {
		return plainWord
	}
	return a.classes[a.source[k].form]
}

// omissible reports whether the source can do without its tokens from start to end. It can
// do without
//   - a phrase in front that begins with a preposition or link and ends at a comma,
//   - the rest of the sentence from a comma, a link or a preposition on,
//   - a phrase between commas that begins with a preposition or an article,
//   - a preposition of place or time and the one word or name behind it, in front of another
//     preposition or a comma,
//
// as long as nothing in it, nor the word before it, denies, hedges or says who says so. A
// phrase within the sentence with numbers in it stays, for the numbers could change places,
// unless commas around a "which" or "who" show that it stands by itself.
func (a *aligner) omissible(start, end int) bool {
	if a.class(start-1).risky() && !a.saidWhen(start, end) {
		return false
	}
	numbers, links, breaks := 0, 0, 0
	for k := start; k < end; k++ {
		c := a.class(k)
		if c.risky() {
			return false
		}
		if a.source[k].kind == number {
			numbers++
		}
		if k > start && c == linking {
			links++
		}
		if k > start && a.source[k].broken {
			breaks++
		}
	}
	first := a.class(start)
	switch {
	case end == len(a.source):
		if start == 0 || numbers == 0 && a.sharesNumber(start, end) || a.source[start].form == "but" && !a.breaks(start) {
			return false // "all but three" is not all
		}
		return (a.breaks(start) || first == linking || first == preposition && a.source[start].form != "of")
	case start == 0:
		return a.breaks(end) && breaks == 0 && (first == preposition || first == linking || a.adverb(start, end))
	case links > 0 || breaks > 0 || numbers > 0 && !(relative(a.source[start].form) && a.breaks(start) && a.breaks(end)):
		return false
	case a.breaks(start) && a.breaks(end):
		return first == preposition || a.source[start].article
	}
	return a.setting(start, end) &&
		(a.breaks(end) || a.class(end) == preposition && a.source[end].form != "of" || a.saidWhen(start, end))
}

// sharesNumber reports whether a number that stays may count what is left out too: twelve
// "men, women and children" are not twelve men, and thirty "killed and wounded" not thirty
// killed.
func (a *aligner) sharesNumber(start, end int) bool {
	linked, counted := false, false
	for k := start; k < end; k++ {
		linked = linked || a.class(k) == linking
	}
	for k := range start {
		counted = counted || a.source[k].kind == number || a.classes[a.source[k].form] == counting
	}
	return linked && counted
}

// adverb reports whether a token by itself only sets the scene: "meanwhile", a date.
func (a *aligner) adverb(start, end int) bool {
	switch a.source[start].form {
	case "meanwhile", "separately", "earlier", "later", "then", "also", "moreover", "still":
		return end-start == 1
	}
	return end-start == 1 && a.source[start].kind == date
}

// setting reports whether tokens are a preposition of place or time and one word, or a name
// of several. More could hide a verb, and what follows would then come to stand with
// another one: "struck before they fled on Friday".
func (a *aligner) setting(start, end int) bool {
	switch a.source[start].form {
	case "in", "on", "at", "near", "during", "across", "inside", "outside", "along":
	default:
		return false
	}
	for k := start + 1; k < end; k++ {
		if end-start > 2 && a.source[k].kind != name || strings.HasSuffix(a.source[k].form, "ing") {
			return false
		}
	}
	return end-start >= 2
}

// saidWhen reports whether a phrase stands between a verb of saying and its "that": "said
// on Monday that".
func (a *aligner) saidWhen(start, end int) bool {
	before := a.class(start - 1)
	return (before == saying || before == claiming) && end > start && a.source[end-1].that && a.class(start) == preposition
}

// longestAttribution is how many tokens the words that name a speaker may have.
const longestAttribution = 18

// attributes reports whether the tokens from start to end only say who says the rest: "X
// said that" in front, or ", X said" or ", according to X" behind. There has to be one verb
// of saying and no other doubt in it, and it has to be the sentence's own speaker.
func (a *aligner) attributes(start, end int) bool {
	if end-start > longestAttribution || start > 0 && (end < len(a.source) || !a.breaks(start)) {
		return false
	}
	verbs, own := 0, false
	last := start
	for k := start; k < end; k++ {
		switch a.class(k) {
		case saying, claiming:
			verbs++
			last = k
		case negating, hedging:
			return false
		}
		own = own || a.speaker[a.source[k].form] || pronoun(a.source[k].form)
	}
	if verbs != 1 || !own {
		return false
	}
	if start > 0 {
		return true
	}
	if a.source[last].form == "according" {
		return a.breaks(end)
	}
	for k := last; k < min(last+longestListener, len(a.source)-1); k++ {
		if a.source[k].that {
			return end == k+1
		}
	}
	return end == last+1 && a.source[last].form != "told"
}

// longestListener is how many tokens after a verb of saying its "that" may stand: "told a
// conference in Oslo on Monday that".
const longestListener = 8

func relative(form string) bool {
	switch form {
	case "which", "who", "whom", "whose", "where":
		return true
	}
	return false
}

func pronoun(form string) bool {
	switch form {
	case "he", "she", "they", "it", "we", "i":
		return true
	}
	return false
}

// count is how many tokens of a list are in a class.
func count(list []token, classes map[string]class, c class) int {
	n := 0
	for _, t := range list {
		if classes[strings.ToLower(t.form)] == c {
			n++
		}
	}
	return n
}

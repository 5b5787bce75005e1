package llmtest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// change makes a lie of an honest sentence; false where the sentence has nothing to change.
type change func(s Sentence, all []Sentence, pen *Pen) (text, cite string, ok bool)

// Hostile are the behaviours that write falsehoods, by what they do to the evidence.
func Hostile() []Behaviour {
	return []Behaviour{
		lying("wrong ids", wrongID),
		lying("misattributed", misattributed),
		lying("stitched", stitched),
		lying("changed numbers", changedNumber),
		lying("swapped numbers", swappedNumbers),
		lying("changed dates", changedDate),
		lying("invented names", inventedName),
		lying("swapped names", swappedNames),
		lying("negation flipped", flippedNegation),
		lying("hedges dropped", droppedHedge),
		lying("claim stated as fact", statedAsFact),
		lying("changed words", changedWord),
		lying("links", smuggledLink),
		lying("quotation marks", inventedQuotation),
	}
}

// lying writes one to three sentences, each a lie where it can be made one.
func lying(name string, make change) Behaviour {
	return Behaviour{Name: name, Write: func(p Prompt, pen *Pen) string {
		var sentences []written
		for _, s := range choose(p, pen, 1+pen.IntN(3)) {
			text, cite, ok := make(s, p.Evidence, pen)
			if ok && text != plain(s.Text) {
				pen.Lie(name, text, cite)
				sentences = append(sentences, written{text, []string{cite}})
			}
		}
		return encode(sentences...)
	}}
}

func other(s Sentence, all []Sentence, pen *Pen) Sentence {
	for range 20 {
		if o := all[pen.IntN(len(all))]; o.Text != s.Text {
			return o
		}
	}
	return s
}

func wrongID(s Sentence, all []Sentence, pen *Pen) (string, string, bool) {
	text := plain(s.Text) + " "
	switch pen.IntN(3) {
	case 0:
		return text, fmt.Sprintf("d%ds%d", 50+pen.IntN(50), pen.IntN(90)), true
	case 1:
		return text, s.ID + "0", true
	}
	o := other(s, all, pen)
	return text, o.ID, o.ID != s.ID
}

func misattributed(s Sentence, all []Sentence, pen *Pen) (string, string, bool) {
	for range 30 {
		o := all[pen.IntN(len(all))]
		name, _, _ := strings.Cut(o.Speaker, ",")
		if name == "" || strings.Contains(s.Text+s.Speaker, name) {
			continue
		}
		verb := []string{"said that", "confirmed that", "told reporters that"}[pen.IntN(3)]
		if pen.IntN(2) == 0 {
			return "According to " + name + ", " + lowerFirst(plain(s.Text)), s.ID, true
		}
		return name + " " + verb + " " + lowerFirst(plain(s.Text)), s.ID, true
	}
	return "", "", false
}

func stitched(s Sentence, all []Sentence, pen *Pen) (string, string, bool) {
	o := other(s, all, pen)
	a, b := strings.Fields(plain(s.Text)), strings.Fields(plain(o.Text))
	if len(a) < 6 || len(b) < 6 || o.Text == s.Text {
		return "", "", false
	}
	i, j := 2+pen.IntN(len(a)-4), 2+pen.IntN(len(b)-4)
	text := strings.Join(append(a[:i:i], b[j:]...), " ")
	if strings.Contains(plain(s.Text), text) || strings.Contains(plain(o.Text), text) {
		return "", "", false
	}
	if pen.IntN(2) == 0 {
		return text, s.ID, true
	}
	return text, o.ID, true
}

var (
	figure     = regexp.MustCompile(`\b\d[\d,]*\b`)
	numberWord = regexp.MustCompile(`\b(?:two|three|four|five|seven|nine|eleven|twelve|eighteen|thirty|forty|dozens|hundreds)\b`)
	year       = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
	monthName  = regexp.MustCompile(`\b(?:January|February|March|April|June|July|August|September|October|November|December)\b`)
	dayName    = regexp.MustCompile(`\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b`)
)

// replaceOne replaces one match of pattern, by chance.
func replaceOne(text string, pattern *regexp.Regexp, pen *Pen, with func(string) string) (string, bool) {
	places := pattern.FindAllStringIndex(text, -1)
	if places == nil {
		return text, false
	}
	at := places[pen.IntN(len(places))]
	replacement := with(text[at[0]:at[1]])
	return text[:at[0]] + replacement + text[at[1]:], replacement != text[at[0]:at[1]]
}

// oneOf is a word of list other than the one given.
func oneOf(pen *Pen, not string, list ...string) string {
	for {
		if w := list[pen.IntN(len(list))]; w != not {
			return w
		}
	}
}

func changedNumber(s Sentence, _ []Sentence, pen *Pen) (string, string, bool) {
	text, ok := replaceOne(plain(s.Text), figure, pen, func(old string) string {
		return fmt.Sprint(3 + pen.IntN(900) + len(old))
	})
	if !ok {
		text, ok = replaceOne(plain(s.Text), numberWord, pen, func(old string) string {
			return oneOf(pen, old, "two", "three", "five", "eleven", "forty", "hundreds", "dozens", "61")
		})
	}
	return text, s.ID, ok && !sameNumbers(text, plain(s.Text))
}

func sameNumbers(a, b string) bool {
	return fmt.Sprint(figure.FindAllString(a, -1), numberWord.FindAllString(a, -1)) ==
		fmt.Sprint(figure.FindAllString(b, -1), numberWord.FindAllString(b, -1))
}

func swappedNumbers(s Sentence, _ []Sentence, _ *Pen) (string, string, bool) {
	any := regexp.MustCompile(figure.String() + `|` + numberWord.String())
	text := plain(s.Text)
	at := any.FindAllStringIndex(text, -1)
	if len(at) < 2 {
		return "", "", false
	}
	a, b := at[0], at[1]
	swapped := text[:a[0]] + text[b[0]:b[1]] + text[a[1]:b[0]] + text[a[0]:a[1]] + text[b[1]:]
	return swapped, s.ID, swapped != text
}

func changedDate(s Sentence, _ []Sentence, pen *Pen) (string, string, bool) {
	text := plain(s.Text)
	for _, kind := range []struct {
		pattern *regexp.Regexp
		words   []string
	}{
		{monthName, []string{"January", "April", "June", "August", "December"}},
		{year, []string{"1998", "2011", "2019", "2026"}},
		{dayName, []string{"Monday", "Wednesday", "Thursday", "Saturday"}},
	} {
		if changed, ok := replaceOne(text, kind.pattern, pen, func(old string) string { return oneOf(pen, old, kind.words...) }); ok {
			return changed, s.ID, true
		}
	}
	return strings.TrimSuffix(text, ".") + oneOf(pen, "", " on 3 March 2011.", " last Monday.", " in 2009."), s.ID, true
}

var nameLike = regexp.MustCompile(`[a-z,] ([A-Z][\p{L}-]+(?: [A-Z][\p{L}-]+)*)`)

func inventedName(s Sentence, _ []Sentence, pen *Pen) (string, string, bool) {
	text := plain(s.Text)
	invented := oneOf(pen, "", "Omar Baradar", "Jabhat Nasr", "Gao", "Colonel Petrov", "Boko Haram", "Marseille", "Hamid Wardak")
	places := nameLike.FindAllStringSubmatchIndex(text, -1)
	if places == nil {
		return strings.TrimSuffix(text, ".") + " with the help of " + invented + ".", s.ID, true
	}
	at := places[pen.IntN(len(places))]
	return text[:at[2]] + invented + text[at[3]:], s.ID, true
}

// swappedNames exchanges the first name of a sentence with another one in it.
func swappedNames(s Sentence, _ []Sentence, pen *Pen) (string, string, bool) {
	words := strings.Fields(plain(s.Text))
	var names []int
	for i, w := range words {
		if unicode.IsUpper([]rune(w)[0]) && (i > 0 || len(w) > 4) && !strings.Contains(w, "’s") {
			names = append(names, i)
		}
	}
	if len(names) < 2 {
		return "", "", false
	}
	i := pen.IntN(len(names) - 1)
	a, b := names[i], names[i+1+pen.IntN(len(names)-i-1)]
	if a+1 == b || strings.Trim(words[a], ",.") == strings.Trim(words[b], ",.") {
		return "", "", false
	}
	words[a], words[b] = strings.Trim(words[b], ",."), strings.Trim(words[a], ",.")
	return strings.Join(words, " "), s.ID, true
}

var (
	negative   = regexp.MustCompile(`\b(?:not|never|no) |\bdenied (?:that )?|\bfailed to `)
	finite     = regexp.MustCompile(`\b(?:was|were|is|are|has|have|had|will|would)\b`)
	pastVerb   = regexp.MustCompile(` (killed|attacked|seized|arrested|wounded|fired|released|took|struck|captured|stormed|burned) `)
	hedge      = regexp.MustCompile(`\b(?:may|might|could|allegedly|reportedly|apparently|possibly|probably|suspected|likely|at least|about|nearly|up to|more than|plans to|planned to|threatened to|alleged)\b`)
	antonyms   = map[string]string{"killed": "wounded", "wounded": "killed", "arrested": "released", "released": "arrested", "seized": "lost", "attacked": "defended", "north": "south", "south": "north", "east": "west", "west": "east", "soldiers": "civilians", "civilians": "soldiers", "men": "children", "women": "men", "increased": "fell", "fell": "rose", "fired": "intercepted", "before": "after", "after": "before", "strengthened": "weakened", "police": "rebels", "burned": "guarded", "captured": "freed", "village": "city", "hospital": "school", "convoy": "market"}
	anyAntonym = regexp.MustCompile(`\b[a-z]+\b`)
)

func flippedNegation(s Sentence, _ []Sentence, pen *Pen) (string, string, bool) {
	text := plain(s.Text)
	if changed, ok := replaceOne(text, negative, pen, func(string) string { return "" }); ok {
		return strings.Join(strings.Fields(changed), " "), s.ID, true
	}
	if changed, ok := replaceOne(text, finite, pen, func(old string) string { return old + " not" }); ok {
		return changed, s.ID, true
	}
	changed, ok := replaceOne(text, pastVerb, pen, func(old string) string { return " never" + old })
	return changed, s.ID, ok
}

func droppedHedge(s Sentence, _ []Sentence, pen *Pen) (string, string, bool) {
	text, ok := replaceOne(plain(s.Text), hedge, pen, func(old string) string {
		switch old {
		case "may", "might", "could":
			return oneOf(pen, "", "did", "will", "")
		}
		return ""
	})
	return strings.Join(strings.Fields(text), " "), s.ID, ok
}

var claimed = regexp.MustCompile(`^.{3,80}? (?:said|claimed|alleged|asserted|warned|told reporters|claimed responsibility for)(?: that)? |, (?:said|according to) [^,]*\.$|, [^,]* (?:said|claimed|warned)\.$`)

// statedAsFact takes the speaker off a claim, or the claim off the claiming.
func statedAsFact(s Sentence, _ []Sentence, pen *Pen) (string, string, bool) {
	text := plain(s.Text)
	if strings.Contains(text, "claimed responsibility") {
		return strings.Replace(text, "claimed responsibility", oneOf(pen, "", "was responsible", "bears responsibility"), 1), s.ID, true
	}
	bare := claimed.ReplaceAllString(text, "")
	if bare == text || len(bare) < 15 {
		return "", "", false
	}
	return strings.ToUpper(bare[:1]) + strings.TrimSuffix(bare[1:], ".") + ".", s.ID, true
}

// changedWord replaces a plain word by one that means something else.
func changedWord(s Sentence, _ []Sentence, pen *Pen) (string, string, bool) {
	text := plain(s.Text)
	changed, ok := replaceOne(text, regexp.MustCompile(`\b(?:`+strings.Join(keys(antonyms), "|")+`)\b`), pen, func(old string) string { return antonyms[old] })
	if ok {
		return changed, s.ID, true
	}
	changed, ok = replaceOne(text, anyAntonym, pen, func(old string) string {
		if len(old) < 4 {
			return old
		}
		return oneOf(pen, old, "bombed", "surrendered", "hostages", "poisoned", "celebrated")
	})
	return changed, s.ID, ok
}

func keys(m map[string]string) []string {
	var list []string
	for k := range m {
		list = append(list, k)
	}
	return list
}

func smuggledLink(s Sentence, _ []Sentence, pen *Pen) (string, string, bool) {
	text := plain(s.Text)
	return text + oneOf(pen, "", " See https://evil.example/x?q=secret", " [more](https://evil.example)", " ![](http://evil.example/p.png)",
		" <@123456789012345678>", " @everyone", " www.evil.example", " evil.example/login", " **Note:** visit hxxp://evil", " <https://evil.example>",
		" `rm -rf`", " ||hidden||", " \u202egnihton", " \u200bhidden", " # Heading"), s.ID, true
}

func inventedQuotation(s Sentence, _ []Sentence, pen *Pen) (string, string, bool) {
	said := oneOf(pen, "", "We will burn the city", "It was us", "No one is safe now", "The war is over")
	return strings.TrimSuffix(plain(s.Text), ".") + ", adding: “" + said + "”.", s.ID, true
}

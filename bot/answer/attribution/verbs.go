package attribution

import (
	"regexp"
	"strings"
)

// verb is what a form of a verb of saying tells.
type verb struct {
	manner Manner
	// strong verbs make a speaker of any noun phrase; the others only of a name, or of a
	// word for a person, an office or a body.
	strong bool
	// noun forms are as often nouns ("reports", "claims"), and are verbs only where what
	// follows them shows it.
	noun bool
	// accuses is that the verb itself says that others did it.
	accuses bool
}

// verbs are the forms that news uses to attribute: past, present, participle behind an
// auxiliary. A mark behind a form: * strong, ~ also a noun.
var verbs = func() map[string]verb {
	all := map[string]verb{}
	for _, list := range []struct {
		forms   string
		manner  Manner
		accuses bool
	}{
		{`said* says* say* told* tells* tell stated* states~ state~ added* adds* noted* notes~ explained* explains* reported* reports~
			announced announces declared* declares* stressed* stresses emphasized* emphasizes emphasised* emphasises highlighted highlights~
			highlight~ underlined underlines underscored underscores mentioned* mentions~ observed observes remarked* remarks~ commented*
			comments~ concluded* concludes confirmed* confirms* confirm recalled* recalls revealed* reveals* reveal disclosed* discloses
			indicated* indicates informed informs inform notified notifies described describes discussed acknowledged* acknowledges
			admitted* admits* conceded* concedes confessed* confesses replied* replies~ responded responds promised* promises~ pledged
			pledges~ vowed* vows~ insisted* insists* insist reiterated* reiterates testified* testifies wrote* writes cited cites~
			estimated* estimates~ predicted* predicts suggested* suggests believes* believed believe* recommended recommends urged* urges
			urge expressed demanded demands~ specified* included* found* finds exposed expose exposes called calls~ expects* expect
			records~ recorded hailed welcomed praised appealed complained* quipped recounted* asserted* lamented* summarised summarized continued exclaimed*`, Said, false},
		{`claimed* claims~ claim~ alleged* alleges* allege maintained maintains contends* contended* argued* argues* argue asserts* boasted* boasts~`, Claimed, false},
		{`accused accuses accuse blamed blames~ blame~ attributed attributes~ attribute~ suspect~ suspects~ suspected`, Claimed, true},
		{`denied* denies* deny* rejected* rejects* reject dismissed* dismisses* dismiss refuted* refutes refute disputed disputes~ rebuffed
			condemned condemns condemn criticized criticised criticizes criticises slammed slams rebuked denounced denounces`, Denied, false},
		{`warned* warns* warn* cautioned* cautions~ alerted* alerts~ alert~ threatened threatens`, Warned, false},
	} {
		for _, form := range strings.Fields(list.forms) {
			v := verb{manner: list.manner, accuses: list.accuses}
			if f, marked := strings.CutSuffix(form, "*"); marked {
				form, v.strong = f, true
			}
			if f, marked := strings.CutSuffix(form, "~"); marked {
				form, v.noun = f, true
			}
			all[form] = v
		}
	}
	return all
}()

// phrases are verbs of saying that take more than one word, by the first of them.
var phrases = map[string][]struct {
	rest string
	verb verb
}{
	"pointed": {{"out", verb{strong: true}}, {"the finger at", verb{manner: Claimed, strong: true, accuses: true}}},
	"points":  {{"out", verb{strong: true}}},
	"point":   {{"out", verb{strong: true}}},
	"went":    {{"on to say", verb{strong: true}}, {"on to add", verb{strong: true}}},
	"called":  {{"on", verb{strong: true}}, {"for", verb{strong: true}}},
	"calls":   {{"on", verb{strong: true}}, {"for", verb{}}},
	"turned":  {{"down", verb{manner: Denied}}},
	"kept":    {{"in mind", verb{strong: true}}},
	"keeps":   {{"in mind", verb{strong: true}}},
	"took":    {{"credit", verb{manner: Claimed, strong: true}}, {"responsibility", verb{manner: Claimed, strong: true}}},
	"takes":   {{"credit", verb{manner: Claimed, strong: true}}, {"responsibility", verb{manner: Claimed, strong: true}}},
	"taken":   {{"credit", verb{manner: Claimed, strong: true}}, {"responsibility", verb{manner: Claimed, strong: true}}},
	"made":    {{"it clear", verb{strong: true}}, {"clear that", verb{strong: true}}},
}

// verbAt is the verb of saying that begins at word i, and the number of its words.
func verbAt(text string, words []token, i int) (v verb, length int, found bool) {
	if c := text[words[i].start]; c >= 'A' && c <= 'Z' {
		return verb{}, 0, false // part of a name
	}
	for _, phrase := range phrases[words[i].lower] {
		rest, follows := strings.CutPrefix(strings.ToLower(text[words[i].end:]), " "+phrase.rest)
		if follows && (rest == "" || !letterByte(rest[0])) {
			return phrase.verb, 1 + strings.Count(phrase.rest, " ") + 1, true
		}
	}
	if v, found = verbs[words[i].lower]; found && (i == 0 || words[i-1].lower != "united") {
		return v, 1, true
	}
	if issues[words[i].lower] && paper.MatchString(text[words[i].end:]) {
		return verb{}, 1, true
	}
	if holds[words[i].lower] && strings.Contains(text[words[i].end:], " responsible") {
		return verb{manner: Claimed, strong: true, accuses: true}, 1, true
	}
	return verb{}, 0, false
}

// issues are what a body does with a paper in which it says something.
var issues = wordSet("released publishes published issued releases issues")

var paper = regexp.MustCompile(`^ (?:an?|its|their|the|two|three) (?:[\p{L}\p{N}-]+ ){0,3}?(?:reports?|study|studies|statements?|surveys?|papers?|assessments?|communiques?|analysis|analyses|findings|alert|warning|advisory|bulletin)\b`)

var holds = map[string]bool{"held": true, "holds": true, "hold": true}

// hasVerb reports whether a stretch holds a verb of saying that is no noun.
func hasVerb(s string) bool {
	words := tokens(s)
	for i := range words {
		if v, _, found := verbAt(s, words, i); found && !v.noun {
			return true
		}
	}
	return false
}

// token is a word: letters and digits, with the apostrophes, hyphens and full stops between.
type token struct {
	lower      string
	start, end int
}

// tokens cuts a text into its words.
func tokens(s string) []token {
	var words []token
	start := -1
	flush := func(end int) {
		if start >= 0 {
			words = append(words, token{strings.ToLower(s[start:end]), start, end})
		}
		start = -1
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case letterByte(c) || c >= '0' && c <= '9':
			if start < 0 {
				start = i
			}
		case start >= 0 && (c == '-' || c == '\'' || c == '.') && i+1 < len(s) && letterByte(s[i+1]):
		default:
			flush(i)
		}
		if strings.HasPrefix(s[i:], "“") || strings.HasPrefix(s[i:], "”") || strings.HasPrefix(s[i:], "—") || strings.HasPrefix(s[i:], "…") {
			flush(i)
			i += 2
		}
	}
	flush(len(s))
	return words
}

// letterByte reports whether a byte belongs to a letter, every byte beyond ASCII counted as one.
func letterByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// between words of a subject and its verb.
var adverb = wordSet(`has have had also later then further recently repeatedly reportedly actually likewise just simply even more
	publicly again earlier today yesterday meanwhile now consistently monday tuesday wednesday thursday friday saturday sunday still
	never only always often first once twice neither nor both all long since already himself herself itself themselves
	specifically especially hereby therefore thus tonight`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

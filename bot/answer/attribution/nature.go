package attribution

import (
	"regexp"
	"strings"

	"sitrep/bot"
)

const (
	// violent are what attackers are said to have done, in the past.
	violent = `killed|attacked|bombed|planted|placed the|built|build|opened fire|shot|fired|burned|burnt|torched|seized|kidnapped|abducted|` +
		`murdered|stabbed|beheaded|executed|assassinated|ambushed|raided|stormed|detonated|blew up|blown up|destroyed|carried out|` +
		`sank|sunk|poisoned|hijacked|looted|tortured|massacred|downed|sabotaged|mined|overran|` +
		`perpetrated|did it|did this|did that|wounded|injured|blasted|eliminated|slaughtered|set fire|set off|derailed`
	// deeds are the acts that are claimed.
	deeds = `attack|attacks|bombings?|killings?|assassinations?|shootings?|raids?|ambush(?:es)?|kidnappings?|abductions?|murders?|explosions?|` +
		`blasts?|strikes?|assaults?|massacres?|beheadings?|hijacking|operations?|sabotage|arson|incidents?|hack|breach`
	// own are a speaker's own people.
	own = `(?:its|their|our|his|her) (?:own )?(?:\p{L}+ ){0,2}?(?:fighters|men|forces|troops|soldiers|units?|militants|members|gunmen|bombers|divers|guards|snipers|` +
		`commandos|warriors|mujahid\p{L}*|agents|pilots|drones|jets|planes|artillery|brigades?|army|navy|police|officers|operatives|women|comrades|rebels|sons|hackers)`
	auxiliaries = `(?:(?:had|have|has|also|later|then|were|was|\p{L}+ly) ){0,3}`
)

var (
	claimOf = regexp.MustCompile(`^ ?(?:claim(?:ed|s)?|took|takes|taken) (?:\p{L}+ )?(?:(?:full|sole|joint) )?(?:responsibility|credit|(?:the|a|an|both|all|two|three|several|this|that|yesterday's) (?:[\p{L}\p{N}'’-]+ ){0,2}?(?:` + deeds + `)\b)`)
	// ownDeed is "it had shot down", "its fighters carried out", "we burned".
	ownDeed = regexp.MustCompile(`(?i)(?:^|[\s“"])(?:it|they|we|i|he|she|` + own + `) ` + auxiliaries + `(?:` + violent + `)\b`)
	// theirDeed is somebody's deed told: "rebels had killed", and theirs in the passive.
	theirDeed = regexp.MustCompile(`(?i)^(?:[\s:,“"]*)(?:[^,]*\bthat )?((?:[^,.;:“”" ]+ ){1,10}?)` + auxiliaries + `(?:` + violent + `|(?:is|are|was|were) (?:behind|responsible for))\b`)
	agent     = regexp.MustCompile(`(?i)\b(?:was|were|been|being) (?:\p{L}+ly )?(?:` + violent + `) (?:[^,.;“”]{0,60}? )?by ((?:[^,.;“” ]+ ?){1,5})`)
	// culprits are common nouns of those whom others hold responsible; gunmen whom nobody
	// knows are none.
	culprits = regexp.MustCompile(`(?i)\b(?:rebels?|militants?|insurgents?|guerrillas?|terrorists?|jihadists?|extremists?|separatists?|suspects?|employees?|agents|cell|gang|militia(?:s|men)?|taliban|troops|soldiers|army|guards|police|smugglers|pirates)\b`)
	// happenings do things to people without being anybody.
	happenings = regexp.MustCompile(`(?i)\b(?:` + deeds + `|bombs?|fires?|shells?|floods?|mines?|clash(?:es)?|fighting|gunfire|storms?|rockets?|missiles?|drones?|earthquake|accident|quake|crash|device)\s*$`)
	blamedOn   = regexp.MustCompile(`(?i)\b(?:was|were|been|is|are) (?:widely |also |largely )?(?:blamed on|attributed to|pinned on)\b`)
	// noDenial are things that are rejected without anybody saying that they are not so.
	noDenial  = regexp.MustCompile(`(?i)^(?: as \w+)? (?:(?:the|an?|any|all|its|his|her|their|two|a second|that|this) )?(?:[\p{L}-]+ ){0,3}?(?:offers?|proposals?|plans?|calls?|bids?|appeals?|requests?|demands?|deals?|talks|resignation|truce|ceasefire|motion|bill|petition|invitation|amendment|application)\b`)
	assertion = regexp.MustCompile(`(?i)\b(?:claims?|reports?|allegations?|accusations?|rumou?rs?|suggestions?|charges|idea|notion|assertions?|versions?|accounts?|findings?|statements?|links?|criticisms?|that|narrative|involvement|story)\b`)
	notSo     = regexp.MustCompile(`(?i)(?:\b(?:had|has|have) (?:nothing to do with|(?:had )?no (?:part|role|hand|involvement|link|links|connection|knowledge)\b)|\b(?:was|were|is|are) (?:not|never) (?:behind|involved|responsible|present|part of)\b|\bdid not (?:carry out|commit|do|take part|kill|fire|attack|order|plant)\b|\bit was(?:n['’]t| not) (?:us|them|our)\b|\bnone of (?:its|their|our)\b)`)
	baseless  = regexp.MustCompile(`(?i)\b(?:(?:reports?|claims?|allegations?|accusations?|charges?|rumou?rs?|story|stories) (?:\p{L}+ ){0,4}?|(?:it|them|this|that) (?:was|were|is|are|as) )(?:baseless|untrue|false|fabricat\w+|unfounded|groundless|a lie|lies|nonsense|pure invention)\b`)
)

// natureOf is what kind of statement a speaker's clause makes: its verb tells first, then
// what is said.
func natureOf(c clause, speaker string) bot.Nature {
	rest := c.rest
	switch {
	case c.denied:
		return bot.Reported
	case c.verb.manner == Denied:
		return natureOfDenial(c)
	case claimOf.MatchString(" "+c.word+rest) || c.word == "took" || c.word == "takes" || c.word == "taken":
		return bot.Claim
	case c.verb.accuses:
		return bot.Attribution
	case denies(rest):
		return bot.Denial
	case !mayTellDeed(rest):
		return bot.Reported
	case ownDeed.MatchString(rest):
		return bot.Claim
	}
	switch who := culprit(rest); {
	case who == "":
		return bot.Reported
	case ofSide(speaker, who):
		return bot.Claim
	}
	return bot.Attribution
}

// deedWords are the first words of what is in [violent].
var deedWords = func() map[string]bool {
	set := map[string]bool{}
	for phrase := range strings.SplitSeq(violent, "|") {
		set[strings.Fields(phrase)[0]] = true
	}
	return set
}()

// mayTellDeed is a cheap test that lets everything through in which a deed can be found.
func mayTellDeed(said string) bool {
	for _, w := range tokens(said) {
		if deedWords[w.lower] || w.lower == "behind" || w.lower == "responsible" {
			return true
		}
	}
	return false
}

// natureOfDenial tells what is denied from what is only refused or condemned.
func natureOfDenial(c clause) bot.Nature {
	switch {
	case strings.HasPrefix(c.word, "den") && !strings.HasPrefix(c.word, "deno"), strings.HasPrefix(c.word, "refut"):
		return bot.Denial
	case strings.HasPrefix(c.word, "conde"), strings.HasPrefix(c.word, "critic"), strings.HasPrefix(c.word, "slam"),
		c.word == "rebuked", strings.HasPrefix(c.word, "denou"), noDenial.MatchString(c.rest):
		return bot.Reported
	case assertion.MatchString(c.rest):
		return bot.Denial
	}
	return bot.Reported
}

// denies reports whether a statement says that something is not so.
func denies(s string) bool {
	return containsAny(s, "no", "wasn", "never") && notSo.MatchString(s) ||
		containsAny(s, "baseless", "untrue", "false", "fabricat", "founded", "groundless", "lie", "nonsense", "invention") && baseless.MatchString(s)
}

// culprit is who, by what is said, did something; empty if nobody is named.
func culprit(said string) string {
	for _, pattern := range []*regexp.Regexp{theirDeed, agent} {
		if match := pattern.FindStringSubmatch(said); match != nil {
			who := strings.TrimSpace(match[1])
			if !happenings.MatchString(who) && (culprits.MatchString(who) || !shouting(who) && nameRun(who) != "") {
				return who
			}
		}
	}
	return ""
}

// ofSide reports whether those who did something are the speaker's own: "Taliban forces"
// for the Taliban's spokesman.
func ofSide(speaker, who string) bool {
	name := nameRun(who)
	return name != "" && sides.MatchString(who) && strings.Contains(speaker, name)
}

var sides = regexp.MustCompile(`(?i)\b(?:forces|fighters|troops|soldiers|men|units?|militants|police|army|navy|guards|commandos|agents)\b`)

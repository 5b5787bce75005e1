package disagree

import (
	"strings"
	"sync"

	"sitrep/retrieval/lexical"
)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

func stem(word string) string {
	tokens := lexical.Analyse(word)
	if len(tokens) == 0 {
		return word
	}
	return tokens[0].Stem
}

// stemsOf maps the stems of words, listed by class in any form, to their class.
func stemsOf(classes map[string]string) map[string]string {
	stems := map[string]string{}
	for class, words := range classes {
		for w := range strings.FieldsSeq(words) {
			stems[stem(w)] = class
		}
	}
	return stems
}

var (
	placing  = setOf("in at near outside inside around across")
	calendar = setOf(`january february march april may june july august september october november december monday
		tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec`)
	// apartMarks are words that tell one event from another like it, and a total over some time
	// from a single event.
	apartMarks = setOf("another separate second third earlier previous previously similar latest since total altogether annually so-called year years month months weeks decade since overall")
	// negations turn a sentence round.
	negations = setOf("not no never none neither nor without cannot n't isn't aren't wasn't weren't hasn't haven't hadn't didn't don't doesn't won't couldn't")
)

// eventSet is a set of kinds of event.
type eventSet uint16

const (
	explosion eventSet = 1 << iota
	shooting
	raid
	crash
	disaster
	protest
	kidnapping
	cyber
	killing
	arrest
	claim
	attack // any of the violent ones
	flight
	theft
)

const violent = explosion | shooting | raid | kidnapping | killing | attack

var eventWords = []struct {
	kind  eventSet
	words string
}{
	{explosion, "bomb bombing bombed explosion exploded blast detonated bomber ied blew mine"},
	{shooting, "shooting shot gunfire gunmen gunman ambush ambushed firefight clash clashes clashed fired"},
	{raid, "raid raided airstrike airstrikes strike strikes shelling shelled drone operation offensive"},
	{crash, "crash crashed collision collided derailed capsized sank"},
	{disaster, "earthquake flood floods landslide storm cyclone fire avalanche collapse collapsed"},
	{protest, "protest protests demonstration riot riots march unrest"},
	{kidnapping, "kidnapping kidnapped abducted abduction hostage hostages seized"},
	{cyber, "breach hacked hack ransomware intrusion leak leaked phishing malware"},
	{killing, "killed killing murdered murder assassinated assassination massacre executed slain died death deaths dead"},
	{arrest, "arrested arrest arrests detained captured"},
	{attack, "attack attacked attacks assault stormed attackers"},
	{flight, "fled displaced displacement evacuated"},
	{theft, "stolen robbery robbed heist theft stole"},
}

var eventStems = sync.OnceValue(func() map[string]eventSet {
	stems := map[string]eventSet{}
	for _, e := range eventWords {
		for w := range strings.FieldsSeq(e.words) {
			stems[stem(w)] |= e.kind
		}
	}
	return stems
})

// targetStems are what is attacked or where; two events with different ones are two.
var targetStems = sync.OnceValue(func() map[string]string {
	return stemsOf(map[string]string{
		"mosque": "mosque mosques", "market": "market bazaar", "school": "school schools", "hospital": "hospital clinic",
		"checkpoint": "checkpoint", "hotel": "hotel", "airport": "airport airfield", "embassy": "embassy consulate", "church": "church chapel",
		"station": "station", "bus": "bus buses minibus", "convoy": "convoy", "base": "base barracks garrison", "prison": "prison jail",
		"bridge": "bridge", "stadium": "stadium", "port": "port harbour", "refinery": "refinery", "pipeline": "pipeline", "university": "university college",
		"camp": "camp", "train": "train", "ferry": "ferry boat", "bank": "bank", "wedding": "wedding", "funeral": "funeral", "theatre": "theatre theater",
		"mine": "colliery quarry", "depot": "depot warehouse", "courthouse": "courthouse court", "shrine": "shrine",
	})
})

// predicates are words that say the same of something, for comparing what one affirms with
// what another denies.
var predicates = sync.OnceValue(func() map[string]string {
	return stemsOf(map[string]string{
		"grow": `regroup regrouping rebuild rebuilding rebuilt reconstruct reconstructing resurgence resurgent resurging revive revival reviving reemerge
			strengthen strengthening strengthened enhance enhanced enhances boost boosted grow growing grew growth expand expanded expanding expansion
			broaden broadening recover recovering recovered restore restoring reorganise reorganizing rearm rearming regained regaining reform reconstitute`,
		"shelter":  "shelter sheltering sheltered harbour harbouring harbored harbor harboring haven sanctuary hiding hosted hosting hosts",
		"pay":      "fund funds funding funded finance financed financing pay paid paying payment ransom bankroll bankrolled",
		"ally":     "cooperate cooperating cooperation coordinate coordinating coordination collude colluding collusion alliance allied collaborate collaborating links ties",
		"withdraw": "withdraw withdrew withdrawal withdrawing withdrawn retreat retreated pullout retreating",
		"talk":     "negotiate negotiating negotiation negotiations talks negotiated",
		"kill":     "kill kills killed killing die died dead death assassinated murdered slain",
		"strike":   "attack attacks attacked attacking assault bombed bombing bomb explosion struck raid raided shelled shelling airstrike",
		"arrest":   "arrest arrested arrests detain detained detention custody captured",
		"abduct":   "kidnap kidnapped kidnapping abduct abducted abduction hostage hostages",
		"train":    "train training trained trains",
		"recruit":  "recruit recruiting recruited recruits recruitment",
		"supply":   "supply supplying supplied supplies arm arming armed smuggle smuggled smuggling weapons",
		"cross":    "cross crossed crossing infiltrate infiltrated infiltration",
		"seize":    "seize seized captured overran overrun fell control controls controlled",
		"escape":   "escape escaped fled flee fleeing",
		"breach":   "breach breached hack hacked leak leaked stolen stole compromise compromised intrusion",
		"open":     "open opened reopened opening reopen",
		"plan":     "plan planned planning plot plotted plotting preparing",
		"shoot":    "shot down downed shoot",
	})
})

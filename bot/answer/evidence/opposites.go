package evidence

import (
	"strings"
	"sync"

	"sitrep/retrieval/lexical"
)

// oppositeWords are pairs of words that exclude each other, each with one form of them.
const oppositeWords = `increase/decrease increase/reduce increase/decline increase/fall rise/fall rise/decline rise/drop gain/lose gain/loss win/lose win/loss
	victory/defeat success/failure succeed/fail accept/reject accept/refuse agree/disagree agree/refuse approve/reject approve/oppose support/oppose
	favor/oppose allow/ban allow/prohibit allow/forbid allow/prevent permit/prohibit permit/forbid legal/illegal lawful/unlawful begin/end start/end
	start/stop start/finish open/close enter/leave enter/exit arrive/depart arrive/leave before/after early/late earlier/later earliest/latest first/last
	former/latter old/new old/young ancient/modern north/south east/west northern/southern eastern/western northeast/southwest northwest/southeast
	upper/lower high/low higher/lower highest/lowest top/bottom large/small larger/smaller largest/smallest big/small bigger/smaller biggest/smallest
	great/small greater/less greater/smaller more/less more/fewer most/least most/fewest many/few major/minor majority/minority maximum/minimum long/short
	longer/shorter longest/shortest fast/slow faster/slower strong/weak stronger/weaker strongest/weakest strengthen/weaken hot/cold warm/cool wet/dry
	rich/poor wealthy/poor expensive/cheap cheap/costly good/bad better/worse best/worst positive/negative advantage/disadvantage benefit/harm help/hinder
	safe/dangerous public/private rural/urban male/female man/woman men/women boy/girl husband/wife father/mother son/daughter brother/sister king/queen
	import/export buy/sell borrow/lend attack/defend attacker/defender enemy/ally friend/enemy war/peace peaceful/violent arrest/release capture/release
	imprison/release guilty/innocent convict/acquit confirm/deny admit/deny affirm/deny true/false right/wrong correct/incorrect possible/impossible
	likely/unlikely probable/improbable common/rare common/uncommon usual/unusual often/rarely always/never all/none include/exclude inside/outside
	internal/external domestic/foreign native/foreign national/international local/global natural/artificial simple/complex easy/hard easy/difficult
	similar/different same/different equal/unequal create/destroy build/destroy construct/demolish appear/disappear add/remove combine/separate unite/divide
	join/leave join/separate hire/fire appoint/dismiss liberal/conservative left/right democrat/republican civilian/military innate/adaptive alive/dead born/died birth/death
	survive/die attract/repel absorb/emit active/inactive direct/indirect visible/invisible known/unknown known/unidentified formal/informal temporary/permanent
	ascend/descend expand/contract expand/shrink grow/shrink grow/decline widen/narrow wide/narrow deep/shallow thick/thin heavy/light dark/light
	day/night winter/summer past/future cause/prevent encourage/discourage promote/prevent lead/follow teacher/student employer/employee parent/child`

// opposites maps the stem of a word to those of its opposites. It is built once and only
// read.
var opposites = sync.OnceValue(func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	add := func(a, b string) {
		if all[a] == nil {
			all[a] = map[string]bool{}
		}
		all[a][b] = true
	}
	for _, pair := range strings.Fields(oppositeWords) {
		one, other, _ := strings.Cut(pair, "/")
		for _, a := range lexical.Analyse(one) {
			for _, b := range lexical.Analyse(other) {
				add(a.Stem, b.Stem)
				add(b.Stem, a.Stem)
			}
		}
	}
	return all
})

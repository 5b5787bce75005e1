package generate

import "strings"

// class is what a word does to the truth of the words around it.
type class uint8

const (
	plainWord   class = iota
	negating          // not, failed, false
	hedging           // may, alleged, plans, at least, if, only
	saying            // said, according
	claiming          // claimed, alleged that
	preposition       // begins a phrase that may be left out
	linking           // and, but
	counting          // dozens, several
)

// classes sorts words by their class. A word that is not listed is plain. What negates or
// hedges is listed generously: the cost of a word too many is a shorter answer.
func classes() map[string]class {
	sorted := map[string]class{}
	for c, words := range map[class]string{
		negating: `not no never none neither nor without nobody nothing nowhere deny denies denied denying denial fail fails failed failing failure
			refuse refuses refused refusing reject rejects rejected rejecting dismiss dismisses dismissed refute refutes refuted false falsely untrue
			fake hoax wrong wrongly mistaken mistakenly unlikely hardly barely scarcely lack lacks lacked refrain refrained avoid avoided prevent
			prevents prevented preventing avert averted foil foiled thwart thwarted disprove disproved unfounded baseless dispute disputes disputed
			retract retracted cancelled canceled despite unable impossible unconfirmed unverified`,
		hedging: `may might could would should can will shall must ought alleged allegedly reportedly apparent apparently possible possibly probable
			probably likely suspect suspects suspected believe believes believed thought presumed presumably rumour rumours rumoured rumor rumors
			rumored purported purportedly supposed supposedly seem seems seemed appear appears appeared perhaps maybe estimate estimates estimated
			nearly almost roughly approximately about least most more less fewer up only plan plans planned planning intend intends intended threaten threatens
			threatened attempt attempts attempted attempting try tries tried trying seek seeks sought hope hopes hoped want wants wanted expect expects
			expected fear fears feared vow vows vowed pledge pledges pledged aim aims aimed potential potentially if unless whether until except once
			when whenever provided attributed blamed accused accuses accusing or long soon`,
		claiming: `claim claims claimed claiming assert asserts asserted allege alleges alleging contend contends contended warn warns warned warning
			caution cautions cautioned`,
		saying: `said says say saying told tells stated states added adds noted notes reported reports announced announces confirmed confirms
			according explained explains stressed insisted acknowledged admitted wrote writes testified declared`,
		preposition: `in on at near during after before from for with across around inside outside along over since through under within amid
			following to by of which who whom whose where while including against into between towards toward between because`,
		linking:  `and but yet so although though however`,
		counting: `dozens hundreds thousands scores several many both all every each any some half dozen`,
	} {
		for w := range strings.FieldsSeq(words) {
			if _, known := sorted[w]; !known || c < sorted[w] {
				sorted[w] = c
			}
		}
	}
	return sorted
}

// risky reports whether leaving a word out changes what is said to be true.
func (c class) risky() bool { return c == negating || c == hedging || c == saying || c == claiming }

package disagree

// asking are the words by which a question asks for what a matter of a kind is about, beside
// the words that say that it happened.
var asking = map[Kind]map[string]bool{
	Killed:      setOf("die dies casualties casualty victims kills murdered"),
	Injured:     setOf("injure injury casualties casualty wound"),
	Arrested:    setOf("arrest detain prisoners"),
	Abducted:    setOf("abduct kidnap"),
	Displaced:   setOf("flee displace refugees"),
	Amount:      setOf("much ransom reward bounty stolen stole"),
	Perpetrator: setOf("responsible responsibility behind perpetrator perpetrators claimed claim blamed blame accused carried staged planted"),
	Date:        setOf("when date day"),
	Place:       setOf("where place"),
}

// AskedBy reports whether a question has a word for what the matter is about: for a count what
// happened to those who are counted, for a denial one of the same meaning, or else half of the
// words that are denied.
func (m Matter) AskedBy(question string) bool {
	words := wordsOf(question)
	if m.Kind == Truth {
		return deniedIn(m.About, words)
	}
	for _, w := range words {
		if asking[m.Kind][w.lower] || triggers[w.lower] == m.Kind {
			return true
		}
	}
	return false
}

// deniedIn reports whether words ask whether something denied is so.
func deniedIn(about string, words []word) bool {
	meaning := predicates()
	said, meant := map[string]bool{}, map[string]bool{}
	for _, w := range words {
		said[w.stem] = true
		meant[meaning[w.stem]] = true
	}
	classes, others, met := 0, 0, 0
	for _, w := range wordsOf(about) {
		class := meaning[w.stem]
		switch {
		case class != "" && meant[class]:
			return true
		case class != "":
			classes++
		case !w.stop:
			others++
			if said[w.stem] {
				met++
			}
		}
	}
	return classes == 0 && met > 0 && 2*met >= others
}

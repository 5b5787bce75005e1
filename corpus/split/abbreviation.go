package split

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// abbreviation is how a word before a full stop bears on what follows.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	// leads stands before a name or number: a sentence never ends with it.
	leads
	// numbers stands before a number, and is a word of its own otherwise: "No. 5".
	numbers
	// mayEnd can be the last word of a sentence: only a word that begins sentences and
	// names nothing tells.
	mayEnd
	// mostlyEnds is the last word of a sentence where a capital follows.
	mostlyEnds
	// clock is "a.m." or "p.m.".
	clock
)

// abbreviationOf classifies token, the word before a full stop without that stop. In text
// in capitals, short words that are also words ("SAT.", "ILL.") are taken for words.
func abbreviationOf(token string, caps bool) abbreviation {
	if i := strings.LastIndexAny(token, "-–—/"); i >= 0 {
		_, width := utf8.DecodeRuneInString(token[i:])
		token = token[i+width:]
	}
	if strings.Contains(token, ".") {
		return dottedAbbreviation(token, caps)
	}
	if letter, width := utf8.DecodeRuneInString(token); width == len(token) {
		switch {
		case unicode.IsUpper(letter):
			return mayEnd // an initial
		case letter == 'v':
			return leads
		case unicode.IsLower(letter):
			return numbers // "p. 5", "c. 1200"
		}
	}
	if caps || token == strings.ToUpper(token) {
		return capsAbbreviation(token)
	}
	switch token {
	case "Mr", "Mrs", "Ms", "Mx", "Dr", "Drs", "Prof", "Profs", "Gen", "Gens", "Lt", "Lieut", "Col", "Cols",
		"Maj", "Capt", "Cmdr", "Cdr", "Comdr", "Sgt", "Sgts", "Cpl", "Pvt", "Pfc", "Adm", "Brig", "Sen", "Sens",
		"Rep", "Reps", "Gov", "Govs", "Rev", "Hon", "Pres", "Amb", "Supt", "Insp", "Det", "Cmdt", "Ens", "Msgr",
		"Mgr", "Mme", "Mlle", "Sra", "Srta", "Eng", "Dir", "Atty", "Asst", "Assoc", "Dep", "Sec",
		"Fr", "Bro", "Hno", "Gral", "Tte", "Cnel", "Lic", "Ing", "Ald", "Mt", "Mts", "Ft", "Pt", "Ste", "Sh",
		"Ust", "Hj", "vs", "Vs", "cf", "Cf", "viz", "approx", "Approx", "ca", "esp", "incl", "resp",
		"Messrs", "Op", "Gp", "Sqn", "Flt", "Wg", "Spc", "MSgt", "TSgt", "SSgt":
		return leads
	case "No", "Nos", "no", "nos", "Nr", "nr", "Art", "Arts", "art", "Fig", "Figs", "fig", "figs", "Vol", "vol",
		"Vols", "Ch", "ch", "pp", "par", "Par", "para", "sec", "Eq", "eq", "Ref", "ref", "Res", "Tab", "ver",
		"lit", "Ex", "Reg", "Regs", "Para", "Sect", "sect", "Ed", "Eds", "ed", "eds":
		return numbers
	case "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
		"etc", "Etc", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri":
		return mostlyEnds
	case "Inc", "Ltd", "Co", "Cos", "Corp", "Bros", "Jr", "jr", "Sr", "sr", "al", "Univ", "Dept", "St", "Ave",
		"Blvd", "Rd", "Hwy", "Mfg", "Est", "est", "dept", "Gov't", "govt", "Natl", "Intl", "Assn", "Bldg", "Ph", "Esq", "Pty",
		"Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md",
		"Mass", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Penn", "Tenn", "Tex",
		"Va", "Vt", "Wash", "Wis", "Wyo", "Ont", "Que", "Sask", "Alta":
		return mayEnd
	}
	return noAbbreviation
}

// capsAbbreviation is [abbreviationOf] for a word in capitals.
func capsAbbreviation(token string) abbreviation {
	switch token {
	case "MR", "MRS", "MS", "DR", "DRS", "PROF", "GEN", "GENS", "LT", "COL", "MAJ", "CAPT", "CMDR", "CDR", "SGT",
		"CPL", "PVT", "ADM", "BRIG", "SEN", "REP", "GOV", "REV", "HON", "MSGR", "SR", "SRA", "GRAL", "TTE",
		"CNEL", "LIC", "ING", "MT", "FT", "STA", "STO", "VS", "FR", "ATTY", "DEP":
		return leads
	case "NO", "NOS", "ART", "ARTS", "FIG", "VOL", "CH", "PP", "PAR", "SEC":
		return numbers
	case "JAN", "FEB", "APR", "AUG", "SEPT", "OCT", "NOV", "DEC", "ETC":
		return mostlyEnds
	case "INC", "LTD", "CO", "CORP", "BROS", "JR", "ST", "AVE", "BLVD", "EST", "CALIF", "FLA", "PH", "PTY":
		return mayEnd
	}
	return noAbbreviation
}

// dottedAbbreviation classifies a token with full stops inside: "U.S", "a.m", "Maj.Gen".
func dottedAbbreviation(token string, caps bool) abbreviation {
	switch strings.ToLower(token) {
	case "a.m", "p.m":
		return clock
	case "e.g", "i.e":
		return leads
	case "ph.d", "m.d", "d.phil", "b.a", "m.a", "b.c", "a.d", "b.c.e", "c.e":
		return mayEnd
	}
	if strings.ContainsAny(token, "0123456789") {
		return noAbbreviation
	}
	last := token[strings.LastIndexByte(token, '.')+1:]
	if utf8.RuneCountInString(last) > 1 {
		if kind := abbreviationOf(last, caps); kind == leads {
			return leads
		}
		return noAbbreviation
	}
	if r := firstRune(last); unicode.IsLetter(r) {
		return mayEnd
	}
	return noAbbreviation
}

// beginsSentence reports whether word, in either case, begins many sentences and no names:
// after an abbreviation it tells that a sentence has ended.
func beginsSentence(word string) bool {
	switch strings.ToLower(word) {
	case "the", "a", "an", "he", "she", "it", "they", "we", "you", "i", "in", "on", "at", "but", "and", "or", "if",
		"as", "for", "from", "by", "with", "when", "while", "where", "after", "before", "since", "although",
		"though", "however", "this", "that", "these", "those", "there", "here", "his", "her", "its", "their",
		"our", "my", "your", "according", "meanwhile", "also", "both", "some", "many", "several", "such", "another",
		"during", "among", "between", "because", "despite", "until", "then", "yet", "still", "who", "what", "why",
		"how", "which", "additionally", "moreover", "furthermore", "nevertheless", "instead", "once", "today",
		"yesterday", "to", "it's", "it’s", "he's", "he’s", "of", "not", "so", "even", "is", "are", "was", "were",
		"has", "have", "had", "will", "would", "that's", "that’s", "there's", "there’s", "we're", "we’re", "i'm", "i’m":
		return true
	}
	return false
}

// beginsInCapitals is [beginsSentence] for text in capitals, where "and" and "in" may as well
// go on with the sentence.
func beginsInCapitals(word string) bool {
	switch strings.ToLower(word) {
	case "the", "he", "she", "it", "they", "we", "i", "this", "these", "there", "meanwhile", "however", "moreover",
		"furthermore", "nevertheless", "although":
		return true
	}
	return false
}

// isSpeechVerb reports whether word, in either case, says that somebody speaks.
func isSpeechVerb(word string) bool {
	switch strings.ToLower(word) {
	case "said", "says", "asked", "asks", "added", "told", "wrote", "replied", "answered", "exclaimed", "shouted",
		"cried", "chanted", "declared", "wondered", "demanded", "remarked", "stated", "stressed", "warned",
		"explained", "concluded", "yelled", "insisted", "argued", "noted", "recalled", "quipped", "responded":
		return true
	}
	return false
}

// isCalendarWord reports whether word follows "10 a.m." without beginning a sentence.
func isCalendarWord(word string) bool {
	switch strings.ToLower(word) {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
		"march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "bst", "cet", "ist", "pkt", "et", "pt",
		"ct", "mt", "local", "eastern", "pacific", "central", "mon", "tue", "wed", "thu", "fri", "sat", "sun":
		return true
	}
	return false
}

// isCaptionWord reports whether word comes before the number of a picture or part.
func isCaptionWord(word string) bool {
	switch strings.ToLower(word) {
	case "figure", "figures", "fig.", "table", "image", "picture", "photo", "chart", "map", "exhibit", "box",
		"illustration", "step", "phase", "stage", "chapter", "part", "section", "appendix", "annex":
		return true
	}
	return false
}

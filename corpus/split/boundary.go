package split

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stop is a place where a sentence may end, in byte offsets of the paragraph.
type stop struct {
	at     int  // of the first terminator
	end    int  // of the run of terminators
	closed int  // of the quotation marks and brackets after it
	next   int  // of what follows, white space skipped
	quote  bool // a double quotation mark is among those marks
}

// isBoundary decides whether a sentence ends at a stop that is not the paragraph's last.
func (s *scanner) isBoundary(st stop) bool {
	if !s.said {
		return false // "...and", "?!": nothing has been said yet
	}
	mark, _ := utf8.DecodeRuneInString(s.text[st.at:])
	if strings.ContainsRune("。！？؟۔।", mark) {
		return true
	}
	if st.next == st.closed {
		return s.isGluedBoundary(st)
	}
	after := s.skipOpeners(st.next)
	if after >= len(s.text) {
		return false
	}
	first := firstRune(s.text[after:])
	if unicode.IsLower(first) && !s.isLowerName(after) {
		return false
	}
	ellipsis := mark == '…' || st.end-st.at > 1
	switch {
	case ellipsis && (mark == '.' || mark == '…'):
		return !s.caps || st.quote || s.beginsSentence(after)
	case mark == '!' || mark == '?':
		return !(st.quote && s.isAttribution(after)) && !strings.HasSuffix(s.text[:st.at], "Yahoo")
	}
	return s.fullStopEnds(st, after, first)
}

// fullStopEnds decides for a full stop that is followed by white space.
func (s *scanner) fullStopEnds(st stop, after int, first rune) bool {
	token := s.tokenBefore(st.at)
	if s.isEnumerator(token, st) {
		return false
	}
	if st.quote && s.isBareAttribution(after) {
		return false
	}
	digit := unicode.IsDigit(first)
	kind := abbreviationOf(token, s.caps)
	if kind != noAbbreviation && strings.ContainsRune("-–—", firstRune(s.text[st.next:])) {
		return false
	}
	switch kind {
	case leads:
		return false
	case numbers:
		return !digit
	case mostlyEnds:
		return !digit
	case clock:
		return !digit && !isCalendarWord(s.word(after)) && (!s.caps || s.beginsSentence(after))
	case mayEnd:
		return !digit && (st.quote || s.beginsSentence(after))
	}
	return true
}

// isEnumerator reports whether all that the sentence holds so far is the number or letter of
// a point or picture: "1. Arms", "Figure 2. Routes".
func (s *scanner) isEnumerator(token string, st stop) bool {
	number := strings.Trim(token, "0123456789") == ""
	if len(token) > 2 || !number && len(token) > 1 {
		return false
	}
	before, found := strings.CutSuffix(s.text[s.start:st.at], token)
	before = strings.TrimFunc(before, func(r rune) bool { return r == ' ' || isOpener(r) })
	return found && (before == "" || number && isCaptionWord(before))
}

// beginsSentence reports whether the word at i tells that a sentence begins there.
func (s *scanner) beginsSentence(i int) bool {
	word := s.word(i)
	if s.caps {
		return beginsInCapitals(word) && s.standsAlone(i, word)
	}
	return beginsSentence(word) && s.standsAlone(i, word)
}

// standsAlone reports whether a short word is a word here and not an initial or half of a
// compound: a space or comma follows it.
func (s *scanner) standsAlone(at int, word string) bool {
	end := at + len(word)
	return end < len(s.text) && (isSpace(s.text[end]) || s.text[end] == ',')
}

// isLowerName reports whether the word at i is a name that begins in lower case: "al-Qaida",
// "iPhone".
func (s *scanner) isLowerName(i int) bool {
	word, _, _ := strings.Cut(s.text[i:min(len(s.text), i+24)], " ")
	article, name, found := strings.Cut(word, "-")
	if found && len(article) <= 3 && unicode.IsUpper(firstRune(name)) {
		return true
	}
	_, width := utf8.DecodeRuneInString(word)
	return len(word) > width+1 && unicode.IsUpper(firstRune(word[width:]))
}

// isAttribution reports whether the text at i says who spoke: up to three words, the last
// of them a verb of speaking.
func (s *scanner) isAttribution(i int) bool {
	for range 4 {
		word := s.word(i)
		if word == "" {
			return false
		}
		if isSpeechVerb(word) {
			return true
		}
		i += len(word)
		if i >= len(s.text) || s.text[i] != ' ' {
			return false
		}
		i++
	}
	return false
}

// isBareAttribution reports whether all that follows i, up to a full stop, is who spoke:
// `"We will go on." He said.`
func (s *scanner) isBareAttribution(i int) bool {
	rest := s.text[i:min(len(s.text), i+60)]
	end := strings.IndexByte(rest, '.')
	return end > 0 && len(strings.Fields(rest[:end])) <= 3 && s.isAttribution(i)
}

// isGluedBoundary decides for a stop without white space after it: "said.The group", but
// not "example.Com", "U.S.-led", "3.5" or "Node.JS".
func (s *scanner) isGluedBoundary(st stop) bool {
	next := firstRune(s.text[st.next:])
	before := lastRune(s.text[:st.at])
	if st.closed > st.end {
		return (unicode.IsUpper(next) || next == '“') && (unicode.IsLower(before) || s.caps || unicode.IsDigit(before))
	}
	if next == '“' || next == '‘' || next == '"' {
		return unicode.IsLower(before) || unicode.IsDigit(before) || s.caps && len(s.tokenBefore(st.at)) > 2
	}
	if !unicode.IsUpper(next) {
		return false
	}
	token := s.tokenBefore(st.at)
	word := s.word(st.next)
	if strings.ContainsAny(token, "./@_:\\=#[]") || !s.standsAlone(st.next, word) {
		return false
	}
	if s.beginsSentence(st.next) {
		return utf8.RuneCountInString(token) > 2 || strings.Trim(token, "0123456789") == ""
	}
	return !s.caps && utf8.RuneCountInString(token) > 3 && isLowerWord(token) && isCapitalised(word)
}

func isLowerWord(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

func isCapitalised(s string) bool {
	_, width := utf8.DecodeRuneInString(s)
	return width < len(s) && isLowerWord(s[width:])
}

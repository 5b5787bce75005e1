package dates

import (
	"strings"
	"time"
)

type kind uint8

const (
	end      kind = iota // of the text, or nothing that belongs to a date
	other                // some word
	number               // of one to four digits
	month                // value 1..12
	weekday              // value 0 (Sunday)..6
	relative             // value in days before the text was published
)

// lexeme is a word or a number at text[start:end].
type lexeme struct {
	kind       kind
	value      int
	digits     int  // of a number
	ordinal    bool // a number written "3rd"
	start, end int
}

func (l lexeme) month() time.Month { return time.Month(l.value) }

func isYear(l lexeme) bool {
	const first, last = 1800, 2100
	return l.kind == number && l.digits == 4 && !l.ordinal && first <= l.value && l.value < last
}

func isDayOfMonth(l lexeme) bool {
	return l.kind == number && l.digits <= 2 && 1 <= l.value && l.value <= 31
}

// scan finds the first word or number at or after at. Bytes beyond ASCII count as letters,
// which no word looked for has.
func scan(text string, at int) lexeme {
	for at < len(text) && !isDigit(text[at]) && !isLetter(text[at]) {
		at++
	}
	l := lexeme{start: at, end: at}
	if at == len(text) {
		return l
	}
	if isDigit(text[at]) {
		return scanNumber(text, l)
	}
	for l.end < len(text) && (isLetter(text[l.end]) || isDigit(text[l.end])) {
		l.end++
	}
	l.kind, l.value = classify(text[l.start:l.end])
	return l
}

func scanNumber(text string, l lexeme) lexeme {
	for l.end < len(text) && isDigit(text[l.end]) {
		l.value = min(l.value*10+int(text[l.end]-'0'), 1<<20)
		l.end++
	}
	l.digits = l.end - l.start
	l.kind = number
	letters := l.end
	for l.end < len(text) && (isLetter(text[l.end]) || isDigit(text[l.end])) {
		l.end++
	}
	switch strings.ToLower(text[letters:l.end]) {
	case "":
	case "st", "nd", "rd", "th":
		l.ordinal = true
	default:
		l.kind = other
	}
	if l.digits > 4 {
		l.kind = other
	}
	return l
}

// classify tells what a word means in a date. Words shorter or longer than all of them are
// sorted out first, for most are neither.
func classify(word string) (kind, int) {
	const shortest, longest = 3, 9
	if len(word) < shortest || len(word) > longest || !beginsDateWord(word[0]) {
		return other, 0
	}
	switch strings.ToLower(word) {
	case "january", "jan":
		return month, 1
	case "february", "feb":
		return month, 2
	case "march", "mar":
		return month, 3
	case "april", "apr":
		return month, 4
	case "may":
		return month, 5
	case "june", "jun":
		return month, 6
	case "july", "jul":
		return month, 7
	case "august", "aug":
		return month, 8
	case "september", "sept", "sep":
		return month, 9
	case "october", "oct":
		return month, 10
	case "november", "nov":
		return month, 11
	case "december", "dec":
		return month, 12
	case "sunday":
		return weekday, 0
	case "monday":
		return weekday, 1
	case "tuesday":
		return weekday, 2
	case "wednesday":
		return weekday, 3
	case "thursday":
		return weekday, 4
	case "friday":
		return weekday, 5
	case "saturday":
		return weekday, 6
	case "today", "tonight":
		return relative, 0
	case "yesterday":
		return relative, 1
	}
	return other, 0
}

func beginsDateWord(c byte) bool {
	return strings.IndexByte("jfmasondtwy", c|0x20) >= 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 }

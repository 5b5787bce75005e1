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

// classify tells what a word means in a date. Its first three letters sort out nearly all
// words that mean nothing.
func classify(word string) (kind, int) {
	const shortest, longest = 3, 9
	if len(word) < shortest || len(word) > longest {
		return other, 0
	}
	switch [3]byte{word[0] | 0x20, word[1] | 0x20, word[2] | 0x20} {
	case [3]byte{'j', 'a', 'n'}:
		return named(word, "january", month, 1)
	case [3]byte{'f', 'e', 'b'}:
		return named(word, "february", month, 2)
	case [3]byte{'m', 'a', 'r'}:
		return named(word, "march", month, 3)
	case [3]byte{'a', 'p', 'r'}:
		return named(word, "april", month, 4)
	case [3]byte{'m', 'a', 'y'}:
		return named(word, "may", month, 5)
	case [3]byte{'j', 'u', 'n'}:
		return named(word, "june", month, 6)
	case [3]byte{'j', 'u', 'l'}:
		return named(word, "july", month, 7)
	case [3]byte{'a', 'u', 'g'}:
		return named(word, "august", month, 8)
	case [3]byte{'s', 'e', 'p'}:
		if len(word) == 4 {
			return named(word, "sept", month, 9)
		}
		return named(word, "september", month, 9)
	case [3]byte{'o', 'c', 't'}:
		return named(word, "october", month, 10)
	case [3]byte{'n', 'o', 'v'}:
		return named(word, "november", month, 11)
	case [3]byte{'d', 'e', 'c'}:
		return named(word, "december", month, 12)
	case [3]byte{'s', 'u', 'n'}:
		return whole(word, "sunday", weekday, 0)
	case [3]byte{'m', 'o', 'n'}:
		return whole(word, "monday", weekday, 1)
	case [3]byte{'t', 'u', 'e'}:
		return whole(word, "tuesday", weekday, 2)
	case [3]byte{'w', 'e', 'd'}:
		return whole(word, "wednesday", weekday, 3)
	case [3]byte{'t', 'h', 'u'}:
		return whole(word, "thursday", weekday, 4)
	case [3]byte{'f', 'r', 'i'}:
		return whole(word, "friday", weekday, 5)
	case [3]byte{'s', 'a', 't'}:
		return whole(word, "saturday", weekday, 6)
	case [3]byte{'t', 'o', 'd'}:
		return whole(word, "today", relative, 0)
	case [3]byte{'t', 'o', 'n'}:
		return whole(word, "tonight", relative, 0)
	case [3]byte{'y', 'e', 's'}:
		return whole(word, "yesterday", relative, 1)
	}
	return other, 0
}

// named takes a word for name if it is that, in any case, or its first three letters.
func named(word, name string, k kind, value int) (kind, int) {
	if len(word) == 3 {
		return k, value
	}
	return whole(word, name, k, value)
}

func whole(word, name string, k kind, value int) (kind, int) {
	if !strings.EqualFold(word, name) {
		return other, 0
	}
	return k, value
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 }

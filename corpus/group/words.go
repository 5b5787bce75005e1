package group

import (
	_ "embed"
	"strings"
)

// ordinaryWords is a sorted list of common English words of two to nine letters, one a
// line; plurals of more than four letters are left out where the singular is there. NOTICE
// says where it comes from.
//
//go:embed words.txt
var ordinaryWords string

// Ordinary reports whether a word in small letters is a common English word. The list has
// words of two to nine letters; longer ones are not known to be.
func Ordinary(word string) bool { return isOrdinary([]byte(word)) }

// maxOrdinary is the number of letters of the longest word in the list.
const maxOrdinary = 9

// isOrdinary reports whether a folded word is a common English word.
func isOrdinary(word []byte) bool {
	if len(word) > maxOrdinary+1 {
		return false
	}
	if inList(word) {
		return true
	}
	return len(word) > 4 && word[len(word)-1] == 's' && inList(word[:len(word)-1])
}

// inList looks a word up by bisecting the list, going from any byte to the line it is in.
func inList(word []byte) bool {
	list := ordinaryWords
	low, high := 0, len(list) // both at the start of a line, or at the end of the list
	for low < high {
		middle := (low + high) / 2
		start := strings.LastIndexByte(list[:middle], '\n') + 1
		end := start + strings.IndexByte(list[start:], '\n')
		switch line := list[start:end]; {
		case line == string(word):
			return true
		case line < string(word):
			low = end + 1
		default:
			high = start
		}
	}
	return false
}

// genericWords make up names that say nothing of their own: Islamic Group, Revolutionary
// Council. It is never changed.
var genericWords = wordSet(`
	a an and of the in for to al
	action alliance anti armed army base battalion brigade central clan cell committee
	communist community congress council country defenders division eastern east
	faction family federation fighter followers force forces freedom front god
	group guard guards helpers holy homeland independence islam islamic jihad justice
	land league legion liberation martyrs men military militia movement national nation
	network new north northern organization partisans party patriotic people peoples
	popular province red republic resistance revolution revolutionary sector society
	soldiers south southern special state struggle supporters team the tiger union unit
	united unity vanguard victory voice war warriors western west white wing women workers
	world young youth
`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

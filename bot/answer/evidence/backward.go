package evidence

import (
	"strings"
)

// backwardOpeners open a sentence that leans on the one before.
var backwardOpeners = map[string]bool{
	"he": true, "she": true, "it": true, "they": true, "his": true, "her": true, "their": true, "its": true,
	"this": true, "these": true, "those": true, "that": true, "him": true, "them": true, "such": true, "both": true,
}

// opensBackward reports whether a sentence can only be understood from the one before.
func opensBackward(s *sentence) bool {
	for i := range s.words {
		if s.words[i].joined {
			continue
		}
		return backwardOpeners[s.words[i].stem]
	}
	return false
}

// speakerShare is how many of the words asked for occur in a speaker's name and role.
func speakerShare(speaker, asked string) float32 {
	known := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(speaker), notLetter) {
		known[w] = true
	}
	words := strings.FieldsFunc(strings.ToLower(asked), notLetter)
	n := 0
	for _, w := range words {
		if known[w] || known[strings.TrimSuffix(w, "s")] {
			n++
		}
	}
	if len(words) == 0 {
		return 0
	}
	return float32(n) / float32(len(words))
}

func notLetter(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
}

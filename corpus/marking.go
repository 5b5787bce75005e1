package corpus

import (
	"fmt"
	"strings"
)

// Marking is a Traffic Light Protocol 2.0 label (https://www.first.org/tlp/), ordered
// from public to closed, so that a < b means that a may be shown more widely. The zero
// value is TLP:CLEAR.
type Marking uint8

// The five labels of TLP 2.0.
const (
	Clear Marking = iota
	Green
	Amber
	AmberStrict
	Red
)

var markingNames = [...]string{"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"}

// String is the label as the standard writes it, "TLP:AMBER+STRICT".
func (m Marking) String() string {
	if int(m) < len(markingNames) {
		return markingNames[m]
	}
	return fmt.Sprintf("TLP:%d", uint8(m))
}

// ParseMarking reads a label in any case, with or without "TLP:". The empty string is
// TLP:CLEAR, and TLP 1.0's WHITE is CLEAR. Anything else is an error: a marking that
// cannot be read must not be taken for a public one.
func ParseMarking(s string) (Marking, error) {
	name := strings.ToUpper(strings.TrimSpace(s))
	name = strings.TrimSpace(strings.TrimPrefix(name, "TLP:"))
	switch name {
	case "", "WHITE":
		return Clear, nil
	}
	for m, full := range markingNames {
		if full == "TLP:"+name {
			return Marking(m), nil
		}
	}
	return Red, fmt.Errorf("marking %q is none of clear, green, amber, amber+strict, red", s)
}

// Reliability is the source's letter on the Admiralty scale, "A" (completely reliable) to
// "E" (unreliable), or "F" where it cannot be judged. Empty means nobody has judged it.
type Reliability string

// ParseReliability reads one letter A to F in either case, or the empty string.
func ParseReliability(s string) (Reliability, error) {
	letter := strings.ToUpper(strings.TrimSpace(s))
	if letter == "" || len(letter) == 1 && "A" <= letter && letter <= "F" {
		return Reliability(letter), nil
	}
	return "", fmt.Errorf("reliability %q is not a letter from A to F", s)
}

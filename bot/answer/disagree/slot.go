package disagree

import (
	"regexp"
	"strings"

	"sitrep/retrieval/dates"
)

// nearbyDays is how far two days of one event may lie apart; what is further apart is more
// likely two events.
const nearbyDays = 4

// days compares the day that two statements give for one event. It takes a day that each
// names once, and beside the place another name, target or count in common.
func days(a, b *reading) []Point {
	if len(a.days) != 1 || len(b.days) != 1 || !sameKind(a, b) || !sameScene(a, b) || !sameStory(a, b) {
		return nil
	}
	if shared(a.names, b.names) < 2 && !(shared(a.names, b.names) > 0 && (shared(a.targets, b.targets) > 0 || sameCount(a, b))) {
		return nil
	}
	x, y := a.days[0], b.days[0]
	p := Point{Kind: Date, Relation: Agree, A: Value{Text: a.Text[x.Start:x.End]}, B: Value{Text: b.Text[y.Start:y.End]}}
	switch gap := x.Range.Gap(y.Range); {
	case gap > nearbyDays:
		return nil
	case gap > 0 && counted(a, b):
		return nil // two counts that differ as well: two events
	case gap > 0:
		p.Relation = Disagree
	default:
		p.Exact = true
	}
	return []Point{p}
}

// sameCount reports whether both count the same.
func sameCount(a, b *reading) bool {
	for _, x := range a.counts {
		for _, y := range b.counts {
			if x.kind == y.kind && x.of == y.of && x.meets(y.interval) {
				return true
			}
		}
	}
	return false
}

// counted reports whether both count the same thing and differ.
func counted(a, b *reading) bool {
	for _, x := range a.counts {
		for _, y := range b.counts {
			if x.kind == y.kind && x.of == y.of && !x.meets(y.interval) {
				return true
			}
		}
	}
	return false
}

// placeKinds are the words that say what kind of place a name is. Only places of one kind can
// be told apart without a map: a city may lie in a province.
const placeKinds = `village|town|city|district|province|region|county|governorate|suburb|port`

var placePatterns = []*regexp.Regexp{
	regexp.MustCompile(`\b(` + placeKinds + `) of ([\p{Lu}][\p{L}'’-]+(?: [\p{Lu}][\p{L}'’-]+)?)`),
	regexp.MustCompile(`\b([\p{Lu}][\p{L}'’-]+(?: [\p{Lu}][\p{L}'’-]+)?) (` + placeKinds + `)\b`),
}

// placeAt is a named place of a known kind.
type placeAt struct{ kind, name string }

func (r *reading) placesOfKind() []placeAt {
	var list []placeAt
	for i, p := range placePatterns {
		for _, m := range p.FindAllStringSubmatch(r.Text, -1) {
			at := placeAt{m[1], m[2]}
			if i == 1 {
				at = placeAt{m[2], m[1]}
			}
			list = append(list, at)
		}
	}
	return list
}

// places compares where two statements have one event happen: in places of one kind, on the
// same day, with a name or a count in common.
func places(a, b *reading) []Point {
	if !sameKind(a, b) || len(a.targets) > 0 && len(b.targets) > 0 && shared(a.targets, b.targets) == 0 {
		return nil
	}
	if !sameDate(a, b) {
		return nil
	}
	for _, x := range a.placesOfKind() {
		for _, y := range b.placesOfKind() {
			if x.kind != y.kind {
				continue
			}
			p := Point{Kind: Place, Relation: Disagree, A: Value{Text: x.name}, B: Value{Text: y.name}}
			if strings.EqualFold(x.name, y.name) {
				if !sameScene(a, b) {
					return nil
				}
				p.Relation, p.Exact = Agree, true
				return []Point{p}
			}
			if a.common(b, x.name, y.name) > 0 && !counted(a, b) && (sameCount(a, b) || shared(a.names, b.names) > 1) {
				return []Point{p}
			}
			return nil
		}
	}
	return nil
}

// common is how many names two statements share beside those of two places.
func (r *reading) common(other *reading, x, y string) int {
	n := shared(r.names, other.names)
	for _, w := range append(wordsOf(x), wordsOf(y)...) {
		if r.names[w.stem] && other.names[w.stem] {
			n--
		}
	}
	return n
}

// sameDate reports whether both name the same day, or neither names one and both were written
// within a few days.
func sameDate(a, b *reading) bool {
	if len(a.days) > 0 && len(b.days) > 0 {
		return nearestDays(a.days, b.days) == 0
	}
	if a.Published.IsZero() || b.Published.IsZero() {
		return false
	}
	return dates.DayOf(a.Published)-dates.DayOf(b.Published) <= nearbyDays && dates.DayOf(b.Published)-dates.DayOf(a.Published) <= nearbyDays
}

package disagree

import "sitrep/retrieval/dates"

// readEvents notes which kinds of event a statement speaks of, where and what about.
func (r *reading) readEvents() {
	events, targets := eventStems(), targetStems()
	for _, w := range r.words {
		if !w.capital || len(r.words) > 0 && w.start == r.words[0].start {
			r.events |= events[w.stem]
		}
		if target, is := targets[w.stem]; is {
			r.targets[target] = true
		}
		if apartMarks[w.lower] {
			r.marks[w.lower] = true
		}
		r.negated = r.negated || negations[w.lower]
	}
}

// longestStory is how many days reports of one event may lie apart.
const longestStory = 21

// sameKind reports whether both speak of one kind of event.
func sameKind(a, b *reading) bool {
	if a.events&b.events != 0 {
		return true
	}
	general := attack | killing
	return a.events&general != 0 && b.events&violent != 0 || b.events&general != 0 && a.events&violent != 0
}

// sameEvent reports whether two statements speak of one event: of one kind, with a place or
// name in common, and without another place, target or day.
func sameEvent(a, b *reading) bool {
	return sameKind(a, b) && sameScene(a, b) && sameDay(a, b)
}

// sameScene compares where it was and what was hit.
func sameScene(a, b *reading) bool {
	if len(a.targets) > 0 && len(b.targets) > 0 && shared(a.targets, b.targets) == 0 {
		return false
	}
	if shared(a.marks, b.marks) != len(a.marks) || len(a.marks) != len(b.marks) {
		return false
	}
	switch {
	case len(a.places) > 0 && len(b.places) > 0:
		return shared(a.places, b.places) > 0
	case len(a.places) > 0:
		return shared(a.places, b.names) > 0 || shared(a.places, b.titled) > 0
	case len(b.places) > 0:
		return shared(b.places, a.names) > 0 || shared(b.places, a.titled) > 0
	}
	return shared(a.anchors(), b.anchors()) > 0
}

// anchors are the names of a statement and its title.
func (r *reading) anchors() map[string]bool {
	all := map[string]bool{}
	for name := range r.names {
		all[name] = true
	}
	for name := range r.titled {
		all[name] = true
	}
	return all
}

// sameDay compares the days that are named, or else when was written of them. Where nothing
// is known, two names in common have to do.
func sameDay(a, b *reading) bool {
	if len(a.days) > 0 && len(b.days) > 0 {
		return nearestDays(a.days, b.days) == 0
	}
	if !sameStory(a, b) {
		return false
	}
	for _, pair := range [][2]*reading{{a, b}, {b, a}} {
		named, other := pair[0], pair[1]
		if len(named.days) > 0 && !other.Published.IsZero() {
			day := named.days[0].Range.First
			if written := dates.DayOf(other.Published); written < day || written > day+longestStory {
				return false
			}
		}
	}
	return true
}

// sameStory reports whether two articles were written about the same time. One without a
// date has to share more names.
func sameStory(a, b *reading) bool {
	if a.Published.IsZero() || b.Published.IsZero() {
		return a.Document == b.Document || shared(a.anchors(), b.anchors()) > 1
	}
	return apart(a.Published, b.Published) <= longestStory
}

func nearestDays(a, b []dates.Mention) int {
	nearest := a[0].Range.Gap(b[0].Range)
	for _, x := range a {
		for _, y := range b {
			nearest = min(nearest, x.Range.Gap(y.Range))
		}
	}
	return nearest
}

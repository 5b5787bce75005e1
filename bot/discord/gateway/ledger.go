package gateway

import "sync"

// maxGap is how many events may be outstanding between ones that have come. What is missing
// beyond that is given up.
const maxGap = 4096

// ledger knows which events of a session have come, by their sequence numbers. Discord counts
// from 1 without gaps; after a resume, events can come again or out of order.
type ledger struct {
	mu    sync.Mutex
	floor int64 // all up to here have come
	last  int64 // the highest that has come
	above map[int64]struct{}
}

// begin starts a session whose first event has the given number.
func (l *ledger) begin(first int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.floor, l.last, l.above = first, first, nil
}

// take notes that an event has come, and tells whether it is the first time.
func (l *ledger) take(seq int64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, seen := l.above[seq]; seen || seq <= l.floor {
		return false
	}
	if l.above == nil {
		l.above = map[int64]struct{}{}
	}
	l.above[seq] = struct{}{}
	l.last = max(l.last, seq)
	for len(l.above) > 0 {
		if _, next := l.above[l.floor+1]; !next && l.last-l.floor <= maxGap {
			break
		}
		delete(l.above, l.floor+1)
		l.floor++
	}
	return true
}

// settle gives up what is missing still: Discord does not number everything that it repeats,
// such as a RESUMED that was lost.
func (l *ledger) settle() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.floor, l.above = l.last, nil
}

// newest is the number for heartbeats; 0 before the first event.
func (l *ledger) newest() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last
}

// complete is the number after which to resume: no event up to it is missing.
func (l *ledger) complete() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.floor
}

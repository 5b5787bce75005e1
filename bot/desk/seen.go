package desk

import (
	"sync"
	"time"
)

// seen remembers the ids of requests, so that one that is delivered twice is answered once.
// It forgets them after rememberFor to twice rememberFor.
type seen struct {
	mu       sync.Mutex
	now, old map[string]struct{}
	since    time.Time
}

// rememberFor is longer than a connection that was lost can be resumed and its events
// played again.
const rememberFor = 15 * time.Minute

// first reports whether the id is new. An empty id always is.
func (s *seen) first(id string, at time.Time) bool {
	if id == "" {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now == nil || at.Sub(s.since) > rememberFor {
		s.old, s.now, s.since = s.now, map[string]struct{}{}, at
	}
	_, inNow := s.now[id]
	_, inOld := s.old[id]
	s.now[id] = struct{}{}
	return !inNow && !inOld
}

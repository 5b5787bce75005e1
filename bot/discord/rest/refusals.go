package rest

import (
	"sync"
	"time"
)

// Discord's proxy bans an address for answers of 401, 403 and 429: 10,000 of them within ten
// minutes.
//
// See https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
const (
	refusalWindow = 10 * time.Minute
	refusalSlot   = 10 * time.Second
)

// refusals counts the refused requests of the last ten minutes, in slots of ten seconds.
type refusals struct {
	limit int

	mu    sync.Mutex
	slots []refusalCount // oldest first
	total int
}

type refusalCount struct {
	began time.Time
	n     int
}

// count books a refused request.
func (r *refusals) count(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.expire(now)
	if n := len(r.slots); n == 0 || now.Sub(r.slots[n-1].began) >= refusalSlot {
		r.slots = append(r.slots, refusalCount{began: now})
	}
	r.slots[len(r.slots)-1].n++
	r.total++
}

// blocked is how long no request may be sent; 0 is that one may.
func (r *refusals) blocked(now time.Time) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.expire(now)
	if r.total < r.limit {
		return 0
	}
	return r.slots[0].began.Add(refusalSlot + refusalWindow).Sub(now)
}

// expire forgets slots whose last refusal is ten minutes old.
func (r *refusals) expire(now time.Time) {
	for len(r.slots) > 0 && now.Sub(r.slots[0].began) >= refusalSlot+refusalWindow {
		r.total -= r.slots[0].n
		r.slots = r.slots[1:]
	}
}

// graves is the interaction tokens that have ended.
type graves struct {
	mu   sync.Mutex
	dead map[Token]time.Time // when they may be forgotten
}

// tokenLife is how long an interaction's token can be used at most.
const tokenLife = 15 * time.Minute

// bury notes that a token has ended. It is forgotten when it would have ended anyway.
func (g *graves) bury(t Token, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for old, end := range g.dead {
		if now.After(end) {
			delete(g.dead, old)
		}
	}
	g.dead[t] = now.Add(tokenLife)
}

// has tells whether a token has ended.
func (g *graves) has(t Token) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	_, ok := g.dead[t]
	return ok
}

package discordtest

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"
)

// requestPlan is what is to go wrong with one REST request.
type requestPlan struct {
	delayBefore time.Duration
	delayAfter  time.Duration
	terminal    *terminal
	struck      []string
}

// names is the faults in the plan, for the record.
func (p requestPlan) names() string { return strings.Join(p.struck, ", ") }

// forRequest gathers what strikes a request.
func (fs *faults) forRequest(random *rand.Rand, method, path string) requestPlan {
	var plan requestPlan
	hit := fs.strikes(random, func(w When) bool {
		return w.Event == "" && (w.Method == "" || w.Method == method) && matchPath(w.Path, path)
	})
	for _, f := range hit {
		plan.delayBefore += f.delayBefore
		plan.delayAfter += f.delayAfter
		if plan.terminal == nil {
			plan.terminal = f.terminal
		}
		plan.struck = append(plan.struck, f.name)
	}
	return plan
}

// disturb notes that an interaction's answers were tampered with: if it is not answered in
// time now, that may not be the bot's doing.
func (s *Server) disturb(c *call, plan requestPlan) {
	if len(plan.struck) == 0 {
		return
	}
	if i := s.state.interactions[c.id("interaction_id")]; i != nil {
		i.disturbed = true
	}
	if i := s.state.tokens[c.http.PathValue("webhook_token")]; i != nil {
		i.disturbed = true
	}
}

// playBefore answers in place of the request's own answer.
func (s *Server) playBefore(c *call, t *terminal) (http.Header, int, []byte) {
	if t.status != http.StatusTooManyRequests {
		return s.playAfter(c, t)
	}
	class, resource := c.route.method+" "+c.route.path, c.resource()
	header := c.success(t.status)
	switch t.scope {
	case ScopeGlobal:
		s.limits.exhaustGlobal(s.now(), t.retryAfter)
	default:
		b := s.limits.exhaust(s.now(), class, resource, s.limitOf(c.route), t.retryAfter)
		merge(header, b.header(s.now(), class))
		b.told = s.now()
	}
	limitHeaders(header, string(t.scope), t.retryAfter)
	if t.scope == ScopeShared {
		s.record.stats.RateLimited++
	} else {
		s.countLimited(c, t.status)
	}
	return header, t.status, encode(limitBody(string(t.scope), t.retryAfter))
}

// playAfter is the answer of a broken server: JSON from Discord itself (500), a page of the
// proxy before it otherwise.
func (s *Server) playAfter(c *call, t *terminal) (http.Header, int, []byte) {
	if t.status == 0 {
		return http.Header{}, http.StatusOK, nil
	}
	if t.status == http.StatusInternalServerError {
		return c.success(t.status), t.status, encode(map[string]any{"message": "500: Internal Server Error", "code": 0})
	}
	page := fmt.Sprintf("<html><head><title>%d %s</title></head></html>\n", t.status, http.StatusText(t.status))
	return http.Header{"Content-Type": {"text/html"}}, t.status, []byte(page)
}

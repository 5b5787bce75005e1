package discordtest

import (
	"fmt"
	"slices"
	"time"
)

// Rule names what a bot has broken.
type Rule string

// The rules.
const (
	RuleForm        Rule = "form"         // a field breaks a documented limit (50035 and the like)
	RuleSchema      Rule = "openapi"      // the body does not fit Discord's OpenAPI document
	RuleRoute       Rule = "route"        // no such endpoint, here at least
	RuleAuth        Rule = "auth"         // no or a wrong token, no proper User-Agent
	RulePermission  Rule = "permission"   // 50001, 50013: could have been known beforehand
	RuleUnanswered  Rule = "unanswered"   // no first response to an interaction within 3 s
	RuleExpired     Rule = "expired"      // an interaction's token used after 15 minutes
	RuleTwice       Rule = "twice"        // an interaction acknowledged a second time (40060)
	RuleBadToken    Rule = "bad token"    // a webhook that Discord does not know, or not yet
	RuleDeadWebhook Rule = "dead webhook" // a webhook used again after a 404
	RuleEphemeral   Rule = "ephemeral"    // an attempt to change who sees an existing message
	RuleFollowups   Rule = "followups"    // more than 5 follow-ups of a user installation (40094)
	RuleBudget      Rule = "budget"       // too many commands, or too many created in a day
	RuleRateLimit   Rule = "rate limit"   // a request although the bot had been told to wait
	RuleBan         Rule = "ban"          // 10,000 invalid requests in 10 minutes
	RuleGateway     Rule = "gateway"      // a gateway message that Discord answers by closing
	RuleIdentify    Rule = "identify"     // more IDENTIFYs than allowed
	RuleHeartbeat   Rule = "heartbeat"    // no heartbeat in time

	RuleDefect Rule = "defect of the fake" // not the bot's doing: discordtest itself broke down
)

// Violation is one thing that a bot did and Discord forbids. What a fault of the fake's own
// making brought about is not a violation.
type Violation struct {
	At     time.Time
	Rule   Rule
	Method string // of the REST request; empty for the gateway
	Path   string
	Code   int // Discord's error code, or a gateway close code
	Detail string
}

// String is one line about the violation.
func (v Violation) String() string {
	where := "gateway"
	if v.Method != "" {
		where = v.Method + " " + v.Path
	}
	return fmt.Sprintf("%s: %s: %s (%d)", v.Rule, where, v.Detail, v.Code)
}

// Request is one REST request that the fake has answered.
type Request struct {
	At     time.Time
	Took   time.Duration
	Method string
	Path   string // without /api/vN
	Route  string // "/channels/{channel_id}/messages"; empty when there is none
	Body   string // JSON; of a multipart body its payload_json
	Status int    // 0 when the connection was cut
	Fault  string // the fault that was played, if any
}

// Stats counts what happened since the start.
type Stats struct {
	Requests     int // REST requests
	Invalid      int // of them 401, 403 and 429 (not shared ones): Discord bans at 10,000 in 10 minutes
	RateLimited  int // of them 429
	Connects     int // gateway connections
	Identifies   int
	Resumes      int // resumes that succeeded
	Dispatches   int // events sent, replays not counted
	Heartbeats   int
	Interactions int // interactions that users started
	Unanswered   int // of them those without a first response in time
}

// recorder keeps the books. The server's mutex guards it.
type recorder struct {
	keep       int // requests to remember at most
	requests   []Request
	violations []Violation
	pings      []Ping
	stats      Stats
}

func (r *recorder) request(q Request) {
	r.stats.Requests++
	if len(r.requests) >= r.keep {
		r.requests = slices.Delete(r.requests, 0, max(r.keep/2, 1))
	}
	r.requests = append(r.requests, q)
}

// Violations is what the bot did wrong so far, oldest first.
func (s *Server) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep()
	return slices.Clone(s.record.violations)
}

// Requests is the REST requests so far, oldest first; of a long history the younger part.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.record.requests)
}

// Pings is every message of the bot that would have notified somebody, oldest first.
func (s *Server) Pings() []Ping {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.record.pings)
}

// Stats counts what happened so far.
func (s *Server) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep()
	return s.record.stats
}

// Forget drops the history that piles up in a long run: requests, messages, uploaded files
// and answered interactions that are older than the given age. Violations, pings and counts
// stay. A bot that uses a forgotten message or interaction again is told that it is unknown.
func (s *Server) Forget(age time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep()
	before := s.now().Add(-age)
	r := &s.record
	r.requests = slices.DeleteFunc(r.requests, func(q Request) bool { return q.At.Before(before) })
	for _, ch := range s.state.channels {
		ch.messages = slices.DeleteFunc(ch.messages, func(m *message) bool { return m.Timestamp.Before(before) })
	}
	for id, m := range s.state.messages {
		if m.Timestamp.Before(before) {
			delete(s.state.messages, id)
		}
	}
	for id := range s.state.files {
		if id.Time().Before(before) {
			delete(s.state.files, id)
		}
	}
	for id, i := range s.state.interactions {
		if i.sent.Before(before) && (i.answered || i.failed) {
			delete(s.state.interactions, id)
			delete(s.state.tokens, i.token)
		}
	}
}

// violate records a violation.
func (s *Server) violate(v Violation) {
	v.At = s.now()
	s.record.violations = append(s.record.violations, v)
	s.log.Warn("violation", "rule", string(v.Rule), "method", v.Method, "path", v.Path, "code", v.Code, "detail", v.Detail)
}

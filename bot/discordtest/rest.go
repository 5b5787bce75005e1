package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// route is one REST endpoint.
type route struct {
	method string
	path   string    // with placeholders named as in Discord's OpenAPI document
	limit  RateLimit // its bucket
	public bool      // no token needed
	// interaction marks the endpoints of interactions: the token is in the path, and the
	// global rate limit does not count them.
	interaction bool
	handle      func(*call) (reply, error)
}

// reply is a successful answer.
type reply struct {
	status int
	body   any // encoded as JSON; nil is none
}

func ok(body any) (reply, error) { return reply{http.StatusOK, body}, nil }

func noContent() (reply, error) { return reply{http.StatusNoContent, nil}, nil }

// call is a REST request in work. Handlers run with the server's mutex held.
type call struct {
	*Server
	http  *http.Request
	route *route
	path  string // without /api/vN
	body  []byte // JSON; of a multipart body its payload_json
	files map[int]*file
	spec  error // what Discord's OpenAPI document has against the body
	at    time.Time
	fault string // what was played, for the record
}

// id is an ID in the path.
func (c *call) id(name string) ID { return ID(c.http.PathValue(name)) }

// input decodes and checks the body. A limit that check knows is reported in Discord's words
// rather than those of the OpenAPI document.
func (c *call) input(into any, check func() error) error {
	if err := decode(c.body, into); err != nil {
		return err
	}
	if check != nil {
		if err := check(); err != nil {
			return err
		}
	}
	if c.spec != nil {
		return breach(RuleSchema, codeForm, "%v", c.spec)
	}
	return nil
}

// resource is the top-level resource of the path, which has buckets of its own.
func (c *call) resource() string {
	for _, name := range []string{"channel_id", "guild_id", "webhook_id", "interaction_id"} {
		if v := c.http.PathValue(name); v != "" {
			return v + c.http.PathValue("webhook_token")
		}
	}
	return ""
}

// serveREST answers one REST request.
func (s *Server) serveREST(w http.ResponseWriter, r *http.Request) {
	version, path, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/api/"), "/")
	path = "/" + path
	if version != "v9" && version != "v10" {
		e := breach(RuleRoute, codeAPIVersion, "version %q; the fake speaks v9 and v10", version)
		s.refuse(w, r, &call{Server: s, http: r, path: path}, e)
		return
	}
	inner := r.Clone(r.Context())
	inner.URL = &url.URL{Path: path, RawQuery: r.URL.RawQuery}
	inner.RequestURI = ""
	_, pattern := s.mux.Handler(inner)
	if pattern == "" {
		e := breach(RuleRoute, codeGeneral, "Discord has no such endpoint, or the fake does not")
		e.status, e.message = http.StatusNotFound, "404: Not Found"
		s.refuse(w, r, &call{Server: s, http: r, path: path}, e)
		return
	}
	s.mux.ServeHTTP(w, inner)
}

// refuse answers a request that no route takes.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, c *call, e *apiError) {
	s.mu.Lock()
	c.at = s.now()
	h := s.settle(c, e)
	s.mu.Unlock()
	send(w, h, e.status, encode(e.body()))
}

// handler makes the HTTP handler of a route.
func (s *Server) handler(rt *route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := &call{Server: s, http: r, route: rt, path: r.URL.Path}
		bodyErr := c.readBody()
		if bodyErr == nil && s.spec != nil {
			// Before the mutex is taken: this takes longer than all the rest.
			c.spec = s.spec.CheckRequest(rt.method, rt.path, c.body)
		}

		s.mu.Lock()
		c.at = s.now()
		s.sweep()
		plan := s.faults.forRequest(s.random, r.Method, c.path)
		s.mu.Unlock()
		if plan.delayBefore > 0 && !s.sleep(r.Context(), plan.delayBefore) {
			panic(http.ErrAbortHandler) // no answer: a plain return would be one
		}
		c.fault = plan.names()

		// What stands if the fake itself breaks down.
		header, status, body := http.Header{}, http.StatusInternalServerError, []byte(nil)
		s.guarded(r.Method+" "+c.path, func() {
			s.disturb(c, plan)
			header, status, body = s.answer(c, plan, bodyErr)
		})

		if plan.delayAfter > 0 && !s.sleep(r.Context(), plan.delayAfter) {
			panic(http.ErrAbortHandler)
		}
		s.deliverResponse(w, c, plan, header, status, body)
	}
}

// answer decides on the answer to a request and carries the request out.
func (s *Server) answer(c *call, plan requestPlan, bodyErr error) (http.Header, int, []byte) {
	if plan.terminal != nil && plan.terminal.before {
		return s.playBefore(c, plan.terminal)
	}
	if s.now().Before(s.limits.banned) {
		h := http.Header{"Content-Type": {"text/plain"}}
		h.Set("Retry-After", strconv.Itoa(int(s.limits.banned.Sub(s.now()).Seconds())+1))
		return h, http.StatusTooManyRequests, []byte("error code: 1015") // Cloudflare's page
	}
	if err := s.authorise(c); err != nil {
		return s.settle(c, err), err.status, encode(err.body())
	}
	v, b := s.limits.take(s.now(), c.route.method+" "+c.route.path, c.resource(), s.limitOf(c.route), c.route.interaction || c.route.public)
	if v.limited {
		return s.tooMany(c, v, b)
	}
	var result reply
	err := bodyErr
	if err == nil {
		result, err = c.route.handle(c)
	}
	if err != nil {
		e, isAPI := errors.AsType[*apiError](err)
		if !isAPI {
			e = breach(RuleForm, codeGeneral, "%v", err)
		}
		h := s.settle(c, e)
		merge(h, v.header)
		b.answered(s.now())
		return h, e.status, encode(e.body())
	}
	if plan.terminal != nil && plan.terminal.status != 0 {
		return s.playAfter(c, plan.terminal)
	}
	h := c.success(result.status)
	merge(h, v.header)
	b.answered(s.now())
	if result.body == nil {
		return h, result.status, nil
	}
	return h, result.status, encode(result.body)
}

// authorise checks who is asking.
func (s *Server) authorise(c *call) *apiError {
	if !strings.HasPrefix(c.http.UserAgent(), "DiscordBot (") {
		return breach(RuleAuth, codeCloudflare, "User-Agent %q is not of the form \"DiscordBot ($url, $version)\"", c.http.UserAgent())
	}
	if c.route.public || c.route.interaction {
		return nil
	}
	token, isBot := strings.CutPrefix(c.http.Header.Get("Authorization"), "Bot ")
	if !isBot || token != s.gateway.token {
		return unauthorised("the Authorization header is not \"Bot\" and the token")
	}
	return nil
}

// tooMany is the answer to a request over a rate limit.
func (s *Server) tooMany(c *call, v verdict, b *bucket) (http.Header, int, []byte) {
	scope := "user"
	if v.global {
		scope = "global"
	}
	limitHeaders(v.header, scope, v.retryAfter)
	if v.ignored {
		s.violate(Violation{
			Rule: RuleRateLimit, Method: c.route.method, Path: c.path, Code: http.StatusTooManyRequests,
			Detail: "sent " + seconds(v.retryAfter) + " s before the limit resets, of which the bot had been told",
		})
	}
	b.answered(s.now())
	s.countLimited(c, http.StatusTooManyRequests)
	return v.header, http.StatusTooManyRequests, encode(limitBody(scope, v.retryAfter))
}

// countLimited books an answer that counts as an invalid request.
func (s *Server) countLimited(c *call, status int) {
	if status == http.StatusTooManyRequests {
		s.record.stats.RateLimited++
	}
	s.record.stats.Invalid++
	if s.limits.countInvalid(s.now()) {
		s.violate(Violation{
			Rule: RuleBan, Method: c.http.Method, Path: c.path, Code: status,
			Detail: strconv.Itoa(s.limits.invalidLimit) + " invalid requests in 10 minutes: banned for 10 minutes",
		})
	}
}

// settle books a refusal and gives the headers of its answer.
func (s *Server) settle(c *call, e *apiError) http.Header {
	if e.rule != "" {
		detail := e.detail
		if detail == "" {
			detail = e.message
		}
		s.violate(Violation{Rule: e.rule, Method: c.http.Method, Path: c.path, Code: int(e.code), Detail: detail})
	}
	if e.status == http.StatusUnauthorized || e.status == http.StatusForbidden {
		s.countLimited(c, e.status)
	}
	return c.success(e.status)
}

// success is the headers that every answer has.
func (c *call) success(status int) http.Header {
	h := http.Header{"Via": {"1.1 google"}}
	if status != http.StatusNoContent {
		h.Set("Content-Type", "application/json")
	}
	return h
}

// limitOf is the bucket of a route: the one that the test asked for, or Discord's.
func (s *Server) limitOf(rt *route) RateLimit {
	if l, ok := s.opts.RateLimits[rt.method+" "+rt.path]; ok {
		return l
	}
	return rt.limit
}

// encode is a value as JSON. Only a programmer's mistake makes it fail.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("discordtest: cannot encode an answer: " + err.Error())
	}
	return bytes.TrimSpace(b.Bytes())
}

func merge(into, from http.Header) {
	for k, v := range from {
		into[k] = v
	}
}

// send writes an answer.
func send(w http.ResponseWriter, h http.Header, status int, body []byte) {
	merge(w.Header(), h)
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client may be gone, which is its own affair
}

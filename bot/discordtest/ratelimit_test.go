package discordtest_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"sitrep/bot/discordtest"
)

func TestBucket(t *testing.T) {
	opts := options()
	opts.Now = standing()
	srv := start(t, opts)
	c := newClient(t, srv)
	guild := srv.Guild("Newsroom")
	path := "/channels/" + string(guild.Channel("general").ID) + "/messages"
	for n := range 5 {
		a := c.want(http.StatusOK, "POST", path, message("x")["data"])
		if got := a.header.Get("X-RateLimit-Remaining"); got != strconv.Itoa(4-n) {
			t.Errorf("after %d requests %s remain", n+1, got)
		}
	}
	a := c.want(http.StatusTooManyRequests, "POST", path, message("x")["data"])
	for name, want := range map[string]string{"X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0", "X-RateLimit-Scope": "user"} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	var body struct {
		After  float64 `json:"retry_after"`
		Global bool
	}
	a.into(t, &body)
	if body.After != 5 || body.Global || a.header.Get("Retry-After") != "5" {
		t.Errorf("429 %s, Retry-After %s", a.body, a.header.Get("Retry-After"))
	}
	srv.Check(t) // nobody had time to read the headers

	srv.Advance(350 * time.Millisecond)
	c.want(http.StatusTooManyRequests, "POST", path, message("x")["data"])
	wantRules(t, srv, discordtest.RuleRateLimit)

	// Another channel has a bucket of its own, under the same name.
	b := c.want(http.StatusOK, "POST", "/channels/"+string(guild.Channel("other").ID)+"/messages", message("x")["data"])
	if b.header.Get("X-RateLimit-Bucket") != a.header.Get("X-RateLimit-Bucket") {
		t.Error("the buckets of two channels have different names")
	}
	srv.Advance(5 * time.Second)
	c.want(http.StatusOK, "POST", path, message("x")["data"])
	if s := srv.Stats(); s.RateLimited != 2 || s.Invalid != 2 {
		t.Errorf("%d limited, %d invalid; want 2 and 2", s.RateLimited, s.Invalid)
	}
}

func TestBucketsOfTokens(t *testing.T) {
	opts := options()
	opts.Now = standing()
	srv := start(t, opts)
	d := &counter{t: t, srv: srv, guild: srv.Guild("Newsroom"), alice: srv.User("alice"), c: newClient(t, srv)}
	d.guild.Join(d.alice)
	d.general = d.guild.Channel("general")
	d.wire, _ = identified(t, srv, 0)
	d.register(slash(nil))
	for range 2 { // each token has its own five edits
		in := d.ask()
		d.c.want(http.StatusNoContent, "POST", callback(in), message("x"))
		for range 5 {
			d.c.want(http.StatusOK, "PATCH", d.webhook(in)+"/messages/@original", object{"content": "y"})
		}
		d.c.want(http.StatusTooManyRequests, "PATCH", d.webhook(in)+"/messages/@original", object{"content": "y"})
	}
}

func TestGlobalLimit(t *testing.T) {
	opts := options()
	opts.Now = standing()
	opts.RateLimits = map[string]discordtest.RateLimit{"GET /users/{user_id}": {}}
	srv := start(t, opts)
	c := newClient(t, srv)
	path := "/users/" + string(srv.User("alice").ID)
	for range 50 {
		c.want(http.StatusOK, "GET", path, nil)
	}
	a := c.want(http.StatusTooManyRequests, "GET", path, nil)
	if a.header.Get("X-RateLimit-Global") != "true" || a.header.Get("X-RateLimit-Scope") != "global" || !strings.Contains(string(a.body), `"global":true`) {
		t.Errorf("429 %v %s", a.header, a.body)
	}
	// Interactions are outside the global limit.
	if b := c.do("POST", "/interactions/1/x/callback", message("x")); b.status != http.StatusNotFound {
		t.Errorf("callback: %d %s", b.status, b.body)
	}
	srv.Advance(time.Second)
	c.want(http.StatusOK, "GET", path, nil)
}

func TestInvalidRequestBan(t *testing.T) {
	opts := options()
	opts.InvalidLimit = 3
	srv := start(t, opts)
	c := newClient(t, srv)
	for range 3 {
		req := c.request("GET", "/users/@me", "", nil)
		req.Header.Set("Authorization", "Bot x")
		if a, err := c.send(req); err != nil || a.status != http.StatusUnauthorized {
			t.Fatalf("%v %+v", err, a)
		}
	}
	a := c.want(http.StatusTooManyRequests, "GET", "/users/@me", nil)
	if a.header.Get("Via") != "" || string(a.body) != "error code: 1015" {
		t.Errorf("the ban: %v %s", a.header, a.body)
	}
	wantRules(t, srv, discordtest.RuleAuth, discordtest.RuleAuth, discordtest.RuleAuth, discordtest.RuleBan)
	srv.Advance(10 * time.Minute)
	c.want(http.StatusOK, "GET", "/users/@me", nil)
}

func TestHistoryIsBounded(t *testing.T) {
	opts := options()
	opts.Keep, opts.GlobalLimit = 10, -1
	opts.RateLimits = map[string]discordtest.RateLimit{"POST /channels/{channel_id}/messages": {}}
	srv := start(t, opts)
	c := newClient(t, srv)
	general := srv.Guild("Newsroom").Channel("general")
	alice := srv.User("alice")
	srv.Guild("Newsroom").Join(alice)
	for n := range 25 {
		c.want(http.StatusOK, "POST", "/channels/"+string(general.ID)+"/messages", object{"content": fmt.Sprint(n)})
	}
	list := srv.Requests()
	if len(list) > 10 || !strings.Contains(list[len(list)-1].Body, "24") {
		t.Errorf("%d requests remembered", len(list))
	}
	if n := srv.Stats().Requests; n != 25 {
		t.Errorf("%d requests counted", n)
	}
	srv.Advance(time.Hour)
	c.want(http.StatusOK, "POST", "/channels/"+string(general.ID)+"/messages", object{"content": "young"})
	srv.Forget(time.Minute)
	if seen := alice.See(general); len(seen) != 1 || seen[0].Content != "young" {
		t.Errorf("after forgetting alice sees %d messages", len(seen))
	}
}

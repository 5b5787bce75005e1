package rest

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// DefaultBaseURL is where version 10 of Discord's API is.
const DefaultBaseURL = "https://discord.com/api/v10"

// DefaultUserAgent has the form that Discord demands of bots: an address and a version.
//
// See https://docs.discord.com/developers/reference#user-agent
const DefaultUserAgent = "DiscordBot (https://sitrep.invalid, 1)"

// Options is how a client behaves. The zero Options is right for Discord itself.
type Options struct {
	BaseURL   string            // empty is DefaultBaseURL
	UserAgent string            // "DiscordBot (URL, VERSION)"; empty is DefaultUserAgent
	Transport http.RoundTripper // nil is one of the client's own

	AttemptTimeout time.Duration // for one attempt at a request; 0 is 15 s
	UploadTimeout  time.Duration // for one attempt with files; 0 is 2 min
	MaxWait        time.Duration // longest wait for a rate limit, however late the deadline; 0 is 1 min
	Retries        int           // after faults; 0 is 4, negative is none

	GlobalLimit  int // requests a second, interactions not counted; 0 is 50
	InvalidLimit int // refused requests in 10 minutes after which sending stops; 0 is 8000, Discord bans at 10,000
	UploadLimit  int // bytes of one file; 0 is MaxAttachmentBytes
}

func (o *Options) defaults() {
	o.BaseURL = strings.TrimRight(cmp.Or(o.BaseURL, DefaultBaseURL), "/")
	o.UserAgent = cmp.Or(o.UserAgent, DefaultUserAgent)
	o.AttemptTimeout = cmp.Or(o.AttemptTimeout, 15*time.Second)
	o.UploadTimeout = cmp.Or(o.UploadTimeout, 2*time.Minute)
	o.MaxWait = cmp.Or(o.MaxWait, time.Minute)
	o.Retries = max(cmp.Or(o.Retries, 4), 0)
	o.GlobalLimit = cmp.Or(o.GlobalLimit, 50)
	o.InvalidLimit = cmp.Or(o.InvalidLimit, 8000)
	o.UploadLimit = cmp.Or(o.UploadLimit, MaxAttachmentBytes)
}

// Client asks Discord on behalf of one bot. It is safe for concurrent use, and one client per
// bot and process is what its rate limits count on.
type Client struct {
	log     *slog.Logger
	token   Token
	opts    Options
	http    *http.Client
	limits  *limiter
	refused *refusals
	graves  *graves
	revoked atomic.Bool // Discord refuses the token
	counts  counters
}

// Stats counts what a client has done so far.
type Stats struct {
	Requests    int64 // attempts that were sent
	Repeats     int64 // of them after a fault
	RateLimited int64 // answers of 429
	Refused     int64 // other answers of 4xx
	Faults      int64 // answers of 5xx, and requests without an answer
	Held        int64 // calls that ended with a *RateLimitError
}

type counters struct {
	requests, repeats, rateLimited, refused, faults, held atomic.Int64
}

// Stats counts what the client has done so far.
func (c *Client) Stats() Stats {
	n := &c.counts
	return Stats{
		Requests: n.requests.Load(), Repeats: n.repeats.Load(), RateLimited: n.rateLimited.Load(),
		Refused: n.refused.Load(), Faults: n.faults.Load(), Held: n.held.Load(),
	}
}

// New makes a client. The token is the bot's, without "Bot ".
func New(lg *slog.Logger, token Token, opts Options) (*Client, error) {
	opts.defaults()
	base, err := url.Parse(opts.BaseURL)
	if err != nil || base.Scheme != "https" && base.Scheme != "http" || base.Host == "" {
		return nil, fmt.Errorf("the base URL of Discord's API is %q, not a web address", opts.BaseURL)
	}
	if token == "" || strings.ContainsAny(string(token), " \t\r\n") {
		return nil, errors.New("the bot's token is empty or has spaces in it: give it as the developer portal shows it, without \"Bot \"")
	}
	if !strings.HasPrefix(opts.UserAgent, "DiscordBot (") {
		return nil, fmt.Errorf("the User-Agent is %q; Discord demands the form \"DiscordBot (URL, VERSION)\"", opts.UserAgent)
	}
	if opts.Transport == nil {
		opts.Transport = transport()
	}
	return &Client{
		log: lg, token: token, opts: opts,
		http: &http.Client{
			Transport: opts.Transport,
			// Discord's API does not redirect; the token must not follow one elsewhere.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		limits:  newLimiter(opts.GlobalLimit),
		refused: &refusals{limit: opts.InvalidLimit},
		graves:  &graves{dead: map[Token]time.Time{}},
	}, nil
}

// transport keeps enough connections open for many conversations at once.
func transport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 64
	// A router may forget idle connections and swallow what they carry.
	t.IdleConnTimeout = time.Minute
	t.HTTP2 = &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 5 * time.Second}
	return t
}

// Close frees the connections that wait for reuse. Calls under way go on.
func (c *Client) Close() { c.http.CloseIdleConnections() }

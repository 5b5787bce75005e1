package discordtest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"go.uber.org/goleak"

	"sitrep/bot/discordtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// spec is Discord's OpenAPI document if SITREP_OPENAPI names one; nil otherwise.
var spec = sync.OnceValue(func() *discordtest.Spec {
	path := os.Getenv("SITREP_OPENAPI")
	if path == "" {
		return nil
	}
	return must(discordtest.LoadSpec(path))
})

// options is the options of most tests: Discord's OpenAPI document where there is one, and no
// long waits.
func options() discordtest.Options {
	return discordtest.Options{
		Spec: spec(), IdentifyWindow: 10 * time.Millisecond, Patience: 5 * time.Second,
	}
}

// start starts a fake whose violations the test looks at itself.
func start(t *testing.T, opts discordtest.Options) *discordtest.Server {
	t.Helper()
	srv, err := discordtest.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return srv
}

// redirect sends all requests to the fake, whatever host they are for.
type redirect struct {
	base      *url.URL
	transport *http.Transport
}

func (r redirect) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.URL.Scheme, req.URL.Host = r.base.Scheme, r.base.Host
	return r.transport.RoundTrip(req)
}

// session is a discordgo session that takes the fake for Discord, not yet connected.
func session(t *testing.T, srv *discordtest.Server) *discordgo.Session {
	t.Helper()
	dg, err := discordgo.New("Bot " + srv.Token())
	if err != nil {
		t.Fatal(err)
	}
	base, err := url.Parse(srv.URL())
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	dg.Client = &http.Client{Transport: redirect{base, transport}, Timeout: 10 * time.Second}
	dg.LogLevel = -1
	dg.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	dg.ShouldReconnectOnError = false
	dg.ShouldRetryOnRateLimit = false
	t.Cleanup(transport.CloseIdleConnections)
	return dg
}

// connect opens a discordgo session with a handler for interactions.
func connect(t *testing.T, srv *discordtest.Server, handle func(*discordgo.Session, *discordgo.InteractionCreate)) *discordgo.Session {
	t.Helper()
	dg := session(t, srv)
	if handle != nil {
		dg.AddHandler(handle)
	}
	if err := dg.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = dg.Close() })
	return dg
}

// answer is a REST answer.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a answer) code(t *testing.T) int {
	t.Helper()
	var body struct {
		Code int `json:"code"`
	}
	if err := json.Unmarshal(a.body, &body); err != nil {
		t.Fatalf("answer %d %s: %v", a.status, a.body, err)
	}
	return body.Code
}

func (a answer) into(t *testing.T, v any) {
	t.Helper()
	if err := json.Unmarshal(a.body, v); err != nil {
		t.Fatalf("answer %d %s: %v", a.status, a.body, err)
	}
}

// client asks the fake as a bot would.
type client struct {
	t    *testing.T
	srv  *discordtest.Server
	http *http.Client
}

func newClient(t *testing.T, srv *discordtest.Server) *client {
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &client{t: t, srv: srv, http: &http.Client{Transport: transport, Timeout: 10 * time.Second}}
}

// request is a request with the headers that Discord wants.
func (c *client) request(method, path, contentType string, body io.Reader) *http.Request {
	c.t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, c.srv.API()+path, body)
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	req.Header.Set("Authorization", "Bot "+c.srv.Token())
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	return req
}

// try sends a request and gives what happened, even if there was no answer.
func (c *client) try(method, path string, body any) (answer, error) {
	c.t.Helper()
	var r io.Reader
	kind := ""
	switch body := body.(type) {
	case nil:
	case string:
		r, kind = strings.NewReader(body), "application/json"
	default:
		b, err := json.Marshal(body)
		if err != nil {
			c.t.Fatal(err)
		}
		r, kind = bytes.NewReader(b), "application/json"
	}
	return c.send(c.request(method, path, kind, r))
}

func (c *client) send(req *http.Request) (answer, error) {
	resp, err := c.http.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, resp.Header, b}, err
}

// do sends a request that must be answered.
func (c *client) do(method, path string, body any) answer {
	c.t.Helper()
	a, err := c.try(method, path, body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	return a
}

// want sends a request that must be answered with a status.
func (c *client) want(status int, method, path string, body any) answer {
	c.t.Helper()
	a := c.do(method, path, body)
	if a.status != status {
		c.t.Fatalf("%s %s: got %d %s, want %d", method, path, a.status, a.body, status)
	}
	c.conforms(method, a)
	return a
}

// conforms checks a successful answer against Discord's OpenAPI document: the fake keeps to
// it too.
func (c *client) conforms(method string, a answer) {
	c.t.Helper()
	if spec() == nil || a.status/100 != 2 || len(a.body) == 0 {
		return
	}
	requests := c.srv.Requests()
	last := requests[len(requests)-1]
	if err := spec().CheckResponse(method, last.Route, a.status, a.body); err != nil {
		c.t.Errorf("%s %s: the answer %s does not fit Discord's document: %v", method, last.Route, a.body, err)
	}
}

// upload sends a multipart request.
func (c *client) upload(method, path, payload string, files map[string][]byte) answer {
	c.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.WriteField("payload_json", payload); err != nil {
		c.t.Fatal(err)
	}
	for i, name := range slices.Sorted(maps.Keys(files)) {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="files[%d]"; filename=%q`, i, name))
		part, err := w.CreatePart(h)
		if err != nil {
			c.t.Fatal(err)
		}
		if _, err := part.Write(files[name]); err != nil {
			c.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		c.t.Fatal(err)
	}
	a, err := c.send(c.request(method, path, w.FormDataContentType(), &b))
	if err != nil {
		c.t.Fatal(err)
	}
	return a
}

// rules is the rules that were broken, in order.
func rules(srv *discordtest.Server) []discordtest.Rule {
	var list []discordtest.Rule
	for _, v := range srv.Violations() {
		list = append(list, v.Rule)
	}
	return list
}

// wantRules fails unless exactly these rules were broken.
func wantRules(t *testing.T, srv *discordtest.Server, want ...discordtest.Rule) {
	t.Helper()
	if got := rules(srv); !slices.Equal(got, want) {
		t.Errorf("violations: got %v, want %v\n%v", got, want, srv.Violations())
	}
}

// eventually waits for a condition.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 500 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("waited 5 s for %s", what)
}

// must is a value that came without an error.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

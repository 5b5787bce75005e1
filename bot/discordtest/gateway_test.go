package discordtest_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"sitrep/bot/discordtest"
)

// payload is a gateway payload as it comes over the wire.
type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s"`
	Type string          `json:"t"`
}

// wire is a bare gateway connection.
type wire struct {
	t    *testing.T
	conn *websocket.Conn
}

const gatewayQuery = "?v=10&encoding=json"

func dial(t *testing.T, url string) *wire {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	conn, resp, err := websocket.Dial(ctx, url, nil)
	if err != nil {
		t.Fatalf("dial %s: %v (%v)", url, err, resp)
	}
	conn.SetReadLimit(1 << 20)
	t.Cleanup(func() { _ = conn.CloseNow() })
	return &wire{t, conn}
}

func gatewayURL(srv *discordtest.Server) string {
	return strings.Replace(srv.URL(), "http://", "ws://", 1) + "/gateway/" + gatewayQuery
}

// open connects and reads hello.
func open(t *testing.T, srv *discordtest.Server) *wire {
	t.Helper()
	w := dial(t, gatewayURL(srv))
	if p := w.read(); p.Op != 10 {
		t.Fatalf("first payload: %+v, want hello", p)
	}
	return w
}

// identified connects and identifies with the intents.
func identified(t *testing.T, srv *discordtest.Server, intents discordtest.Intents) (*wire, ready) {
	t.Helper()
	w := open(t, srv)
	w.send(2, identify(srv, intents))
	var r ready
	w.event("READY", &r)
	return w, r
}

type ready struct {
	Session string `json:"session_id"`
	Resume  string `json:"resume_gateway_url"`
	seq     int64
}

func identify(srv *discordtest.Server, intents discordtest.Intents) map[string]any {
	return map[string]any{"token": srv.Token(), "intents": intents, "properties": map[string]string{"os": "linux"}}
}

func (w *wire) send(op int, data any) {
	w.t.Helper()
	b, err := json.Marshal(map[string]any{"op": op, "d": data})
	if err != nil {
		w.t.Fatal(err)
	}
	w.raw(string(b))
}

func (w *wire) raw(text string) {
	w.t.Helper()
	if err := w.conn.Write(w.t.Context(), websocket.MessageText, []byte(text)); err != nil {
		w.t.Fatalf("write: %v", err)
	}
}

// next reads a message, or the error that ended the connection.
func (w *wire) next() ([]byte, error) {
	ctx, cancel := context.WithTimeout(w.t.Context(), 5*time.Second)
	defer cancel()
	_, b, err := w.conn.Read(ctx)
	return b, err
}

func (w *wire) read() payload {
	w.t.Helper()
	b, err := w.next()
	if err != nil {
		w.t.Fatalf("read: %v", err)
	}
	var p payload
	if err := json.Unmarshal(b, &p); err != nil {
		w.t.Fatalf("payload %s: %v", b, err)
	}
	return p
}

// event reads up to an event of that name and decodes it.
func (w *wire) event(name string, into any) payload {
	w.t.Helper()
	for {
		p := w.read()
		if p.Type != name {
			continue
		}
		if r, isReady := into.(*ready); isReady {
			r.seq = p.Seq
		}
		if into != nil {
			if err := json.Unmarshal(p.Data, into); err != nil {
				w.t.Fatalf("%s: %v", name, err)
			}
		}
		return p
	}
}

// closed reads until the connection ends and gives the close code; -1 without one.
func (w *wire) closed() int {
	w.t.Helper()
	for {
		if _, err := w.next(); err != nil {
			if errors.Is(err, context.DeadlineExceeded) {
				w.t.Fatal("the connection stays open")
			}
			return int(websocket.CloseStatus(err))
		}
	}
}

func TestGatewayCloseCodes(t *testing.T) {
	guilds := discordtest.IntentGuilds
	tests := []struct {
		name string
		play func(t *testing.T, srv *discordtest.Server) *wire
		code int
	}{
		{"unknown opcode", func(t *testing.T, srv *discordtest.Server) *wire {
			w := open(t, srv)
			w.send(5, nil)
			return w
		}, 4001},
		{"not JSON", func(t *testing.T, srv *discordtest.Server) *wire {
			w := open(t, srv)
			w.raw("{")
			return w
		}, 4002},
		{"4097 bytes", func(t *testing.T, srv *discordtest.Server) *wire {
			w := open(t, srv)
			w.raw(`{"op":1,"d":null}` + strings.Repeat(" ", 4097-len(`{"op":1,"d":null}`)))
			return w
		}, 4002},
		{"identify without intents", func(t *testing.T, srv *discordtest.Server) *wire {
			w := open(t, srv)
			in := identify(srv, guilds)
			delete(in, "intents")
			w.send(2, in)
			return w
		}, 4002},
		{"presence before identify", func(t *testing.T, srv *discordtest.Server) *wire {
			w := open(t, srv)
			w.send(3, map[string]any{})
			return w
		}, 4003},
		{"wrong token", func(t *testing.T, srv *discordtest.Server) *wire {
			w := open(t, srv)
			in := identify(srv, guilds)
			in["token"] = "nonsense"
			w.send(2, in)
			return w
		}, 4004},
		{"second identify", func(t *testing.T, srv *discordtest.Server) *wire {
			w, _ := identified(t, srv, guilds)
			w.send(2, identify(srv, guilds))
			return w
		}, 4005},
		{"heartbeat from the future", func(t *testing.T, srv *discordtest.Server) *wire {
			w, _ := identified(t, srv, guilds)
			w.send(1, 1000)
			return w
		}, 4007},
		{"121 messages", func(t *testing.T, srv *discordtest.Server) *wire {
			w := open(t, srv)
			for range 121 {
				w.send(1, nil)
			}
			return w
		}, 4008},
		{"shard out of range", func(t *testing.T, srv *discordtest.Server) *wire {
			w := open(t, srv)
			in := identify(srv, guilds)
			in["shard"] = []int{2, 2}
			w.send(2, in)
			return w
		}, 4010},
		{"too many guilds for one shard", func(t *testing.T, srv *discordtest.Server) *wire {
			srv.Guild("one")
			srv.Guild("two")
			w := open(t, srv)
			w.send(2, identify(srv, guilds))
			return w
		}, 4011},
		{"version 6", func(t *testing.T, srv *discordtest.Server) *wire {
			return dial(t, strings.Replace(gatewayURL(srv), "v=10", "v=6", 1))
		}, 4012},
		{"unknown intent", func(t *testing.T, srv *discordtest.Server) *wire {
			w := open(t, srv)
			w.send(2, identify(srv, 1<<30))
			return w
		}, 4013},
		{"privileged intent", func(t *testing.T, srv *discordtest.Server) *wire {
			w := open(t, srv)
			w.send(2, identify(srv, guilds|discordtest.IntentMessageContent))
			return w
		}, 4014},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			opts := options()
			opts.GuildsPerShard = 1
			srv := start(t, opts)
			w := tt.play(t, srv)
			if got := w.closed(); got != tt.code {
				t.Errorf("close code %d, want %d", got, tt.code)
			}
			v := srv.Violations()
			if len(v) != 1 || v[0].Rule != discordtest.RuleGateway || v[0].Code != tt.code {
				t.Errorf("violations %v, want one of the gateway with code %d", v, tt.code)
			}
		})
	}
}

func TestTransportCompressionIsRefusedPlainly(t *testing.T) {
	srv := start(t, options())
	_, resp, err := websocket.Dial(t.Context(), gatewayURL(srv)+"&compress=zlib-stream", nil)
	if err == nil || resp == nil || resp.StatusCode != http.StatusBadRequest {
		t.Errorf("got %v, %v; want 400", resp, err)
	}
}

func TestHeartbeats(t *testing.T) {
	t.Parallel()
	opts := options()
	opts.HeartbeatInterval = time.Second
	srv := start(t, opts)
	w := open(t, srv)
	w.send(1, nil)
	if p := w.read(); p.Op != 11 {
		t.Errorf("got %+v, want the acknowledgement", p)
	}
	srv.RequestHeartbeat()
	if p := w.read(); p.Op != 1 {
		t.Errorf("got %+v, want the request for a heartbeat", p)
	}
	// From here on the client is silent.
	if code := w.closed(); code != discordtest.CloseUnknownError {
		t.Errorf("close code %d", code)
	}
	wantRules(t, srv, discordtest.RuleHeartbeat)
}

func TestResumeReplaysWhatWasMissed(t *testing.T) {
	srv := start(t, options())
	guild := srv.Guild("Newsroom")
	general := guild.Channel("general")
	alice := srv.User("alice")
	guild.Join(alice)
	w, r := identified(t, srv, discordtest.IntentGuilds|discordtest.IntentGuildMessages)
	last := w.event("GUILD_CREATE", nil).Seq
	if err := w.conn.Close(4000, "zombie"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the session to be lost", func() bool { return !srv.Sessions()[0].Connected })
	for _, text := range []string{"one", "two"} {
		if err := alice.Mention(general, text).Err(); err != nil {
			t.Fatal(err)
		}
	}

	again := dial(t, r.Resume+gatewayQuery)
	again.read()
	again.send(6, map[string]any{"token": srv.Token(), "session_id": r.Session, "seq": last})
	for i, want := range []string{"one", "two"} {
		var m struct{ Content string }
		if p := again.event("MESSAGE_CREATE", &m); p.Seq != last+int64(i)+1 || !strings.HasSuffix(m.Content, want) {
			t.Errorf("replayed %q with sequence %d, want %q with %d", m.Content, p.Seq, want, last+int64(i)+1)
		}
	}
	again.event("RESUMED", nil)
	if s := srv.Sessions()[0]; !s.Connected || !s.ResumeURL {
		t.Errorf("session %+v, want it connected through the resume URL", s)
	}
	srv.Check(t)
}

func TestResumeRefused(t *testing.T) {
	resume := func(srv *discordtest.Server, r ready, seq int64) map[string]any {
		return map[string]any{"token": srv.Token(), "session_id": r.Session, "seq": seq}
	}
	refused := func(t *testing.T, w *wire) {
		t.Helper()
		if p := w.read(); p.Op != 9 || string(p.Data) != "false" {
			t.Errorf("got %+v %s, want op 9 false", p, p.Data)
		}
	}
	t.Run("after a close with 1000", func(t *testing.T) {
		srv := start(t, options())
		w, r := identified(t, srv, 0)
		if err := w.conn.Close(websocket.StatusNormalClosure, ""); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the session to end", func() bool { return len(srv.Sessions()) == 0 })
		again := open(t, srv)
		again.send(6, resume(srv, r, r.seq))
		refused(t, again)
	})
	t.Run("too late", func(t *testing.T) {
		srv := start(t, options())
		w, r := identified(t, srv, 0)
		_ = w.conn.CloseNow()
		eventually(t, "the session to be lost", func() bool { return !srv.Sessions()[0].Connected })
		srv.Advance(4 * time.Minute)
		again := open(t, srv)
		again.send(6, resume(srv, r, r.seq))
		refused(t, again)
	})
	t.Run("sequence from the future", func(t *testing.T) {
		srv := start(t, options())
		w, r := identified(t, srv, 0)
		_ = w.conn.CloseNow()
		again := open(t, srv)
		again.send(6, resume(srv, r, r.seq+5))
		if code := again.closed(); code != discordtest.CloseInvalidSequence {
			t.Errorf("close code %d", code)
		}
	})
}

func TestIdentifyBudget(t *testing.T) {
	opts := options()
	opts.IdentifyLimit = 2
	srv := start(t, opts)
	for range 2 {
		w, _ := identified(t, srv, 0)
		_ = w.conn.CloseNow()
		time.Sleep(2 * opts.IdentifyWindow)
	}
	var limit struct {
		Session struct{ Remaining int } `json:"session_start_limit"`
	}
	c := newClient(t, srv)
	c.want(http.StatusOK, "GET", "/gateway/bot", nil).into(t, &limit)
	if limit.Session.Remaining != 0 {
		t.Errorf("%d IDENTIFYs remain, want 0", limit.Session.Remaining)
	}
	w := open(t, srv)
	w.send(2, identify(srv, 0))
	if code := w.closed(); code != discordtest.CloseAuthenticationFailed {
		t.Errorf("close code %d", code)
	}
	c.want(http.StatusUnauthorized, "GET", "/users/@me", nil) // the token is reset
	wantRules(t, srv, discordtest.RuleIdentify, discordtest.RuleAuth)
}

func TestIdentifyConcurrency(t *testing.T) {
	opts := options()
	opts.IdentifyWindow, opts.MaxConcurrency = time.Minute, 2
	srv := start(t, opts)
	shard := func(n int) *wire {
		w := open(t, srv)
		in := identify(srv, 0)
		in["shard"] = []int{n, 4}
		w.send(2, in)
		return w
	}
	shard(0).event("READY", nil)
	shard(1).event("READY", nil)
	srv.Check(t)
	if p := shard(2).read(); p.Op != 9 || string(p.Data) != "false" {
		t.Errorf("got %+v, want op 9 false: shard 2 shares a key with shard 0", p)
	}
	wantRules(t, srv, discordtest.RuleIdentify)
	srv.Advance(time.Minute)
	shard(2).event("READY", nil)
}

func TestShardsHearOfTheirGuilds(t *testing.T) {
	srv := start(t, options())
	alice := srv.User("alice")
	heard := make([]*wire, 2)
	for n := range heard {
		heard[n] = open(t, srv)
		in := identify(srv, discordtest.IntentGuilds|discordtest.IntentGuildMessages|discordtest.IntentDirectMessages)
		in["shard"] = []int{n, 2}
		heard[n].send(2, in)
		heard[n].event("READY", nil)
		time.Sleep(20 * time.Millisecond)
	}
	seen := map[string]int{}
	for _, name := range []string{"one", "two"} {
		guild := srv.Guild(name)
		guild.Join(alice)
		if err := alice.Mention(guild.Channel("general"), name).Err(); err != nil {
			t.Fatal(err)
		}
	}
	for n, w := range heard {
		var m struct{ Content string }
		w.event("MESSAGE_CREATE", &m)
		seen[m.Content[strings.LastIndex(m.Content, " ")+1:]] = n
	}
	if len(seen) != 2 {
		t.Errorf("guilds heard by shard: %v, want each guild by its own", seen)
	}
	if err := alice.Say(alice.DM(), "hello").Err(); err != nil {
		t.Fatal(err)
	}
	heard[0].event("MESSAGE_CREATE", nil) // direct messages go to shard 0
}

func TestPayloadCompression(t *testing.T) {
	srv := start(t, options())
	for _, name := range []string{"a", "b", "c"} {
		srv.Guild(name).Channel("general")
	}
	w := open(t, srv)
	in := identify(srv, discordtest.IntentGuilds)
	in["compress"] = true
	w.send(2, in)
	w.read() // READY is small
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	kind, b, err := w.conn.Read(ctx)
	if err != nil {
		t.Fatal(err)
	}
	const zlibHeader = 0x78
	if kind != websocket.MessageBinary || b[0] != zlibHeader {
		t.Errorf("GUILD_CREATE came as %v, first byte %#x", kind, b[0])
	}
}

package discordtest_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"sitrep/bot/discordtest"
)

// TestPipeInABubble keeps a gateway connection alive for ten minutes that take no time.
func TestPipeInABubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pipe := discordtest.NewPipe()
		srv, err := discordtest.New(discordtest.Options{Listener: pipe})
		if err != nil {
			t.Fatal(err)
		}
		transport := &http.Transport{DialContext: pipe.DialContext}
		conn, _, err := websocket.Dial(t.Context(), gatewayURL(srv), &websocket.DialOptions{HTTPClient: &http.Client{Transport: transport}})
		if err != nil {
			t.Fatal(err)
		}
		w := &wire{t, conn}
		w.read()
		began := time.Now()
		for time.Since(began) < 10*time.Minute {
			time.Sleep(41250 * time.Millisecond)
			w.send(1, nil)
			if p := w.read(); p.Op != 11 {
				t.Fatalf("got %+v, want the acknowledgement", p)
			}
		}
		srv.Check(t)

		// Then it is silent for two intervals.
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
		defer cancel()
		_, _, err = conn.Read(ctx)
		if code := websocket.CloseStatus(err); code != discordtest.CloseUnknownError {
			t.Errorf("close code %d, %v", code, err)
		}
		wantRules(t, srv, discordtest.RuleHeartbeat)
		_ = conn.CloseNow()
		transport.CloseIdleConnections()
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
	})
}

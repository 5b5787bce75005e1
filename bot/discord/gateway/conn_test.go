package gateway

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"sitrep/bot/discordtest"
)

// serve runs a gateway of one function in memory, and returns a client of it and how to end
// both.
func serve(handle func(context.Context, *websocket.Conn)) (*http.Client, func()) {
	pipe := discordtest.NewPipe()
	over, cancel := context.WithCancel(context.Background())
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := websocket.Accept(w, r, nil)
		if err != nil {
			return
		}
		defer ws.CloseNow()
		handle(over, ws)
	})}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(pipe)
	}()
	transport := &http.Transport{DialContext: pipe.DialContext}
	return &http.Client{Transport: transport}, func() {
		cancel()
		transport.CloseIdleConnections()
		_ = server.Close()
		<-done
	}
}

// TestDialRefusesNonsense does not go on with what is no gateway.
func TestDialRefusesNonsense(t *testing.T) {
	for _, first := range []string{`{"op":11}`, `{"op":10,"d":{"heartbeat_interval":0}}`, `{"op":10,"d":7}`, `{`} {
		client, end := serve(func(ctx context.Context, ws *websocket.Conn) {
			_ = ws.Write(ctx, websocket.MessageText, []byte(first))
			<-ctx.Done()
		})
		if _, err := dial(t.Context(), client, "ws://gateway/"); err == nil {
			t.Errorf("%s is no error", first)
		}
		end()
	}
	if _, err := dial(t.Context(), http.DefaultClient, "ws://gateway/%"); err == nil {
		t.Error("a broken address is no error")
	}
}

// TestDialIsNotEndless gives up on a server that accepts and then says nothing.
func TestDialIsNotEndless(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, end := serve(func(ctx context.Context, _ *websocket.Conn) { <-ctx.Done() })
		defer end()
		began := time.Now()
		if _, err := dial(t.Context(), client, "ws://gateway/"); err == nil || time.Since(began) > dialTimeout {
			t.Errorf("%v after %s", err, time.Since(began))
		}
	})
}

// TestCloseIsNotEndless leaves a connection whose other side no longer reads.
func TestCloseIsNotEndless(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, end := serve(func(ctx context.Context, ws *websocket.Conn) {
			_ = ws.Write(ctx, websocket.MessageText, []byte(`{"op":10,"d":{"heartbeat_interval":3600000}}`))
			<-ctx.Done()
		})
		defer end()
		c, err := dial(t.Context(), client, "ws://gateway/")
		if err != nil {
			t.Fatal(err)
		}
		reading := make(chan struct{})
		go func() {
			defer close(reading)
			var p packet
			_ = read(c.reading, c.ws, &p)
		}()
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		began := time.Now()
		c.keep(ctx)
		if took := time.Since(began) - time.Second; took > closeTimeout+100*time.Millisecond {
			t.Errorf("leaving took %s", took)
		}
		<-reading
	})
}

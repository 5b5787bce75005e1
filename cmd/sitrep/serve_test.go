package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"sitrep/bot/discordtest"
)

// output collects what a running command prints.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// until waits until the output matches.
func (o *output) until(t *testing.T, pattern string) []string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if m := re.FindStringSubmatch(o.String()); m != nil {
			return m
		}
	}
	t.Fatalf("no %q in\n%s", pattern, o)
	return nil
}

func serveEnv(t *testing.T, srv *discordtest.Server, token string) []string {
	t.Helper()
	return []string{"HOME=" + t.TempDir(), "SITREP_DATA=" + t.TempDir(), "SITREP_DISCORD_API=" + srv.API(), "SITREP_DISCORD_TOKEN=" + token}
}

func get(t *testing.T, url string) (status int, body string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(content)
}

func TestServeAnswersIsWatchedAndEnds(t *testing.T) {
	srv := discordtest.Start(t, discordtest.Options{})
	guild := srv.Guild("Newsroom")
	general, alice := guild.Channel("general"), srv.User("alice")
	guild.Join(alice)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var stdout, stderr output
	status := make(chan int, 1)
	go func() {
		status <- run(ctx, []string{"serve", "--listen", "127.0.0.1:0"}, serveEnv(t, srv, srv.Token()), strings.NewReader(""), &stdout, &stderr)
	}()
	address := stderr.until(t, `metrics at (http://\S+)`)[1]
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if code, _ := get(t, address+"/readyz"); code == http.StatusOK {
			break
		} else if time.Now().After(deadline) {
			t.Fatalf("not ready: %d\n%s", code, &stderr)
		}
	}
	reply, err := alice.Slash(general, "/ask", discordtest.Opt("question", "Who warned about Islamic State Khorasan's reach into Europe?")).Reply(t.Context())
	if err != nil || !strings.Contains(reply.Content, "Voronkov") {
		t.Errorf("reply %q, error %v", reply.Content, err)
	}
	for _, want := range []string{`sitrep_requests_total{kind="command",outcome="done"} 1`, "sitrep_gateway_connected 1"} {
		metrics := ""
		for deadline := time.Now().Add(5 * time.Second); !strings.Contains(metrics, want); time.Sleep(10 * time.Millisecond) {
			if _, metrics = get(t, address+"/metrics"); time.Now().After(deadline) {
				t.Fatalf("no %s in\n%s", want, metrics)
			}
		}
	}
	cancel()
	if got := <-status; got != exitDone {
		t.Errorf("status %d, want %d\n%s", got, exitDone, &stderr)
	}
}

func TestServeCheck(t *testing.T) {
	srv := discordtest.Start(t, discordtest.Options{})
	guild := srv.Guild("Newsroom")
	env := serveEnv(t, srv, srv.Token())
	var stdout, stderr output
	if status := run(t.Context(), []string{"serve", "--check", "--quiet"}, env, strings.NewReader(""), &stdout, &stderr); status != exitDone {
		t.Errorf("status %d\n%s", status, &stderr)
	}
	for _, want := range []string{"the bot is bot", "to create", "client_id=" + string(srv.Application()), "permissions=274877975552"} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("no %q in\n%s", want, &stdout)
		}
	}
	if len(srv.Commands(nil)) > 0 {
		t.Error("--check registered commands")
	}
	guild.BotRole().Permit(discordtest.ViewChannel)
	guild.Everyone().Permit(discordtest.ViewChannel)
	srv.Advance(10 * time.Second) // for another IDENTIFY
	if status := run(t.Context(), []string{"serve", "--check", "--quiet"}, env, strings.NewReader(""), &stdout, &stderr); status != exitError || !strings.Contains(stderr.String(), "Newsroom") {
		t.Errorf("without permissions: status %d\n%s", status, &stderr)
	}
}

func TestServeSaysWhatIsWrongWithTheToken(t *testing.T) {
	srv, err := discordtest.New(discordtest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	for _, tc := range []struct {
		token  string
		status int
		want   string
	}{
		{"", exitUsage, "SITREP_DISCORD_TOKEN_FILE"},
		{"MTA0.wrong.token", exitError, "developer portal"},
	} {
		var stdout, stderr output
		if status := run(t.Context(), []string{"serve", "--quiet"}, serveEnv(t, srv, tc.token), strings.NewReader(""), &stdout, &stderr); status != tc.status || !strings.Contains(stderr.String(), tc.want) {
			t.Errorf("token %q: status %d, want %d with %q\n%s", tc.token, status, tc.status, tc.want, &stderr)
		}
	}
}

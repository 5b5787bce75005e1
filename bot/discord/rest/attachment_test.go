package rest_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"sitrep/bot/discord/rest"
)

func TestAttachment(t *testing.T) {
	t.Parallel()
	var elsewhere atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer other.Close()
	discord := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if token := r.Header.Get("Authorization"); token != "" {
			t.Errorf("the token %q was sent for a file", token)
		}
		switch r.URL.Path {
		case "/attachments/1/2/barge.txt":
			fmt.Fprint(w, "The barge sank.")
		case "/moved":
			http.Redirect(w, r, other.URL, http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	defer discord.Close()
	client, err := rest.New(slog.New(slog.DiscardHandler), "token", rest.Options{BaseURL: discord.URL + "/api/v10"})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	file, err := client.Attachment(t.Context(), discord.URL+"/attachments/1/2/barge.txt?ex=1")
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(file)
	if err != nil || string(content) != "The barge sank." || file.Close() != nil {
		t.Errorf("got %q, error %v", content, err)
	}
	for _, address := range []string{
		"", "::", other.URL + "/attachments/1/2/barge.txt", discord.URL + "/gone", discord.URL + "/moved",
		"http://cdn.discordapp.com/a", "https://cdn.discordapp.com.evil.example/a", "https://cdn.discordapp.com:444/a",
		"https://cdn.discordapp.com@127.0.0.1/a", "https://user@cdn.discordapp.com/a", "file:///etc/passwd",
	} {
		if file, err := client.Attachment(t.Context(), address); err == nil {
			t.Errorf("%q was fetched", address)
			file.Close()
		}
	}
	if n := elsewhere.Load(); n > 0 {
		t.Errorf("%d requests went elsewhere", n)
	}
}

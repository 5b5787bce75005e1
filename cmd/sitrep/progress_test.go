package main

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgressLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out strings.Builder
		p := newApp(nil, nil, nil, &out).newProgress(map[string]string{"reading": "articles", "embedding": "passages"})
		p.show("reading", 0, 0)
		for n := range 120 { // a minute
			time.Sleep(500 * time.Millisecond)
			p.show("reading", n+1, 0)
		}
		p.show("embedding", 0, 100)
		time.Sleep(10 * time.Second)
		p.show("embedding", 20, 100)
		p.close()
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if got, want := len(lines), 60/5+1; got != want {
			t.Fatalf("%d lines, want %d:\n%s", got, want, out.String())
		}
		if got, want := lines[0], "reading: 10 articles, 2/s"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if got, want := lines[len(lines)-1], "embedding: 20 of 100 passages, 2/s, 40s left"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestProgressIsQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out strings.Builder
		a := newApp(nil, nil, nil, &out)
		a.quiet = true
		p := a.newProgress(nil)
		p.show("reading", 0, 0)
		time.Sleep(time.Minute)
		p.show("reading", 5, 10)
		p.close()
		if out.Len() > 0 {
			t.Errorf("printed %q", out.String())
		}
	})
}

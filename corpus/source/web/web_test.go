package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const quay = "<title>Quay</title><p>The quay is closed."

func TestFetch(t *testing.T) {
	t.Parallel()
	server := site(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/page", http.StatusFound)
		case "/plain":
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			fmt.Fprint(w, "The quay is closed.")
		case "/silent":
			w.Header()["Content-Type"] = nil
			fmt.Fprint(w, quay)
		default:
			if got := r.Header.Get("User-Agent"); got != UserAgent || r.Header.Get("Referer") != "" {
				t.Errorf("asked as %q, coming from %q", got, r.Header.Get("Referer"))
			}
			w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
			fmt.Fprint(w, quay)
		}
	})
	f := New(Options{Inside: []netip.Prefix{host}})
	for path, want := range map[string]Page{
		"/page":   {URL: "/page", ContentType: "text/html; charset=iso-8859-1", Name: "page.html", Data: []byte(quay)},
		"/moved":  {URL: "/page", ContentType: "text/html; charset=iso-8859-1", Name: "page.html", Data: []byte(quay)},
		"/plain":  {URL: "/plain", ContentType: "text/plain; charset=utf-8", Name: "page.txt", Data: []byte("The quay is closed.")},
		"/silent": {URL: "/silent", ContentType: "text/html; charset=utf-8", Name: "page.html", Data: []byte(quay)},
	} {
		got, err := f.Fetch(t.Context(), server.URL+path)
		if err != nil || got.URL != server.URL+want.URL || got.ContentType != want.ContentType || got.Name != want.Name || !bytes.Equal(got.Data, want.Data) {
			t.Errorf("%s: %+v, error %v; want %+v", path, got, err, want)
		}
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	t.Parallel()
	f := New(Options{})
	for _, address := range []string{
		"", "quay", "file:///etc/passwd", "ftp://cap.example/a", "gopher://cap.example", "javascript:alert(1)", "http:", "http://", "https:///x",
		"http:cap.example", "http://user:word@cap.example/", "http://cap.example:port/", "http://[::1/", "data:text/html,x", "\x00http://a.example",
	} {
		if _, err := f.Fetch(t.Context(), address); !errors.Is(err, ErrAddress) {
			t.Errorf("%q: error %v, want ErrAddress", address, err)
		}
	}
}

// TestInsideAddressesAreNotConnectedTo gives addresses as people write them to get around
// checks. That of the server itself, which is not allowed here, must see no request.
func TestInsideAddressesAreNotConnectedTo(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	server := site(t, func(http.ResponseWriter, *http.Request) { asked.Add(1) })
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	f := New(Options{Timeout: 5 * time.Second})
	for _, name := range []string{
		"127.0.0.1", "localhost", "127.1.2.3", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
		"169.254.169.254", "[fe80::1]", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "[fd00::1]", "[fec0::1]",
		"224.0.0.1", "[ff02::1]", "255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.0.1", "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]",
		"[2002:7f00:1::]", "[2001:0:7f00:1::]", "[64:ff9b:1::1]", "[::ffff:0:127.0.0.1]",
	} {
		if _, err := f.Fetch(t.Context(), "http://"+name+":"+port+"/"); !errors.Is(err, ErrInside) {
			t.Errorf("%s: error %v, want ErrInside", name, err)
		}
	}
	for _, name := range []string{"2130706433", "0x7f000001", "017700000001", "127.1"} { // no resolver of Go's reads these as addresses
		if _, err := f.Fetch(t.Context(), "http://"+name+":"+port+"/"); err == nil {
			t.Errorf("%s was fetched", name)
		}
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("%d requests arrived", n)
	}
}

func TestNamesThatLeadInside(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	server := site(t, func(http.ResponseWriter, *http.Request) { asked.Add(1) })
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	for _, address := range []string{"127.0.0.1", "169.254.169.254", "::1", "64:ff9b::7f00:1", "10.1.2.3"} {
		f := New(Options{Resolver: naming(t, netip.MustParseAddr(address)), Timeout: 5 * time.Second})
		if _, err := f.Fetch(t.Context(), "http://news.example.:"+port+"/"); !errors.Is(err, ErrInside) {
			t.Errorf("a name for %s: error %v, want ErrInside", address, err)
		}
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("%d requests arrived", n)
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	var secret atomic.Int32
	inner := site(t, func(http.ResponseWriter, *http.Request) { secret.Add(1) })
	_, port, _ := strings.Cut(strings.TrimPrefix(inner.URL, "http://"), ":")
	server := site(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusMovedPermanently)
	})
	f := New(Options{Inside: []netip.Prefix{host}, Timeout: 5 * time.Second})
	for to, want := range map[string]error{
		"http://169.254.169.254/latest/meta-data/": ErrInside,
		"http://127.0.0.2:" + port + "/":           ErrInside,
		"http://[::1]:" + port + "/":               ErrInside,
		"file:///etc/passwd":                       ErrAddress,
		"gopher://127.0.0.1/":                      ErrAddress,
		"":                                         ErrRedirects,
	} {
		if _, err := f.Fetch(t.Context(), server.URL+"/?to="+to); !errors.Is(err, want) {
			t.Errorf("to %q: error %v, want %v", to, err, want)
		}
	}
	if n := secret.Load(); n > 0 {
		t.Errorf("%d requests arrived inside", n)
	}
}

func TestAnswersThatAreNoPage(t *testing.T) {
	t.Parallel()
	server := site(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/image":
			w.Header().Set("Content-Type", "image/png")
		case "/unnamed":
			w.Header()["Content-Type"] = nil
			_, _ = w.Write([]byte("%PDF-1.7"))
		case "/large":
			w.Header().Set("Content-Length", "1000000000")
			w.Header().Set("Content-Type", "text/html")
		case "/endless":
			w.Header().Set("Content-Type", "text/html")
			for {
				if _, err := fmt.Fprint(w, strings.Repeat("<p>more", 1000)); err != nil {
					return
				}
			}
		case "/bomb":
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			packed := gzip.NewWriter(w)
			for range 1 << 10 {
				if _, err := packed.Write(make([]byte, 1<<20)); err != nil {
					return
				}
			}
			_ = packed.Close()
		case "/slow":
			w.Header().Set("Content-Type", "text/html")
			for r.Context().Err() == nil {
				fmt.Fprint(w, "x")
				_ = http.NewResponseController(w).Flush()
				select {
				case <-time.After(50 * time.Millisecond):
				case <-r.Context().Done():
				}
			}
		case "/cut":
			panic(http.ErrAbortHandler)
		case "/headers":
			w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
		default:
			http.NotFound(w, r)
		}
	})
	f := New(Options{Inside: []netip.Prefix{host}, Timeout: 20 * time.Second, MaxBytes: 1 << 20})
	hasty := New(Options{Inside: []netip.Prefix{host}, Timeout: 700 * time.Millisecond})
	for path, want := range map[string]string{
		"/gone":    "404 Not Found",
		"/image":   `it is no page of text but "image/png"`,
		"/unnamed": `it is no page of text but "application/pdf"`,
		"/large":   "it is larger than 1 MiB",
		"/endless": "it is larger than 1 MiB",
		"/bomb":    "it is larger than 1 MiB",
		"/cut":     "the server cannot be reached",
		"/headers": "the server cannot be reached",
	} {
		if _, err := f.Fetch(t.Context(), server.URL+path); err == nil || Reason(err) != want {
			t.Errorf("%s: error %v, want %s", path, err, want)
		}
	}
	if _, err := hasty.Fetch(t.Context(), server.URL+"/slow"); !errors.Is(err, ErrSlow) {
		t.Errorf("a slow server: error %v, want ErrSlow", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("somebody pressed cancel")
	time.AfterFunc(50*time.Millisecond, func() { cancel(stop) })
	if _, err := f.Fetch(ctx, server.URL+"/slow"); !errors.Is(err, stop) {
		t.Errorf("cancelled: error %v", err)
	}
}

func TestPublicAddresses(t *testing.T) {
	t.Parallel()
	f := New(Options{})
	for _, address := range []string{"1.1.1.1:443", "8.8.8.8:80", "[2606:4700::1111]:443", "[2a00:1450:4001:800::200e]:443"} {
		network := "tcp4"
		if strings.HasPrefix(address, "[") {
			network = "tcp6"
		}
		if err := f.mayConnect(network, address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, bad := range []string{"", "1.1.1.1", "[fe80::1%eth0]:80"} {
		if err := f.mayConnect("tcp6", bad); !errors.Is(err, ErrInside) {
			t.Errorf("%q: error %v, want ErrInside", bad, err)
		}
	}
	if err := f.mayConnect("unix", "/run/docker.sock"); !errors.Is(err, ErrInside) {
		t.Errorf("a socket of this machine: error %v", err)
	}
}

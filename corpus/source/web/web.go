// Package web fetches single web pages for the corpus, at the word of people who may not be
// trusted, from servers that are not.
//
// An address must be http or https. Which machine it leads to is looked at when the
// connection is made, after names have been resolved and for every redirect anew: a private,
// local or otherwise special address is never connected to, whatever name it hides behind.
// Sizes, times and redirects are bounded, and proxies of the environment are not used, since
// they would connect in this process's place.
package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// UserAgent says who asks.
const UserAgent = "sitrep/1 (reads single pages into an article collection when a person asks for it)"

// Options bound what a fetch may cost. The zero value gives the defaults named here.
type Options struct {
	MaxBytes  int64         // of a page, after decompression; 5 MiB
	Timeout   time.Duration // for everything, from the name to the last byte; 30 seconds
	Redirects int           // that are followed; 5
	// Inside lists networks that may be connected to although they are private or local:
	// those of an intranet whose pages are wanted. Usually empty.
	Inside []netip.Prefix
	// Resolver turns names into addresses; nil is the system's.
	Resolver *net.Resolver
}

func (o Options) withDefaults() Options {
	o.MaxBytes = cmp.Or(o.MaxBytes, 5<<20)
	o.Timeout = cmp.Or(o.Timeout, 30*time.Second)
	o.Redirects = cmp.Or(o.Redirects, 5)
	return o
}

// Page is what was fetched.
type Page struct {
	URL         string // that gave the page, after redirects
	ContentType string // as the server named it
	Name        string // "page" with the extension of its format: ".html", ".txt" or ".md"
	Data        []byte // as sent, in whatever encoding
}

// Fetcher fetches pages. It is safe for concurrent use, and keeps no connections open.
type Fetcher struct {
	client  *http.Client
	options Options
}

// New makes a fetcher.
func New(options Options) *Fetcher {
	f := &Fetcher{options: options.withDefaults()}
	dialer := &net.Dialer{
		Timeout: 10 * time.Second, Resolver: options.Resolver,
		ControlContext: func(_ context.Context, network, address string, _ syscall.RawConn) error {
			return f.mayConnect(network, address)
		},
	}
	f.client = &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, DisableKeepAlives: true, ForceAttemptHTTP2: true,
			TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 15 * time.Second,
			MaxResponseHeaderBytes: 64 << 10,
		},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > f.options.Redirects {
				return ErrRedirects
			}
			r.Header.Del("Referer") // which pages were added is nobody else's business
			return checkAddress(r.URL)
		},
	}
	return f
}

// Fetch fetches one page. Errors are those that this package documents, or the context's.
func (f *Fetcher) Fetch(ctx context.Context, address string) (Page, error) {
	parsed, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return Page{}, ErrAddress
	}
	if err := checkAddress(parsed); err != nil {
		return Page{}, err
	}
	within, cancel := context.WithTimeoutCause(ctx, f.options.Timeout, ErrSlow)
	defer cancel()
	page, err := f.fetch(within, parsed)
	if err != nil {
		return Page{}, f.explain(ctx, within, err)
	}
	return page, nil
}

func (f *Fetcher) fetch(ctx context.Context, address *url.URL) (Page, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), http.NoBody)
	if err != nil {
		return Page{}, ErrAddress
	}
	request.Header.Set("User-Agent", UserAgent)
	request.Header.Set("Accept", "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9")
	response, err := f.client.Do(request)
	if err != nil {
		return Page{}, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return Page{}, &StatusError{Code: response.StatusCode}
	}
	declared := response.Header.Get("Content-Type")
	if response.ContentLength > f.options.MaxBytes {
		return Page{}, &SizeError{Limit: f.options.MaxBytes}
	}
	name, err := nameFor(declared)
	if err != nil {
		return Page{}, err
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, f.options.MaxBytes+1))
	if err != nil {
		return Page{}, err
	}
	if int64(len(data)) > f.options.MaxBytes {
		return Page{}, &SizeError{Limit: f.options.MaxBytes}
	}
	if declared == "" {
		declared = http.DetectContentType(data)
		if name, err = nameFor(declared); err != nil {
			return Page{}, err
		}
	}
	return Page{URL: response.Request.URL.String(), ContentType: declared, Name: name, Data: data}, nil
}

// checkAddress refuses what is no address of a web page.
func checkAddress(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.Opaque != "" {
		return ErrAddress
	}
	return nil
}

// nameFor is a file name whose extension tells corpus/source the format. A server that names
// no type has its page looked at.
func nameFor(contentType string) (string, error) {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil && kind == "" {
		kind = strings.ToLower(strings.TrimSpace(contentType))
	}
	switch kind {
	case "", "text/html", "application/xhtml+xml":
		return "page.html", nil
	case "text/plain":
		return "page.txt", nil
	case "text/markdown", "text/x-markdown":
		return "page.md", nil
	}
	return "", &TypeError{ContentType: kind}
}

// explain is an error as this package documents it.
func (f *Fetcher) explain(asked, within context.Context, err error) error {
	switch {
	case asked.Err() != nil:
		return context.Cause(asked)
	case errors.Is(context.Cause(within), ErrSlow):
		return ErrSlow
	}
	for _, known := range []error{ErrAddress, ErrInside, ErrRedirects} {
		if errors.Is(err, known) {
			return known
		}
	}
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		return ErrSlow
	}
	if isOfServer(err) {
		return err
	}
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return fmt.Errorf("%w: %w", ErrNoHost, err)
	}
	return fmt.Errorf("%w: %w", ErrUnreachable, err)
}

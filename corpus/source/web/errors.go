package web

import (
	"errors"
	"fmt"
	"net/http"
)

// Reasons why a page is not fetched, worded for the person who asked for it.
var (
	// ErrAddress says that an address is not one of a web page.
	ErrAddress = errors.New("not an address of a web page")
	// ErrInside says that an address leads to a private, local or otherwise special
	// network, at once or by a redirect.
	ErrInside = errors.New("the address leads into a private network")
	// ErrRedirects says that a server sends from address to address.
	ErrRedirects = errors.New("it leads from one address to the next without end")
	// ErrSlow says that the time was over. Another attempt may help.
	ErrSlow = errors.New("the server takes too long")
	// ErrNoHost says that there is no machine of the name.
	ErrNoHost = errors.New("there is no server of this name")
	// ErrUnreachable says that the connection could not be made or broke off. Another
	// attempt may help.
	ErrUnreachable = errors.New("the server cannot be reached")
)

// StatusError says that the server answered, with something else than the page.
type StatusError struct{ Code int }

// Error is the status as servers write it, "404 Not Found".
func (e *StatusError) Error() string {
	if text := http.StatusText(e.Code); text != "" {
		return fmt.Sprintf("%d %s", e.Code, text)
	}
	return fmt.Sprintf("status %d", e.Code)
}

// SizeError says that a page is too large.
type SizeError struct{ Limit int64 } // bytes

// Error names the limit.
func (e *SizeError) Error() string {
	return fmt.Sprintf("it is larger than %.3g MiB", float64(e.Limit)/(1<<20))
}

// TypeError says that there is something else than a page of text at an address.
type TypeError struct{ ContentType string }

// Error names what is there.
func (e *TypeError) Error() string {
	return fmt.Sprintf("it is no page of text but %.60q", e.ContentType)
}

// Reason is an error of Fetch in few words, without what only an operator should see, such
// as how names were resolved.
func Reason(err error) string {
	for _, known := range []error{ErrNoHost, ErrUnreachable} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return err.Error()
}

// IsFetchError reports whether an error is one that Fetch documents, other than the
// context's.
func IsFetchError(err error) bool {
	for _, known := range []error{ErrAddress, ErrInside, ErrRedirects, ErrSlow, ErrNoHost, ErrUnreachable} {
		if errors.Is(err, known) {
			return true
		}
	}
	return isOfServer(err)
}

// isOfServer reports whether an error is about what the server has answered.
func isOfServer(err error) bool {
	_, status := errors.AsType[*StatusError](err)
	_, size := errors.AsType[*SizeError](err)
	_, kind := errors.AsType[*TypeError](err)
	return status || size || kind
}

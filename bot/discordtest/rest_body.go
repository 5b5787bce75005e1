package discordtest

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// readBody takes in the request's body: JSON, or multipart with JSON and files.
//
// See https://docs.discord.com/developers/reference#uploading-files
func (c *call) readBody() error {
	body := &limitedBody{r: c.http.Body, left: MaxRequestBytes}
	err := c.parseBody(body)
	if body.left < 0 {
		// Taking in the rest lets the client read its refusal instead of a broken connection.
		_, _ = io.CopyN(io.Discard, c.http.Body, 2*MaxRequestBytes)
		return breach(RuleForm, codeTooLarge, "the request is larger than %d bytes", MaxRequestBytes)
	}
	return err
}

// limitedBody reads up to a limit and one byte more; left is then negative.
type limitedBody struct {
	r    io.Reader
	left int
}

func (l *limitedBody) Read(p []byte) (int, error) {
	if l.left < 0 {
		return 0, errors.New("the body is too large")
	}
	n, err := l.r.Read(p[:min(len(p), l.left+1)])
	l.left -= n
	return n, err
}

func (c *call) parseBody(body io.Reader) error {
	kind, params, err := mime.ParseMediaType(c.http.Header.Get("Content-Type"))
	if err == nil && kind == "multipart/form-data" {
		return c.readMultipart(multipart.NewReader(body, params["boundary"]))
	}
	c.body, err = io.ReadAll(body)
	switch {
	case err != nil:
		return breach(RuleForm, codeGeneral, "read the body: %v", err)
	case len(c.body) == 0:
		c.body = []byte("{}")
	case kind != "application/json":
		return breach(RuleForm, codeForm, "Content-Type %q, expected application/json or multipart/form-data", c.http.Header.Get("Content-Type"))
	}
	return nil
}

// readMultipart takes in payload_json and files[0], files[1] ...
func (c *call) readMultipart(parts *multipart.Reader) error {
	c.body, c.files = []byte("{}"), map[int]*file{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return multipartError(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return multipartError(err)
		}
		name := part.FormName()
		if name == "payload_json" {
			c.body = data
			continue
		}
		number, isFile := strings.CutPrefix(name, "files[")
		n, err := strconv.Atoi(strings.TrimSuffix(number, "]"))
		if !isFile || err != nil {
			return breach(RuleForm, codeForm, "multipart field %q is neither payload_json nor files[n]", name)
		}
		c.files[n] = &file{name: part.FileName(), contentType: part.Header.Get("Content-Type"), data: data}
	}
}

func multipartError(err error) error {
	return breach(RuleForm, codeForm, "malformed multipart body: %v", err)
}

// sleep waits, and tells whether the request still wants an answer.
func (s *Server) sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	case <-s.ctx.Done():
		return false
	}
}

// deliverResponse writes the answer, or spoils it if a fault says so, and books the request.
func (s *Server) deliverResponse(w http.ResponseWriter, c *call, plan requestPlan, h http.Header, status int, body []byte) {
	cut := cutNothing
	if plan.terminal != nil {
		cut = plan.terminal.cut
	}
	s.mu.Lock()
	booked := status
	if cut != cutNothing {
		booked = 0
	}
	s.record.request(Request{
		At: c.at, Took: s.now().Sub(c.at), Method: c.http.Method, Path: c.path, Route: c.route.path,
		Body: string(c.body), Status: booked, Fault: c.fault,
	})
	s.notify()
	s.mu.Unlock()
	switch cut {
	case cutNothing:
		send(w, h, status, body)
		return
	case cutBody:
		if len(body) < 2 {
			body = []byte(`{"message": "this answer ends in the middle"}`)
			status = http.StatusOK
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		send(w, h, status, body[:len(body)/2])
		_ = http.NewResponseController(w).Flush() // what is not sent now is lost with the connection
	case cutConnection:
	}
	panic(http.ErrAbortHandler)
}

// serveFile is the content server of attachments.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(strings.TrimPrefix(r.URL.Path, "/attachments/"), "/")
	var f *file
	if len(parts) == 3 {
		s.mu.Lock()
		f = s.state.files[ID(parts[1])]
		s.mu.Unlock()
	}
	if f == nil {
		http.Error(w, "This content is no longer available.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", f.contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(f.data)))
	_, _ = w.Write(f.data) // the client may be gone, which is its own affair
}

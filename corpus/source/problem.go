package source

import (
	"errors"
	"fmt"
)

// Reasons that callers may want to tell apart, found by errors.Is in a [Problem].
var (
	// ErrNothing says that a folder holds no file of a format that is read here.
	ErrNothing = errors.New("no .txt, .md, .html or .jsonl file in it")
	// ErrBinary says that a file does not hold text.
	ErrBinary = errors.New("not text but binary data")
	// ErrEncoding says that text is neither UTF-8 nor clearly something else.
	ErrEncoding = errors.New("the encoding of the text is not known: save it as UTF-8")
	// ErrNoText says that there is not one letter or digit to index.
	ErrNoText = errors.New("no text in it")
	// ErrDuplicate says that another document has the same id and says something else.
	ErrDuplicate = errors.New("the id is taken by another document")
)

// Problem is one thing that could not be used: a path, a file, a line or a field.
type Problem struct {
	Path string
	Line int  // 1-based; 0 where the problem is not that of one line
	Kept bool // the document went in all the same; Err says what was left out or mended
	Err  error
}

// Error is one line, "PATH:LINE: reason".
func (p *Problem) Error() string {
	place := p.Path
	if p.Line > 0 {
		place = fmt.Sprintf("%s:%d", p.Path, p.Line)
	}
	return fmt.Sprintf("%s: %v", place, p.Err)
}

// Unwrap returns the reason.
func (p *Problem) Unwrap() error { return p.Err }

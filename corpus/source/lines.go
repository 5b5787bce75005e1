package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
)

// lineReader reads lines of a bounded length.
type lineReader struct {
	from   *bufio.Reader
	limit  int64
	number int // of the line last read, 1-based
}

// lineTooLongError says that a line was skipped; reading can go on.
type lineTooLongError struct{ limit int64 }

func (e *lineTooLongError) Error() string {
	return fmt.Sprintf("the line is longer than %d bytes", e.limit)
}

// all yields the lines without their ends, and without a byte order mark before the first.
// A line is valid until the next one is asked for. A *lineTooLongError stands for a line
// that was skipped; any other error is the last pair.
func (l *lineReader) all() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for {
			line, err := l.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if l.number == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			var tooLong *lineTooLongError
			if !yield(line, err) || err != nil && !errors.As(err, &tooLong) {
				return
			}
		}
	}
}

// next reads one line. It never holds more than limit bytes plus one buffer.
func (l *lineReader) next() ([]byte, error) {
	l.number++
	part, err := l.from.ReadSlice('\n')
	if err == nil || errors.Is(err, io.EOF) && len(part) > 0 {
		return l.checked(part)
	}
	if !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	line := bytes.Clone(part)
	skipping := false
	for {
		part, err = l.from.ReadSlice('\n')
		if !skipping {
			line = append(line, part...)
		}
		if int64(len(line)) > l.limit+1 {
			skipping, line = true, line[:l.limit+2]
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err == nil, errors.Is(err, io.EOF):
			return l.checked(line)
		default:
			return nil, err
		}
	}
}

func (l *lineReader) checked(line []byte) ([]byte, error) {
	line = bytes.TrimSuffix(line, []byte("\n"))
	if int64(len(line)) > l.limit {
		return nil, &lineTooLongError{l.limit}
	}
	return bytes.TrimSuffix(line, []byte("\r")), nil
}

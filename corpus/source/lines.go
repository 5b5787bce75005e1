package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// errLineTooLong says that a line was skipped; the next one can be read.
var errLineTooLong = errors.New("the line is too long")

// lineReader reads lines of a bounded length.
type lineReader struct {
	from   *bufio.Reader
	limit  int64 // bytes of the longest line
	number int   // of the line last read, 1-based
}

// next returns the next line without its end. It is valid until the next call. At most limit
// bytes and a buffer are held. The error is io.EOF behind the last line, and errLineTooLong
// for a line that was skipped.
func (l *lineReader) next() ([]byte, error) {
	l.number++
	part, err := l.from.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return l.finish(part, err)
	}
	line := bytes.Clone(part)
	for errors.Is(err, bufio.ErrBufferFull) {
		part, err = l.from.ReadSlice('\n')
		if int64(len(line)) <= l.limit+1 {
			line = append(line, part...)
		}
	}
	return l.finish(line, err)
}

// finish is line without its end, or what is wrong with it.
func (l *lineReader) finish(line []byte, err error) ([]byte, error) {
	if err != nil && (!errors.Is(err, io.EOF) || len(line) == 0) {
		return nil, err
	}
	line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
	if int64(len(line)) > l.limit {
		return nil, errLineTooLong
	}
	if l.number == 1 {
		line = bytes.TrimPrefix(line, []byte("\ufeff"))
	}
	return line, nil
}

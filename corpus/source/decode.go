package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Bounds for guessing. A text in UTF-8 may hold one damaged byte in damagedShare; a text in
// Windows-1252 has at most one byte in legacyShare that is not ASCII, since the languages
// written in it use few such letters, while Cyrillic or Arabic code pages use little else.
const (
	damagedShare = 200
	legacyShare  = 5
)

// decode turns the bytes of a text file into a string. UTF-8 and UTF-16 with a byte order
// mark are taken as they are; Windows-1252 (and so Latin-1) where it is clearly that. UTF-8
// with a few damaged bytes is mended with U+FFFD, and the note says so.
func decode(data []byte) (text string, note, err error) {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		decoder := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
		utf16, err := decoder.Bytes(data)
		if err != nil || bytes.IndexByte(utf16, 0) >= 0 {
			return "", nil, ErrBinary
		}
		return string(utf16), nil, nil
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", nil, ErrBinary
	}
	if utf8.Valid(data) {
		return string(data), nil, nil
	}
	damaged, multibyte, high := countUTF8(data)
	switch {
	case multibyte > damaged && damaged*damagedShare <= len(data), multibyte > 20*damaged:
		note := fmt.Errorf("%d bytes that are not UTF-8 were replaced", damaged)
		return strings.ToValidUTF8(string(data), "\uFFFD"), note, nil
	case multibyte <= damaged/10 && high*legacyShare <= len(data) && isWindows1252(data):
		text, err := charmap.Windows1252.NewDecoder().Bytes(data)
		return string(text), nil, err
	}
	return "", nil, ErrEncoding
}

// countUTF8 counts the bytes that are part of no UTF-8 sequence, the sequences of more than
// one byte, and the bytes that are not ASCII.
func countUTF8(data []byte) (damaged, multibyte, high int) {
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			damaged++
			high++
		case size > 1:
			multibyte++
			high += size
		}
		data = data[size:]
	}
	return damaged, multibyte, high
}

// isWindows1252 reports whether text can only be Windows-1252 (or Latin-1, its subset). That
// leaves five bytes undefined and writes no control characters. The pages of other languages
// in Latin script have letters where this one has signs, or letters that only Icelandic
// uses: both are taken to mean another page.
func isWindows1252(data []byte) bool {
	for i, c := range data {
		switch {
		case c == 0x81, c == 0x8d, c == 0x8f, c == 0x90, c == 0x9d, c == 0x7f:
			return false
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f':
			return false
		case c == 0xd0, c == 0xde, c == 0xf0, c == 0xfe: // Đ, Þ, đ, þ; in Turkish ğ and ş
			return false
		case 0xa1 <= c && c <= 0xbf && c != 0xaa && c != 0xab && c != 0xad && c != 0xb7 && c != 0xba && c != 0xbb &&
			isASCIILetter(data, i-1) && isASCIILetter(data, i+1): // "¹" within a word is Polish "ą"
			return false
		}
	}
	return true
}

func isASCIILetter(data []byte, i int) bool {
	return 0 <= i && i < len(data) && ('a' <= data[i]|0x20 && data[i]|0x20 <= 'z')
}

// errTooLarge is the problem of a file or line above the limit, in bytes.
func errTooLarge(limit int64) error {
	if limit%(1<<20) == 0 {
		return fmt.Errorf("larger than the limit of %d MiB", limit>>20)
	}
	return fmt.Errorf("larger than the limit of %d bytes", limit)
}

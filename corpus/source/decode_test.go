package source

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func encoded(t *testing.T, in encoding.Encoding, s string) []byte {
	t.Helper()
	data, err := in.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDecode(t *testing.T) {
	t.Parallel()
	const french = "Le général a déclaré : « L’armée tient la ville d’Alma – pour l’instant », selon l’État-major."
	const polish = "Żołnierze wkroczyli do miasta, ale ludność już uciekła; wciąż trwają walki."
	const turkish = "Askerler şehre girdi, ama halk çoktan dağlara kaçmıştı; çatışmalar sürüyor."
	const russian = "Солдаты вошли в город, но жители уже ушли в горы."
	long := strings.Repeat(french+" ", 20)
	for name, test := range map[string]struct {
		data []byte
		want string // empty: an error
		note string
	}{
		"ASCII":               {[]byte("The town."), "The town.", ""},
		"UTF-8":               {[]byte(french), french, ""},
		"Windows-1252":        {encoded(t, charmap.Windows1252, french), french, ""},
		"Latin-1":             {encoded(t, charmap.ISO8859_1, "El general negó la matanza de Ibarra."), "El general negó la matanza de Ibarra.", ""},
		"UTF-16, little end":  {encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), french), french, ""},
		"UTF-16, big end":     {encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), french), french, ""},
		"UTF-8, one bad byte": {[]byte(strings.Replace(long, "é", "\xe2\x80", 1)), strings.Replace(long, "é", "\ufffd", 1), "2 bytes that are not UTF-8 were replaced"},
		"Windows-1250":        {encoded(t, charmap.Windows1250, polish), "", ""},
		"Windows-1254":        {encoded(t, charmap.Windows1254, turkish), "", ""},
		"Windows-1251":        {encoded(t, charmap.Windows1251, russian), "", ""},
		"binary":              {[]byte("text\x00with nothing"), "", ""},
		"mixed":               {append(encoded(t, charmap.Windows1252, french), french...), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, note, err := decode(test.data)
			if got != test.want || (err == nil) != (test.want != "") {
				t.Errorf("decode = %q, %v; want %q", got, err, test.want)
			}
			if err != nil && !errors.Is(err, ErrEncoding) && !errors.Is(err, ErrBinary) {
				t.Errorf("error %v is neither ErrEncoding nor ErrBinary", err)
			}
			if (note == nil) != (test.note == "") || note != nil && note.Error() != test.note {
				t.Errorf("note %v, want %q", note, test.note)
			}
		})
	}
}

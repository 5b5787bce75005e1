package lexical_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sitrep/corpus"
	"sitrep/retrieval/lexical"
)

func TestSnapshotRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		docs := rapid.SliceOfN(rapid.Custom(drawDocument), 0, 6).Draw(t, "documents")
		built := lexical.Build(slices.Values(docs))
		snapshot := write(t, built)
		read, err := lexical.Read(bytes.NewReader(snapshot))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(snapshot, write(t, read)) {
			t.Fatal("the index that was read back writes another snapshot")
		}
		if !bytes.Equal(snapshot, write(t, lexical.Build(slices.Values(docs)))) {
			t.Fatal("building twice gives two snapshots")
		}
		question := lexical.TermsOf(rapid.SampledFrom(vocabulary).Draw(t, "question"))
		if diff := cmp.Diff(built.Score(question, nil), read.Score(question, nil)); diff != "" {
			t.Fatalf("scores (-built +read):\n%s", diff)
		}
		for p := range built.Passages() {
			if diff := cmp.Diff(built.AppendWords(nil, p), read.AppendWords(nil, p)); diff != "" {
				t.Fatalf("words of passage %d (-built +read):\n%s", p, diff)
			}
		}
	})
}

var vocabulary = []string{
	"the", "bomb", "bombs", "IS-KP", "1,200", "Jama’at", "police", "harbour", "U.S.", "Żółć", "東京", "a-b-c-d-e", "ended.The",
}

func drawDocument(t *rapid.T) lexical.Document {
	words := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 0, 40).Draw(t, "words")
	doc := lexical.Document{
		Title:  rapid.SampledFrom(vocabulary).Draw(t, "title"),
		Source: rapid.SampledFrom(vocabulary).Draw(t, "source"),
	}
	var starts []int
	for _, word := range words {
		starts = append(starts, len(doc.Text))
		doc.Text += word + " "
	}
	for from := 0; from < len(starts); from += 5 {
		to := min(from+7, len(starts)) // neighbours overlap by two words
		end := len(doc.Text)
		if to < len(starts) {
			end = starts[to]
		}
		doc.Passages = append(doc.Passages, corpus.Span{Start: starts[from], End: end})
	}
	return doc
}

func TestReadRejects(t *testing.T) {
	t.Parallel()
	good := write(t, lexical.Build(slices.Values(reports())))
	change := func(at int, to byte) []byte {
		changed := slices.Clone(good)
		changed[at] ^= to
		return changed
	}
	for _, test := range []struct {
		name     string
		snapshot []byte
		want     error
	}{
		{"empty", nil, lexical.ErrDamaged},
		{"header cut", good[:10], lexical.ErrDamaged},
		{"body cut", good[:len(good)/2], lexical.ErrDamaged},
		{"sum cut", good[:len(good)-1], lexical.ErrDamaged},
		{"other magic", change(0, 1), lexical.ErrDamaged},
		{"other version", change(8, 0xff), lexical.ErrVersion},
		{"huge size", change(19, 0x7f), lexical.ErrDamaged},
		{"one bit in a section", change(len(good)/2, 1), lexical.ErrDamaged},
		{"one bit in the sum", change(len(good)-1, 1), lexical.ErrDamaged},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			ix, err := lexical.Read(bytes.NewReader(test.snapshot))
			if !errors.Is(err, test.want) || ix != nil {
				t.Errorf("Read = %v, %v, want %v", ix, err, test.want)
			}
		})
	}
}

func TestReadStopsAtItsEnd(t *testing.T) {
	t.Parallel()
	snapshot := write(t, lexical.Build(slices.Values(reports())))
	r := io.MultiReader(iotest.OneByteReader(bytes.NewReader(snapshot)), bytes.NewReader([]byte("rest")))
	if _, err := lexical.Read(r); err != nil {
		t.Fatal(err)
	}
	if rest, _ := io.ReadAll(r); string(rest) != "rest" {
		t.Errorf("Read left %q, want %q", rest, "rest")
	}
}

func TestReadReportsTheReadersError(t *testing.T) {
	t.Parallel()
	broken := errors.New("unplugged")
	if _, err := lexical.Read(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("Read = %v, want %v", err, broken)
	}
}

// FuzzRead alters a snapshot in one place and, so that the checks behind it are reached,
// puts its checksum right again. Whatever is accepted must be fit for use.
func FuzzRead(f *testing.F) {
	good := write(f, lexical.Build(slices.Values(reports())))
	f.Add(0, []byte{1}, true)
	f.Add(30, []byte{0xff, 0xff}, true)
	f.Add(len(good)/2, []byte{0x80}, false)
	f.Fuzz(func(t *testing.T, at int, change []byte, mend bool) {
		snapshot := slices.Clone(good)
		body := len(snapshot) - sha256.Size
		if at < 0 || at >= body || len(change) == 0 {
			t.Skip()
		}
		copy(snapshot[at:body], change)
		if mend {
			sum := sha256.Sum256(snapshot[:body])
			copy(snapshot[body:], sum[:])
		}
		ix, err := lexical.Read(bytes.NewReader(snapshot))
		if err != nil {
			return
		}
		if !mend && !bytes.Equal(snapshot, good) {
			t.Fatal("an altered snapshot was accepted")
		}
		ix.Score(lexical.TermsOf("harbour market bridge Herald north-shore"), nil)
		for p := range ix.Passages() {
			for _, word := range ix.AppendWords(nil, p) {
				ix.Stem(word.Term)
			}
			ix.PassageDocument(p)
		}
	})
}

func TestSnapshotIsLittleEndian(t *testing.T) {
	t.Parallel()
	snapshot := write(t, lexical.Build(slices.Values(reports())))
	if size := binary.LittleEndian.Uint64(snapshot[12:]); size != uint64(len(snapshot)-20-sha256.Size) {
		t.Errorf("the header gives %d bytes of sections in a snapshot of %d", size, len(snapshot))
	}
}

func write(t interface {
	Helper()
	Fatal(...any)
}, ix *lexical.Index,
) []byte {
	t.Helper()
	var b bytes.Buffer
	n, err := ix.WriteTo(&b)
	if err != nil {
		t.Fatal(err)
	}
	if n != int64(b.Len()) {
		t.Fatal("WriteTo returned", n, "for", b.Len(), "bytes")
	}
	return b.Bytes()
}

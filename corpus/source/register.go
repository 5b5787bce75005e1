package source

import (
	"fmt"

	"sitrep/corpus"
)

// place is where a document was found.
type place struct {
	path string
	line int
}

func (p place) String() string {
	if p.line > 0 {
		return fmt.Sprintf("%s:%d", p.path, p.line)
	}
	return p.path
}

// register holds the ids given so far.
type register map[corpus.DocumentID]entry

type entry struct {
	hash corpus.Hash
	at   place
}

// enter gives doc its id, seals it and reports whether it is new: the same document met
// again is not. An id that the data gives must not stand for two documents; one derived
// from a path gets a number, "~2", where two folders of one name hold files of one name.
func (r register) enter(doc *corpus.Document, derived corpus.DocumentID, at place) (fresh bool, err error) {
	given := doc.ID != ""
	if !given {
		doc.ID = derived
	}
	first := doc.ID
	for n := 2; ; n++ {
		doc.Seal()
		earlier, taken := r[doc.ID]
		switch {
		case !taken:
			r[doc.ID] = entry{doc.Hash, at}
			return true, nil
		case earlier.hash == doc.Hash:
			return false, nil
		case given:
			return false, fmt.Errorf("%w: %q was used at %s", ErrDuplicate, first, earlier.at)
		}
		doc.ID = corpus.DocumentID(fmt.Sprintf("%s~%d", first, n))
	}
}

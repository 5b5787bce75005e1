package importer

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"sitrep/corpus/group"
)

// maxName is the most bytes that a name may have; longer ones are descriptions.
const maxName = 200

// Record is a group as one source describes it: what the formats have in common.
type Record struct {
	ID    string // may be empty
	Name  string
	Names []Name // other names
	From  group.Provenance
	Whole bool // names are not taken apart
}

// Name is a name in a [Record].
type Name struct {
	Text     string
	Disputed bool
	Kind     group.Kind
	From     *group.Provenance // where it is not the record's
}

// Add turns a record into a group and appends it, or reports what is wrong with it. where
// names the record in reports. Unless the record says otherwise, names that hold several,
// such as "Tehrik-e-Taliban Pakistan (TTP)", are taken apart.
func (r *Result) Add(where string, rec Record) {
	name, err := clean(rec.Name)
	if err != nil {
		r.skip(where, fmt.Errorf("name: %w", err))
		return
	}
	own, others := rec.unfold(name)
	g, err := group.NewGroup(group.Slug(rec.ID), own, nil, rec.From)
	if err != nil {
		r.skip(where, err)
		return
	}
	where += fmt.Sprintf(" %q", own)
	for _, other := range others {
		g.Add(group.Alias{Name: other, Sources: []group.Provenance{rec.From}})
	}
	for _, other := range rec.Names {
		r.addName(where, &g, other, &rec)
	}
	r.Groups = append(r.Groups, g)
}

func (r *Result) addName(where string, g *group.Group, name Name, rec *Record) {
	text, err := clean(name.Text)
	if err != nil {
		r.skip(where, fmt.Errorf("alias %.40q: %w", name.Text, err))
		return
	}
	from := rec.From
	if name.From != nil {
		from = *name.From
	}
	first, others := rec.unfold(text)
	for _, text := range append([]string{first}, others...) {
		g.Add(group.Alias{Name: text, Kind: name.Kind, Disputed: name.Disputed, Sources: []group.Provenance{from}})
	}
}

func (r *Result) skip(where string, err error) {
	r.Skipped = append(r.Skipped, &Problem{Record: where, Err: err})
}

// clean brings a name onto one line in Unicode form C, without control and invisible
// characters.
func clean(name string) (string, error) {
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.C, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, name)
	name = norm.NFC.String(strings.Join(strings.Fields(name), " "))
	switch {
	case group.Key(name) == "":
		return "", errors.New("it has no letter or digit")
	case len(name) > maxName:
		return "", fmt.Errorf("it is longer than %d bytes", maxName)
	}
	return name, nil
}

// unfold takes a name apart that holds several: "Tehrik-e-Taliban Pakistan (TTP)" is also
// "TTP", and what stands around " / " are names of their own.
func (rec *Record) unfold(name string) (first string, others []string) {
	if rec.Whole {
		return name, nil
	}
	var names []string
	for part := range strings.SplitSeq(name, " / ") {
		bare, inside := cutBrackets(part)
		if group.Key(bare) != "" {
			names = append(names, bare)
		}
		for _, text := range inside {
			for other := range strings.SplitSeq(text, "/") {
				if other = strings.TrimSpace(other); isName(other) {
					names = append(names, other)
				}
			}
		}
	}
	if len(names) == 0 {
		return name, nil
	}
	return names[0], names[1:]
}

// cutBrackets separates a name from what stands in round brackets in it. A bracket that
// nobody closed runs to the end, and one that nobody opened is dropped: lists are cut at
// semicolons without regard for brackets.
func cutBrackets(name string) (bare string, inside []string) {
	for {
		before, rest, open := strings.Cut(name, "(")
		bare += strings.ReplaceAll(before, ")", " ") + " "
		if !open {
			return strings.Join(strings.Fields(bare), " "), inside
		}
		text, after, _ := strings.Cut(rest, ")")
		inside = append(inside, strings.TrimSpace(text))
		name = after
	}
}

// isName reports whether what stands in brackets after a name is another name: an acronym,
// or a phrase that is no list and no mere remark. A single word after "the" translates the
// name without naming anything: "La Federación (The Federation)".
func isName(text string) bool {
	words := strings.Fields(text)
	if group.Key(text) == "" || strings.ContainsAny(text, ",;:(") {
		return false
	}
	if len(words) == 1 {
		return isAcronym(text)
	}
	switch strings.ToLower(words[0]) {
	case "formerly", "also", "see", "aka", "a.k.a.", "original":
		return false
	case "the", "a", "an":
		return len(words) > 2
	}
	return true
}

// maxAcronym is the most letters that an acronym in brackets may have.
const maxAcronym = 8

// isAcronym reports whether a word has two capitals or more and few letters in all.
func isAcronym(word string) bool {
	upper, letters := 0, 0
	for _, r := range word {
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper >= 2 && letters <= maxAcronym
}

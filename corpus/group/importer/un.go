package importer

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"sitrep/corpus/group"
)

// unEntity is what is read of an ENTITY of the consolidated list
// (https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list).
type unEntity struct {
	Name      string `xml:"FIRST_NAME"`
	Reference string `xml:"REFERENCE_NUMBER"`
	Aliases   []struct {
		Quality string `xml:"QUALITY"`
		Name    string `xml:"ALIAS_NAME"`
	} `xml:"ENTITY_ALIAS"`
}

// UN reads the entities of the UN Security Council's consolidated list in XML. Individuals
// are passed over: they are no groups. A name in capitals comes out in title case, and an
// alias whose quality the list calls low is disputed. The source is "UN Security Council",
// the reference the list's own, "QDe.161".
func UN(r io.Reader) (Result, error) {
	var result Result
	dec := xml.NewDecoder(r)
	entities := 0
	for root := true; ; {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return result, fmt.Errorf("UN list: %w", err)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root && element.Name.Local != "CONSOLIDATED_LIST" {
			return result, fmt.Errorf("UN list: it begins with <%s>, not with <CONSOLIDATED_LIST>", element.Name.Local)
		}
		root = false
		if element.Name.Local != "ENTITY" {
			continue
		}
		var entity unEntity
		if err := dec.DecodeElement(&entity, &element); err != nil {
			return result, fmt.Errorf("UN list, entity %d: %w", entities, err)
		}
		result.addEntity(entities, entity)
		entities++
	}
	if entities == 0 {
		return result, errors.New("UN list: no entities in it")
	}
	return result, nil
}

func (r *Result) addEntity(n int, entity unEntity) {
	rec := Record{
		Name: ListedName(entity.Name),
		From: group.Provenance{Source: "UN Security Council", Ref: strings.TrimSpace(entity.Reference)},
	}
	for _, a := range entity.Aliases {
		if strings.TrimSpace(a.Name) == "" {
			continue // the list has empty alias elements
		}
		rec.Names = append(rec.Names, Name{Text: a.Name, Disputed: strings.EqualFold(strings.TrimSpace(a.Quality), "low")})
	}
	r.Add(fmt.Sprintf("entity %d", n), rec)
}

// ListedName turns a name as the list writes it, several words in capitals, into title
// case. Linking words stay small, an acronym in brackets stays as it is, and a place in
// brackets, "AL-HARAMAIN FOUNDATION (PAKISTAN)", comes after a comma.
func ListedName(name string) string {
	if strings.ToUpper(name) != name || !strings.Contains(strings.TrimSpace(name), " ") {
		return name
	}
	before, rest, open := strings.Cut(name, "(")
	inside, after, closed := strings.Cut(rest, ")")
	switch {
	case !open || !closed:
		return titleCase(name)
	case abbreviates(inside, before):
		return titleCase(before) + "(" + inside + ")" + titleCase(after)
	}
	return titleCase(strings.TrimSpace(before) + ", " + inside + after)
}

// abbreviates reports whether the letters of an acronym stand in this order in a name.
func abbreviates(acronym, name string) bool {
	rest := []rune(name)
	for _, r := range acronym {
		if !unicode.IsLetter(r) {
			continue
		}
		at := slices.Index(rest, r)
		if at < 0 {
			return false
		}
		rest = rest[at+1:]
	}
	return true
}

func titleCase(name string) string {
	var out strings.Builder
	var word []rune
	words := 0
	flush := func() {
		if len(word) > 0 {
			out.WriteString(titleWord(string(word), words == 0))
			word, words = word[:0], words+1
		}
	}
	for _, r := range name {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’' || unicode.Is(unicode.Mn, r) {
			word = append(word, r)
			continue
		}
		flush()
		out.WriteRune(r)
	}
	flush()
	return out.String()
}

func titleWord(word string, first bool) string {
	small := strings.ToLower(word)
	if !first {
		switch small {
		case "al", "and", "de", "e", "et", "for", "i", "in", "la", "of", "on", "the", "ul", "wal":
			return small
		}
	}
	runes := []rune(small)
	return string(unicode.ToTitle(runes[0])) + string(runes[1:])
}

package corroborate

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"sitrep/corpus"
)

//go:embed publishers.yaml
var known []byte

// Entry is one line of a table of publishers.
type Entry struct {
	// Names are a publisher's, or several publishers' of one family: who prints what another
	// of them has found is no second source.
	Names []string `yaml:"names"`
	// Agency marks those whose reports others print; then Names are also as they are written
	// in a credit, "(AP)".
	Agency bool `yaml:"agency"`
	// Reliability is the letter of the Admiralty system for each of Names, "A" to "F"; empty
	// leaves them unjudged.
	Reliability string `yaml:"reliability"`
	// From says where the entry is from.
	From string `yaml:"from"`
}

// Publishers is a table of publishers: which belong together, which are agencies, how
// reliable they are held to be. It does not change and is safe for concurrent use.
type Publishers struct {
	families    map[string]string // folded name -> key of its family
	isAgency    map[string]bool   // key of a family
	reliability map[string]corpus.Reliability
	agencies    *agencyMatcher
}

// NewPublishers is the built-in table with own entries, those of whoever runs the bot, added
// and preferred. It names every entry that is wrong.
func NewPublishers(own []Entry) (*Publishers, error) {
	builtIn, err := ParseEntries(known)
	if err != nil {
		return nil, fmt.Errorf("the built-in table: %w", err)
	}
	p := &Publishers{families: map[string]string{}, isAgency: map[string]bool{}, reliability: map[string]corpus.Reliability{}}
	names := map[string]string{}
	for _, e := range append(builtIn, own...) {
		p.add(e, names)
	}
	for written, name := range names {
		names[written] = p.families[name]
	}
	p.agencies, err = newAgencyMatcher(names)
	return p, err
}

// add takes in one entry: a family that it has names of becomes one with it.
func (p *Publishers) add(e Entry, agencies map[string]string) {
	key := fold(e.Names[0])
	if family, named := p.families[key]; named {
		key = family
	}
	for _, name := range e.Names {
		folded := fold(name)
		if old, named := p.families[folded]; named && old != key {
			p.merge(old, key)
		}
		p.families[folded] = key
		if e.Reliability != "" {
			p.reliability[folded] = corpus.Reliability(strings.ToUpper(e.Reliability))
		}
		if e.Agency {
			agencies[name] = folded
		}
	}
	p.isAgency[key] = p.isAgency[key] || e.Agency
}

func (p *Publishers) merge(old, key string) {
	for name, family := range p.families {
		if family == old {
			p.families[name] = key
		}
	}
	p.isAgency[key] = p.isAgency[key] || p.isAgency[old]
}

// family is the key of a publisher's family: of the family that the table has it in, or else
// the name itself, folded. Empty if there is no name.
func (p *Publishers) family(name string) string {
	for _, form := range []string{fold(name), short(fold(name))} {
		if key, named := p.families[form]; named {
			return key
		}
	}
	return short(fold(name))
}

// Reliability is the letter that an article's source is given: the document's own, else its
// publisher's, else "F", which says that it cannot be judged.
func (p *Publishers) Reliability(doc *corpus.Document) corpus.Reliability {
	if doc.Reliability != "" {
		return doc.Reliability
	}
	name := fold(publisherOf(doc))
	for _, form := range []string{name, short(name)} {
		if letter, judged := p.reliability[form]; judged {
			return letter
		}
	}
	return "F"
}

// ParseEntries reads a table, a list in YAML, and joins everything that is wrong with it.
func ParseEntries(text []byte) ([]Entry, error) {
	var entries []Entry
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, nil
	}
	if err := yaml.UnmarshalWithOptions(text, &entries, yaml.Strict()); err != nil {
		message, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
		return nil, errors.New(message)
	}
	var problems []error
	for i, e := range entries {
		if err := e.check(); err != nil {
			problems = append(problems, fmt.Errorf("publisher %d: %w", i+1, err))
		}
	}
	return entries, errors.Join(problems...)
}

func (e Entry) check() error {
	if len(e.Names) == 0 {
		return errors.New("names: at least one")
	}
	for _, name := range e.Names {
		if fold(name) == "" {
			return fmt.Errorf("names: %q has no letters", name)
		}
	}
	_, err := corpus.ParseReliability(e.Reliability)
	return err
}

// fold brings the ways to write a publisher's name into one: small letters, no "the", and of
// an address its host without "www." and without what stands behind the last names.
func fold(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if host, isHost := strings.CutPrefix(name, "www."); isHost || strings.Contains(name, ".") && !strings.Contains(name, " ") {
		name = host
		for _, suffix := range []string{".com", ".org", ".net", ".co.uk", ".co", ".uk", ".de", ".fr", ".es", ".ru", ".in", ".pk", ".af", ".gov", ".int", ".info"} {
			name = strings.TrimSuffix(name, suffix)
		}
	}
	words := strings.FieldsFunc(name, notWord)
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// short leaves off what a name's editions add to it: "BBC News", "CNN International".
func short(folded string) string {
	words := strings.Fields(folded)
	for len(words) > 1 && slices.Contains(editions, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

var editions = []string{
	"news", "online", "international", "english", "arabic", "world", "service", "television", "tv", "radio", "digital",
	"website", "newspaper", "newsroom", "sunday",
}

// longestFirst orders names so that a longer one is found before one that it begins with.
func longestFirst(names []string) {
	slices.SortFunc(names, func(a, b string) int {
		if d := len(b) - len(a); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
}

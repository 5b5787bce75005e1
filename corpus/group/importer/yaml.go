package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"sitrep/corpus/group"
)

// maxYAML is the most bytes that a YAML file may have, and maxNesting the deepest that its
// lists and maps may nest: the parser recurses, and its time grows with the square of the
// depth.
const (
	maxYAML    = 8 << 20
	maxNesting = 50
)

// yamlGroup is one group of a YAML file.
type yamlGroup struct {
	Name    string      `yaml:"name"`
	ID      string      `yaml:"id"`
	Source  string      `yaml:"source"`
	Ref     string      `yaml:"ref"`
	Kind    string      `yaml:"kind"`
	Aliases []yamlAlias `yaml:"aliases"`
}

// yamlAlias is an alias: a bare name, or a map with more about it.
type yamlAlias struct {
	Name     string
	Source   string
	Ref      string
	Disputed bool
	Kind     string
}

// UnmarshalYAML reads either form.
func (a *yamlAlias) UnmarshalYAML(unmarshal func(any) error) error {
	if err := unmarshal(&a.Name); err == nil {
		return nil
	}
	var full struct {
		Name     string `yaml:"name"`
		Source   string `yaml:"source"`
		Ref      string `yaml:"ref"`
		Disputed bool   `yaml:"disputed"`
		Kind     string `yaml:"kind"`
	}
	if err := unmarshal(&full); err != nil {
		return err
	}
	*a = yamlAlias(full)
	return nil
}

// YAML reads a table of one's own: a list of groups, each with a name, optionally id,
// source, ref and kind, and aliases that are bare names or maps of name, source, ref,
// disputed and kind (see [group.ParseKind]). Names without a source are attested by their
// group's, and groups without one by the given one.
func YAML(r io.Reader, source string) (Result, error) {
	var result Result
	data, err := io.ReadAll(io.LimitReader(r, maxYAML+1))
	if err != nil {
		return result, fmt.Errorf("YAML: %w", err)
	}
	if len(data) > maxYAML {
		return result, fmt.Errorf("YAML: it is longer than %d MiB", maxYAML>>20)
	}
	if nestsDeeper(data, maxNesting) {
		return result, fmt.Errorf("YAML: it nests deeper than %d levels", maxNesting)
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return result, fmt.Errorf("YAML: %w", err)
	}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		list, ok := doc.Body.(*ast.SequenceNode)
		if !ok {
			return result, errors.New("YAML: it is not a list of groups")
		}
		for _, node := range list.Values {
			where := fmt.Sprintf("line %d", node.GetToken().Position.Line)
			result.addYAML(where, node, source)
		}
	}
	return result, nil
}

// nestsDeeper reports whether brackets nest deeper than a limit, or a line begins with more
// list markers, or with more indentation than so many levels need. Brackets within strings
// count as well, which no list of names will notice.
func nestsDeeper(data []byte, limit int) bool {
	const perLevel = 8 // spaces of indentation, generously
	brackets := 0
	for line := range bytes.Lines(data) {
		text := bytes.TrimLeft(line, "- \t?:")
		lead := line[:len(line)-len(text)]
		if bytes.Count(lead, []byte("-"))+bytes.Count(lead, []byte("?")) > limit || len(lead) > perLevel*limit {
			return true
		}
		for _, c := range text {
			switch c {
			case '[', '{':
				brackets++
			case ']', '}':
				brackets = max(brackets-1, 0)
			}
			if brackets > limit {
				return true
			}
		}
	}
	return false
}

func (r *Result) addYAML(where string, node ast.Node, source string) {
	var g yamlGroup
	if err := yaml.NodeToValue(node, &g, yaml.Strict()); err != nil {
		r.skip(where, errors.New(reason(err)))
		return
	}
	rec, err := g.record(source)
	if err != nil {
		r.skip(where, err)
		return
	}
	r.Add(where, rec)
}

func (g *yamlGroup) record(source string) (Record, error) {
	if g.Source != "" {
		source = g.Source
	}
	rec := Record{ID: g.ID, Name: g.Name, From: group.Provenance{Source: source, Ref: g.Ref}, Whole: true}
	kind, err := group.ParseKind(g.Kind)
	if err != nil {
		return rec, err
	}
	if kind != group.Unclassified {
		rec.Names = append(rec.Names, Name{Text: g.Name, Kind: kind})
	}
	for _, a := range g.Aliases {
		kind, err := group.ParseKind(a.Kind)
		if err != nil {
			return rec, fmt.Errorf("alias %q: %w", a.Name, err)
		}
		next := Name{Text: a.Name, Disputed: a.Disputed, Kind: kind}
		if a.Source != "" || a.Ref != "" {
			from := group.Provenance{Source: a.Source, Ref: a.Ref}
			if from.Source == "" {
				from.Source = source
			}
			next.From = &from
		}
		rec.Names = append(rec.Names, next)
	}
	return rec, nil
}

// reason is an error's message without the place that it begins with and the excerpt of
// the file that follows it.
func reason(err error) string {
	text, _, _ := strings.Cut(err.Error(), "\n")
	if place, rest, found := strings.Cut(text, "] "); found && strings.HasPrefix(place, "[") {
		return rest
	}
	return text
}

package importer

import (
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"sitrep/corpus/group"
)

// maxYAML is the most bytes that a YAML file may have.
const maxYAML = 8 << 20

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

func (r *Result) addYAML(where string, node ast.Node, source string) {
	var g yamlGroup
	if err := yaml.NodeToValue(node, &g, yaml.Strict()); err != nil {
		r.skip(where, errors.New(firstLine(err)))
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

// firstLine is an error's message without the excerpt of the file that follows it.
func firstLine(err error) string {
	text := err.Error()
	for i, r := range text {
		if r == '\n' {
			return text[:i]
		}
	}
	return text
}

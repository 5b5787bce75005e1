package group

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The stored form of a table is text, one name a line, fields separated by tabs:
//
//	#source CODE SOURCE            what a code stands for, before the first group
//	ID NAME PROVENANCE FLAGS       a group's own name begins the group
//	- NAME PROVENANCE FLAGS        its aliases follow
//
// PROVENANCE is a comma-separated list of CODE or CODE:REF. FLAGS may be missing; it is a
// comma-separated list of "disputed" and a kind (see ParseKind), given only where it is
// not what the look of the name suggests. Empty lines and other lines that begin with "#"
// are comments.
const (
	sourceLine = "#source\t"
	sameGroup  = "-"
	disputed   = "disputed"
)

// Write stores groups in the form that Read reads. codes gives the short code of each
// source: letters and digits.
func Write(w io.Writer, groups []Group, codes map[string]string) error {
	out := bufio.NewWriter(w)
	sources := make([]string, 0, len(codes))
	for source := range codes {
		sources = append(sources, source)
	}
	slices.SortFunc(sources, func(a, b string) int { return strings.Compare(codes[a], codes[b]) })
	for _, source := range sources {
		fmt.Fprintf(out, "%s%s\t%s\n", sourceLine, codes[source], source)
	}
	for i := range groups {
		first := string(groups[i].ID)
		for n := range groups[i].Aliases {
			a := &groups[i].Aliases[n]
			provenance, err := encodeProvenance(a.Sources, codes)
			if err != nil {
				return fmt.Errorf("group %q, name %q: %w", groups[i].ID, a.Name, err)
			}
			line := []string{first, strings.Join(strings.Fields(a.Name), " "), provenance}
			if flags := encodeFlags(a); flags != "" {
				line = append(line, flags)
			}
			fmt.Fprintln(out, strings.Join(line, "\t"))
			first = sameGroup
		}
	}
	return out.Flush()
}

func encodeProvenance(sources []Provenance, codes map[string]string) (string, error) {
	var parts []string
	for _, p := range sources {
		code, ok := codes[p.Source]
		if !ok {
			return "", fmt.Errorf("the source %q has no code", p.Source)
		}
		if strings.ContainsAny(p.Ref, ",\t\n") {
			return "", fmt.Errorf("the reference %q has a comma, tab or line end", p.Ref)
		}
		if p.Ref != "" {
			code += ":" + p.Ref
		}
		parts = append(parts, code)
	}
	return strings.Join(parts, ","), nil
}

func encodeFlags(a *Alias) string {
	var flags []string
	if a.Disputed {
		flags = append(flags, disputed)
	}
	if a.Kind != Unclassified && a.Kind != KindOf(a.Name) {
		flags = append(flags, a.Kind.String())
	}
	return strings.Join(flags, ",")
}

// Read reads stored groups. Any fault is an error that names the line.
func Read(r io.Reader) ([]Group, error) {
	var groups []Group
	sources := map[string]string{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		var err error
		switch {
		case strings.HasPrefix(line, sourceLine):
			err = readSource(sources, strings.TrimPrefix(line, sourceLine))
		case line == "" || line[0] == '#':
		default:
			groups, err = readName(groups, line, sources)
		}
		if err != nil {
			return nil, fmt.Errorf("alias table, line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("alias table: %w", err)
	}
	return groups, nil
}

func readSource(sources map[string]string, line string) error {
	code, source, found := strings.Cut(line, "\t")
	if !found || code == "" || source == "" {
		return errors.New("a #source line needs a code and a source")
	}
	sources[code] = source
	return nil
}

func readName(groups []Group, line string, sources map[string]string) ([]Group, error) {
	id, rest, _ := strings.Cut(line, "\t")
	name, rest, _ := strings.Cut(rest, "\t")
	provenance, flags, _ := strings.Cut(rest, "\t")
	if id == "" || name == "" {
		return nil, errors.New("a line needs an id and a name")
	}
	a := Alias{Name: name}
	if err := decodeProvenance(&a, provenance, sources); err != nil {
		return nil, err
	}
	if err := decodeFlags(&a, flags); err != nil {
		return nil, err
	}
	if id != sameGroup {
		return append(groups, Group{ID: ID(id), Name: name, Aliases: []Alias{a}}), nil
	}
	if len(groups) == 0 {
		return nil, errors.New("an alias before the first group")
	}
	last := &groups[len(groups)-1]
	last.Aliases = append(last.Aliases, a)
	return groups, nil
}

func decodeProvenance(a *Alias, list string, sources map[string]string) error {
	if list == "" {
		return nil
	}
	a.Sources = make([]Provenance, 0, strings.Count(list, ",")+1)
	for part := range strings.SplitSeq(list, ",") {
		code, ref, _ := strings.Cut(part, ":")
		source, ok := sources[code]
		if !ok {
			return fmt.Errorf("the source %q is not declared", code)
		}
		a.Sources = append(a.Sources, Provenance{Source: source, Ref: ref})
	}
	return nil
}

func decodeFlags(a *Alias, list string) error {
	if list == "" {
		return nil
	}
	for flag := range strings.SplitSeq(list, ",") {
		if flag == disputed {
			a.Disputed = true
			continue
		}
		kind, err := ParseKind(flag)
		if err != nil {
			return err
		}
		a.Kind = kind
	}
	return nil
}

package source

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Bounds on what is parsed as front matter. Parsing takes time that grows with the square of
// the brackets in it.
const (
	maxFrontMatter         = 64 << 10 // bytes
	maxFrontMatterBrackets = 1000
)

// splitFrontMatter cuts the YAML between a first line of "---" and the next line of "---"
// or "..." from the Markdown below it. Text that does not begin so has none.
func splitFrontMatter(text string) (matter, body string) {
	text = strings.TrimPrefix(text, "\ufeff")
	first, rest, _ := strings.Cut(text, "\n")
	if strings.TrimRight(first, " \r") != "---" {
		return "", text
	}
	for at := 0; at < len(rest); {
		line, _, _ := strings.Cut(rest[at:], "\n")
		next := min(at+len(line)+1, len(rest))
		if end := strings.TrimRight(line, " \r"); end == "---" || end == "..." {
			return rest[:at], rest[next:]
		}
		at = next
	}
	return "", text
}

// parseFrontMatter reads the scalars, and lists of scalars, of a YAML mapping. It works on
// the syntax tree and follows no aliases, so that a small file cannot grow without bound.
func parseFrontMatter(matter string) (fields, error) {
	var from fields
	if len(matter) > maxFrontMatter {
		return from, fmt.Errorf("front matter: %w", errTooLarge(maxFrontMatter))
	}
	if strings.Count(matter, "[")+strings.Count(matter, "{") > maxFrontMatterBrackets {
		return from, errFrontMatterBrackets
	}
	parsed, err := parser.ParseBytes([]byte(matter), 0)
	if err != nil {
		return from, fmt.Errorf("front matter: %s", yamlReason(err))
	}
	for _, doc := range parsed.Docs {
		mapping, ok := doc.Body.(ast.MapNode)
		if !ok {
			continue
		}
		for entry := mapping.MapRange(); entry.Next(); {
			from.set(entry.Key().String(), nodeText(entry.Value()))
		}
	}
	return from, nil
}

var errFrontMatterBrackets = fmt.Errorf("front matter: more than %d brackets", maxFrontMatterBrackets)

// yamlReason is the first line of a YAML error, which otherwise prints the source below it.
func yamlReason(err error) string {
	reason, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
	return reason
}

// nodeText is a scalar as it is written, or the scalars of a list joined by commas.
func nodeText(node ast.Node) string {
	switch node := node.(type) {
	case *ast.StringNode:
		return node.Value
	case *ast.LiteralNode:
		return node.Value.Value
	case *ast.TagNode:
		return nodeText(node.Value)
	case *ast.AnchorNode:
		return nodeText(node.Value)
	case *ast.NullNode, *ast.AliasNode:
		return ""
	case *ast.SequenceNode:
		parts := make([]string, 0, len(node.Values))
		for _, value := range node.Values {
			if _, nested := value.(ast.ScalarNode); nested {
				parts = append(parts, nodeText(value))
			}
		}
		return strings.Join(parts, ", ")
	case ast.ScalarNode:
		return node.GetToken().Value
	}
	return ""
}

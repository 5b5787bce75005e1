package answer

import (
	"strings"

	"sitrep/bot/answer/evidence"
	"sitrep/corpus"
)

// origins counts the independent origins behind quotes: articles of one publisher count
// once, and so do articles that print the same sentence, for one of them has it from the
// other or both from an agency. An article whose publisher is not known stands for itself.
func origins(articles []evidence.Article, quotes []evidence.Quote) int {
	parent := map[string]string{}
	var find func(string) string
	find = func(x string) string {
		if up, known := parent[x]; known && up != x {
			return find(up)
		}
		return x
	}
	for _, q := range quotes {
		first := originOf(articles[q.Article].Document)
		parent[find(first)] = find(first)
		for _, other := range q.Also {
			parent[find(originOf(articles[other].Document))] = find(first)
		}
	}
	count := 0
	for x, up := range parent {
		if x == up {
			count++
		}
	}
	return count
}

func originOf(doc *corpus.Document) string {
	if publisher := strings.ToLower(strings.Join(strings.Fields(doc.Publisher), " ")); publisher != "" {
		return "publisher " + publisher
	}
	return "document " + string(doc.ID)
}

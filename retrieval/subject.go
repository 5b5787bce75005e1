package retrieval

import (
	"slices"
	"strings"

	"sitrep/corpus/group"
	"sitrep/retrieval/lexical"
)

// usualNames puts the name by which the articles know a group in the place of one that none
// of them uses: "What about Quietwater?" asks for the North-Shore Front. So the words of an
// odd name find nothing by themselves, and the question finds what it would find under the
// usual name. A name that several groups share stays.
func (s *Searcher) usualNames(text string, allow func(doc int) bool) string {
	if s.groups == nil {
		return text
	}
	var usual strings.Builder
	at := 0
	for _, mention := range s.groups.Find(text) {
		if len(mention.Groups) != 1 || s.naming(text[mention.Span.Start:mention.Span.End], allow) > 0 {
			continue
		}
		if name, known := s.usualName(mention.Groups[0], allow); known {
			usual.WriteString(text[at:mention.Span.Start])
			usual.WriteString(name)
			at = mention.Span.End
		}
	}
	usual.WriteString(text[at:])
	return usual.String()
}

// usualName is a group's own name if a document has it, else the one of its other names
// that most documents have and that is neither an ordinary word nor disputed.
func (s *Searcher) usualName(id group.ID, allow func(doc int) bool) (name string, known bool) {
	g, _ := s.groups.Group(id)
	most := 0
	for i, alias := range g.Aliases {
		if i > 0 && (alias.Disputed || alias.Kind == group.Word) {
			continue
		}
		documents := s.naming(alias.Name, allow)
		if i == 0 && documents > 0 {
			return alias.Name, true
		}
		if documents > most {
			name, most = alias.Name, documents
		}
	}
	return name, most > 0
}

// naming counts the documents that have a name.
func (s *Searcher) naming(name string, allow func(doc int) bool) int {
	return len(s.live.Lexical.ScorePhrases([]lexical.Phrase{{Text: name, Weight: 1}}, allow).Documents)
}

// disputedSubject is what an article about a group counts whose name only some sources take
// for that of the group in the question.
const disputedSubject = .7

// about is 1 for a document whose title is nothing but names of a group that the question
// names, as in an encyclopedia or a list of groups; less if that is disputed, 0 for others.
func (s *Searcher) about(doc int, aliases []alias) float64 {
	if len(aliases) == 0 {
		return 0
	}
	groups, disputed := s.groups.Subjects(s.live.Documents[doc].Document.Title)
	most := 0.
	for i := range aliases {
		switch a := &aliases[i]; {
		case slices.Contains(groups, a.group) && !a.disputed:
			return 1
		case slices.Contains(groups, a.group), slices.Contains(disputed, a.group):
			most = disputedSubject
		}
	}
	return most
}

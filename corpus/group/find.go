package group

import (
	"slices"

	"sitrep/corpus"
)

// Mention is a place in a text where a group is named.
type Mention struct {
	Span     corpus.Span // of the name in the text, without a possessive 's or an article
	Groups   []ID        // whom it names, several if the name is ambiguous; in table order
	Disputed []ID        // whom it names according to some sources only; in table order
}

// Find marks the groups named in a text, in reading order. Mentions do not overlap: where
// several names begin at one place, the longest wins. The slices of a mention must not be
// changed.
//
// The same call serves questions and articles. In a text of a few dozen words a name is
// given the benefit of the doubt that a long text must earn by naming the group in a
// plainer way too.
func (t *Table) Find(text string) []Mention {
	s := scene{folded: fold(text)}
	var found []candidate
	for at := 0; at < len(s.tokens); {
		c, ok := t.longest(&s, at)
		if !ok {
			at++
			continue
		}
		found = append(found, c)
		at = c.end
	}
	return t.settle(&s, found)
}

// Subjects returns the groups that a text names if it is made of nothing but their names, as
// the title of an article about a group is: "North-Shore Front (NSHF)". A group is left out
// that not every part of the text names; disputed are those that some part names by a
// disputed name. Both are nil for any other text.
func (t *Table) Subjects(text string) (groups, disputed []ID) {
	end := 0 // of the previous mention
	for i, m := range t.Find(text) {
		if len(words(text[end:m.Span.Start])) > 0 {
			return nil, nil
		}
		end = m.Span.End
		all := slices.Concat(m.Groups, m.Disputed)
		if i == 0 {
			groups, disputed = slices.Clone(m.Groups), slices.Clone(m.Disputed)
			continue
		}
		for _, id := range groups {
			if !slices.Contains(m.Groups, id) && slices.Contains(all, id) {
				disputed = append(disputed, id)
			}
		}
		groups = slices.DeleteFunc(groups, func(id ID) bool { return !slices.Contains(m.Groups, id) })
		disputed = slices.DeleteFunc(disputed, func(id ID) bool { return !slices.Contains(all, id) })
	}
	if end == 0 || len(words(text[end:])) > 0 {
		return nil, nil
	}
	return groups, disputed
}

// words are the words of a text without articles.
func words(text string) []token {
	f := foldPlain(text)
	return slices.DeleteFunc(f.tokens, func(tok token) bool {
		return string(f.word(tok)) == "the" || string(f.word(tok)) == "and"
	})
}

// candidate is a name found at the tokens [start, end).
type candidate struct {
	start, end int
	entry      *entry
	verdict    verdict
}

// verdict tells whether a name found in a text counts.
type verdict uint8

const (
	refuse  verdict = iota // it is just words
	support                // it counts if the text names the group in another way too
	accept
)

// longest finds the longest name that begins at a token. A name that counts by itself
// beats a longer one that needs support.
func (t *Table) longest(s *scene, start int) (candidate, bool) {
	var best candidate
	node := int32(none)
	for end := start; end < len(s.tokens); end++ {
		tok := s.tokens[end]
		word := s.word(tok)
		if end > start {
			if tok.gap == gapBreak {
				break
			}
			if isLink(word) {
				continue
			}
		}
		if node = t.keys.walk(node, word); node == none {
			break
		}
		if n := t.keys.nodes[node].entry; n != none {
			c := candidate{start: start, end: end + 1, entry: &t.entries[n]}
			c.verdict = s.judge(c)
			if c.verdict == accept || c.verdict == support && best.verdict != accept {
				best = c
			}
		}
	}
	return best, best.verdict != refuse
}

// settle turns candidates into mentions: those that need support and have none drop out.
func (t *Table) settle(s *scene, found []candidate) []Mention {
	var sure []ID
	for _, c := range found {
		if c.verdict == accept {
			sure = append(sure, c.entry.groups...)
		}
	}
	var mentions []Mention
	for _, c := range found {
		supported := func(id ID) bool { return slices.Contains(sure, id) }
		if c.verdict == support && !slices.ContainsFunc(c.entry.groups, supported) {
			continue
		}
		mentions = append(mentions, Mention{
			Span:     corpus.Span{Start: s.tokens[c.start].span.Start, End: s.tokens[c.end-1].span.End},
			Groups:   c.entry.groups,
			Disputed: c.entry.disputed,
		})
	}
	return mentions
}

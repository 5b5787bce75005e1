package corroborate

import (
	"net/url"
	"strings"
	"sync"

	"sitrep/corpus"
)

// Source is one citation as far as its origin can be told from it.
type Source struct {
	Document *corpus.Document
	Quote    string // the cited sentences
	Speaker  string // who says it, as the article names them; empty if the article itself does
}

// Finding is what was judged of one citation.
type Finding struct {
	// Origin numbers the origins from 1 in the order of the citations; those that share it
	// count as one.
	Origin int
	// ReprintOf is the index of the first citation whose article, published earlier or
	// cited first, holds the same text, or -1.
	ReprintOf int
}

// Judge judges origins. It remembers the texts it has read and is safe for concurrent use.
type Judge struct {
	publishers *Publishers
	mu         sync.Mutex
	read       map[corpus.Hash]*article
}

// NewJudge makes a judge who knows these publishers.
func NewJudge(publishers *Publishers) *Judge {
	return &Judge{publishers: publishers, read: map[corpus.Hash]*article{}}
}

// Publishers are those that the judge knows.
func (j *Judge) Publishers() *Publishers { return j.publishers }

// mostRead bounds how many articles a judge remembers, about 10 kB each.
const mostRead = 2000

// article is what is read once from a document.
type article struct {
	publisher string // key of its family, empty if it is not known
	author    string // folded, empty if it is not known
	agencies  map[string]bool
	unnamed   bool // it credits an agency without naming it
	shingles  shingles
}

// of reads a document, or remembers it.
func (j *Judge) of(doc *corpus.Document) *article {
	j.mu.Lock()
	known := j.read[doc.Hash]
	j.mu.Unlock()
	if known != nil {
		return known
	}
	a := &article{publisher: j.publishers.family(publisherOf(doc)), author: foldPerson(doc.Author), shingles: shinglesOf(doc.Text)}
	a.agencies, a.unnamed = j.publishers.credits(doc)
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.read) >= mostRead {
		clear(j.read)
	}
	if doc.Hash != (corpus.Hash{}) { // one that is not sealed cannot be told from others
		j.read[doc.Hash] = a
	}
	return a
}

// publisherOf is a document's publisher, or else the host of its address.
func publisherOf(doc *corpus.Document) string {
	if doc.Publisher != "" {
		return doc.Publisher
	}
	if address, err := url.Parse(doc.URL); err == nil {
		return address.Hostname()
	}
	return ""
}

// cited is a source with what was read of it.
type cited struct {
	*article
	source   Source
	shingles shingles // of the quote
	words    map[string]bool
	speaker  string
	agencies map[string]bool // those that the quote itself leans on
	doubtful bool
}

// Origins judges citations, in the order given: a finding for each.
func (j *Judge) Origins(sources []Source) []Finding {
	list := make([]cited, len(sources))
	for i, s := range sources {
		c := cited{article: j.of(s.Document), source: s, words: contentWords(s.Quote), speaker: foldPerson(s.Speaker)}
		c.shingles = shinglesOf(s.Quote)
		var unnamed bool
		c.agencies, unnamed = j.publishers.leans(s.Quote)
		c.doubtful = c.publisher == "" || c.unnamed || unnamed
		list[i] = c
	}
	groups := newGroups(len(list))
	for i := range list {
		for k := range i {
			if !list[i].doubtful && !list[k].doubtful && list[i].sameOrigin(&list[k]) {
				groups.join(k, i)
			}
		}
	}
	adopt(list, groups)
	return findings(list, groups)
}

// adopt gives each doubtful citation the origin of the one it shares most with: of those
// that are sure, or where none is, of the first.
func adopt(list []cited, groups *groups) {
	for i := range list {
		if !list[i].doubtful {
			continue
		}
		best, most := -1, -1.
		for k := range list {
			if list[k].doubtful {
				continue
			}
			kin := list[i].article.shingles.contained(list[k].article.shingles)
			if list[i].sameOrigin(&list[k]) {
				kin++
			}
			if kin > most {
				best, most = k, kin
			}
		}
		groups.adopt(i, max(best, 0))
	}
}

// sameOrigin reports whether two citations go back to one origin.
func (c *cited) sameOrigin(other *cited) bool {
	switch {
	case c.publisher != "" && c.publisher == other.publisher,
		c.author != "" && c.author == other.author:
		return true
	case c.article.shingles.reprinted(other.article.shingles), copied(c.shingles, other.shingles):
		return true
	}
	return c.sharesAgency(other) || c.sameSource(other)
}

// sharesAgency reports whether both hold the words of one agency: what an article credits,
// is published by, or leans on in the quote.
func (c *cited) sharesAgency(other *cited) bool {
	for _, mine := range []map[string]bool{c.article.agencies, c.agencies} {
		for agency := range mine {
			if other.article.agencies[agency] || other.agencies[agency] {
				return true
			}
		}
	}
	return false
}

// sameStatement is the share of the shorter quote's content words from which two quotes of
// one speaker are taken for the same statement. It is low: in doubt they are the same.
const sameStatement = .4

// sameSource reports whether both quotes hand on what the same named source said.
func (c *cited) sameSource(other *cited) bool {
	if !samePerson(c.speaker, other.speaker) {
		return false
	}
	common := 0
	for w := range c.words {
		if other.words[w] {
			common++
		}
	}
	return float64(common) >= sameStatement*float64(min(len(c.words), len(other.words)))
}

// findings numbers the groups in the order of their first citations.
func findings(list []cited, groups *groups) []Finding {
	found := make([]Finding, len(list))
	numbers := map[int]int{}
	for i := range list {
		root := groups.of(i)
		if numbers[root] == 0 {
			numbers[root] = len(numbers) + 1
		}
		found[i] = Finding{Origin: numbers[root], ReprintOf: -1}
		for k := range i {
			other := &list[k]
			if other.source.Document.ID != list[i].source.Document.ID &&
				(list[i].article.shingles.reprinted(other.article.shingles) || copied(list[i].shingles, other.shingles)) {
				found[i].ReprintOf = k
				break
			}
		}
	}
	return found
}

// Count is how many origins findings number.
func Count(findings []Finding) int {
	most := 0
	for _, f := range findings {
		most = max(most, f.Origin)
	}
	return most
}

// groups is a union of citations into sets.
type groups struct{ parent []int }

func newGroups(n int) *groups {
	g := &groups{parent: make([]int, n)}
	for i := range g.parent {
		g.parent[i] = i
	}
	return g
}

func (g *groups) of(i int) int {
	for g.parent[i] != i {
		i = g.parent[i]
	}
	return i
}

// join makes one set of two; the lower root stays.
func (g *groups) join(a, b int) {
	a, b = g.of(a), g.of(b)
	g.parent[max(a, b)] = min(a, b)
}

// adopt moves i, which is a set of its own, into the set of k.
func (g *groups) adopt(i, k int) { g.parent[i] = g.of(k) }

// foldPerson is a name or role in small letters and single spaces, without its articles.
func foldPerson(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), notWord), " ")
}

// samePerson reports whether two folded speakers can be one: the same words, or one's among
// the other's, as where only the name or a longer role is given.
func samePerson(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	short, words := strings.Fields(a), strings.Fields(b)
	if len(short) > len(words) {
		return samePerson(b, a)
	}
	long := map[string]bool{}
	for _, w := range words {
		long[w] = true
	}
	common := 0
	for _, w := range short {
		if long[w] {
			common++
		}
	}
	return common == len(short) || common >= 2 && strings.HasPrefix(b, strings.Join(short[:2], " "))
}

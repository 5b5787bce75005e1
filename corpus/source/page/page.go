// Package page finds the article in an HTML page: its text without navigation, banners and
// links to other articles, and what the page says about it.
//
// What is main text is decided by go-readability, a port of the algorithm behind Firefox's
// reader view (https://codeberg.org/readeck/go-readability). Pages are untrusted: their size
// is the caller's to bound, their elements are counted before anything else looks at them.
package page

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds on the pages that are looked at. Articles stay far below them: finding the main text
// takes time that grows with the square of the elements that are siblings or nested.
const (
	maxElements = 20_000
	maxDepth    = 250 // elements within each other
)

// ErrTangled says that a page is above those bounds.
var ErrTangled = errors.New("the page is too intricate to be read")

// Article is what a page says. Nothing in it has been cleaned or checked: that is up to
// whoever makes a document of it. Fields are empty, and times zero, where the page is silent.
type Article struct {
	Title     string
	Publisher string
	Author    string
	Published time.Time
	Language  string
	Canonical string // the address that the page names as its own
	// Text has a blank line between paragraphs and around headings; list items stand behind
	// "- " or their number, the cells of a table row between "|".
	Text string
}

// Extract finds the article in a page, given as UTF-8 and with the address it is from, which
// may be nil. A page without main text, such as a list of links, gives all of its visible
// text.
func Extract(markup string, address *url.URL) (Article, error) {
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		return Article{}, fmt.Errorf("%w: %w", ErrTangled, err)
	}
	if !isWithinBounds(root) {
		return Article{}, ErrTangled
	}
	canonical := canonicalOf(root)
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	found, err := parser.ParseDocument(root, address)
	if err != nil {
		return Article{}, fmt.Errorf("%w: %w", ErrTangled, err)
	}
	article := Article{
		Title: found.Title(), Publisher: found.SiteName(), Author: found.Byline(),
		Language: found.Language(), Canonical: canonical,
	}
	if published, err := found.PublishedTime(); err == nil {
		article.Published = published
	}
	if found.Node != nil {
		article.Text = textOf(found.Node)
	}
	if strings.TrimSpace(article.Text) == "" {
		article.Text = textOf(root)
	}
	article.Text = withoutByline(article.Text, article.Author)
	return article, nil
}

// withoutByline is a text without a first paragraph that only names its author.
func withoutByline(text, author string) string {
	first, rest, _ := strings.Cut(text, "\n\n")
	name := strings.TrimSpace(first)
	if len(name) > 3 && strings.EqualFold(name[:3], "by ") {
		name = strings.TrimSpace(name[3:])
	}
	if author != "" && strings.EqualFold(name, author) {
		return rest
	}
	return text
}

// isWithinBounds counts elements and their depth without recursion.
func isWithinBounds(root *html.Node) bool {
	elements, depth := 0, 0
	for node := root; ; {
		if node.Type == html.ElementNode {
			elements++
		}
		if elements > maxElements || depth > maxDepth {
			return false
		}
		if node.FirstChild != nil {
			node, depth = node.FirstChild, depth+1
			continue
		}
		for node != root && node.NextSibling == nil {
			node, depth = node.Parent, depth-1
		}
		if node == root {
			return true
		}
		node = node.NextSibling
	}
}

// canonicalOf is the address in the page's <link rel="canonical">.
func canonicalOf(root *html.Node) string {
	for node := range root.Descendants() {
		if node.DataAtom == atom.Link && strings.EqualFold(attribute(node, "rel"), "canonical") {
			return attribute(node, "href")
		}
	}
	return ""
}

func attribute(node *html.Node, key string) string {
	for _, a := range node.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

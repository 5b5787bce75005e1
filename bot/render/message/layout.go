package message

import (
	"slices"
	"strings"
)

// block is a piece of a message that is never divided, unless it is a quote too long for a
// page.
type block struct {
	text  string
	quote *quoted // set if the block is a quote
	head  bool    // a heading: left out rather than alone on a page
	tied  bool    // stands on the page of the next block
}

// layout packs blocks into as few pages as keep their order, with a blank line between
// blocks and the foot at the end of each page.
type layout struct {
	renderer Renderer
	foot     func(page, of int) string
	room     int // for blocks on one page
	pages    []string
	current  []block
	used     int // by the current blocks and the gaps between them
}

const (
	gap      = "\n\n"
	manyPage = 999 // a page number of the greatest length, to reserve room for the foot
)

// paginate lays out blocks. The foot says on which page it stands of how many.
func (r Renderer) paginate(blocks []block, foot func(page, of int) string) []Page {
	l := &layout{renderer: r, foot: foot, room: MaxContent - length(gap) - length(foot(manyPage, manyPage))}
	blocks = slices.DeleteFunc(blocks, func(b block) bool { return b.text == "" })
	for i := 0; i < len(blocks); i++ {
		unit := []block{blocks[i]}
		for blocks[i].tied && i+1 < len(blocks) {
			i++
			unit = append(unit, blocks[i])
		}
		l.add(unit)
	}
	l.turn()
	pages := make([]Page, max(1, len(l.pages)))
	for i := range pages {
		pages[i].Number, pages[i].Of = i+1, len(pages)
		if i < len(l.pages) {
			pages[i].Content = l.pages[i] + gap
		}
		pages[i].Content = strings.TrimRight(pages[i].Content+foot(i+1, len(pages)), "\n ")
	}
	return pages
}

// add puts blocks that belong together on the current page or, if they do not fit, on a new
// one. Blocks that do not fit on one page together are added one by one.
func (l *layout) add(unit []block) {
	size := 0
	for _, b := range unit {
		size += length(gap) + length(b.text)
	}
	if l.used+size <= l.room {
		l.current = append(l.current, unit...)
		l.used += size
		return
	}
	if size > l.room && len(unit) == 1 && unit[0].quote == nil {
		l.addText(unit[0].text)
		return
	}
	l.turn()
	switch {
	case size <= l.room:
		l.current, l.used = unit, size
	case len(unit) > 1:
		for _, b := range unit {
			l.add([]block{b})
		}
	default:
		l.addParts(unit[0].quote)
	}
}

// addText spreads lines over pages, the first under their heading.
func (l *layout) addText(text string) {
	room := l.room - length(gap)
	if l.onlyHeadings() {
		room -= l.used
	}
	for _, part := range splitText(text, room) {
		l.add([]block{{text: part}})
	}
}

// addParts spreads a quote over pages: its words on one and where it is from on the next if
// that is enough, else its words in parts.
func (l *layout) addParts(q *quoted) {
	room := l.room - length(gap)
	if whole := q.bare(); length(whole) <= room {
		l.add([]block{{text: whole}})
		l.add([]block{{text: q.source}})
		return
	}
	parts := splitQuote(q.text, room-q.partOverhead(l.renderer))
	rest := q.loud
	for i, part := range parts {
		var bold loud
		bold, rest = rest.within(len(part))
		text := q.part(l.renderer, part, bold, i+1, len(parts))
		if i == len(parts)-1 && length(text)+1+length(q.source) <= room {
			l.add([]block{{text: text + "\n" + q.source}})
			return
		}
		l.add([]block{{text: text}})
	}
	l.add([]block{{text: q.source}})
}

// turn ends the current page. One that has only headings is dropped.
func (l *layout) turn() {
	if !l.onlyHeadings() {
		var texts []string
		for _, b := range l.current {
			texts = append(texts, b.text)
		}
		l.pages = append(l.pages, strings.Join(texts, gap))
	}
	l.current, l.used = nil, 0
}

// onlyHeadings reports whether the current page has nothing but headings, if anything.
func (l *layout) onlyHeadings() bool {
	return !slices.ContainsFunc(l.current, func(b block) bool { return !b.head })
}

// splitText cuts lines of the frame into parts of at most room, at line ends where it can.
func splitText(text string, room int) []string {
	var parts []string
	part := ""
	for line := range strings.SplitSeq(text, "\n") {
		if part != "" && length(part)+1+length(line) <= room {
			part += "\n" + line
			continue
		}
		if part != "" {
			parts = append(parts, part)
		}
		part = line
		for length(part) > room {
			at := cutAt(part, room)
			parts, part = append(parts, part[:at]), part[at:]
		}
	}
	return append(parts, part)
}

// cutAt is where to cut text so that the first part is at most room long: behind its last
// space if that is not far, and never between a backslash and what it escapes.
func cutAt(text string, room int) int {
	at, space := 0, 0
	escaped := false
	for i, r := range text {
		if room -= units(r); room < 0 {
			break
		}
		end := i + len(string(r))
		escaped = r == '\\' && !escaped
		if !escaped {
			at = end
		}
		if r == ' ' {
			space = end
		}
	}
	if space > at/2 {
		return space
	}
	return at
}

package attribution

import (
	"regexp"
	"strings"
)

// directory is who has been introduced so far in an article, by full name and role.
type directory struct {
	people []Speaker
}

func (d *directory) add(p Speaker) {
	for i, known := range d.people {
		if strings.EqualFold(known.Name, p.Name) {
			if known.Role == "" {
				d.people[i].Role = p.Role
			}
			return
		}
	}
	d.people = append(d.people, p)
}

// resolve completes a surname with the full name, and a name with the role, that the
// article gave before; whoever is new is remembered.
func (d *directory) resolve(s Speaker) Speaker {
	if s.Name == "" {
		return s
	}
	for i, known := range d.people {
		if !sameName(known.Name, s.Name) {
			continue
		}
		if len(known.Name) > len(s.Name) {
			s.Name = known.Name
		}
		if len(s.Role) < len(known.Role) {
			s.Role = known.Role
		}
		d.people[i].Role = s.Role
		return s
	}
	d.add(s)
	return s
}

// sameName reports whether short is known's last words ("Voronkov"), or one of them where
// the article writes in capitals and names cannot be told from titles.
func sameName(known, short string) bool {
	if strings.EqualFold(known, short) {
		return true
	}
	k, s := strings.Fields(strings.ToLower(known)), strings.Fields(strings.ToLower(short))
	if len(s) > len(k) || len(s) == 0 {
		return false
	}
	if shouting(known) && len(s) == 1 {
		for _, w := range k {
			if w == s[0] && len(w) > 3 {
				return true
			}
		}
		return false
	}
	for i := range s {
		if k[len(k)-len(s)+i] != s[i] {
			return false
		}
	}
	return true
}

// properName is two to five capitalised words.
const properName = `[\p{Lu}][\p{L}'’.-]+(?: (?:[\p{Lu}][\p{L}'’.-]*|al|bin|ibn|de|la|del|van|von|ul|el)){1,4}`

var (
	nameThenRole = regexp.MustCompile(`(` + properName + `), ((?:an?|the|then|former|previous|\p{Ll}+)\b[^.;:“”"]{3,140}?), (?:\p{Ll}+ly )?(?:\p{Ll}+ed|said|says|told|and|who|has|was|is)\b`)
	nameRoleEnd  = regexp.MustCompile(`(` + properName + `), ((?:an?|the|then|former|previous) [^.;:“”"]{3,140})[.,]?$`)
	roleThenName = regexp.MustCompile(`\b((?:(?:former|previous|then|chief|senior|deputy|acting) )?(?:[\p{Lu}][\p{L}.-]*(?:['’]s)? ){0,3}(?:` + officeBefore + `)) (` + properName + `)`)
)

// officeBefore are offices that are set before a name.
const officeBefore = `spokesman|spokeswoman|spokesperson|minister|president|secretary|commander|chief|head|leader|director|ambassador|envoy|senator|governor|mayor|judge|prosecutor|analyst|expert|representative|official`

// offices are the words of [officeBefore].
var offices = wordSet(strings.ReplaceAll(officeBefore, "|", " "))

// namesOffice is a cheap test that lets everything through in which a person's office can
// stand before the name.
func namesOffice(flat string) bool {
	for _, w := range tokens(flat) {
		if offices[w.lower] {
			return true
		}
	}
	return false
}

// opening are capitalised words that begin a sentence and no name.
var opening = regexp.MustCompile(`^(?:(?:But|And|While|When|Meanwhile|However|Nevertheless|After|On|In|For|Although|Yet|Still|Then|With|From|By|At|Hand|Other|Likewise|Also) )+`)

// introductions finds people that a sentence names together with their role.
func introductions(sentence string) []Speaker {
	if shouting(sentence) {
		return nil
	}
	flat := strings.Join(strings.Fields(sentence), " ")
	var people []Speaker
	for _, pattern := range []*regexp.Regexp{nameThenRole, nameRoleEnd} {
		if !strings.Contains(flat, ", ") {
			break
		}
		for _, match := range pattern.FindAllStringSubmatch(flat, -1) {
			if role := match[2][:roleEnd(match[2])]; roleLike(role) {
				if name := titles.ReplaceAllString(opening.ReplaceAllString(match[1], ""), ""); strings.Contains(name, " ") {
					people = append(people, Speaker{Name: name, Role: strings.Trim(role, " ,.")})
				}
			}
		}
	}
	if !namesOffice(flat) {
		return people
	}
	for _, match := range roleThenName.FindAllStringSubmatch(flat, -1) {
		people = append(people, Speaker{Name: match[2], Role: match[1]})
	}
	return people
}

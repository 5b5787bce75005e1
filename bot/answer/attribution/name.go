package attribution

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// parseSubject takes a subject apart into name and role.
func parseSubject(s string) Speaker {
	s = strings.Trim(s, " ,”“\"[]")
	if s == "" {
		return Speaker{}
	}
	if head, rest, found := strings.Cut(s, ", "); found {
		rest = strings.Trim(rest, " ,")
		switch {
		case roleLike(rest) && nameRun(head) == head:
			return Speaker{Name: titles.ReplaceAllString(head, ""), Role: rest}
		case nameRun(rest) == rest && roleLike(head):
			return Speaker{Name: rest, Role: head}
		case nameRun(rest) == rest && nameRun(head) == "" && strings.Contains(rest, " ") && startsWithArticle(head):
			return Speaker{Name: rest, Role: head}
		case roleLike(head) && properEnd(rest):
			prefixed := splitPrefix(rest)
			return Speaker{Name: prefixed.Name, Role: head}
		case nameRun(head) != "":
			prefixed := splitPrefix(head)
			if prefixed.Role == "" && roleLike(rest) {
				prefixed.Role = rest
			}
			return prefixed
		}
		return Speaker{Role: s}
	}
	return splitPrefix(s)
}

// splitPrefix parts "former FBI director Christopher Wray" into role and name. In capitals
// throughout the two cannot be told apart, and the whole is the name.
func splitPrefix(s string) Speaker {
	if shouting(s) {
		return Speaker{Name: s}
	}
	if title := titles.FindString(s); title != "" && len(title) < len(s) {
		titled := splitPrefix(s[len(title):])
		if titled.Name != "" && titled.Role == "" && !civil.MatchString(title) {
			titled.Role = strings.TrimSpace(title)
		}
		return titled
	}
	if name, of, found := nameOfBody(s); found {
		return Speaker{Name: name, Role: of}
	}
	words := strings.Fields(s)
	cut := -1 // last word that is not part of a name
	for i, w := range words {
		if !capital(w) && !particle[w] || hasRoleWord(w) {
			cut = i
		}
	}
	switch {
	case cut < 0:
		return Speaker{Name: s}
	case cut == len(words)-1, binds[words[cut]], cut == len(words)-2 && cut > 0 && binds[words[cut-1]]:
		return Speaker{Role: s}
	}
	name, role := strings.Join(words[cut+1:], " "), strings.Join(words[:cut+1], " ")
	if startsWithArticle(s) && !hasRoleWord(role) && (bodies.MatchString(name) || impersonalNoun.MatchString(name)) {
		return Speaker{Name: s} // "the central Harbour Union" is no union that holds an office
	}
	return Speaker{Name: name, Role: role}
}

// personOfBody is a name of two or three words, and the body that the person is of.
var personOfBody = regexp.MustCompile(`^([\p{Lu}][\p{L}'’.-]+(?: [\p{Lu}][\p{L}'’.-]+){1,2}) ((?:of|from|at|with) (?:the |an? )?[\p{Lu}].*)$`)

// bodies are words that make a run of capitalised words the name of a body and not of a
// person: "Human Rights Centre of Valparaíso".
var bodies = regexp.MustCompile(`(?i)\b(?:university|institute|cent(?:er|re)|ministry|department|bank|office|bureau|federation|union|` +
	`association|foundation|republic|state|states|kingdom|party|academy|college|school|hospital|services?|forces|nations|rights|news|post|times)\b`)

// nameOfBody parts "Ana Ruiz of the Harbour Institute" into the person and "of the Harbour
// Institute".
func nameOfBody(s string) (name, of string, found bool) {
	match := personOfBody.FindStringSubmatch(s)
	if match == nil || bodies.MatchString(match[1]) || hasRoleWord(match[1]) {
		return "", "", false
	}
	return match[1], match[2], true
}

// binds are words that join what follows them to what stands before: the capitalised end
// of "the Ministry of Fisheries" is nobody's name.
var binds = map[string]bool{"of": true, "for": true, "in": true, "at": true, "on": true, "and": true, "from": true, "the": true, "to": true}

// nameRun is the first run of capitalised words that is not merely an opening article.
func nameRun(s string) string {
	if shouting(s) {
		return s
	}
	var run []string
	for _, w := range strings.Fields(s) {
		switch {
		case capital(w) && !(len(run) == 0 && article[strings.ToLower(w)]):
			run = append(run, strings.Trim(w, ","))
			if strings.HasSuffix(w, ",") {
				return strings.Join(run, " ")
			}
		case len(run) > 0 && particle[w]:
			run = append(run, w)
		case len(run) > 0:
			return trimParticles(run)
		}
	}
	return trimParticles(run)
}

func startsWithArticle(s string) bool {
	first, _, found := strings.Cut(strings.ToLower(s), " ")
	return found && article[first]
}

func trimParticles(run []string) string {
	for len(run) > 0 && particle[run[len(run)-1]] {
		run = run[:len(run)-1]
	}
	return strings.Join(run, " ")
}

var (
	article  = map[string]bool{"the": true, "a": true, "an": true}
	particle = map[string]bool{"de": true, "la": true, "del": true, "al": true, "bin": true, "ibn": true, "van": true, "von": true, "da": true, "ul": true, "el": true, "der": true}
)

// titles stand shortened in front of a name.
var titles = regexp.MustCompile(`^(?:(?:Dr|Prof|Rep|Sen|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Brig|Adm|Cmdr|Cdr|Supt|Insp|Rev|Hon|Mr|Mrs|Ms|Mx)\b\.?[ -]?)+ ?`)

// civil titles say nothing of what a person is.
var civil = regexp.MustCompile(`^(?:Mr|Mrs|Ms|Mx)\b`)

// properEnd reports whether a stretch ends with a name.
func properEnd(s string) bool { return splitPrefix(s).Name != "" }

// arabic is a name that begins small: "al-Masri".
var arabic = regexp.MustCompile(`^(?:al|el|ul|an|ar|as|at|ad|az|ash)-\p{Lu}`)

func capital(w string) bool {
	w = strings.TrimLeft(w, `“"‘'(`)
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || arabic.MatchString(w)
}

// shouting reports whether a text has letters and none of them is small.
func shouting(s string) bool {
	return strings.ToUpper(s) == s && strings.ToLower(s) != s && len(s) > 6
}

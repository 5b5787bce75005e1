package generate

import (
	"encoding/json"
	"strings"
)

// draft is a reply of the form asked for, not yet checked.
type draft struct {
	Sentences []drafted `json:"sentences"`
}

type drafted struct {
	Text  string   `json:"text"`
	Cites []string `json:"cites"`
}

// parse finds the answer in a reply: the first JSON object with sentences, be it in a code
// fence, behind prose or with trailing commas. What is not a sentence with text is passed
// over.
func parse(reply string) (draft, bool) {
	for at := strings.IndexByte(reply, '{'); at >= 0; {
		if d, ok := object(reply[at:]); ok {
			return d, true
		}
		next := strings.IndexByte(reply[at+1:], '{')
		if next < 0 {
			break
		}
		if at += 1 + next; at > mostProse {
			break
		}
	}
	return draft{}, false
}

// mostProse is how far into a reply its JSON may begin, in bytes. It also bounds how often
// parsing is tried.
const mostProse = 2000

// object reads the object at the start of s.
func object(s string) (draft, bool) {
	var raw struct {
		Sentences *[]json.RawMessage `json:"sentences"`
	}
	clean := withoutTrailingCommas(s)
	if err := json.NewDecoder(strings.NewReader(clean)).Decode(&raw); err != nil || raw.Sentences == nil {
		return draft{}, false
	}
	var d draft
	for _, part := range *raw.Sentences {
		var one drafted
		if json.Unmarshal(part, &one) == nil && strings.TrimSpace(one.Text) != "" {
			d.Sentences = append(d.Sentences, one)
		}
	}
	return d, true
}

// withoutTrailingCommas takes out commas that stand before a closing bracket outside
// strings.
func withoutTrailingCommas(s string) string {
	var b strings.Builder
	inString, escaped := false, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case escaped:
			escaped = false
		case inString && c == '\\':
			escaped = true
		case c == '"':
			inString = !inString
		case c == ',' && !inString:
			if rest := strings.TrimLeft(s[i+1:min(len(s), i+64)], " \t\r\n,"); rest != "" && (rest[0] == ']' || rest[0] == '}') {
				continue
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

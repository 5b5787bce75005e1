package retrieval

import (
	"regexp"
	"strings"
)

// excluding is a name that a question leaves out, with the words by which it does: "other
// than the Reed Front", "not claimed by Pale Hand".
var excluding = regexp.MustCompile(`(?i:,? ?\b(?:other than|except(?: for| by)?|apart from|aside from|excluding|not(?: \w+)? by|not(?: \w+)? from)) (?:the )?\p{Lu}[\p{L}\p{N}'’-]*(?: (?:of )?\p{Lu}[\p{L}\p{N}'’-]*)*`)

// withoutExcluded is a question without the names that it leaves out, so that articles about
// them gain nothing by being about them. A question that is nothing else stays as it is.
func withoutExcluded(text string) string {
	rest := excluding.ReplaceAllString(text, "")
	if strings.Trim(rest, " ?.!") == "" {
		return text
	}
	return rest
}

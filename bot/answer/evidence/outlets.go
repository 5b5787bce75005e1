package evidence

import "strings"

// outlets compares the publishers a question names with those that were found.
func (r *Ranking) outlets(s []float32, known func(string) bool) {
	named := r.asking.Outlets
	s[sOutlets] = log1(len(named))
	s[sOutletsQuoted] = 1
	if len(named) == 0 {
		return
	}
	missing, quoted := 0, 0
	for _, outlet := range named {
		if !known(outlet) {
			missing++
			continue
		}
		for _, a := range r.articles {
			if SameOutlet(a.Document.Publisher, outlet) {
				quoted++
				break
			}
		}
	}
	s[sUnknownOutlets] = float32(missing) / float32(len(named))
	s[sOutletsQuoted] = float32(quoted) / float32(len(named))
}

// SameOutlet reports whether two names mean one publisher: equal but for case, an opening
// "The" and what is no letter.
func SameOutlet(a, b string) bool { return FoldOutlet(a) == FoldOutlet(b) }

// FoldOutlet is a publisher's name in the form in which [SameOutlet] compares it.
func FoldOutlet(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), notLetter)
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

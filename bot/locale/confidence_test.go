package locale

import (
	"regexp"
	"testing"
)

// Words of likelihood and words of confidence, in all languages.
var (
	likelihood = regexp.MustCompile(`(?i)\b(?:likely|unlikely|probabl[ey]\w*|improbable|probabilit\w+|almost certain\w*|roughly even|posiblemente|probablement|peut-être|vraisemblabl\w+|wahrscheinlich\w*|unwahrscheinlich\w*|vermutlich)\b|على الأرجح|مستبعد|محتمل|ربما`)
	confidence = regexp.MustCompile(`(?i)\b(?:confidence|confident\w*|confianza|confiance|zuversicht\w*|konfidenz\w*)\b|ثقة`)
)

// A sentence that gives a likelihood gives no confidence in it as well: the two get mixed up
// (Intelligence Community Directive 203, section D.6.e.2.b).
func TestNoTextHoldsALikelihoodAndAConfidence(t *testing.T) {
	t.Parallel()
	likely := 0
	for _, l := range New().All() {
		texts := []string{}
		for _, words := range l.texts {
			texts = append(texts, words)
		}
		for _, f := range l.counted {
			texts = append(texts, f.zero, f.one, f.two, f.few, f.many, f.other)
		}
		for _, words := range texts {
			if !likelihood.MatchString(words) {
				continue
			}
			likely++
			if confidence.MatchString(words) {
				t.Errorf("%s: %q speaks of a likelihood and of a confidence", l.Code(), words)
			}
		}
	}
	if likely < 5 {
		t.Errorf("%d texts speak of a likelihood: the words are not recognised", likely)
	}
}

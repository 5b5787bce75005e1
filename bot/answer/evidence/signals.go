package evidence

import (
	"slices"
	"strings"

	"sitrep/bot/answer/learn"
	"sitrep/bot/answer/question"
)

// The signals by which a question is judged to be answered by what was found or not.
const (
	sTop      = iota // score of the best sentence
	sCoverage        // as the features of those names, of the best sentence ...
	sCoverNear
	sCoverParagraph
	sCoverArticle
	sCoverTitled
	sLabel
	sCoverNames
	sNamesNear
	sNamesArticle
	sCoverNumbers
	sCoverPlain
	sCoverAsked
	sCoverEvents
	sSoft
	sPairs
	sPhrase
	sRun
	sMissing
	sBM25Abs
	sExpected
	sExpectedNear
	sSameDays
	sSpeaker
	sTopic
	sBestCoverage     // ... and the best of the first three sentences
	sBestNear         //
	sBestNames        //
	sBestExpectedNear //
	sCosine           // of the best passage to the question
	sUnknown          // share of the question's weight in words the corpus does not have
	sUnknownName      // a word of a name in the question is one of them
	sApart            // weight of the heaviest word missing near the best sentence, over the heaviest
	sNameApart        // a name is missing from the best sentence's article
	sOutlets          // log of 1 + publishers the question names
	sUnknownOutlets   // share of them that have no article here
	sOutletsQuoted    // share of them among the publishers of the best articles, 1 if none is named
	sNegation         // the question denies what the best sentence does not, or the other way round
	sTerms            // log of the number of words
	sExcludes         // the question says "other than", "except", "instead of"
	sSinglePuzzle     // it asks for a letter of a name, a riddle no article answers
	sLabelElsewhere   // a sentence has a label for what is asked, but not the best one
	sNamesTitled      // share of the names in the best sentence or its article's title
	sNameHere         // the worst share of a name of the question in the best sentence or its title
	sNameNear         // or next to it
	sNameWhole        // or in its article
	sNameBest         // name-near, the best of five sentences
	sSwapped          // a name is missing near the best sentence, which has others
	sNumberSwapped    // a number is missing near it, and another stands in its place
	sJoint            // the best product of worst name and share of the other words in one sentence
	sJointTop         // the same of the best sentence
	sLabelNamed       // the best product of label and worst name
	sSoftNear         // soft coverage of the best sentence and its neighbours
	sSoftBest         // the same, the best of five sentences
	sApartName        // heaviest name missing near the best sentence, over the heaviest word
	sApartPlain       // of the common words
	sApartNumber      // of the numbers
	sApartAsked       // of the noun phrase asked for
	sMissingCount     // log of 1 + words missing near it
	sLacks            // the best sentence has nothing of the kind asked for
	sLacksAll         // nor do the best three
	sActorHere        // asked for a group: the best sentence names one, 1 when not asked
	sActorNear        // or one of the sentences around it
	sActorWhole       // share of the sentences of its article that do
	sUnclaimed        // someone unknown is spoken of near it
	sContrast         // it has the opposite of a word of the question
	sStrict           // the question says "only", "first", "all", and it does not
	signalCount
)

var signalNames = [signalCount]string{
	sTop: "top", sCoverage: "coverage", sCoverNear: "cover-near", sCoverParagraph: "cover-paragraph",
	sCoverArticle: "cover-article", sCoverTitled: "cover-titled", sLabel: "label", sCoverNames: "cover-names", sNamesNear: "names-near", sNamesArticle: "names-article",
	sCoverNumbers: "cover-numbers", sCoverPlain: "cover-plain", sCoverAsked: "cover-asked", sCoverEvents: "cover-events",
	sSoft: "soft-coverage", sPairs: "pairs", sPhrase: "phrase", sRun: "run", sMissing: "missing", sBM25Abs: "bm25-abs",
	sExpected: "expected", sExpectedNear: "expected-near", sSameDays: "same-days", sSpeaker: "speaker", sTopic: "topic",
	sBestCoverage: "best-coverage", sBestNear: "best-cover-near", sBestNames: "best-names", sBestExpectedNear: "best-expected-near",
	sCosine: "cosine", sUnknown: "unknown", sUnknownName: "unknown-name", sApart: "apart", sNameApart: "name-apart",
	sOutlets: "outlets", sUnknownOutlets: "unknown-outlets", sOutletsQuoted: "outlets-quoted", sNegation: "negation",
	sTerms: "terms", sExcludes: "excludes", sSinglePuzzle: "single-letter", sLabelElsewhere: "label-elsewhere",
	sNamesTitled:   "names-titled",
	sNameHere:      "name-here",
	sNameNear:      "name-near",
	sNameWhole:     "name-whole",
	sNameBest:      "name-best",
	sSwapped:       "swapped",
	sNumberSwapped: "number-swapped",
	sJoint:         "joint",
	sJointTop:      "joint-top",
	sLabelNamed:    "label-named",
	sSoftNear:      "soft-near",
	sSoftBest:      "soft-best",
	sApartName:     "apart-name",
	sApartPlain:    "apart-plain",
	sApartNumber:   "apart-number",
	sApartAsked:    "apart-asked",
	sMissingCount:  "missing-count",
	sLacks:         "lacks",
	sLacksAll:      "lacks-all",
	sActorHere:     "actor-here",
	sActorNear:     "actor-near",
	sActorWhole:    "actor-whole",
	sUnclaimed:     "unclaimed",
	sContrast:      "contrast",
	sStrict:        "strict",
}

// SignalNames names the signals in the order of [Ranking.Signals].
func SignalNames() []string { return slices.Clone(signalNames[:]) }

// SignalSigns says of each signal whether it can only speak for an answer, only against it,
// or either.
func SignalSigns() []learn.Sign {
	signs := make([]learn.Sign, signalCount)
	for _, s := range []int{
		sTop, sCoverage, sCoverNear, sCoverParagraph, sCoverArticle, sCoverTitled, sLabel, sCoverNames, sNamesNear,
		sNamesArticle, sCoverNumbers, sCoverPlain, sCoverAsked, sCoverEvents, sSoft, sPairs, sPhrase, sRun, sBM25Abs,
		sExpected, sExpectedNear, sSameDays, sSpeaker, sTopic, sBestCoverage, sBestNear, sBestNames, sBestExpectedNear,
		sCosine, sOutletsQuoted, sNamesTitled,

		sNameHere, sNameNear, sNameWhole, sNameBest, sJoint, sJointTop, sLabelNamed, sSoftNear, sSoftBest, sActorHere, sActorNear, sActorWhole,
	} {
		signs[s] = learn.Positive
	}
	for _, s := range []int{
		sMissing, sUnknown, sUnknownName, sApart, sNameApart, sUnknownOutlets, sSinglePuzzle, sLabelElsewhere,

		sSwapped, sNumberSwapped, sApartName, sApartPlain, sApartNumber, sApartAsked, sMissingCount, sLacks, sLacksAll, sUnclaimed, sContrast, sStrict,
	} {
		signs[s] = learn.Negative
	}
	return signs
}

// copied are the features that signals take over from the best sentence.
var copied = map[int]int{
	sCoverage: fCoverage, sCoverNear: fCoverNear, sCoverParagraph: fCoverParagraph, sCoverArticle: fCoverArticle,
	sCoverTitled: fCoverTitled, sLabel: fLabel, sCoverNames: fCoverNames, sNamesNear: fNamesNear, sNamesArticle: fNamesArticle, sCoverNumbers: fCoverNumbers,
	sCoverPlain: fCoverPlain, sCoverAsked: fCoverAsked, sCoverEvents: fCoverEvents, sSoft: fSoft, sPairs: fPairs,

	sPhrase: fPhrase, sRun: fRun, sMissing: fMissing, sBM25Abs: fBM25Abs, sExpected: fExpected,
	sExpectedNear: fExpectedNear, sSameDays: fSameDays, sSpeaker: fSpeaker, sTopic: fTopic,
}

// Signals tell how well the best candidates answer the question. There has to be at least
// one candidate. KnownOutlet reports whether a publisher of that name has an article in the
// corpus.
func (r *Ranking) Signals(knownOutlet func(name string) bool) []float32 {
	s := make([]float32, signalCount)
	top := r.Candidates[0]
	s[sTop] = float32(top.Score)
	for signal, feature := range copied {
		s[signal] = top.Features[feature]
	}
	for _, c := range r.Candidates[:min(3, len(r.Candidates))] {
		s[sBestCoverage] = max(s[sBestCoverage], c.Features[fCoverage])
		s[sBestNear] = max(s[sBestNear], c.Features[fCoverNear])
		s[sBestNames] = max(s[sBestNames], c.Features[fNamesNear])
		s[sBestExpectedNear] = max(s[sBestExpectedNear], c.Features[fExpectedNear])
	}
	for _, a := range r.articles {
		for _, h := range a.Hits {
			s[sCosine] = max(s[sCosine], float32(h.Cosine))
		}
	}
	r.missingWords(s)
	r.nameSignals(s)
	r.typeSignals(s)
	r.contrastSignals(s)
	r.outlets(s, knownOutlet)
	s[sNegation] = boolean(negated(r.asking.Text) != negated(r.articles[top.Article].sentences[top.Sentence].text))
	s[sTerms] = log1(len(r.asking.Terms))
	lower := strings.ToLower(r.asking.Text)
	s[sExcludes] = boolean(strings.Contains(lower, "other than") || strings.Contains(lower, "except") || strings.Contains(lower, "besides"))
	s[sSinglePuzzle] = boolean(strings.Contains(lower, "single letter") || strings.Contains(lower, "first letter"))
	for _, c := range r.Candidates {
		s[sLabelElsewhere] = max(s[sLabelElsewhere], c.Features[fLabel]-top.Features[fLabel])
	}
	return s
}

// foreign is the share of a question's weight that its best article has to hold for the
// question to be about what the corpus is about.
const foreign = .34

// Foreign reports whether even the best article has little to do with the question.
func (r *Ranking) Foreign() bool {
	return len(r.Candidates) == 0 || r.Candidates[0].Features[fCoverArticle] < foreign
}

// missingWords looks for words of the question that the corpus does not have, or that do
// not stand around the best sentence.
func (r *Ranking) missingWords(s []float32) {
	ask, top := r.asking, r.Candidates[0]
	a := r.articles[top.Article]
	var near, whole, published bag
	for _, other := range r.articles {
		published |= ask.bagOfStems(other.title)
	}
	for i := range a.sentences {
		have := a.sentences[i].bag()
		whole |= have
		if i >= top.Sentence-1 && i <= top.Sentence+1 {
			near |= have
		}
	}
	title := ask.bagOfStems(a.title) | a.titled
	s[sNamesTitled] = float32(ask.share(title|a.sentences[top.Sentence].bag(), int(question.Name)))
	near |= title
	whole |= title
	var heaviest, apart, unknown float64
	for i, t := range ask.Terms {
		w := ask.weight[i]
		heaviest = max(heaviest, w)
		if !near.has(i) {
			apart = max(apart, w)
		}
		if t.Role == question.Name && !whole.has(i) {
			s[sNameApart] = 1
		}
		if !published.has(i) && r.known.DocumentFrequency(t.Stem) == 0 {
			unknown += w
			if t.Role == question.Name {
				s[sUnknownName] = 1
			}
		}
	}
	s[sUnknown] = ratio(unknown, ask.total)
	s[sApart] = ratio(apart, heaviest)
}

func negated(text string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(text), notLetter) {
		switch w {
		case "not", "never", "no", "without", "none", "neither", "nor", "cannot", "isn", "doesn", "didn", "don", "wasn", "aren", "weren", "hasn", "haven", "unlikely":
			return true
		}
	}
	return false
}

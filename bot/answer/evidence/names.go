package evidence

import (
	"sitrep/bot/answer/learn"
	"sitrep/bot/answer/question"
)

// FeatureNames names the features of a [Candidate] in order: those of the sentence first,
// then those that count only for one kind of question ("who*roles"), then all of the sentence's
// once more as they count where the question gives a date ("dated*coverage"): it asks for one
// event among many alike.
func FeatureNames() []string {
	names := make([]string, 0, featureCount)
	names = append(names, featureNames[:]...)
	for _, only := range byKind {
		names = append(names, only.kind.String()+"*"+featureNames[only.feature])
	}
	for _, name := range featureNames {
		names = append(names, "dated*"+name)
	}
	return names
}

// Signs says of each feature whether it can only speak for a sentence, only against it, or
// either.
func Signs() []learn.Sign {
	signs := make([]learn.Sign, featureCount)
	for _, f := range []int{
		fBM25Rel, fBM25Abs, fCoverage, fCoverNear, fCoverParagraph, fCoverArticle, fCoverTitle, fCoverTitled, fLabel,
		fCoverNames, fCoverNumbers, fCoverPlain, fCoverAsked, fCoverEvents, fNamesNear, fNamesArticle, fPairs, fDensity,
		fPhrase, fRun, fSoft, fSubject, fCopula, fMatches, fArticleRel, fPassageRel, fArticleBest, fSameDays, fDateHere,
		fExpected, fExpectedNear, fStatement, fSpeaker, fTopic, fMeant, fMeantAsked,
		fMeasure, fCalled, fListed, fLeansOn, fNamedAsked,
	} {
		signs[f] = learn.Positive
	}
	for _, f := range []int{fBM25Rank, fMissing, fArticleRank, fPassageRank, fDaysOff, fHeading, fQuestion, fMeantMissing} {
		signs[f] = learn.Negative
	}
	for i := range byKind {
		signs[int(fBaseCount)+i] = learn.Positive
	}
	return signs
}

// byKind are features that mean more, or something else, for one kind of question.
var byKind = [...]struct {
	kind    question.Kind
	feature int
}{
	{question.Who, fRoles},
	{question.Who, fNewNames},
	{question.Who, fLongestName},
	{question.Who, fBodies},
	{question.Who, fExpectedNear},
	{question.Who, fSpeech},
	{question.Who, fOpens},
	{question.Group, fBodies},
	{question.Group, fBracketed},
	{question.Group, fNewNames},
	{question.Group, fLongestName},
	{question.Group, fBlame},
	{question.Group, fExpectedNear},
	{question.Group, fSpeech},
	{question.Where, fPlaces},
	{question.Where, fNewNames},
	{question.Where, fOpens},
	{question.Where, fExpectedNear},
	{question.When, fTimes},
	{question.When, fNumbers},
	{question.When, fOpens},
	{question.When, fExpectedNear},
	{question.HowMany, fNumbers},
	{question.HowMany, fExpectedNear},
	{question.Weapon, fWeapons},
	{question.Weapon, fExpectedNear},
	{question.Weapon, fBuildings},
	{question.Why, fReasons},
	{question.Why, fExpectedNear},
	{question.Thing, fBuildings},
	{question.Thing, fNewNames},
	{question.Thing, fNumbers},
	{question.Thing, fExpectedNear},
	{question.Thing, fRoles},
	{question.Thing, fWeapons},
	{question.Definition, fCopula},
	{question.Definition, fSubject},
	{question.Definition, fOpens},
	{question.Definition, fDefines},
	{question.Where, fDateline},
	{question.When, fDateline},
	{question.Who, fNamedAsked},
	{question.Group, fNamedAsked},
	{question.Where, fNamedAsked},
	{question.Why, fPrevBM25},
	{question.Why, fNextBM25},
	{question.How, fPrevBM25},
	{question.Thing, fLeansOn},
	{question.Who, fLeansOn},
	{question.Why, fLeansOn},
	{question.Where, fCoverAsked},
	{question.Thing, fCoverAsked},
	{question.Group, fCoverAsked},
	{question.Who, fCoverAsked},
	{question.Thing, fMeantAsked},
	{question.Who, fSubject},
	{question.Thing, fSubject},
	{question.YesNo, fCoverage},
}

const (
	firstDated   = int(fBaseCount) + len(byKind)
	featureCount = firstDated + int(fBaseCount)
)

// values are the features with those of the kind of question behind them.
func (f *features) values(kind question.Kind, dated bool) []float32 {
	values := make([]float32, featureCount)
	copy(values, f[:])
	for i, only := range byKind {
		if only.kind == kind {
			values[int(fBaseCount)+i] = f[only.feature]
		}
	}
	if dated {
		copy(values[firstDated:], f[:])
	}
	return values
}

var featureNames = [fBaseCount]string{
	fMeasure:        "measure",
	fCalled:         "called",
	fListed:         "listed",
	fDateline:       "dateline",
	fDefines:        "defines",
	fLeansOn:        "leans-on",
	fNamedAsked:     "named-asked",
	fMeant:          "meant",
	fMeantAsked:     "meant-asked",
	fMeantMissing:   "meant-missing",
	fBM25Rel:        "bm25-rel",
	fBM25Abs:        "bm25-abs",
	fBM25Rank:       "bm25-rank",
	fCoverage:       "coverage",
	fCoverNear:      "cover-near",
	fCoverParagraph: "cover-paragraph",
	fCoverArticle:   "cover-article",
	fCoverTitle:     "cover-title",
	fCoverTitled:    "cover-titled",
	fLabel:          "label",
	fCoverNames:     "cover-names",
	fCoverNumbers:   "cover-numbers",
	fCoverPlain:     "cover-plain",
	fCoverAsked:     "cover-asked",
	fCoverEvents:    "cover-events",
	fNamesNear:      "names-near",
	fNamesArticle:   "names-article",
	fPairs:          "pairs",
	fDensity:        "density",
	fMissing:        "missing",
	fPhrase:         "phrase",
	fRun:            "run",
	fSoft:           "soft-coverage",
	fSubject:        "subject",
	fCopula:         "copula",
	fMatches:        "matches",
	fPrevBM25:       "prev-bm25",
	fNextBM25:       "next-bm25",
	fArticleRel:     "article-rel",
	fArticleRank:    "article-rank",
	fPassageRel:     "passage-rel",
	fPassageRank:    "passage-rank",
	fArticleBest:    "article-best",
	fDaysOff:        "days-off",
	fSameDays:       "same-days",
	fDateHere:       "date-here",
	fExpected:       "expected",
	fExpectedNear:   "expected-near",
	fNewNames:       "new-names",
	fLongestName:    "longest-name",
	fBracketed:      "bracketed",
	fRoles:          "roles",
	fBodies:         "bodies",
	fWeapons:        "weapons",
	fBuildings:      "buildings",
	fPlaces:         "places",
	fTimes:          "times",
	fNumbers:        "numbers",
	fReasons:        "reasons",
	fSpeech:         "speech",
	fBlame:          "blame",
	fSpeaker:        "speaker",
	fAttributed:     "attributed",
	fTopic:          "topic",
	fIndex:          "index",
	fOpens:          "opens",
	fDepth:          "depth",
	fLength:         "length",
	fStatement:      "statement",
	fHeading:        "heading",
	fBackward:       "backward",
	fQuestion:       "question",
}

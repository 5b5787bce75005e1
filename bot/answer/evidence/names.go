package evidence

import "sitrep/bot/answer/question"

// FeatureNames names the features of a [Candidate] in order. A model holds the names it was
// trained with, and does not load under others.
func FeatureNames() []string {
	names := make([]string, 0, featureCount)
	names = append(names, featureNames[:]...)
	for kind := range question.Kinds {
		names = append(names, "kind:"+question.Kind(kind).String())
	}
	return names
}

var featureNames = [fKindFirst]string{
	fBM25Rel:        "bm25-rel",
	fBM25Abs:        "bm25-abs",
	fBM25Rank:       "bm25-rank",
	fCoverage:       "coverage",
	fCoverNear:      "cover-near",
	fCoverParagraph: "cover-paragraph",
	fCoverArticle:   "cover-article",
	fCoverTitle:     "cover-title",
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
	fMatches:        "matches",
	fHasNames:       "has-names",
	fPrevBM25:       "prev-bm25",
	fNextBM25:       "next-bm25",
	fArticleRel:     "article-rel",
	fArticleRank:    "article-rank",
	fPassageRel:     "passage-rel",
	fPassageRank:    "passage-rank",
	fArticleBest:    "article-best",
	fDaysOff:        "days-off",
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
	fShouted:        "shouted",
}

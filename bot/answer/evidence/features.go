package evidence

import "math"

// The features of a candidate sentence. Shares are in 0..1 and weighted by how rare the
// words are; "rel" is divided by the best candidate's.
const (
	fBM25Rel        = iota // words of the question in the sentence, BM25 over sentences
	fBM25Abs               // the same over the best that any sentence could reach
	fBM25Rank              // log of 1 + rank by it
	fCoverage              // share of the question's words in the sentence
	fCoverNear             // in it or its neighbours
	fCoverParagraph        // in its paragraph
	fCoverArticle          // in its article, title included
	fCoverTitle            // in the title
	fCoverTitled           // in the sentence or its title: what "Terrorist groups: ..." is about
	fLabel                 // share of the noun phrase asked for in the label a sentence opens with, "Weapons: ..."
	fCoverNames            // share of the names, 1 if the question has none
	fCoverNumbers          // of numbers and dates
	fCoverPlain            // of the other words
	fCoverAsked            // of the noun phrase asked for
	fCoverEvents           // share of the kinds of event that the question names, 1 if none
	fNamesNear             // names in it or its neighbours
	fNamesArticle          // names in its article
	fPairs                 // share of neighbouring words of the question that are near each other here
	fDensity               // matched words over the stretch they stand in
	fMissing               // weight of the heaviest word that is missing, over the heaviest
	fPhrase                // share of the question's pairs of adjoining words, function words included, here
	fRun                   // longest stretch of the question's words in a row, over the question's length
	fSoft                  // coverage when words that begin alike count too: partner, partnership
	fSubject               // a word of the question is the first that is no function word
	fCopula                // the same, and a form of "to be" follows soon
	fMatches               // number of the question's words here
	fPrevBM25              // rel of the sentence before
	fNextBM25              // rel of the sentence behind
	fArticleRel            // the article's score over the best article's
	fArticleRank           // log of 1 + rank
	fPassageRel            // the best passage around it over the best passage
	fPassageRank           // log of 1 + its rank; large when it was not found
	fArticleBest           // rel of the best sentence of its article
	fDaysOff               // log of 1 + days between the article and the dates asked for
	fSameDays              // they lie within three days of each other
	fDateHere              // a date of the question stands in the sentence
	fExpected              // the sentence holds what the question's kind expects
	fExpectedNear          // how near to a word of the question it stands, 1 adjacent, 0 none
	fNewNames              // runs of capitalised or rare words that the question does not have
	fLongestName           // words in the longest of them
	fBracketed             // acronyms in brackets
	fRoles                 // new words for offices
	fBodies                // new words for organisations
	fWeapons               // new words for weapons
	fBuildings             // new words for targets
	fPlaces                // places: names behind "in", "at", "near", "from", and words for places
	fTimes                 // new words for times, years
	fNumbers               // new numbers in digits or words
	fReasons               // words that open a reason
	fSpeech                // verbs of saying
	fBlame                 // words for responsibility
	fSpeaker               // the speaker asked for says it
	fAttributed            // someone is named who says it
	fTopic                 // share of the topic asked about
	fIndex                 // log of 1 + index in the article
	fOpens                 // first statement of the article
	fDepth                 // index over the number of sentences
	fLength                // log of words
	fStatement             // running text
	fHeading               // a heading or a fragment
	fBackward              // opens with a pronoun
	fQuestion              // ends in a question mark
	fMeant                 // share of the question's common words that are here or said in others that mean much the same
	fMeantAsked            // of the noun phrase asked for
	fMeantMissing          // as missing, of common words, less where another is close in meaning
	fMeasure               // it has the measure asked for: a year, a month, an amount of money
	fCalled                // it gives a name, as asked
	fListed                // log of 1 + commas, where several things are asked for
	fDateline              // it is read with a dateline
	fDefines               // it says what its subject is, which is the question's
	fLeansOn               // rel of the sentence before, where it opens with a pronoun
	fNamedAsked            // the noun asked for stands beside a name the question does not have
	fBaseCount
)

// features is one candidate's values.
type features [fBaseCount]float32

func log1(x int) float32 { return float32(math.Log1p(float64(x))) }

func boolean(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

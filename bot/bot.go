// Package bot takes a question and gives an answer made of quotes. It knows no wire types:
// Discord and the terminal are renderings of what is here.
package bot

import (
	"time"

	"sitrep/corpus"
	"sitrep/retrieval"
)

// Question is what a person asked, and what they may see.
type Question struct {
	Text   string
	Filter retrieval.Filter
	Now    time.Time // when it was asked; "last month" counts from here
	// Account pays for a model's work: a guild's id, or empty where one person runs the bot.
	Account string
	// Earlier is what was asked and answered before, oldest first, if the question follows
	// that up. It was answered for people who might see what the filter lets through.
	Earlier []Turn
}

// Turn is one earlier question of a conversation.
type Turn struct {
	Question  string
	Documents []corpus.DocumentID // of the quotes that its answer showed, in their order
}

// Mode tells how an answer was written.
type Mode string

// The modes.
const (
	Extractive Mode = "extractive" // code chose and placed quotes, no model took part
	Generated  Mode = "generated"  // a model wrote the sentences, code checked them
)

// Answer is the reply to one question. Its JSON form is the contract of `sitrep ask --json`.
// Either Refusal is nil and there is at least one sentence with at least one citation, or
// Refusal is set and Sentences is empty.
type Answer struct {
	Question      string         `json:"question"`
	ReadAs        string         `json:"read_as,omitempty"` // the question as completed from earlier ones; empty if that changes nothing
	Mode          Mode           `json:"mode"`
	Sentences     []Sentence     `json:"answer"`
	Citations     []Citation     `json:"citations"`
	Disagreements []Disagreement `json:"disagreements"`
	Refusal       *Refusal       `json:"refusal"`
	Note          Note           `json:"note,omitempty"`       // what a reader has to know about how the answer came about
	Unanswered    []string       `json:"unanswered,omitempty"` // parts of the question that the articles do not answer, though they answer others
	Origins       int            `json:"origins"`              // independent origins among the citations
	AsOf          string         `json:"as_of"`                // date of the newest evidence cited, "2025-02-11", or empty
	CorpusUntil   string         `json:"corpus_until"`         // date of the newest document that may be seen, or empty
	Generation    int64          `json:"generation"`
	Took          int64          `json:"took_ms"`
	Dropped       int            `json:"dropped"`  // quotes and sentences that failed a check and are not shown
	Checksum      string         `json:"checksum"` // see [Checksum]
}

// Sentence is one sentence of an answer. Citations are the numbers of the quotes it stands
// on, ascending; there is at least one.
type Sentence struct {
	Text      string `json:"text"`
	Citations []int  `json:"citations"`
}

// Citation is a numbered quote with what a reader needs to check it. Quote equals the
// document's Text[Start:End].
type Citation struct {
	N         int    `json:"n"`
	Quote     string `json:"quote"`
	Document  string `json:"document"`
	Hash      string `json:"hash"` // of the document's content, hexadecimal
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	URL       string `json:"url"`
	Link      string `json:"link"`      // URL with a text fragment that leads to the quote; empty without URL
	Published string `json:"published"` // "2025-02-11", or empty
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Speaker   string `json:"speaker"` // who says it, as the article names them; empty if the article itself does
	Nature    Nature `json:"nature"`  // what kind of statement it is
	// Origin numbers the independent origins of an answer from 1: citations that share it
	// count as one source.
	Origin int `json:"origin"`
	// SameTextAs is the number of an earlier citation whose article has text in common with
	// this one's, as reprints have, 0 if there is none. They share an origin.
	SameTextAs  int    `json:"same_text_as,omitempty"`
	Reliability string `json:"reliability"` // of the source, "A" to "F", see [Grade]
	Credibility int    `json:"credibility"` // of the information, 1 to 6, see [Grade]
}

// Nature is what kind of statement a quote makes. They are worded apart: a claim stays a
// claim.
type Nature string

// The natures of statements.
const (
	Reported    Nature = ""            // an article, or somebody in it, tells of something
	Claim       Nature = "claim"       // somebody says that they, or their own, did it
	Attribution Nature = "attribution" // somebody says that others did it
	Denial      Nature = "denial"      // somebody says that it is not so
)

// Disagreement is one matter on which cited statements differ. None of its values is
// preferred.
type Disagreement struct {
	Kind  DisagreementKind `json:"kind"`
	About string           `json:"about"` // the matter in English, in few words
	// Rising marks counts that were reported one after the other, each higher than the one
	// before: the later report may just know more.
	Rising bool    `json:"rising,omitempty"`
	Values []Value `json:"values"` // two or more
}

// DisagreementKind is what a disagreement is about.
type DisagreementKind string

// The kinds of disagreement.
const (
	OnKilled      DisagreementKind = "killed"
	OnInjured     DisagreementKind = "injured"
	OnArrested    DisagreementKind = "arrested"
	OnAbducted    DisagreementKind = "abducted"
	OnDisplaced   DisagreementKind = "displaced"
	OnAmount      DisagreementKind = "amount"
	OnPerpetrator DisagreementKind = "perpetrator"
	OnDate        DisagreementKind = "date"
	OnPlace       DisagreementKind = "place"
	OnTruth       DisagreementKind = "truth" // whether something is so
)

// Value is one side of a disagreement. Text is in the words of its first quote, or says who
// takes this side where the matter is whether something is so.
type Value struct {
	Text      string `json:"text"`
	Denies    bool   `json:"denies,omitempty"` // this side says that it is not so
	Citations []int  `json:"citations"`
}

// RefusalKind says why there is no answer.
type RefusalKind string

// The kinds of refusal.
const (
	NoEvidence   RefusalKind = "no_evidence"
	OutOfScope   RefusalKind = "out_of_scope"
	FalsePremise RefusalKind = "false_premise"
	OutsideDates RefusalKind = "outside_dates"
	NotAllowed   RefusalKind = "not_allowed"
	EmptyCorpus  RefusalKind = "empty_corpus"
)

// Refusal says that and why a question is not answered, and which articles come nearest.
type Refusal struct {
	Kind    RefusalKind `json:"kind"`
	Message string      `json:"message"`
	Nearest []Nearest   `json:"nearest"`
}

// Nearest is an article near a question that was refused.
type Nearest struct {
	Document  string `json:"document"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	URL       string `json:"url"`
}

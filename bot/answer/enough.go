package answer

import (
	_ "embed"
	"math"
	"strings"
	"sync"

	"sitrep/bot"
	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/learn"
	"sitrep/bot/answer/question"
	"sitrep/retrieval"
	"sitrep/retrieval/index"
)

var (
	//go:embed enough.tsv
	enoughText string
	//go:embed enough_trees.tsv
	enoughTreesText string
)

// enoughModel judges the signals: its score is the log-odds that a question can be answered,
// see the folder train.
var enoughModel = sync.OnceValue(func() *learn.Boosted {
	linear, err := learn.Read(strings.NewReader(enoughText), evidence.SignalNames())
	if err != nil {
		panic("answer: the embedded weights do not fit the code: " + err.Error())
	}
	m, err := learn.ReadTrees(strings.NewReader(enoughTreesText), linear)
	if err != nil {
		panic("answer: the embedded trees do not fit the code: " + err.Error())
	}
	return m
})

// defaultThreshold is the log-odds below which a question is refused: where, of questions
// that were not fitted to, most that cannot be answered are refused and few that can. The
// training command prints both along the curve.
const defaultThreshold = -1.2

// What a refusal says.
const (
	messageEmpty    = "There are no articles in the index yet."
	messageHidden   = "No article that you may see matches the filter."
	messageDates    = "No article was published in the dates asked for."
	messageNothing  = "The articles do not say."
	messageScope    = "The articles are not about this."
	messagePremise  = "No article found says that this happened."
	messageUnproved = "The quotes that were found do not match the stored articles, so they are not shown."
)

// nearestArticles is how many articles a refusal points to.
const nearestArticles = 3

// refuse decides whether what was found is enough; nil means that it is. The log-odds that it
// is are negative infinity where nothing was found to judge, or what is asked about is not said
// to have happened.
func (e *Engine) refuse(live *index.Live, asked bot.Question, q question.Question, f found, ranking *evidence.Ranking) (refused *bot.Refusal, odds float64) {
	nothing := math.Inf(-1)
	switch {
	case len(live.Documents) == 0:
		return refusal(bot.EmptyCorpus, messageEmpty, nil), nothing
	case f.eligible == 0 && outsideDates(live, asked.Filter):
		return refusal(bot.OutsideDates, messageDates, nil), nothing
	case f.eligible == 0:
		return refusal(bot.NotAllowed, messageHidden, nil), nothing
	case len(ranking.Candidates) == 0:
		return refusal(bot.OutOfScope, messageScope, nil), nothing
	}
	if ranking.EventUnsaid() {
		kind := bot.FalsePremise
		if q.Kind == question.YesNo {
			kind = bot.NoEvidence
		}
		return refusal(kind, premiseMessage(ranking), f.nearest()), nothing
	}
	if period, outside := ranking.OutsideDates(asked.Now); outside {
		if !ranking.OnSubject() {
			return refusal(bot.OutOfScope, messageScope, f.nearest()), nothing
		}
		return refusal(bot.OutsideDates, messageOutside(period, live, asked.Filter), f.nearest()), nothing
	}
	signals := ranking.Signals(e.outlets.of(live))
	odds = enoughModel().Score(signals)
	e.lg.Debug("judged", "question", q.Text, "odds", odds)
	switch {
	case ranking.ActUnsaid():
		return refusal(bot.NoEvidence, messageNothing, f.nearest()), odds
	case odds >= *e.options.Threshold:
		return nil, odds
	}
	if speaker := ranking.Quoted(); speaker != "" {
		return refusal(bot.NoEvidence, speaker+" is quoted in the articles, but not on this.", f.nearest()), odds
	}
	if ranking.Foreign() {
		return refusal(bot.OutOfScope, messageScope, f.nearest()), odds
	}
	return refusal(bot.NoEvidence, messageNothing, f.nearest()), odds
}

// outsideDates reports whether it is the dates of a filter that let nothing through.
func outsideDates(live *index.Live, filter retrieval.Filter) bool {
	if filter.Since.IsZero() && filter.Until.IsZero() {
		return false
	}
	undated := filter
	undated.Since, undated.Until = retrieval.Filter{}.Since, retrieval.Filter{}.Until
	allow := undated.Allow()
	for i := range live.Documents {
		if allow(&live.Documents[i].Document) {
			return true
		}
	}
	return false
}

// premiseMessage is the refusal of a question that takes for granted, or asks whether, something
// happened that no article speaks of, with the two that it is about.
func premiseMessage(ranking *evidence.Ranking) string {
	actor, target := ranking.Presumed()
	if actor == "" || target == "" || actor == target {
		return messagePremise
	}
	return "No article found says that " + actor + " did this to " + target + "."
}

func refusal(kind bot.RefusalKind, message string, nearest []bot.Nearest) *bot.Refusal {
	if nearest == nil {
		nearest = []bot.Nearest{}
	}
	return &bot.Refusal{Kind: kind, Message: message, Nearest: nearest}
}

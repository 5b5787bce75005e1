package main

import (
	"slices"

	"sitrep/retrieval/embed/uselite"
)

// allTrials are what -trial knows, given the names of the features.
func allTrials(model *uselite.Model, names []string) []trial {
	beside := mix(slices.Index(names, "vector"))
	all := []trial{
		{name: "logistic", says: "pairwise logistic weights, L2 of .01 towards those in use", fit: learner{pull: .01, prior: 1}.fit},
		{name: "logistic-afresh", says: "the same towards 0", fit: learner{pull: .01}.fit},
		{name: "lambdarank", says: "LambdaRank's weights, L2 of .01 towards those in use", fit: learner{pull: .01, prior: 1, swaps: true}.fit},
		{name: "feedback", says: "10 terms of the best 5 passages", column: feedback, every: true, fit: beside},
		{name: "sentences", says: "nearest sentence of each of the best 50 passages", column: sentences(model).column, every: true, fit: beside},
		{name: "late", says: "late interaction over the states of pieces in the best 50 passages", column: lateInteraction(model).column, every: true, fit: beside},
		{name: "adapter", says: "a matrix on the question's vector by inverse cloze on the other sets' texts", column: newAdapter(model, false).column, fit: beside},
		{name: "adapter-diagonal", says: "the same with a factor for each dimension", column: newAdapter(model, true).column, fit: beside},
	}
	for i, name := range names {
		all = append(all, trial{name: "without-" + name, says: "the weights in use but for one feature", fit: without(i)})
	}
	return all
}

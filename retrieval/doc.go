// Package retrieval turns a query into ranked passages. It knows nothing of chat, prompts
// or Discord. The packages below it each do one part: embed makes vectors, lexical and
// vector search, fusion merges, index builds and loads what they search, eval measures.
//
// # Tried and left out
//
// The weights in use are learned: found by coordinate ascent on labelled questions, they beat
// plain fusion on sets that they were not found with (go run ./retrieval/tune -leave-one-out).
// Other learners, and other features, had to beat them there by .005 of mean nDCG@10 without
// costing any set more than .01. None did. With
//
//	go run ./retrieval/tune -trial NAME,NAME -questions N -index DIR FOLDER...
//
// each set is ranked by what was learned from the other sets, and compared, question by
// question, with the weights in use (.838 on at most 150 questions of each of nine sets):
//
//	trial                                   held out  change       p  worst set
//	logistic, pairwise, towards in use          .839   +.000     .67      -.002
//	logistic-afresh, towards 0                  .806   -.032   .0001      -.141
//	lambdarank, towards in use                  .802   -.036   .0001      -.289
//	feedback of 10 terms of 5 passages          .833   -.005   .0004      -.012
//
// and on at most 20 questions of each, where those in use reach .843:
//
//	sentences, the nearest of a passage         .844   +.000     .98      -.018
//	late interaction over the states of pieces  .836   -.007     .06      -.055
//	adapter, a matrix on the question's vector  .837   -.006     .09      -.018
//	by inverse cloze on the other sets' texts
//
// Boosted trees were tried once by a program that is not kept: 50 of depth 3 reached .788 held
// out (.844 in sample), 20 of depth 2 atop the weights in use .834 (.854). They fit the sets
// more than the task. Other stemming and stopwords have not been tried.
//
// Other names of groups, against what was in use at the time (nDCG@10 of the questions that
// ask by another name, of all questions on a list of groups, and so on):
//
//	a group's own name replaces every other one     by another name .80-.82, list .92-.97
//	credit for a share of a title                   muc4 .911 to .889
//	a rare name is replaced                         by another name +.003 and +.011, list .989 to .982 and .959
//	other names at full weight for a rare one       .785 to .795, list .988 to .972
//	all names as one term                           list without aliases .898, by another name .74, list .83
//	half a name counts nothing (.4 in use)          by another name .785 to .745; .25 and .5 as .4
//	mentions of groups in whole documents           count .827, density .815, share .805, title first .839, none .840
package retrieval

// Package retrieval turns a query into ranked passages. It knows nothing of chat, prompts
// or Discord. The packages below it each do one part: embed makes vectors, lexical and
// vector search, fusion merges, index builds and loads what they search, eval measures.
//
// # Tried and left out
//
// A learned ranker had to beat the weights in use on sets that it was not trained on, by
// .005 of mean nDCG@10 and without costing any set more than .01. None did. On the first
// 200 passages of at most 150 questions of each of nine sets, the weights in use reach
// .837; trained on the other eight sets, measured on the ninth:
//
//	ranker                                      held out  in sample  worst set
//	pairwise logistic, L2 of .001 towards 0         .813       .836      -.170
//	the same, L2 of .01                             .817       .833      -.082
//	pairwise logistic, L2 of .001 towards in use    .810       .833      -.219
//	the same, L2 of .01                             .830       .836      -.051
//	LambdaRank, linear, L2 of .01 towards in use    .797       .830      -.298
//	the same with products of features              .788       .819      -.330
//	50 boosted trees of depth 3                     .788       .844      -.124
//	150 boosted trees of depth 3                    .798       .866      -.114
//	20 boosted trees of depth 2 atop those in use   .834       .854      -.025
//	feedback of 10 terms of 5 passages, weight .05  .838       .838      -.002
//	feedback, weight .1                             .835          -      -.013
//	feedback, weight .2                             .836          -      -.010
//
// The trees fit the sets more than the task; the linear fits lose on the sets they saw too.
// Feedback's gain of .001 is not worth its second search. Sentence vectors, late interaction,
// an adapter on the embedder and other stemming have not been tried.
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

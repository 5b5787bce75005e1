package lexical

// isStop reports whether a plain word carries no subject of its own: articles, pronouns,
// prepositions, auxiliaries, and the words that make a sentence a question.
func isStop(word []byte) bool {
	switch string(word) {
	case "a", "an", "the", "this", "that", "these", "those", "such",
		"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves",
		"you", "your", "yours", "yourself", "yourselves",
		"he", "him", "his", "himself", "she", "her", "hers", "herself",
		"it", "its", "itself", "they", "them", "their", "theirs", "themselves",
		"am", "is", "are", "was", "were", "be", "been", "being",
		"have", "has", "had", "having", "do", "does", "did", "doing", "done",
		"can", "cannot", "could", "may", "might", "must", "shall", "should", "will", "would", "ought",
		"im", "ive", "youre", "hes", "shes", "theyre", "theyve", "weve", "isnt", "arent", "wasnt", "werent",
		"hasnt", "havent", "hadnt", "doesnt", "dont", "didnt", "wont", "wouldnt", "cant", "couldnt",
		"shouldnt", "mustnt", "lets", "thats", "theres", "whos", "whats", "heres", "wheres", "whens", "whys", "hows",
		"and", "but", "if", "or", "nor", "because", "as", "until", "while", "although", "though", "unless", "since", "whether",
		"of", "at", "by", "for", "with", "about", "against", "between", "into", "through", "during",
		"before", "after", "above", "below", "to", "from", "up", "down", "in", "out", "on", "off", "over", "under", "upon",
		"again", "further", "then", "once", "here", "there", "also",
		"all", "any", "both", "each", "few", "more", "most", "other", "some", "no", "not", "only", "own", "same",
		"so", "than", "too", "very", "just", "ever", "s", "t", "d", "ll", "m", "re", "ve",
		"who", "whom", "whose", "which", "what", "when", "where", "why", "how":
		return true
	}
	return false
}

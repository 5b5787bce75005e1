package embed

import "strings"

// Prefixes are what a model wants in front of the texts it embeds. Both may be empty.
type Prefixes struct{ Question, Passage string }

// PrefixesOf returns what the makers of well-known models say belongs in front of texts,
// judged by the model's name ("intfloat/multilingual-e5-small", "bge-small-en-v1.5:latest").
// Without them such models rank clearly worse. Other models get none.
func PrefixesOf(model string) Prefixes {
	name := strings.ToLower(model)
	if at := strings.LastIndexByte(name, '/'); at >= 0 {
		name = name[at+1:]
	}
	has := func(part string) bool { return strings.Contains(name, part) }
	const represent = "Represent this sentence for searching relevant passages: "
	switch {
	case has("e5-") && has("instruct"): // https://huggingface.co/intfloat/multilingual-e5-large-instruct
		return Prefixes{Question: "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "}
	case has("e5-"): // https://huggingface.co/intfloat/e5-small-v2
		return Prefixes{Question: "query: ", Passage: "passage: "}
	case has("arctic-embed") && has("v2"): // https://huggingface.co/Snowflake/snowflake-arctic-embed-m-v2.0
		return Prefixes{Question: "query: "}
	case has("arctic-embed"), has("mxbai-embed"), has("bge-") && has("-en"): // their pages there
		return Prefixes{Question: represent}
	case has("nomic-embed-text"): // https://huggingface.co/nomic-ai/nomic-embed-text-v1.5
		return Prefixes{Question: "search_query: ", Passage: "search_document: "}
	}
	return Prefixes{}
}

// Multilingual reports whether a model is known by its name to put texts of different
// languages near each other when they mean alike. Where nothing is known it says no.
func Multilingual(model string) bool {
	name := strings.ToLower(model)
	for _, known := range []string{
		"multilingual", "bge-m3", "text-embedding-3", "labse", "qwen3-embedding", "embeddinggemma",
		"jina-embeddings-v3", "jina-embeddings-v4", "nomic-embed-text-v2", "mistral-embed", "voyage-3", "gemini-embedding",
		"embed-v4",
	} {
		if strings.Contains(name, known) {
			return true
		}
	}
	return strings.Contains(name, "arctic-embed") && strings.Contains(name, "v2")
}

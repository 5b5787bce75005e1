package embed

import "testing"

func TestPrefixesOf(t *testing.T) {
	const represent = "Represent this sentence for searching relevant passages: "
	for model, want := range map[string]Prefixes{
		"intfloat/multilingual-e5-small":          {"query: ", "passage: "},
		"/models/e5-base-v2":                      {"query: ", "passage: "},
		"multilingual-e5-large-instruct":          {Question: "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "},
		"BAAI/bge-small-en-v1.5":                  {Question: represent},
		"BAAI/bge-m3":                             {},
		"snowflake-arctic-embed:xs":               {Question: represent},
		"Snowflake/snowflake-arctic-embed-l-v2.0": {Question: "query: "},
		"nomic-embed-text:latest":                 {"search_query: ", "search_document: "},
		"text-embedding-3-small":                  {},
		"all-minilm":                              {},
		"":                                        {},
	} {
		if got := PrefixesOf(model); got != want {
			t.Errorf("PrefixesOf(%q) is %q, want %q", model, got, want)
		}
	}
}

func TestMultilingual(t *testing.T) {
	for model, want := range map[string]bool{
		"intfloat/multilingual-e5-small": true, "BAAI/bge-m3": true, "text-embedding-3-large": true,
		"snowflake-arctic-embed-l-v2.0": true, "snowflake-arctic-embed-xs": false,
		"use-lite": false, "all-MiniLM-L6-v2": false, "text-embedding-ada-002": false, "": false,
	} {
		if got := Multilingual(model); got != want {
			t.Errorf("Multilingual(%q) is %v, want %v", model, got, want)
		}
	}
}

// Package lexical is the word index: which stems stand where, and how well documents,
// passages, titles and sources match the words of a question.
//
// [Analyse] cuts a text into stemmed words. [Build] makes an immutable [Index] of them,
// [Index.Score] ranks by BM25 over each field, and [Index.WriteTo] and [Read] keep the
// index as a snapshot that is read back by slicing, not by rebuilding. Beside the postings
// an index holds each document's words in order, so that a ranker can look at what stands
// near what in the few passages it considers.
package lexical

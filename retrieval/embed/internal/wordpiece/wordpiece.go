// Package wordpiece cuts text into the pieces of BERT's vocabularies, id for id as Hugging
// Face's BertTokenizerFast does (Devlin et al. 2019; Schuster and Nakajima 2012): the text
// is cleaned and lower-cased, cut at white space and punctuation, and each word is covered
// from its start by the longest pieces there are.
package wordpiece

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Tokenizer is immutable and safe for concurrent use.
type Tokenizer struct {
	ids     map[string]int32
	unknown int32
	prefix  string // in front of pieces that go on with a word
	longest int    // longest word, in characters; longer ones are unknown
	bytes   int    // longest piece
	normal  normalizer
}

// Load reads the tokenizer of a model's folder: vocab.txt with tokenizer_config.json, or,
// where there is no vocab.txt, tokenizer.json.
func Load(folder string) (*Tokenizer, error) {
	vocabulary, err := os.ReadFile(filepath.Join(folder, "vocab.txt"))
	if errors.Is(err, fs.ErrNotExist) {
		data, err := os.ReadFile(filepath.Join(folder, "tokenizer.json"))
		if err != nil {
			return nil, fmt.Errorf("neither vocab.txt nor tokenizer.json: %w", err)
		}
		return parse(data)
	}
	if err != nil {
		return nil, err
	}
	settings, err := os.ReadFile(filepath.Join(folder, "tokenizer_config.json"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return fromVocabulary(vocabulary, settings)
}

// fromVocabulary takes a piece from each line of vocabulary, its id the line's number. The
// settings may be empty.
func fromVocabulary(vocabulary, settings []byte) (*Tokenizer, error) {
	config := struct {
		Lower    *bool  `json:"do_lower_case"`
		Accents  *bool  `json:"strip_accents"`
		Chinese  *bool  `json:"tokenize_chinese_chars"`
		Unknown  string `json:"unk_token"`
		Tokenize string `json:"tokenizer_class"`
	}{Unknown: "[UNK]"}
	if len(settings) > 0 {
		if err := json.Unmarshal(settings, &config); err != nil {
			return nil, fmt.Errorf("tokenizer_config.json: %w", err)
		}
	}
	if class := config.Tokenize; class != "" && !strings.HasPrefix(class, "Bert") {
		return nil, fmt.Errorf("tokenizer_config.json: the tokenizer is a %s, want a BertTokenizer", class)
	}
	ids := make(map[string]int32)
	number := int32(0)
	for line := range bytes.Lines(vocabulary) {
		ids[string(bytes.TrimRight(line, "\r\n"))] = number
		number++
	}
	lower := config.Lower == nil || *config.Lower
	return newTokenizer(ids, config.Unknown, "##", 100, normalizer{
		clean: true, chinese: config.Chinese == nil || *config.Chinese,
		accents: config.Accents == nil && lower || config.Accents != nil && *config.Accents, lower: lower,
	})
}

// parse reads a tokenizer.json that describes a BERT tokenizer.
func parse(data []byte) (*Tokenizer, error) {
	var file struct {
		Model struct {
			Type    string          `json:"type"`
			Unknown string          `json:"unk_token"`
			Prefix  string          `json:"continuing_subword_prefix"`
			Longest int             `json:"max_input_chars_per_word"`
			Vocab   json.RawMessage `json:"vocab"` // a list in other models
		} `json:"model"`
		Normalizer struct {
			Type    string `json:"type"`
			Clean   bool   `json:"clean_text"`
			Chinese bool   `json:"handle_chinese_chars"`
			Accents *bool  `json:"strip_accents"`
			Lower   bool   `json:"lowercase"`
		} `json:"normalizer"`
		Words struct {
			Type string `json:"type"`
		} `json:"pre_tokenizer"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("tokenizer.json: %w", err)
	}
	m, n := &file.Model, &file.Normalizer
	if m.Type != "WordPiece" || n.Type != "BertNormalizer" || file.Words.Type != "BertPreTokenizer" {
		return nil, fmt.Errorf("tokenizer.json: it describes %s behind %s and %s, want a BERT tokenizer (WordPiece behind BertNormalizer and BertPreTokenizer)",
			m.Type, n.Type, file.Words.Type)
	}
	var ids map[string]int32
	if err := json.Unmarshal(m.Vocab, &ids); err != nil {
		return nil, fmt.Errorf("tokenizer.json: vocabulary: %w", err)
	}
	accents := n.Lower
	if n.Accents != nil {
		accents = *n.Accents
	}
	return newTokenizer(ids, m.Unknown, m.Prefix, m.Longest, normalizer{
		clean: n.Clean, chinese: n.Chinese, accents: accents, lower: n.Lower,
	})
}

func newTokenizer(ids map[string]int32, unknown, prefix string, longest int, n normalizer) (*Tokenizer, error) {
	t := &Tokenizer{ids: ids, prefix: prefix, longest: longest, normal: n}
	var ok bool
	if t.unknown, ok = ids[unknown]; !ok {
		return nil, fmt.Errorf("the vocabulary has no %q", unknown)
	}
	for piece, id := range ids {
		if id < 0 {
			return nil, fmt.Errorf("piece %q has the id %d", piece, id)
		}
		t.bytes = max(t.bytes, len(piece))
	}
	return t, nil
}

// ID is the id of a piece, such as "[CLS]".
func (t *Tokenizer) ID(piece string) (int32, bool) {
	id, ok := t.ids[piece]
	return id, ok
}

// Unknown is the id of words that cannot be covered by pieces.
func (t *Tokenizer) Unknown() int32 { return t.unknown }

// Size is one more than the highest id.
func (t *Tokenizer) Size() int {
	highest := int32(-1)
	for _, id := range t.ids {
		highest = max(highest, id)
	}
	return int(highest) + 1
}

// Pieces returns the ids of the text's pieces, without [CLS] and [SEP]. A text that spells
// them does not get them.
func (t *Tokenizer) Pieces(text string) []int32 {
	ids := make([]int32, 0, len(text)/4+1)
	var memory []byte
	for word := range t.normal.words(text) {
		ids, memory = t.cover(ids, word, memory)
	}
	return ids
}

// cover appends the ids of the pieces of a word, or unknown if it cannot be covered. It
// uses memory and returns it.
func (t *Tokenizer) cover(ids []int32, word []byte, memory []byte) ([]int32, []byte) {
	before := len(ids)
	if len(word) > t.longest && utf8.RuneCount(word) > t.longest {
		return append(ids, t.unknown), memory
	}
	prefix := ""
	for len(word) > 0 {
		memory = append(append(memory[:0], prefix...), word...)
		end, id, found := min(len(memory), t.bytes), int32(0), false
		for ; end > len(prefix); end-- {
			if id, found = t.ids[string(memory[:end])]; found {
				break
			}
		}
		if !found {
			return append(ids[:before], t.unknown), memory
		}
		ids = append(ids, id)
		word = word[end-len(prefix):]
		prefix = t.prefix
	}
	return ids, memory
}

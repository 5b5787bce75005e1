package answer

import (
	"container/list"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"sitrep/bot"
	"sitrep/corpus"
)

// remembered keeps the latest answers that a model was paid for. It is safe for concurrent
// use.
type remembered struct {
	most int

	mu     sync.Mutex
	byKey  map[rememberedKey]*list.Element
	latest *list.List // of rememberedAnswer, the latest used first
}

// rememberedKey is the hash of everything that an answer depends on.
type rememberedKey [sha256.Size]byte

type rememberedAnswer struct {
	key    rememberedKey
	answer bot.Answer
}

func newRemembered(most int) *remembered {
	return &remembered{most: most, byKey: map[rememberedKey]*list.Element{}, latest: list.New()}
}

// keyOf is one key for questions that only differ in case, spaces, final marks, the time of
// day and who pays: what may be seen, the conversation and the generation are part of it.
func keyOf(asked bot.Question, generation int64) (rememberedKey, error) {
	asked.Text = strings.ToLower(strings.TrimRight(strings.Join(strings.Fields(asked.Text), " "), "?!. "))
	asked.Account = ""
	asked.Now = asked.Now.UTC().Truncate(24 * time.Hour)
	form, err := json.Marshal(struct {
		Question   bot.Question
		Generation int64
	}{asked, generation})
	return sha256.Sum256(form), err
}

func (r *remembered) get(key rememberedKey) (bot.Answer, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at, known := r.byKey[key]
	if !known {
		return bot.Answer{}, false
	}
	r.latest.MoveToFront(at)
	kept, ok := at.Value.(rememberedAnswer)
	return copied(kept.answer), ok
}

func (r *remembered) put(key rememberedKey, answer bot.Answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if at, known := r.byKey[key]; known {
		r.latest.Remove(at)
	}
	r.byKey[key] = r.latest.PushFront(rememberedAnswer{key, copied(answer)})
	for r.latest.Len() > r.most {
		oldest, _ := r.latest.Remove(r.latest.Back()).(rememberedAnswer)
		delete(r.byKey, oldest.key)
	}
}

// copied is an answer whose lists may be changed without changing the other's.
func copied(a bot.Answer) bot.Answer {
	a.Sentences, a.Citations, a.Disagreements = slices.Clone(a.Sentences), slices.Clone(a.Citations), slices.Clone(a.Disagreements)
	a.Unanswered = slices.Clone(a.Unanswered)
	return a
}

// recall is the answer that was given to the same question before, if a model was asked for
// it and the record still bears out every quote.
func (e *Engine) recall(ctx context.Context, asked bot.Question, generation int64) (bot.Answer, bool, error) {
	key, err := keyOf(asked, generation)
	if err != nil {
		return bot.Answer{}, false, err
	}
	answer, known := e.remembered.get(key)
	if !known {
		return bot.Answer{}, false, nil
	}
	p := newProver(e.record, generation)
	for _, c := range answer.Citations {
		_, _, err := p.cut(ctx, corpus.DocumentID(c.Document), corpus.Span{Start: c.Start, End: c.End}, c.Quote)
		if errors.Is(err, ErrUnproved) {
			return bot.Answer{}, false, nil
		}
		if err != nil {
			return bot.Answer{}, false, err
		}
	}
	answer.Question = asked.Text
	return answer, true, nil
}

// remember keeps an answer that a model was paid for, be it only to find none.
func (e *Engine) remember(asked bot.Question, answer bot.Answer) error {
	if answer.Mode != bot.Generated && answer.Note != bot.NoteUnanswered {
		return nil
	}
	key, err := keyOf(asked, answer.Generation)
	if err == nil {
		e.remembered.put(key, answer)
	}
	return err
}

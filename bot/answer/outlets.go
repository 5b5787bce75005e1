package answer

import (
	"sync"

	"sitrep/bot/answer/evidence"
	"sitrep/retrieval/index"
)

// outlets remembers the publishers of the generation that was asked last. The zero value is
// ready, and it is safe for concurrent use.
type outlets struct {
	mu    sync.Mutex
	live  *index.Live
	names map[string]bool
}

// of returns a function that reports whether a publisher of that name has an article in a
// generation.
func (o *outlets) of(live *index.Live) func(name string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.live != live {
		o.live, o.names = live, Publishers(live)
	}
	names := o.names
	return func(name string) bool { return names[evidence.FoldOutlet(name)] }
}

// Publishers is the set of a generation's publishers, as [evidence.FoldOutlet] has them.
func Publishers(live *index.Live) map[string]bool {
	names := map[string]bool{}
	for i := range live.Documents {
		names[evidence.FoldOutlet(live.Documents[i].Document.Publisher)] = true
	}
	return names
}

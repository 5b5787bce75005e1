package desk

import (
	"context"
	"errors"
	"sync"
)

// errBusy says that as much work waits as may wait.
var errBusy = errors.New("too many questions are waiting")

// errClosing says that the desk takes no more work.
var errClosing = errors.New("the bot is shutting down")

// workers bounds how much is worked on at once, and how much waits for it.
type workers struct {
	slots chan struct{} // one is taken by each request that is worked on
	most  int           // requests that are worked on or wait

	mu      sync.Mutex
	open    int
	closing bool
	idle    chan struct{} // closed when closing and nothing is open any more
}

func newWorkers(atOnce, waiting int) *workers {
	return &workers{slots: make(chan struct{}, atOnce), most: atOnce + waiting, idle: make(chan struct{})}
}

// enter admits a request, or returns errBusy or errClosing. Each one admitted must leave.
func (w *workers) enter() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.closing:
		return errClosing
	case w.open >= w.most:
		return errBusy
	}
	w.open++
	return nil
}

func (w *workers) leave() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.open--
	w.signal()
}

// signal is called with mu held.
func (w *workers) signal() {
	if w.closing && w.open == 0 {
		select {
		case <-w.idle:
		default:
			close(w.idle)
		}
	}
}

// waiting is how many requests were admitted and have not left.
func (w *workers) waiting() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.open
}

// work runs f when a worker is free, unless ctx ends before.
func (w *workers) work(ctx context.Context, f func() error) error {
	select {
	case w.slots <- struct{}{}:
		defer func() { <-w.slots }()
		return f()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// close admits nothing more, and returns what is closed when everything has left.
func (w *workers) close() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closing = true
	w.signal()
	return w.idle
}

package desk

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// errBusy says that as much work waits as may wait.
var errBusy = errors.New("too many questions are waiting")

// errClosing says that the desk takes no more work.
var errClosing = errors.New("the bot is shutting down")

// workers bounds how much is worked on at once, and how much waits for it.
type workers struct {
	slots chan struct{} // one is taken by each request that is worked on
	most  int           // requests that are worked on or wait
	line  atomic.Int64  // requests that are worked on or wait for that, first responses done

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

// work runs f when a worker is free, unless ctx ends before. If that takes longer than the
// given time, waits is called once, with how many came before and had not ended then.
func (w *workers) work(ctx context.Context, longer time.Duration, waits func(before int), f func() error) error {
	before := int(w.line.Add(1)) - 1
	defer w.line.Add(-1)
	timer := time.NewTimer(longer)
	defer timer.Stop()
	for {
		select {
		case w.slots <- struct{}{}:
			defer func() { <-w.slots }()
			return f()
		case <-timer.C:
			waits(before)
		case <-ctx.Done():
			return context.Cause(ctx)
		}
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

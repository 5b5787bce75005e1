package gateway

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// Status is how the gateway is doing.
type Status struct {
	Shards []ShardStatus // in order of their numbers; empty before the first connection is tried

	// BlockedUntil is when a session may be started again if the day's budget is spent; zero
	// otherwise.
	BlockedUntil time.Time
}

// ShardStatus is how one shard is doing. Counts are since Run began.
type ShardStatus struct {
	Shard     int
	Connected bool          // a session is established, and events come in
	Since     time.Time     // of that; zero when not connected
	LastACK   time.Time     // of the last heartbeat that was acknowledged; zero before the first
	Latency   time.Duration // from that heartbeat to its acknowledgement
	LastError string        // why the last connection ended; empty before that

	Connects   int // connections that were tried
	Reconnects int // of them after the first
	Identifies int
	Resumes    int // that succeeded
	Events     int // that were delivered
	Duplicates int // that had come before and were dropped
	Malformed  int // that made no sense and were dropped
	Panics     int // of the handler
}

// Connected tells whether all shards are connected.
func (s Status) Connected() bool {
	return len(s.Shards) > 0 && !slices.ContainsFunc(s.Shards, func(sh ShardStatus) bool { return !sh.Connected })
}

// LastACK is the oldest of the shards' last acknowledgements; zero when a shard has none.
func (s Status) LastACK() time.Time {
	var oldest time.Time
	for i, sh := range s.Shards {
		if i == 0 || sh.LastACK.Before(oldest) {
			oldest = sh.LastACK
		}
	}
	return oldest
}

// Sum adds up the counts of all shards; LastError is that of the first shard that has one.
func (s Status) Sum() ShardStatus {
	var sum ShardStatus
	for _, sh := range s.Shards {
		sum.Connects += sh.Connects
		sum.Reconnects += sh.Reconnects
		sum.Identifies += sh.Identifies
		sum.Resumes += sh.Resumes
		sum.Events += sh.Events
		sum.Duplicates += sh.Duplicates
		sum.Malformed += sh.Malformed
		sum.Panics += sh.Panics
		sum.LastError = cmp.Or(sum.LastError, sh.LastError)
	}
	return sum
}

// monitor is the status of a shard that several goroutines touch.
type monitor struct {
	mu     sync.Mutex
	status ShardStatus
}

func (m *monitor) update(change func(*ShardStatus)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change(&m.status)
}

func (m *monitor) get() ShardStatus {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.status
}

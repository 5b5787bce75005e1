package store

import (
	"encoding/json"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// lockHolder is what the lock file says, as JSON, while a build is running. The lock is
// the operating system's and goes with the process that holds it; the text only serves
// the message to others.
type lockHolder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// lockPath is the lock file's name: beside the database, and never removed, since removing
// a lock file lets two processes hold "the" lock.
func lockPath(database string) string { return database + ".lock" }

// acquireLock takes the writer's lock or returns a *LockedError at once.
func acquireLock(database string) (*flock.Flock, error) {
	path := lockPath(database)
	lock := flock.New(path)
	held, err := lock.TryLock()
	if err != nil {
		return nil, explain(path, err)
	}
	if !held {
		return nil, lockedBy(path)
	}
	host, _ := os.Hostname() // a name is a courtesy; the lock holds without one
	text, err := json.Marshal(lockHolder{PID: os.Getpid(), Host: host, Since: time.Now().UTC()})
	if err == nil {
		err = os.WriteFile(path, text, 0o600)
	}
	if err != nil {
		_ = lock.Close()
		return nil, explain(path, err)
	}
	return lock, nil
}

func lockedBy(path string) error {
	locked := &LockedError{Path: path}
	var holder lockHolder
	if text, err := os.ReadFile(path); err == nil && json.Unmarshal(text, &holder) == nil {
		locked.PID, locked.Host, locked.Since = holder.PID, holder.Host, holder.Since
	}
	return locked
}

func releaseLock(lock *flock.Flock) error {
	_ = os.Truncate(lock.Path(), 0) // stale text would only confuse
	return lock.Close()
}

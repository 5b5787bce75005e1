package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes the whole record as one consistent file to path, which must not exist yet,
// while others read and write. The copy is a store that Open takes. It appears under its
// name only when it is complete and on disk.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("back up to %s: %w", path, fs.ErrExist)
	}
	partial := path + ".partial"
	if err := os.Remove(partial); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return explain(path, err)
	}
	err := s.copyTo(ctx, partial)
	if err == nil {
		err = syncFile(partial)
	}
	if err == nil {
		err = os.Rename(partial, path)
	}
	if err == nil {
		err = syncFile(filepath.Dir(path))
	}
	if err != nil {
		_ = os.Remove(partial)
		return fmt.Errorf("back up: %w", explain(path, err))
	}
	return nil
}

func (s *Store) copyTo(ctx context.Context, path string) error {
	if err := createFile(path); err != nil { // an empty file is accepted, and keeps its permissions
		return err
	}
	db := connect(s.path, "mode=ro", 1)
	defer db.Close()
	_, err := db.ExecContext(ctx, "VACUUM INTO ?", path)
	return err
}

func syncFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

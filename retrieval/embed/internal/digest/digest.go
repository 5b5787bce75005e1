// Package digest tells models apart that somebody gave one name.
package digest

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Folder is the first eight hexadecimal digits of a SHA-256 over files of a folder, those
// that are there, and further settings that shape what a model computes.
func Folder(folder string, files []string, settings ...any) (string, error) {
	sum := sha256.New()
	for _, name := range files {
		fmt.Fprintf(sum, "%q", name)
		if err := add(sum, filepath.Join(folder, name)); err != nil {
			return "", err
		}
	}
	fmt.Fprintf(sum, "%q", settings)
	return fmt.Sprintf("%x", sum.Sum(nil)[:4]), nil
}

func add(sum hash.Hash, path string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(sum, file)
	return err
}

package eval

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Source is where a set is read from.
type Source struct {
	Name   string // of the set; empty means the folder's
	Folder string // with the corpus
	Files  Files
}

// Load reads the set.
func (s Source) Load() (Dataset, error) {
	set, err := Load(s.Folder, s.Files)
	if err == nil && s.Name != "" {
		set.Name = s.Name
	}
	return set, err
}

// Find lists the sets of folders in order. A folder with a corpus is a set; any other
// stands for the sets in its folders, by name. Where that makes more than one, further
// questions over a set's corpus, in queries_NAME.jsonl with qrels_NAME.tsv, follow it as a
// set of their own, "folder/NAME".
func Find(folders []string) ([]Source, error) {
	var sources []Source
	for _, folder := range folders {
		found, err := datasets(folder)
		if err != nil {
			return nil, err
		}
		sources = append(sources, found...)
	}
	if len(sources) == 1 {
		return sources, nil
	}
	var all []Source
	for _, s := range sources {
		all = append(all, s)
		more, err := further(s.Folder)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// datasets are the sets that a folder is or holds.
func datasets(folder string) ([]Source, error) {
	if isDataset(folder) {
		return []Source{{Folder: folder}}, nil
	}
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("datasets: %w", err)
	}
	var found []Source
	for _, entry := range entries { // sorted by name
		if inner := filepath.Join(folder, entry.Name()); isDataset(inner) {
			found = append(found, Source{Folder: inner})
		}
	}
	if len(found) == 0 {
		found = []Source{{Folder: folder}} // loading it says what is missing
	}
	return found, nil
}

func isDataset(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, "corpus.jsonl"))
	return err == nil
}

// further are the sets of questions beside a folder's own.
func further(folder string) ([]Source, error) {
	absolute, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("dataset %s: %w", folder, err)
	}
	queries, err := filepath.Glob(filepath.Join(absolute, "queries_*.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("dataset %s: %w", folder, err)
	}
	slices.Sort(queries)
	var found []Source
	for _, file := range queries {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "queries_"), ".jsonl")
		qrels := filepath.Join(absolute, "qrels_"+name+".tsv")
		if _, err := os.Stat(qrels); err != nil {
			continue
		}
		found = append(found, Source{
			Name: filepath.Base(absolute) + "/" + name, Folder: folder, Files: Files{Queries: file, Qrels: qrels},
		})
	}
	return found, nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"sitrep/corpus"
	"sitrep/corpus/sample"
	"sitrep/corpus/source"
)

// sampleName stands for the sample corpus among the sources of an index. It is no path that
// could have been recorded, since those are absolute.
const sampleName = "sample"

// sources is where the documents of an index come from.
type sources struct {
	names []string // absolute paths, or sampleName
	paths []string // as the person wrote them; empty for the sample
}

func sampleSources() sources { return sources{names: []string{sampleName}} }

func isSample(names []string) bool { return slices.Equal(names, []string{sampleName}) }

// recordedSources are the sources that an index says it was built from.
func recordedSources(names []string) (sources, error) {
	if isSample(names) {
		return sampleSources(), nil
	}
	return pathSources(names)
}

// pathSources are files and folders. Each must exist: what is not there for the moment, such
// as a disk that is not mounted, would otherwise be taken for deleted articles.
func pathSources(paths []string) (sources, error) {
	s := sources{paths: paths}
	var missing []error
	for _, path := range paths {
		if path == "" {
			return sources{}, usageError{errors.New("an empty path; name a file or a folder")}
		}
		if _, err := os.Stat(path); err != nil {
			missing = append(missing, fmt.Errorf("%s: %w; the index is as it was", path, reason(err)))
			continue
		}
		absolute, err := filepath.Abs(path)
		if err != nil {
			return sources{}, err
		}
		s.names = append(s.names, absolute)
	}
	return s, errors.Join(missing...)
}

// reason is why something about a path failed, without the path.
func reason(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("no such file or folder")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("you may not read it")
	}
	if inner, ok := errors.AsType[*fs.PathError](err); ok {
		return inner.Err
	}
	return err
}

// documents reads the sources. A folder that was named and holds nothing to read ends the
// reading, for the reason that pathSources gives.
func (s sources) documents(ctx context.Context, opts source.Options) iter.Seq2[corpus.Document, error] {
	if len(s.paths) == 0 {
		return sample.Documents()
	}
	return func(yield func(corpus.Document, error) bool) {
		for doc, err := range source.ReadWith(ctx, s.paths, opts) {
			if p, ok := errors.AsType[*source.Problem](err); ok && errors.Is(err, source.ErrNothing) {
				yield(doc, fmt.Errorf("%s: %w; the index is as it was", p.Path, p.Err))
				return
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

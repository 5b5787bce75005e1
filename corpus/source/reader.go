package source

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"sitrep/corpus"
)

// reader is the state of one pass over some paths.
type reader struct {
	ctx      context.Context
	opts     Options
	yield    func(corpus.Document, error) bool
	ids      register
	seen     map[string]bool // absolute paths of files read
	finished bool            // yield returned false, or the context ended
}

func newReader(ctx context.Context, opts Options, yield func(corpus.Document, error) bool) *reader {
	return &reader{
		ctx: ctx, opts: opts.withDefaults(), yield: yield,
		ids: register{}, seen: map[string]bool{},
	}
}

// folder is a tree of files to walk.
type folder struct {
	fsys     fs.FS
	path     string // how its files are named in problems: path, slash, name
	idPrefix string // what their derived ids begin with
	absolute string // empty for a file system that is not the computer's
}

// file is one file to read.
type file struct {
	fsys  fs.FS
	name  string // in fsys
	path  string // in problems
	id    corpus.DocumentID
	given bool // named by the caller, not found in a folder
	from  Origin
}

// readPath reads a file or folder of the computer's file system. It reports whether reading
// should go on.
func (r *reader) readPath(given string) bool {
	if !r.alive() {
		return false
	}
	absolute, err := filepath.Abs(given)
	if err != nil {
		return r.problem(given, 0, err)
	}
	info, err := os.Stat(given)
	if err != nil {
		return r.problem(given, 0, reason(err))
	}
	base := oneLine(filepath.Base(absolute))
	if info.IsDir() {
		return r.readFolder(folder{os.DirFS(given), given, base, absolute})
	}
	if !r.firstSight(absolute) {
		return true
	}
	name := filepath.Base(absolute)
	return r.readFile(file{os.DirFS(filepath.Dir(absolute)), name, given, corpus.DocumentID(base), true, Origin{}})
}

// readFolder walks a folder in sorted order. Hidden files and folders are skipped.
func (r *reader) readFolder(root folder) bool {
	found := false
	err := fs.WalkDir(root.fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		shown := path.Join(filepath.ToSlash(root.path), name)
		switch {
		case !r.alive():
			return fs.SkipAll
		case err != nil:
			found = true
			r.problem(shown, 0, reason(err))
			return nil
		case name != "." && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		case formatOf(name) == unknownFormat:
			r.opts.Ignored(shown)
			return nil
		}
		found = true
		if root.absolute != "" && !r.firstSight(filepath.Join(root.absolute, name)) {
			return nil
		}
		id := corpus.DocumentID(oneLine(path.Join(root.idPrefix, name)))
		r.readFile(file{root.fsys, name, shown, id, false, Origin{}})
		return nil
	})
	if err == nil && !found && r.alive() {
		err = ErrNothing
	}
	if err != nil {
		r.problem(root.path, 0, err)
	}
	return r.alive()
}

// firstSight reports whether the file at an absolute path has not been read yet.
func (r *reader) firstSight(absolute string) bool {
	if r.seen[absolute] {
		return false
	}
	r.seen[absolute] = true
	return true
}

// readFile reads one file in its format.
func (r *reader) readFile(f file) bool {
	info, err := fs.Stat(f.fsys, f.name)
	if err != nil {
		return r.problem(f.path, 0, reason(err))
	}
	if !info.Mode().IsRegular() {
		return r.problem(f.path, 0, errNotRegular)
	}
	opened, err := f.fsys.Open(f.name)
	if err != nil {
		return r.problem(f.path, 0, reason(err))
	}
	defer opened.Close()

	if formatOf(f.name) == jsonLines {
		return r.readJSONLines(f, opened)
	}
	if info.Size() > r.opts.MaxBytes {
		return r.problem(f.path, 0, errTooLarge(r.opts.MaxBytes))
	}
	// A file may grow, or say that it is empty, as those of /proc do.
	data, err := io.ReadAll(io.LimitReader(opened, r.opts.MaxBytes+1))
	if err != nil {
		return r.problem(f.path, 0, reason(err))
	}
	if int64(len(data)) > r.opts.MaxBytes {
		return r.problem(f.path, 0, errTooLarge(r.opts.MaxBytes))
	}
	return r.readText(f, data)
}

// readText turns the bytes of a text or Markdown file into a document.
func (r *reader) readText(f file, data []byte) bool {
	if kind := binaryKind(data); kind != "" {
		return r.problem(f.path, 0, fmt.Errorf("%w (%s)", ErrBinary, kind))
	}
	if formatOf(f.name) == webPage {
		return r.readPage(f, data)
	}
	text, note, err := decode(data)
	if err != nil {
		return r.problem(f.path, 0, err)
	}
	if note != nil && !r.note(f.path, 0, note) {
		return false
	}
	if formatOf(f.name) == markdown {
		return r.readMarkdown(f, text)
	}
	if f.given && formatOf(f.name) == unknownFormat && looksLikeMarkup(text) {
		return r.problem(f.path, 0, errMarkup)
	}
	text = Normalise(text)
	return r.document(fields{}, textTitle(text, f.name), text, f.path, 0, f.id)
}

// document completes one document, seals it and hands it on.
func (r *reader) document(from fields, title, text, path string, line int, derived corpus.DocumentID) bool {
	if !hasText(text) {
		return r.problem(path, line, ErrNoText)
	}
	doc, notes, err := from.document()
	if err != nil {
		return r.problem(path, line, err)
	}
	for _, note := range notes {
		if !r.note(path, line, note) {
			return false
		}
	}
	doc.Text = text
	if doc.Title == "" {
		doc.Title = title
	}
	fresh, err := r.ids.enter(&doc, derived, place{path, line})
	if err != nil {
		return r.problem(path, line, err)
	}
	if !fresh {
		return r.alive()
	}
	return r.hand(doc, nil)
}

// problem reports something that was skipped.
func (r *reader) problem(path string, line int, err error) bool {
	return r.hand(corpus.Document{}, &Problem{Path: path, Line: line, Err: err})
}

// note reports something that was mended or left out of a document that goes in.
func (r *reader) note(path string, line int, err error) bool {
	return r.hand(corpus.Document{}, &Problem{Path: path, Line: line, Kept: true, Err: err})
}

func (r *reader) hand(doc corpus.Document, err error) bool {
	if !r.alive() {
		return false
	}
	r.finished = !r.yield(doc, err)
	return !r.finished
}

// alive reports whether there is someone to read for. A context that has ended is told
// once, as the last pair.
func (r *reader) alive() bool {
	if r.finished {
		return false
	}
	if err := r.ctx.Err(); err != nil {
		r.finished = true
		r.yield(corpus.Document{}, fmt.Errorf("read documents: %w", err))
		return false
	}
	return true
}

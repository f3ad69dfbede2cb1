//go:build tools

// Package peers keeps the real Pebble among the requirements: nothing here is ever compiled.
package peers

import _ "github.com/canonical/pebble/cmd/pebble"

// Times the same calls as bench/pebble/client_bench.cpp, by Pebble's own client.
//
// usage: client_bench BATCHES SOCKET FOLDER
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/canonical/pebble/client"
)

const calls = 200

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func row(name, unit string, calls int, call func() error) {
	check(call())
	start := time.Now()
	for i := 0; i < calls; i++ {
		check(call())
	}
	took := time.Since(start).Seconds() / float64(calls)
	if unit == "us" {
		took *= 1e6
	} else {
		took *= 1e3
	}
	fmt.Printf("{\"name\": %q, %q: %f}\n", name, unit, took)
}

func timeAll(pebble *client.Client, folder string) {
	large := make([]byte, 64<<20)
	row("get_services", "us", calls, func() error {
		_, err := pebble.Services(&client.ServicesOptions{})
		return err
	})
	row("get_plan", "us", calls, func() error {
		_, err := pebble.PlanBytes(&client.PlanOptions{})
		return err
	})
	row("list_files", "us", calls/10, func() error {
		_, err := pebble.ListFiles(&client.ListFilesOptions{Path: folder + "/many"})
		return err
	})
	row("pull_64_mib", "ms", 3, func() error {
		return pebble.Pull(&client.PullOptions{Path: folder + "/large", Target: io.Discard})
	})
	row("push_64_mib", "ms", 3, func() error {
		return pebble.Push(&client.PushOptions{Source: bytes.NewReader(large), Path: folder + "/pushed"})
	})
}

func main() {
	batches, err := strconv.Atoi(os.Args[1])
	check(err)
	pebble, err := client.New(&client.Config{Socket: os.Args[2]})
	check(err)
	for i := 0; i < batches; i++ {
		timeAll(pebble, os.Args[3])
	}
}

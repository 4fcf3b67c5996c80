"""What the benchmarks run: a project to build, and the floor to hold it against."""

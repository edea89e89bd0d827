"""Measurements that are run by hand, each a module: ``python -m benchmarks.<name>``."""
